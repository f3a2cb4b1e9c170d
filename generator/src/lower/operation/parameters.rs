//! The parameters of an operation: which there are, and their order.

use std::collections::BTreeMap;

use openapiv3::{Parameter as Described, ReferenceOr};
use serde_json::Value;

use super::client_wide::ClientWide;
use super::site::Site;
use super::template::template_names;
use super::{parameter, style};
use crate::diag::Diagnostics;
use crate::ir::{
    Constraints, Direction, Field, Location, OperationId, Parameter, Presence, Role, Style,
    StyleKind, Type,
};
use crate::lower::context::LoweringContext;
use crate::lower::target::Target;
use crate::normalize::REST;
use crate::origin::Origin;

/// The parameters of an operation: those of the path in the order of the template, then the others.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    held: &ClientWide,
    site: &Site<'a>,
    operation: OperationId,
) -> Vec<Parameter> {
    let target = Target::of(Role::Params(operation), Direction::Write);
    let shared = described(&site.item.parameters, &site.item_at);
    let own = described(&site.operation.parameters, &site.at);
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut known: BTreeMap<(Location, String), (usize, bool)> = BTreeMap::new();
    let shared = shared.map(|it| (it, false));
    for ((node, at), is_own) in shared.chain(own.map(|it| (it, true))) {
        let Some(parameter) = parameter::lower(cx, held, node, &at, &target) else {
            continue;
        };
        style::report_nesting(&cx.types, cx.diagnostics, &parameter.field, parameter.style);
        let next = (parameters.len(), is_own);
        let entry = known.entry(key(&parameter)).or_insert(next);
        let of_same_list = entry.1 == is_own;
        entry.1 = is_own;
        match parameters.get_mut(entry.0) {
            Some(earlier) if of_same_list && earlier.field.wire != parameter.field.wire => {
                merge(earlier, parameter, cx.diagnostics);
            }
            // A parameter of the operation replaces the one of its path item.
            Some(earlier) => *earlier = parameter,
            None => parameters.push(parameter),
        }
    }
    let mut ordered = in_order_of_template(site.path, parameters, &site.at, cx.diagnostics);
    let rest = site.item.extensions.get(REST).and_then(Value::as_array);
    for parameter in &mut ordered {
        let is_rest = |name: &Value| name.as_str() == Some(&parameter.field.wire);
        let is_default = parameter.style == Style::default_of(Location::Path);
        let is_list = matches!(
            parameter.field.ty,
            Type::List(_) | Type::Tuple(_) | Type::Map(_)
        );
        if parameter.location == Location::Path
            && is_default
            && !is_list
            && rest.into_iter().flatten().any(is_rest)
        {
            parameter.style.kind = StyleKind::Segments;
        }
    }
    ordered
}

/// What a parameter is known by: names of headers have no case (RFC 9110, 5.1).
fn key(parameter: &Parameter) -> (Location, String) {
    let wire = &parameter.field.wire;
    match parameter.location {
        Location::Header => (Location::Header, wire.to_ascii_lowercase()),
        location => (location, wire.clone()),
    }
}

/// Adds what is said of a header that is described before in another spelling.
fn merge(earlier: &mut Parameter, other: Parameter, diagnostics: &mut Diagnostics) {
    let field = &mut earlier.field;
    let message = format!(
        "the header `{}` is described twice, as names of headers have no case",
        field.wire
    );
    diagnostics
        .warning("duplicate-header", &other.field.origin, message)
        .hint(format!("the other one is at {}", field.origin.pointer));
    // NestJS says of each header that it is a required text; what its author says of it follows.
    if field.ty == Type::String {
        field.ty = other.field.ty;
        earlier.style = other.style;
    }
    field.presence = other.field.presence;
    field.docs = field.docs.take().or(other.field.docs);
    field.example = field.example.take().or(other.field.example);
}

/// Parameters as they are listed under `at`, each with its place.
pub(super) fn described<'a>(
    list: &'a [ReferenceOr<Described>],
    at: &Origin,
) -> impl Iterator<Item = (&'a ReferenceOr<Described>, Origin)> {
    let at = at.key("parameters");
    (0..)
        .map(move |index| at.index(index))
        .zip(list)
        .map(|(at, node)| (node, at))
}

/// Sorts by the template, and reports where template and parameters differ.
fn in_order_of_template(
    path: &str,
    mut all: Vec<Parameter>,
    at: &Origin,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let mut ordered = Vec::new();
    for name in template_names(path) {
        let is_it = |it: &Parameter| it.location == Location::Path && it.field.wire == name;
        match all.iter().position(is_it) {
            Some(index) => ordered.push(all.remove(index)),
            None if ordered.iter().any(is_it) => {}
            None => {
                let message = format!("the path has `{{{name}}}`, but no parameter describes it");
                diagnostics
                    .warning("missing-path-parameter", at, message)
                    .hint("it is taken for a string");
                ordered.push(undescribed(name, at));
            }
        }
    }
    for parameter in all {
        if parameter.location == Location::Path {
            let message = format!("the path has no `{{{}}}`", parameter.field.wire);
            diagnostics.warning("unused-path-parameter", &parameter.field.origin, message);
        } else {
            ordered.push(parameter);
        }
    }
    ordered
}

/// A parameter of the path that nothing describes.
fn undescribed(name: &str, at: &Origin) -> Parameter {
    Parameter {
        location: Location::Path,
        style: Style::default_of(Location::Path),
        field: Field {
            wire: name.to_owned(),
            ty: Type::String,
            presence: Presence::Required,
            docs: None,
            constraints: None,
            example: None,
            constant: None,
            by_default: false,
            deprecated: false,
            format: None,
            order: 0,
            origin: at.clone(),
        },
        client_wide: false,
        least: BTreeMap::new(),
        constraints: Constraints::default(),
    }
}
