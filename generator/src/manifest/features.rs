//! Features: those of the client stay what they are, and none asks for what is not there.

use std::collections::BTreeSet;

use toml::Value;

use super::rules::Rules;
use super::{DEPENDENCIES, DEV, FEATURES, RESOURCES, dependencies};
use crate::names::Names;

/// Checks the features of the configuration, and those that its programs and examples ask for.
pub(super) fn check_features(rules: &mut Rules<'_>, names: &Names) {
    let manifest = &rules.config.manifest;
    let known = Known::new(rules, names);
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
        let has_resources = value
            .as_array()
            .is_some_and(|it| it.iter().any(|it| it.as_str() == Some(RESOURCES)));
        if name == "default" && known.features.contains(RESOURCES) && !has_resources {
            rules
                .refuse(
                    &steps,
                    format!("without `{RESOURCES}`, the client has no operation"),
                )
                .hint(format!("add \"{RESOURCES}\" to the list"));
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
struct Known {
    features: BTreeSet<String>,
    dependencies: BTreeSet<String>,
}

impl Known {
    fn new(rules: &Rules<'_>, names: &Names) -> Self {
        let manifest = &rules.config.manifest;
        let sections = dependencies(manifest);
        let added = sections.iter().filter(|it| it.kind != DEV);
        let added: Vec<_> = added.flat_map(|it| it.table).collect();
        let is_optional = |value: &Value| value.get("optional").and_then(Value::as_bool);
        let optional = added.iter().filter(|(_, it)| is_optional(it) == Some(true));
        let optional = optional.map(|(name, _)| (*name).clone());
        let listed = manifest.get("features").and_then(Value::as_table);
        let listed = listed.into_iter().flat_map(|it| it.keys().cloned());
        let of_client = FEATURES.keys().cloned();
        let of_resources = names.features.all().map(str::to_owned);
        let features = listed.chain(of_client).chain(of_resources).chain(optional);
        let all = added.iter().map(|(name, _)| *name);
        Self {
            features: features.collect(),
            dependencies: all.chain(DEPENDENCIES.keys()).cloned().collect(),
        }
    }

    /// Whether there is what an entry of a feature asks for.
    fn has(&self, entry: &str) -> bool {
        if let Some(name) = entry.strip_prefix("dep:") {
            return self.dependencies.contains(name);
        }
        match entry.split_once('/') {
            Some((name, _)) => {
                let name = name.strip_suffix('?').unwrap_or(name);
                self.dependencies.contains(name)
            }
            None => self.features.contains(entry),
        }
    }
}

/// A list of features has nothing but what there is.
fn check_list(rules: &mut Rules<'_>, known: &Known, steps: &[&str], value: &Value) {
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
