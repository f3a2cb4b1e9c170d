//! The rules that the tables of `[manifest]` have to keep.

use std::collections::BTreeSet;

use semver::Version;
use toml::{Table, Value};

use super::dependency::check_dependencies;
use super::features::check_features;
use super::keys::{LIB, PACKAGE, Setting, TARGET};
use super::module::check_module;
use super::package::wrong;
use super::shared::check_runtime;
use super::{RUST_VERSION, TESTS, check_command_line, check_package};
use crate::config::{Config, hint_above};
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::Foreign;
use crate::names::{FeatureNames, crate_ident};

/// Checks the name of the package, the crate of its runtime, and all tables that are added to its manifest: that of a package that has
/// these types of other crates, and features for these resources.
pub(crate) fn check(
    config: &Config,
    foreign: &[Foreign],
    resources: &FeatureNames,
    diagnostics: &mut Diagnostics,
) {
    if let Some(package) = &config.package
        && let Err(unfit) = check_package(package, config)
    {
        diagnostics
            .error("invalid-package", &config.at(&["package"]), unfit.message)
            .hint(format!("`{}` can", unfit.instead));
    }
    check_command_line(config, diagnostics);
    let mut rules = Rules {
        config,
        diagnostics,
    };
    for (key, value) in &config.manifest {
        is_visible(&mut rules, &[key], value);
        check_table(&mut rules, key, value);
    }
    check_dependencies(&mut rules);
    check_runtime(&mut rules);
    check_module(&mut rules);
    check_features(&mut rules, foreign, resources);
}

/// What rules look at, and where they report to.
pub(super) struct Rules<'a> {
    pub(super) config: &'a Config,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Rules<'_> {
    /// Reports what stands under some keys of `[manifest]`.
    pub(super) fn refuse(&mut self, steps: &[&str], message: impl Into<String>) -> &mut Diagnostic {
        let steps = [&["manifest"], steps].concat();
        let at = self.config.at(&steps);
        let error = self.diagnostics.error("invalid-manifest", &at, message);
        error.about_key()
    }

    /// Every key of a table is one that it can have, and holds what it should.
    pub(super) fn keys(&mut self, steps: &[&str], table: &Table, known: &[(&str, Setting)]) {
        for (key, value) in table {
            let steps = [steps, &[key]].concat();
            let kind = known.iter().find(|(name, _)| name == key);
            match kind {
                Some((_, kind)) if kind.holds(value) => {}
                Some((_, kind)) => {
                    self.refuse(&steps, format!("`{key}` is {}", kind.words()));
                }
                None => {
                    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                    let hint = hint_above(key)
                        .unwrap_or_else(|| format!("what can be set: {}", names.join(", ")));
                    self.refuse(&steps, format!("`{key}` cannot be set here"))
                        .hint(hint);
                }
            }
        }
    }
}

/// No text has characters that nobody sees: cargo hands some of them to the compiler, which takes no NUL.
fn is_visible(rules: &mut Rules<'_>, steps: &[&str], value: &Value) {
    let is_hidden = |c: char| c.is_control() && !['\n', '\t'].contains(&c);
    match value {
        Value::String(text) if text.contains(is_hidden) => {
            rules.refuse(steps, "this text has control characters");
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                is_visible(rules, &[steps, &[&index.to_string()]].concat(), item);
            }
        }
        Value::Table(table) => {
            for (key, value) in table {
                let steps = [steps, &[key]].concat();
                if key.is_empty() || key.contains(char::is_control) {
                    rules.refuse(&steps, "a key that is empty or has control characters");
                }
                is_visible(rules, &steps, value);
            }
        }
        _ => {}
    }
}

/// Tables of which rules elsewhere say what stands in them, or cargo.
const TABLES: [&str; 7] = [
    "badges",
    "build-dependencies",
    "dependencies",
    "dev-dependencies",
    "features",
    "profile",
    "target",
];

/// A table is one that cargo knows, and leaves to the generator what that decides.
fn check_table(rules: &mut Rules<'_>, key: &str, value: &Value) {
    match (key, value) {
        ("package", Value::Table(table)) => check_package_table(rules, table),
        ("lib", Value::Table(table)) => check_lib(rules, table),
        ("lints", Value::Table(table)) => check_lints(rules, table),
        ("workspace", Value::Table(table)) => check_workspace(rules, table),
        ("bench" | "bin" | "example" | "test", Value::Array(list)) => {
            check_targets(rules, key, list);
        }
        ("bench" | "bin" | "example" | "test", _) => {
            rules.refuse(&[key], format!("`{key}` is a list of tables"));
        }
        ("patch" | "replace", _) => {
            rules
                .refuse(
                    &[key],
                    "the crates that the client needs stay what they are",
                )
                .hint("a workspace around the client can exchange them");
        }
        (_, Value::Table(_)) if TABLES.contains(&key) => {}
        _ if TABLES.contains(&key) || ["lib", "lints", "package", "workspace"].contains(&key) => {
            rules.refuse(&[key], format!("`{key}` is a table"));
        }
        _ => {
            let names = TABLES.join(", ");
            rules
                .refuse(&[key], format!("`{key}` cannot be set here"))
                .hint(format!(
                    "what can be set: {names}, bench, bin, example, lib, lints, package, test, workspace"
                ));
        }
    }
}

