//! Webhooks and callbacks, whose payloads are components.

use serde_json::Value;

use crate::ir::{Direction, Hook, Place, Type};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::normalize::HOOKS;

impl Lowering<'_> {
    /// The requests that the server sends, in the order of the description.
    pub(in crate::lower) fn hooks(&mut self) -> Vec<Hook> {
        let spec = self.spec;
        let list = spec.openapi.extensions.get(HOOKS).and_then(Value::as_array);
        let mut hooks = Vec::new();
        for hook in list.into_iter().flatten() {
            let text = |key: &str| docs::text(hook.get(key).and_then(Value::as_str));
            let Some(name) = text("name") else {
                continue;
            };
            let schema = text("schema");
            let ty = schema.as_ref().and_then(|it| self.hook_payload(it));
            let words = text("description");
            let is_own = hook.get("own").and_then(Value::as_bool) == Some(true);
            let own = ty.as_ref().zip(schema).filter(|_| is_own);
            let is_told = match (own, &words) {
                (Some((ty, schema)), Some(words)) => self.tell(ty, &schema, words),
                _ => false,
            };
            hooks.push(Hook {
                name,
                method: text("method"),
                id: text("operationId"),
                ty,
                docs: words,
                is_told,
            });
        }
        hooks
    }

    /// Puts what is said about a request before the words of the type that has been made for it, if it is one. Whether it
    /// is.
    fn tell(&mut self, ty: &Type, schema: &str, words: &str) -> bool {
        let Type::Named(id) = ty else {
            return false;
        };
        let Some(Some(def)) = self.types.get_mut(id.0) else {
            return false;
        };
        if def.place != Place::component(schema) {
            return false;
        }
        def.docs = Some(match def.docs.take() {
            Some(own) if own.contains(words) => own,
            Some(own) if !words.contains(&own) => format!("{words}\n\n{own}"),
            _ => words.to_owned(),
        });
        true
    }

    fn hook_payload(&mut self, name: &str) -> Option<Type> {
        let spec = self.spec;
        let node = spec.openapi.components.as_ref()?.schemas.get(name)?;
        let at = spec.root().key("components").key("schemas").key(name);
        self.direction = Direction::Read;
        let resolved = spec.schema(node, &at)?;
        let name = resolved
            .component
            .clone()
            .unwrap_or_else(|| name.to_owned());
        let place = Place::component(&name);
        let lowered = self.resolved(Some(name), resolved.value, &resolved.origin, &place);
        Some(lowered.into_type())
    }
}
