//! The components that a component refers to, and the order in which they are lowered.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::keywords::Keywords;
use crate::lower::registry::{ComponentKey, Registry};
use crate::origin::Origin;
use crate::spec::{Resolved, Spec};

/// The components that one leads to and that nobody has asked for yet: those referred to before those that refer to them,
/// where there is no circle, and itself at the end.
pub(super) fn dependencies<'a>(
    spec: &'a Spec,
    registry: &Registry<'a>,
    key: &ComponentKey,
    schema: &'a Schema,
    at: &Origin,
) -> Vec<(ComponentKey, Resolved<'a, Schema>)> {
    let mut seen = BTreeSet::from([key.name.clone()]);
    let mut found = Vec::new();
    let first = Resolved {
        value: schema,
        origin: at.clone(),
        component: None,
    };
    let mut path = vec![(key.clone(), first, references(schema))];
    while let Some((_, _, open)) = path.last_mut() {
        let Some(reference) = open.pop() else {
            found.extend(path.pop().map(|(key, it, _)| (key, it)));
            continue;
        };
        let Some(mut resolved) = spec.referred_schema(reference) else {
            continue;
        };
        let key = ComponentKey {
            name: resolved.component.take().unwrap_or_default(),
            direction: key.direction,
        };
        if !registry.components.contains(&key) && seen.insert(key.name.clone()) {
            let open = references(resolved.value);
            path.push((key, resolved, open));
        }
    }
    found
}

/// The references in a schema.
fn references(schema: &Schema) -> Vec<&str> {
    let mut found = Vec::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        let keywords = Keywords::of(schema);
        let lists = [keywords.all_of, keywords.one_of, keywords.any_of];
        let mut nodes: Vec<&ReferenceOr<Schema>> = lists.into_iter().flatten().collect();
        if let Some(AdditionalProperties::Schema(node)) = keywords.additional {
            nodes.push(node);
        }
        for node in nodes {
            match node {
                ReferenceOr::Reference { reference } => found.push(reference.as_str()),
                ReferenceOr::Item(schema) => open.push(schema),
            }
        }
        let properties = keywords.properties.into_iter().flat_map(|it| it.values());
        for node in properties.chain(keywords.items).chain(keywords.keys) {
            match node {
                ReferenceOr::Reference { reference } => found.push(reference.as_str()),
                ReferenceOr::Item(schema) => open.push(schema),
            }
        }
    }
    found
}
