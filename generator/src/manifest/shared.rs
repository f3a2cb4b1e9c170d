//! The crate of a runtime that clients share: as the dependency of a client, and as what is written.

use toml::{Table, Value};

use super::keys::Setting::{self, Text};
use super::package::wrong;
use super::rules::Rules;
use crate::config::Config;
use crate::diag::Diagnostics;

/// Where the crate comes from.
const SOURCE: &[(&str, Setting)] = &[
    ("branch", Text),
    ("git", Text),
    ("path", Text),
    ("registry", Text),
    ("registry-index", Text),
    ("rev", Text),
    ("tag", Text),
    ("version", Text),
];

/// The dependency is on a crate that is not there yet, from somewhere, and nothing is set here that it decides.
pub(super) fn check_runtime(rules: &mut Rules<'_>) {
    let config = rules.config;
    let Some(runtime) = &config.runtime else {
        return;
    };
    let alone = Config {
        runtime: None,
        ..config.clone()
    };
    if let Some(what) = wrong(&runtime.package, &alone) {
        let name = runtime.package.escape_debug();
        let message = format!("`{name}` cannot be the name of a runtime: {what}");
        refuse(rules.diagnostics, config, &["runtime", "crate"], message);
    }
    for (key, value) in &runtime.source {
        let known = SOURCE.iter().find(|(name, _)| name == key);
        let steps = ["runtime", key];
        match known {
            Some((_, kind)) if kind.holds(value) => {}
            Some((_, kind)) => {
                let message = format!("`{key}` is {}", kind.words());
                refuse(rules.diagnostics, config, &steps, message);
            }
            None => {
                let message = format!("`{key}` cannot be set here");
                let names: Vec<&str> = SOURCE.iter().map(|(name, _)| *name).collect();
                refuse(rules.diagnostics, config, &steps, message)
                    .hint(format!("what can be set: crate, {}", names.join(", ")));
            }
        }
    }
    let is_said = |key: &str| runtime.source.contains_key(key);
    if !["git", "path", "version"].into_iter().any(is_said) {
        let message = format!("nothing says where `{}` comes from", runtime.package);
        refuse(rules.diagnostics, config, &["runtime"], message)
            .hint("`version`, `path` or `git` does");
    } else if is_said("git") && is_said("path") {
        let message = format!("`{}` comes from one place only", runtime.package);
        refuse(rules.diagnostics, config, &["runtime"], message);
    }
    if config.strict_nulls {
        let message = "a runtime that clients share decides this for all of them";
        refuse(rules.diagnostics, config, &["strict_nulls"], message)
            .hint("the command `runtime` takes it from a `codegen.toml` of the runtime's own");
    }
}

/// What a configuration can say about a runtime, which has no description.
const OF_RUNTIME: [&str; 5] = ["formats", "manifest", "package", "strict_nulls", "types"];

/// Reports what a configuration says about a description, where there is none.
pub(crate) fn check_runtime_config(config: &Config, diagnostics: &mut Diagnostics) {
    let said: Table = config.source.text.parse().unwrap_or_default();
    for key in said
        .keys()
        .filter(|key| !OF_RUNTIME.contains(&key.as_str()))
    {
        let message = format!("`{key}` is about a client, and this is a runtime");
        refuse(diagnostics, config, &[key], message)
            .hint(format!("what can be set: {}", OF_RUNTIME.join(", ")));
    }
    let library = config.manifest.get("lib").and_then(Value::as_table);
    if library.is_some_and(|it| it.contains_key("name")) {
        let message = "clients know the library by the name of its package";
        refuse(diagnostics, config, &["manifest", "lib", "name"], message);
    }
}

fn refuse<'a>(
    diagnostics: &'a mut Diagnostics,
    config: &Config,
    steps: &[&str],
    message: impl Into<String>,
) -> &'a mut crate::diag::Diagnostic {
    let error = diagnostics.error("invalid-runtime", &config.at(steps), message);
    error.about_key()
}
