//! Parameters: those of path templates, and their defaults.

use std::collections::BTreeSet;

use super::{operations, template_names};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// How many parameters an object may list. The most that published descriptions have is far below.
const MAX_PARAMETERS: usize = 4096;

/// Takes out the parameters of an object that lists more than that, since each operation copies those of its path item.
pub(super) fn sizes(object: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(Node::Sequence(list)) = object.get_mut("parameters") else {
        return;
    };
    if list.len() > MAX_PARAMETERS {
        let message = format!("a call takes no more than {MAX_PARAMETERS} parameters");
        diagnostics
            .error(
                "too-many-parameters",
                &at.key("parameters").origin(),
                message,
            )
            .about_key();
        list.clear();
    }
}

/// Adds a parameter of type string for each name of a path template that no parameter describes. Where a path parameter is
/// missing in the template, too, one of the two is misspelled, which is an error.
pub(super) fn of_templates(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let components = root
        .get("components")
        .and_then(|it| it.get("parameters"))
        .cloned();
    let name_of = |node: &Node| {
        let reference = node.get("$ref").and_then(Node::as_str);
        let target = reference.and_then(|it| it.rsplit('/').next());
        let component = target.and_then(|name| components.as_ref()?.get(name));
        let parameter = component.unwrap_or(node);
        let is_in_path = parameter.get("in").and_then(Node::as_str) == Some("path");
        parameter
            .get("name")
            .and_then(Node::as_str)
            .filter(|_| is_in_path)
            .map(str::to_owned)
    };
    operations(root, at, |(path, _), shared, operation, at| {
        let own = operation
            .get("parameters")
            .and_then(Node::as_list)
            .unwrap_or_default();
        let described: BTreeSet<String> = shared.iter().chain(own).filter_map(&name_of).collect();
        let named: BTreeSet<&str> = template_names(path).collect();
        let missing: Vec<&str> = named
            .iter()
            .copied()
            .filter(|name| !described.contains(*name))
            .collect();
        let unused = described.iter().find(|name| !named.contains(name.as_str()));
        if let (Some(unused), Some(name)) = (unused, missing.first()) {
            let message =
                format!("the path has `{{{name}}}`, but its parameter is called `{unused}`");
            diagnostics.error("missing-path-parameter", &at.origin(), message);
            return;
        }
        for name in missing {
            let message =
                format!("no parameter describes `{{{name}}}` of the path, so that it is any text");
            diagnostics.warning("missing-path-parameter", &at.origin(), message);
            let text = Mapping::made(at, [("type", Node::text("string"))]);
            let parameter = Mapping::made(
                at,
                [
                    ("name", Node::text(name)),
                    ("in", Node::text("path")),
                    ("required", Node::Bool(true)),
                    ("schema", Node::Mapping(text)),
                ],
            );
            match operation.get_mut("parameters") {
                Some(Node::Sequence(list)) => list.push(Node::Mapping(parameter)),
                _ => operation.insert("parameters", Node::Sequence(vec![Node::Mapping(parameter)])),
            }
        }
    });
}

/// Reports a default that is no value of the parameter: a server uses the default where the parameter is left out.
pub(super) fn default(parameter: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(Node::Mapping(schema)) = parameter.get("schema") else {
        return;
    };
    if let (Some("uuid"), Some(Node::String(default))) =
        (schema.text("format"), schema.get("default"))
        && !is_uuid(default)
    {
        let at = at.key("schema");
        let message = format!("the default `{default}` is no UUID");
        diagnostics.error("invalid-default", &at.key("default").origin(), message);
    }
}

fn is_uuid(text: &str) -> bool {
    let digits = text.trim_start_matches("urn:uuid:").replace('-', "");
    digits.len() == 32 && digits.chars().all(|digit| digit.is_ascii_hexdigit())
}
