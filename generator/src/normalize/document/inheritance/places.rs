//! Where components are written.

use std::collections::BTreeSet;

use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// The places that the components are written at, which the version and the file decide.
pub(super) fn of_components(root: &Node, at: &At<'_>) -> BTreeSet<Origin> {
    let Some(components) = root.get("components").and_then(Node::as_mapping) else {
        return BTreeSet::new();
    };
    let of_components = components.stamp().cloned();
    let at = of_components
        .as_deref()
        .map_or(at.key("components"), At::new);
    let Some(schemas) = components.get("schemas").and_then(Node::as_mapping) else {
        return BTreeSet::new();
    };
    let of_schemas = schemas.stamp().cloned();
    let at = of_schemas.as_deref().map_or(at.key("schemas"), At::new);
    let places = schemas.entries().iter().map(|(name, schema)| {
        let stamp = schema.as_mapping().and_then(Mapping::stamp);
        stamp.map_or_else(|| at.key(name).origin(), |it| (**it).clone())
    });
    places.collect()
}
