//! What the configuration may say of a client that is a module, and what the crate around it needs.

use super::rules::Rules;
use crate::names::is_ident;

/// What a `Cargo.toml` has that a module adds to.
const OF_CRATE: [&str; 2] = ["dependencies", "features"];

/// Checks that the folder is that of a module, and that nothing is said about a manifest that there is none of.
pub(super) fn check_module(rules: &mut Rules<'_>) {
    let config = rules.config;
    let Some(modules) = config.module() else {
        return;
    };
    let diagnostics = &mut *rules.diagnostics;
    if modules.is_empty() || !modules.iter().all(|it| is_ident(it)) {
        let message = "a module lies below the `src` of its crate, in folders whose names are those of modules";
        diagnostics
            .error("invalid-config", &config.at(&["out"]), message)
            .hint("`out = \"src/api\"` is the module `crate::api`");
    }
    if config.tests {
        let message = "a module has no `tests`: those of a client are a target of its own crate";
        diagnostics.error("unused-configuration", &config.at(&["tests"]), message);
    }
    if config.cli.is_some() {
        let message =
            "a command line depends on a client that is a crate, and this one is a module";
        diagnostics.error("invalid-config", &config.at(&["cli"]), message);
    }
    if config.version.is_some() {
        let message = "a module has no version: that is the one of the crate around it";
        diagnostics.error("unused-configuration", &config.at(&["version"]), message);
    }
    for key in config.manifest.keys() {
        if !OF_CRATE.contains(&key.as_str()) {
            let at = config.at(&["manifest", key]);
            let message = format!(
                "a module has no manifest: what `{key}` says goes into that of the crate around it"
            );
            diagnostics.error("unused-configuration", &at, message);
        }
    }
}