/// The package is what the generator makes of the description.
fn check_package_table(rules: &mut Rules<'_>, table: &Table) {
    let mut others = table.clone();
    if others.remove("name").is_some() {
        rules
            .refuse(
                &["package", "name"],
                "the name of the package is not set here",
            )
            .hint("`package = \"...\"` at the top of the file sets it");
    }
    rules.keys(&["package"], &others, PACKAGE);
    let text = |key: &str| table.get(key).and_then(Value::as_str);
    if let Some(Err(error)) = text("version").map(Version::parse) {
        rules.refuse(
            &["package", "version"],
            format!("this is no version: {error}"),
        );
    }
    if text("rust-version").is_some_and(|it| release(it) < release(&RUST_VERSION)) {
        let message = format!("the client needs Rust {}", *RUST_VERSION);
        rules.refuse(&["package", "rust-version"], message);
    }
}

/// The numbers of a release of Rust; nothing where it is none.
fn release(text: &str) -> Option<Vec<u64>> {
    let number = |it: &str| {
        it.bytes()
            .all(|c| c.is_ascii_digit())
            .then(|| it.parse().ok())
    };
    let numbers: Option<Vec<u64>> = text.split('.').map(|it| number(it)?).collect();
    numbers.filter(|it| it.len() <= 3)
}

/// The library is that of `src/lib.rs`, which anybody can depend on.
fn check_lib(rules: &mut Rules<'_>, table: &Table) {
    rules.keys(&["lib"], table, LIB);
    if let Some(name) = table.get("name").and_then(Value::as_str) {
        let made = crate_ident(name);
        if made.as_str() != name {
            let message = format!("`{}` cannot be the name of a library", name.escape_debug());
            rules
                .refuse(&["lib", "name"], message)
                .hint(format!("`{made}` can"));
        } else if let Some(what) = wrong(name, rules.config) {
            let message = format!("`{name}` cannot be the name of a library: {what}");
            rules.refuse(&["lib", "name"], message);
        }
    }
    let kinds = table.get("crate-type").and_then(Value::as_array);
    let is_library = |kind: &Value| matches!(kind.as_str(), Some("lib" | "rlib"));
    if kinds.is_some_and(|kinds| !kinds.iter().any(is_library)) {
        rules.refuse(
            &["lib", "crate-type"],
            "without `lib`, no Rust code can use the client",
        );
    }
}

/// Lints are added to those of the client.
fn check_lints(rules: &mut Rules<'_>, table: &Table) {
    for (tool, lints) in table {
        let Some(lints) = lints.as_table().filter(|_| tool != "workspace") else {
            rules.refuse(&["lints", tool], "lints stand in a table for each tool");
            continue;
        };
        for (lint, level) in lints {
            let level = level.get("level").unwrap_or(level).as_str();
            if !matches!(level, Some("allow" | "warn" | "deny" | "forbid")) {
                rules
                    .refuse(&["lints", tool, lint], "a lint has a level")
                    .hint("levels are allow, warn, deny and forbid");
            }
        }
    }
}

/// A workspace of the client's own has nothing in it but the client.
fn check_workspace(rules: &mut Rules<'_>, table: &Table) {
    for key in table.keys() {
        rules
            .refuse(&["workspace", key], "the client is no workspace of others")
            .hint("an empty table keeps it apart from a workspace around it");
    }
}

/// Programs, examples and their like each have a name of their own.
fn check_targets(rules: &mut Rules<'_>, kind: &str, list: &[Value]) {
    let mut names = BTreeSet::new();
    let has_tests = kind == "test" && rules.config.tests;
    let is_taken = |name: &Value| has_tests && name.as_str() == Some(TESTS);
    for (index, target) in list.iter().enumerate() {
        let index = index.to_string();
        let steps = [kind, &index];
        let Some(target) = target.as_table() else {
            rules.refuse(&steps, format!("`{kind}` is a list of tables"));
            continue;
        };
        rules.keys(&steps, target, TARGET);
        match target.get("name") {
            None => {
                rules.refuse(&steps, "a name is missing");
            }
            Some(name) if name.as_str() == Some("") || !names.insert(name.to_string()) => {
                let steps = [kind, &index, "name"];
                rules.refuse(&steps, format!("{name} cannot be a name here"));
            }
            Some(name) if is_taken(name) => {
                rules
                    .refuse(
                        &[kind, &index, "name"],
                        format!("{name} is that of the tests that the client carries"),
                    )
                    .hint("`tests` at the top of the file asks for them");
            }
            Some(_) => {}
        }
    }
}
