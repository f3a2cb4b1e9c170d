//! Enums that are written as a union of constants, so that each value can have a title and a description.

use super::Cx;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// The annotations that a branch may have.
const ABOUT: [&str; 8] = [
    "const",
    "enum",
    "type",
    "title",
    "description",
    "summary",
    "example",
    "deprecated",
];

/// Rewrites a `oneOf` or `anyOf` of constants to an `enum`; titles become the names of its values
/// (JSON Schema 2020-12 Validation, 6.1.3 and 9.1).
pub(super) fn branch_values(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    for key in ["oneOf", "anyOf"] {
        let Some(Node::Sequence(branches)) = schema.get(key) else {
            continue;
        };
        let values: Option<Vec<Node>> = branches.iter().map(value).collect();
        let Some(values) = values.filter(|it| it.len() > 1 && !schema.contains("enum")) else {
            continue;
        };
        let texts = |key: &str| -> Option<Node> {
            let texts = branches.iter().map(|it| it.get(key).and_then(Node::as_str));
            let is_given = texts.clone().any(|it| it.is_some());
            let texts = texts.map(|it| Node::text(it.unwrap_or_default()));
            is_given.then(|| Node::Sequence(texts.collect()))
        };
        let (names, docs) = (texts("title"), texts("description"));
        let is_deprecated = |it: &Node| it.get("deprecated") == Some(&Node::Bool(true));
        let flags = branches.iter().any(is_deprecated).then(|| {
            let flags = branches.iter().map(|it| Node::Bool(is_deprecated(it)));
            Node::Sequence(flags.collect())
        });
        schema.remove(key);
        schema.remove("discriminator");
        schema.insert("enum", Node::Sequence(values));
        for (extension, about) in [
            ("x-enum-varnames", names),
            ("x-enum-descriptions", docs),
            ("x-enum-deprecated", flags),
        ] {
            if let Some(about) = about {
                schema.insert(extension, about);
            }
        }
    }
}

/// The value of a branch that has one value and only annotations besides; also `null` by its type.
fn value(branch: &Node) -> Option<Node> {
    let branch = branch.as_mapping()?;
    let is_about = |key: &&str| ABOUT.contains(key) || key.starts_with("x-");
    if !branch.keys().all(|key| is_about(&key)) {
        return None;
    }
    let value = match (branch.get("const"), branch.get("enum")) {
        (Some(value), _) => value,
        (None, Some(Node::Sequence(values))) => match values.as_slice() {
            [only] => only,
            _ => return None,
        },
        (None, None) if branch.text("type") == Some("null") => &Node::Null,
        (None, _) => return None,
    };
    let is_scalar = !matches!(value, Node::Sequence(_) | Node::Mapping(_));
    let fits = branch
        .text("type")
        .is_none_or(|typ| *value == Node::Null || super::type_keyword::is_of_type(value, typ));
    (is_scalar && fits).then(|| value.clone())
}
