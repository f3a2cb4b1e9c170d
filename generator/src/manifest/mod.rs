//! What `Cargo.toml` of a client has anyway, what the configuration may add to it, and what the package may be called.
//!
//! What cargo would refuse, or what would take from the client something that its code needs, is reported where the
//! configuration says it.

mod command_line;
mod dependency;
mod features;
mod keys;
mod module;
mod package;
mod rules;
mod shared;

pub(crate) use command_line::{DRIVER_DEPENDENCIES, check_command_line};
pub(crate) use dependency::merged;
pub use package::{PackageName, Unfit, check_package};
pub(crate) use rules::check;
pub(crate) use shared::check_runtime_config;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::config::{Config, RuntimeConfig};

/// The feature that has all resources.
pub(crate) const RESOURCES: &str = "resources";

/// The target of the tests that a client carries, and their folder in `tests`.
pub const TESTS: &str = "generated";

/// The first release of Rust that a client compiles with: that of the runtime.
pub(crate) static RUST_VERSION: LazyLock<String> = LazyLock::new(|| {
    let package = section("package");
    let version = package.get("rust-version").and_then(Value::as_str);
    version.unwrap_or_default().to_owned()
});

/// The features of the runtime that a client has where it needs them, and that are not for callers to turn on or off: a client of its own
/// runtime has no such features, but the files and the dependencies in any case.
pub(crate) const NEEDED_FEATURES: [&str; 3] = [VALIDATE, PATTERNS, XML];

/// Requests are checked; by patterns, too.
pub(crate) const VALIDATE: &str = "validate";
pub(crate) const PATTERNS: &str = "validate-patterns";

/// Bodies are XML.
pub(crate) const XML: &str = "xml";

/// The features that every client has.
pub(crate) static FEATURES: LazyLock<Table> = LazyLock::new(|| {
    let mut features = RUNTIME_FEATURES.clone();
    features.retain(|name, _| !NEEDED_FEATURES.contains(&name));
    features
});

/// The dependencies that every client has.
pub(crate) static DEPENDENCIES: LazyLock<Table> = LazyLock::new(|| {
    let needed: BTreeSet<String> = NEEDED_FEATURES.into_iter().flat_map(crates_of).collect();
    let mut dependencies = RUNTIME_DEPENDENCIES.clone();
    dependencies.retain(|name, _| !needed.contains(name));
    dependencies
});

/// All features of the runtime.
pub(crate) static RUNTIME_FEATURES: LazyLock<Table> = LazyLock::new(|| section("features"));

/// All dependencies of the runtime.
pub(crate) static RUNTIME_DEPENDENCIES: LazyLock<Table> = LazyLock::new(|| section("dependencies"));

/// The crates that a feature of the runtime turns on.
pub(crate) fn crates_of(feature: &str) -> Vec<String> {
    let entries = RUNTIME_FEATURES.get(feature).and_then(Value::as_array);
    let entries = entries.into_iter().flatten().filter_map(Value::as_str);
    let crates = entries.filter_map(|it| it.strip_prefix("dep:"));
    crates.map(str::to_owned).collect()
}

/// A section of the manifest of the runtime, which says what a client needs.
fn section(name: &str) -> Table {
    let text = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        env!("RUNTIME_MANIFEST")
    ));
    let manifest: Table = text.parse().unwrap_or_default();
    let section = manifest.get(name).and_then(Value::as_table);
    section.cloned().unwrap_or_default()
}

/// The names of the crates that code of the client can see, as code has them.
pub(crate) fn crates(config: &Config) -> BTreeSet<String> {
    let sections = dependencies(&config.manifest);
    let seen = sections.iter().filter(|it| it.kind != BUILD);
    let added = seen.flat_map(|it| it.table.keys());
    let names = DEPENDENCIES.keys().chain(added);
    let names = names.map(|name| name.replace('-', "_"));
    let runtime = config.runtime.as_ref().map(RuntimeConfig::word);
    let names = names.chain(runtime);
    names.chain(["std", "core"].map(str::to_owned)).collect()
}

/// The names of the crates that all code of the client can use, whatever features are on.
pub(crate) fn needed(config: &Config) -> BTreeSet<String> {
    let added = config.manifest.get(NORMAL).and_then(Value::as_table);
    let is_optional = |it: &Value| it.get("optional").and_then(Value::as_bool) == Some(true);
    let added = added
        .into_iter()
        .flatten()
        .filter(|(_, it)| !is_optional(it));
    let names = DEPENDENCIES.keys().chain(added.map(|(name, _)| name));
    let names = names.map(|name| name.replace('-', "_"));
    names.chain(["std", "core"].map(str::to_owned)).collect()
}

const NORMAL: &str = "dependencies";
const DEV: &str = "dev-dependencies";
const BUILD: &str = "build-dependencies";

/// A table of dependencies that the configuration has.
struct Section<'a> {
    kind: &'static str,
    /// The platform that it holds for; every one where this is missing.
    target: Option<&'a str>,
    table: &'a Table,
}

impl<'a> Section<'a> {
    /// The keys that lead to it below `[manifest]`.
    fn steps(&self) -> Vec<&'a str> {
        let target = self.target.into_iter().flat_map(|name| ["target", name]);
        target.chain([self.kind]).collect()
    }
}

/// All tables of dependencies.
fn dependencies(manifest: &Table) -> Vec<Section<'_>> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let targets = targets.into_iter().flatten();
    let targets = targets.filter_map(|(name, it)| Some((Some(name.as_str()), it.as_table()?)));
    let all = std::iter::once((None, manifest)).chain(targets);
    all.flat_map(|(target, of)| {
        let tables = [NORMAL, DEV, BUILD].into_iter();
        tables.filter_map(move |kind| {
            let table = of.get(kind)?.as_table()?;
            Some(Section {
                kind,
                target,
                table,
            })
        })
    })
    .collect()
}
