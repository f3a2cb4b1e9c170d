//! Features: those of the client stay what they are, and none asks for what is not there.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::rules::Rules;
use super::{DEPENDENCIES, DEV, FEATURES, RESOURCES, dependencies};
use crate::ir::Foreign;
use crate::names::FeatureNames;

/// Checks the features of the configuration, and those that its programs and examples ask for.
pub(super) fn check_features(rules: &mut Rules<'_>, foreign: &[Foreign], own: &FeatureNames) {
    let manifest = &rules.config.manifest;
    let known = Available::new(manifest, foreign, own);
    let features = manifest.get("features").and_then(Value::as_table);
    for (name, value) in features.into_iter().flatten() {
        let steps = ["features", name];
        if FEATURES.contains_key(name) && name != "default" || name == RESOURCES {
            rules
                .refuse(&steps, format!("`{name}` is a feature of every client"))
                .hint("give it another name");
        } else if !is_name(name) {
            let message = format!("`{}` cannot be the name of a feature", name.escape_debug());
            rules.refuse(&steps, message);
        }
        check_list(rules, &known, &steps, value);
        let needed = own.default.iter().filter(|_| name == "default");
        for needed in needed {
            let mut list = value.as_array().into_iter().flatten();
            if list.any(|it| it.as_str() == Some(needed)) {
                continue;
            }
            let missing = if needed == RESOURCES {
                "operation"
            } else {
                "type"
            };
            rules
                .refuse(
                    &steps,
                    format!("without `{needed}`, the client has no {missing}"),
                )
                .hint(format!("add \"{needed}\" to the list"));
        }
    }
    for kind in ["bench", "bin", "example", "test"] {
        let targets = manifest.get(kind).and_then(Value::as_array);
        for (index, target) in targets.into_iter().flatten().enumerate() {
            if let Some(value) = target.get("required-features") {
                let index = index.to_string();
                check_list(rules, &known, &[kind, &index, "required-features"], value);
            }
        }
    }
}

/// What a feature can turn on.
struct Available {
    features: BTreeSet<String>,
    /// The dependencies, and whether each is optional.
    dependencies: BTreeMap<String, bool>,
}

impl Available {
    fn new(manifest: &Table, foreign: &[Foreign], names: &FeatureNames) -> Self {
        let sections = dependencies(manifest);
        let added = sections.iter().filter(|it| it.kind != DEV);
        let all = DEPENDENCIES.iter().chain(added.flat_map(|it| it.table));
        // A dependency that a field has its type from is always there.
        let of_fields: BTreeSet<&str> = foreign.iter().map(Foreign::crate_name).collect();
        let is_optional = |name: &str, value: &Value| {
            let is_said = value.get("optional").and_then(Value::as_bool);
            is_said == Some(true) && !of_fields.contains(name.replace('-', "_").as_str())
        };
        let mut dependencies = BTreeMap::new();
        for (name, value) in all {
            *dependencies.entry(name.clone()).or_default() |= is_optional(name, value);
        }
        let listed = manifest.get("features").and_then(Value::as_table);
        let listed: Vec<_> = listed.into_iter().flatten().collect();
        let lists = listed.iter().filter_map(|(_, it)| it.as_array());
        let named = lists.flatten().filter_map(Value::as_str);
        let named: BTreeSet<&str> = named.filter_map(|it| it.strip_prefix("dep:")).collect();
        // An optional dependency is a feature as well, unless one that is listed asks for it by name.
        let is_feature =
            |name: &&String| !DEPENDENCIES.contains_key(*name) && !named.contains(name.as_str());
        let optional = dependencies.iter().filter(|(_, optional)| **optional);
        let optional = optional.map(|(name, _)| name).filter(is_feature);
        let own = FEATURES.keys().chain(listed.iter().map(|(name, _)| *name));
        let features = own.chain(optional).cloned();
        Self {
            features: features.chain(names.all().map(str::to_owned)).collect(),
            dependencies,
        }
    }

    /// Whether there is what an entry of a feature asks for.
    fn has(&self, entry: &str) -> bool {
        let is_optional = |name: &str| self.dependencies.get(name) == Some(&true);
        if let Some(name) = entry.strip_prefix("dep:") {
            return is_optional(name);
        }
        match entry.split_once('/') {
            Some((name, _)) => match name.strip_suffix('?') {
                Some(name) => is_optional(name),
                None => self.dependencies.contains_key(name),
            },
            None => self.features.contains(entry),
        }
    }
}

/// A list of features has nothing but what there is.
fn check_list(rules: &mut Rules<'_>, known: &Available, steps: &[&str], value: &Value) {
    let Some(items) = value.as_array() else {
        rules.refuse(steps, "features stand in a list");
        return;
    };
    for (index, item) in items.iter().enumerate() {
        let index = index.to_string();
        let steps = [steps, &[&index]].concat();
        let Some(entry) = item.as_str() else {
            rules.refuse(&steps, "a feature is a text");
            continue;
        };
        if !known.has(entry) {
            let entry = entry.escape_debug();
            rules.refuse(&steps, format!("there is no feature `{entry}`"));
        }
    }
}

/// Whether cargo and registries take a name for that of a feature.
fn is_name(name: &str) -> bool {
    let is_first = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_other = |c: char| is_first(c) || "-+.".contains(c);
    name.starts_with(is_first) && name.chars().all(is_other)
}
