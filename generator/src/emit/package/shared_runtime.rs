//! A client without a runtime of its own: what its manifest has of the crate that clients share.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::own_runtime;
use super::runtime::made_by;
use crate::config::{Config, RuntimeConfig};
use crate::emit::Context;
use crate::manifest::{DEPENDENCIES, FEATURES};

/// What generated code names itself.
const NAMED: [&str; 4] = ["bytes", "http", "serde", "serde_json"];

/// The dependencies of the client: the runtime, and of what that depends on, the crates that code of the client names.
pub(super) fn dependencies(
    runtime: &RuntimeConfig,
    cx: &Context<'_>,
    of_types: &BTreeSet<String>,
) -> Table {
    let dependency = dependency(runtime, own_runtime::features(cx));
    let mut table = Table::from_iter([(runtime.package.clone(), dependency)]);
    let added = named_by(cx.config);
    let is_named = |name: &str| {
        NAMED.contains(&name) || of_types.contains(&name.replace('-', "_")) || added.contains(name)
    };
    let named = DEPENDENCIES.iter().filter(|(name, _)| is_named(name));
    table.extend(named.map(|(name, value)| (name.clone(), value.clone())));
    table
}

/// The runtime, with no features but those that the client is asked for. One of them says which generator it has to be from.
fn dependency(runtime: &RuntimeConfig, configured: Vec<&'static str>) -> Value {
    let mut table = runtime.source.clone();
    table.insert("default-features".to_owned(), Value::from(false));
    let features = [made_by()].into_iter().chain(configured);
    let features = Value::from(features.map(str::to_owned).collect::<Vec<_>>());
    table.insert("features".to_owned(), features);
    Value::Table(table)
}

/// The crates that the configuration says something about: as dependencies, or in features.
fn named_by(config: &Config) -> BTreeSet<String> {
    let table = |name: &str| config.manifest.get(name).and_then(Value::as_table);
    let dependencies = table("dependencies").into_iter().flat_map(Table::keys);
    let features = table("features").into_iter().flat_map(Table::values);
    let entries = features.filter_map(Value::as_array).flatten();
    let entries = entries.filter_map(Value::as_str).filter_map(crate_of);
    let names = dependencies.map(String::as_str).chain(entries);
    names.map(str::to_owned).collect()
}

/// The crate that an entry of a feature is about.
fn crate_of(entry: &str) -> Option<&str> {
    let optional = entry.strip_prefix("dep:");
    let name = optional.or_else(|| Some(entry.split_once('/')?.0))?;
    Some(name.trim_end_matches('?'))
}

/// Turns the features of a runtime into those of a client that has it as a dependency: each asks for the one of its name there.
pub(super) fn forward(features: &mut Table, runtime: &RuntimeConfig, dependencies: &Table) {
    let is_there = |entry: &Value| {
        let name = entry.as_str().and_then(crate_of);
        name.is_none_or(|name| dependencies.contains_key(name))
    };
    for (name, list) in features.iter_mut() {
        let Some(list) = list.as_array_mut() else {
            continue;
        };
        list.retain(is_there);
        if name != "default" && FEATURES.contains_key(name) {
            list.push(Value::from(format!("{}/{name}", runtime.package)));
        }
    }
}
