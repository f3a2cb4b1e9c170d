//! Discriminators that a base does not have itself, but one of the parts that it consists of.

use std::collections::BTreeSet;

use super::{OTHER, parts};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Gives each base the discriminator that an inline member of its `allOf` has.
pub(super) fn discriminators(schemas: &mut Mapping, at: &At<'_>) {
    let entries = schemas.entries().iter();
    let children = entries.filter_map(|(_, schema)| schema.as_mapping());
    let bases: BTreeSet<String> = children.flat_map(parts).collect();
    for (name, schema) in schemas.entries_mut() {
        let at = at.key(name);
        let Some(schema) = schema.as_mapping_mut() else {
            continue;
        };
        if !bases.contains(name.as_str()) || schema.contains("discriminator") {
            continue;
        }
        let stamp = schema.stamp().cloned();
        let at = stamp.as_deref().map_or(at, At::new);
        let at = at.key("allOf");
        let Some(Node::Sequence(members)) = schema.get_mut("allOf") else {
            continue;
        };
        let mut members = members.iter_mut().enumerate();
        let found = members.find_map(|(index, member)| {
            let member = member.as_mapping_mut()?;
            member.get("discriminator")?.as_mapping()?;
            if OTHER.iter().any(|key| member.contains(key)) {
                return None;
            }
            let mut found = member.remove("discriminator")?;
            let index = index.to_string();
            let found_at = at.key(&index);
            found
                .as_mapping_mut()?
                .set_stamp(&found_at.key("discriminator"));
            Some(found)
        });
        if let Some(discriminator) = found {
            schema.insert("discriminator", discriminator);
        }
    }
}
