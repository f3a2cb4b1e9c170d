//! Webhooks and callbacks, whose payloads are components.

use openapiv3::Schema;
use serde_json::Value;

use crate::ir::{Direction, Hook, Place, Type};
use crate::lower::context::LoweringContext;
use crate::lower::docs;
use crate::lower::merge::subschema::Subschema;
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::lower::union::flatten::alternatives;
use crate::lower::{schema, union};
use crate::markdown::joined;
use crate::normalize::{ANY_WEBHOOK, HOOKS};
use crate::spec::{Resolved, Spec};

/// The requests that the server sends, in the order of the description.
pub(in crate::lower) fn lower_all(cx: &mut LoweringContext<'_>) -> Vec<Hook> {
    let spec = cx.spec;
    let list = spec.openapi.extensions.get(HOOKS).and_then(Value::as_array);
    let hooks = list.into_iter().flatten();
    hooks.filter_map(|hook| lower(cx, hook)).collect()
}

/// What any webhook carries, where one property of it tells which webhook it is of.
pub(in crate::lower) fn lower_any_webhook(cx: &mut LoweringContext<'_>) -> Option<Type> {
    let name = any_webhook(cx.spec)?;
    let union = Subschema::of(component(cx.spec, name)?);
    let (alternatives, _) = alternatives(cx.spec, &cx.configured, cx.diagnostics, "oneOf", &union);
    if !union::have_tags(cx.spec, &alternatives) {
        return None;
    }
    lower_payload(cx, name)
}

/// The name of the component that says what any webhook carries.
pub(in crate::lower) fn any_webhook(spec: &Spec) -> Option<&str> {
    spec.openapi.extensions.get(ANY_WEBHOOK)?.as_str()
}

fn lower(cx: &mut LoweringContext<'_>, hook: &Value) -> Option<Hook> {
    let text = |key: &str| docs::text(hook.get(key).and_then(Value::as_str));
    let name = text("name")?;
    let component = text("schema");
    let ty = component.as_ref().and_then(|it| lower_payload(cx, it));
    let docs = text("description");
    let is_own = hook.get("own").and_then(Value::as_bool) == Some(true);
    let own = ty.as_ref().zip(component).filter(|_| is_own);
    let is_told = match (own, &docs) {
        (Some((ty, component)), Some(docs)) => describe_type(&mut cx.types, ty, &component, docs),
        _ => false,
    };
    Some(Hook {
        name,
        method: text("method"),
        id: text("operationId"),
        ty,
        docs,
        is_told,
    })
}

/// Puts what is said about a request before the documentation of the type that has been made for it, if there is one. Whether
/// there is.
fn describe_type(types: &mut TypeArena, ty: &Type, component: &str, docs: &str) -> bool {
    let Some(def) = types.made_for(ty, &Place::component(component)) else {
        return false;
    };
    def.docs = Some(match def.docs.take() {
        Some(own) if own.contains(docs) => own,
        Some(own) if !docs.contains(&own) => joined(docs, &own),
        _ => docs.to_owned(),
    });
    true
}

fn lower_payload(cx: &mut LoweringContext<'_>, name: &str) -> Option<Type> {
    let target = Target::component(name, Direction::Read);
    Some(schema::component::lower(cx, component(cx.spec, name)?, &target).into_type())
}

/// The schema of a component, which a reference may be.
fn component<'a>(spec: &'a Spec, name: &str) -> Option<Resolved<'a, Schema>> {
    let node = spec.openapi.components.as_ref()?.schemas.get(name)?;
    let at = spec.root().key("components").key("schemas").key(name);
    let mut resolved = spec.schema(node, &at)?;
    resolved.component.get_or_insert_with(|| name.to_owned());
    Some(resolved)
}
