//! Cargo features: one for each of the outermost resources, one for what the server sends, and what each of them needs.

mod needed;

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::{Ident, ResourceNames, TypeTables};
use crate::analyze::Analysis;
use crate::config::Config;
use crate::ir::{Api, ResourceId, Scheme, Type};
use crate::manifest::{DEPENDENCIES, FEATURES, RESOURCES};

/// How many features of resources there may be: a registry accepts 300 for a crate, and the runtime has some.
const MOST_FEATURES: usize = 250;

/// The feature of what the server sends. A resource of this name shares it.
const WEBHOOKS: &str = "webhooks";

/// The feature of the runtime that gets tokens, which is on where the description says where they come from.
const TOKENS: &str = "oauth2-flows";

/// The features of a client beside those of its runtime. Where one resource contains all others, those inside it have the features;
/// where there are too many, those whose names begin with the same word share one.
#[derive(Debug, Default)]
pub struct FeatureNames {
    /// The feature of each resource that has one.
    pub of: BTreeMap<ResourceId, String>,
    /// The resources around those that have a feature.
    pub around: BTreeSet<ResourceId>,
    /// The feature of the types that read what webhooks and callbacks carry.
    pub hooks: Option<String>,
    /// The former names of features, each with what it is called now.
    pub former: BTreeMap<String, String>,
    /// Those that are on by default.
    pub default: Vec<String>,
    /// The features that each file of shared types is compiled with; those that are not here are always compiled.
    pub of_files: BTreeMap<Ident, BTreeSet<String>>,
}

impl FeatureNames {
    /// All features there are: one for each resource, one for all of them, and one for what the server sends.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let all = (!self.of.is_empty()).then_some(RESOURCES);
        let names = self
            .of
            .values()
            .chain(&self.hooks)
            .chain(self.former.keys());
        names.map(String::as_str).chain(all)
    }
}

/// The features of a client.
pub(super) fn features(
    api: &Api,
    analysis: &Analysis,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    types: &TypeTables,
    config: &Config,
) -> FeatureNames {
    // Of a module, whoever has the crate around it decides what is compiled, by what it is for.
    if config.module().is_some() {
        return FeatureNames::default();
    }
    let mut taken = taken_features(config);
    let mut features = of_resources(analysis, resources, &mut taken);
    features.hooks = of_hooks(api, &features, &mut taken);
    // Who calls an API is mostly not who is called by it, unless there is nothing to call.
    let hooks = features.hooks.clone();
    let hooks = hooks.filter(|_| api.operations.is_empty());
    let resources = (!features.of.is_empty()).then(|| RESOURCES.to_owned());
    let has_tokens = |it: &Scheme| it.flows.iter().any(|flow| !flow.token_url.is_empty());
    let tokens = api.schemes.iter().any(has_tokens);
    let tokens = tokens.then(|| TOKENS.to_owned());
    features.default = resources.into_iter().chain(hooks).chain(tokens).collect();
    features.of_files = needed::of_files(api, analysis, types, &features);
    features
}

/// The features of the resources.
fn of_resources(
    analysis: &Analysis,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    taken: &mut BTreeSet<String>,
) -> FeatureNames {
    let members = &analysis.members;
    let mut around = BTreeSet::new();
    let mut gated = members.resources(None);
    while let [only] = gated
        && let below @ [_, ..] = members.resources(Some(*only))
        && members.operations(Some(*only)).is_empty()
    {
        around.insert(*only);
        gated = below;
    }
    let are_many = gated.len() > MOST_FEATURES;
    let wanted = |id: &ResourceId| {
        let module = resources.get(id)?.module.as_str();
        let wanted = if are_many { first_word(module) } else { module };
        Some((*id, wanted))
    };
    let wanted: Vec<(ResourceId, &str)> = gated.iter().filter_map(wanted).collect();
    let names: BTreeSet<&str> = wanted.iter().map(|(_, name)| *name).collect();
    if names.len() < 2 || names.len() > MOST_FEATURES {
        return FeatureNames::default();
    }
    let (free, others): (Vec<&str>, Vec<&str>) =
        names.into_iter().partition(|name| !taken.contains(*name));
    taken.extend(free.iter().map(|name| (*name).to_owned()));
    let free = free.into_iter().map(|name| (name, name.to_owned()));
    let mut given: BTreeMap<&str, String> = free.collect();
    for name in others {
        given.insert(name, free_name(format!("{name}_resource"), taken));
    }
    let of = wanted.into_iter();
    let of = of.filter_map(|(id, name)| Some((id, given.get(name)?.clone())));
    let of: BTreeMap<ResourceId, String> = of.collect();
    let mut former = BTreeMap::new();
    for (id, feature) in of.iter().filter(|_| !are_many) {
        let names = resources.get(id).map_or(&[][..], |it| &it.former);
        for name in names.iter().map(|it| it.module.to_string()) {
            if taken.insert(name.clone()) {
                former.insert(name, feature.clone());
            }
        }
    }
    FeatureNames {
        of,
        around,
        former,
        ..FeatureNames::default()
    }
}

/// What resources share a feature by, where there are too many of them.
fn first_word(module: &str) -> &str {
    let mut words = module.split('_');
    words.find(|it| !it.is_empty()).unwrap_or(module)
}

/// The feature of what the server sends, where the client has types of its own for that.
fn of_hooks(api: &Api, features: &FeatureNames, taken: &mut BTreeSet<String>) -> Option<String> {
    if !api.payloads().any(|ty| !Type::named(ty).is_empty()) {
        return None;
    }
    // One feature for all that is called so: a feature keeps its meaning when a resource, or the first webhook, is added.
    if !taken.contains(WEBHOOKS) || features.of.values().any(|it| it == WEBHOOKS) {
        return Some(WEBHOOKS.to_owned());
    }
    Some(free_name(format!("{WEBHOOKS}_types"), taken))
}

fn free_name(mut name: String, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

/// The names of other features, and of dependencies, as an optional dependency is a feature.
fn taken_features(config: &Config) -> BTreeSet<String> {
    let mut names = BTreeSet::from(["default".to_owned(), RESOURCES.to_owned()]);
    for (section, own) in [("features", &FEATURES), ("dependencies", &DEPENDENCIES)] {
        let added = config.manifest.get(section).and_then(Value::as_table);
        let added = added.into_iter().flat_map(|it| it.keys());
        names.extend(own.keys().chain(added).cloned());
    }
    names
}
