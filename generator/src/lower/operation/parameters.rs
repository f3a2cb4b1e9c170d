//! The parameters of an operation: which there are, and their order.

use std::collections::BTreeMap;

use openapiv3::{Parameter as Described, ReferenceOr};

use super::parameter;
use super::site::Site;
use super::template::template_names;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Direction, Field, Location, OperationId, Parameter, Presence, Role, Style, Type};
use crate::lower::context::LoweringContext;
use crate::lower::target::Target;
use crate::origin::Origin;

/// The parameters of an operation: those of the path in the order of the template, then the others.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    config: &Config,
    site: &Site<'a>,
    operation: OperationId,
) -> Vec<Parameter> {
    let target = Target::of(Role::Params(operation), Direction::Write);
    let shared = described(&site.item.parameters, &site.item_at);
    let own = described(&site.operation.parameters, &site.at);
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut known: BTreeMap<(Location, String), usize> = BTreeMap::new();
    for (node, at) in shared.chain(own) {
        if let Some(parameter) = parameter::lower(cx, config, node, &at, &target) {
            let next = parameters.len();
            let key = (parameter.location, parameter.field.wire.clone());
            match parameters.get_mut(*known.entry(key).or_insert(next)) {
                // A parameter of the operation replaces the one of its path item.
                Some(earlier) => *earlier = parameter,
                None => parameters.push(parameter),
            }
        }
    }
    in_order_of_template(site.path, parameters, &site.at, cx.diagnostics)
}

/// Parameters as they are listed under `at`, each with its place.
fn described<'a>(
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
            example: None,
            constant: None,
            deprecated: false,
            origin: at.clone(),
        },
        client_wide: false,
        least: None,
    }
}
