//! The names of Cargo features, one for each resource.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::ResourceNames;
use crate::analyze::Members;
use crate::config::Config;
use crate::ir::ResourceId;
use crate::manifest::{DEPENDENCIES, FEATURES, RESOURCES};

/// How many features of resources there may be: a registry accepts 300 for a crate, and the runtime has some.
const MOST: usize = 250;

/// The features of resources. Where one resource contains all others, those inside it have the features.
#[derive(Debug, Default)]
pub struct FeatureNames {
    /// The feature of each resource that has one.
    pub of: BTreeMap<ResourceId, String>,
    /// The resources around those that have a feature.
    pub around: BTreeSet<ResourceId>,
}

impl FeatureNames {
    /// All features there are: one for each resource, and one for all of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let all = (!self.of.is_empty()).then_some(RESOURCES);
        self.of.values().map(String::as_str).chain(all)
    }
}

pub(super) fn features(
    members: &Members,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    config: &Config,
) -> FeatureNames {
    let mut around = BTreeSet::new();
    let mut gated = members.resources(None);
    while let [only] = gated
        && let below @ [_, ..] = members.resources(Some(*only))
        && members.operations(Some(*only)).is_empty()
    {
        around.insert(*only);
        gated = below;
    }
    if gated.len() < 2 || gated.len() > MOST {
        return FeatureNames::default();
    }
    let module = |id: &ResourceId| Some((*id, resources.get(id)?.module.to_string()));
    let modules: Vec<(ResourceId, String)> = gated.iter().filter_map(module).collect();
    let mut taken = reserved(config);
    let free = modules.iter().filter(|(_, module)| !taken.contains(module));
    let mut of: BTreeMap<_, _> = free.cloned().collect();
    taken.extend(of.values().cloned());
    for (id, module) in modules {
        of.entry(id).or_insert_with(|| {
            let mut name = format!("{module}_resource");
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            name
        });
    }
    FeatureNames { of, around }
}

/// The names of other features, and of dependencies, as an optional dependency is a feature.
fn reserved(config: &Config) -> BTreeSet<String> {
    let mut names = BTreeSet::from(["default".to_owned(), RESOURCES.to_owned()]);
    for (section, own) in [("features", &FEATURES), ("dependencies", &DEPENDENCIES)] {
        let added = config.manifest.get(section).and_then(Value::as_table);
        let added = added.into_iter().flat_map(|it| it.keys());
        names.extend(own.keys().chain(added).cloned());
    }
    names
}
