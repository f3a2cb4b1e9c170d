//! What any webhook carries: one union of the bodies of all, for a receiver that has one URL for them.

use std::collections::BTreeSet;

use crate::origin::At;
use crate::source::{Mapping, Node};

/// The extension that names the component of that union.
pub(crate) const ANY_WEBHOOK: &str = "x-codegen-any-webhook";

/// The union of what these webhooks carry, where they carry different things.
pub(super) fn union(webhooks: &[Node], at: &At<'_>) -> Option<Node> {
    let names = webhooks.iter().filter_map(|it| it.get("schema")?.as_str());
    let mut seen = BTreeSet::new();
    let branches = names.filter(|name| seen.insert(*name)).map(|name| {
        let name = name.replace('~', "~0").replace('/', "~1");
        let reference = format!("#/components/schemas/{name}");
        Node::Mapping(Mapping::made(at, [("$ref", Node::text(reference))]))
    });
    let branches: Vec<Node> = branches.collect();
    (branches.len() > 1).then(|| {
        let words = "What any of the webhooks carries.";
        Node::Mapping(Mapping::made(
            at,
            [
                ("description", Node::text(words)),
                ("oneOf", Node::Sequence(branches)),
            ],
        ))
    })
}
