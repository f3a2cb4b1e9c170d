//! The manifest of a command line: what its driver needs, and what its package and its program may be called.

use std::sync::LazyLock;

use toml::{Table, Value};

use super::package::wrong;
use crate::config::{CommandLineConfig, Config};
use crate::diag::Diagnostics;
use crate::files::is_device;

/// What the driver depends on, the client among it by the name `client`.
pub(crate) static DRIVER_DEPENDENCIES: LazyLock<Table> = LazyLock::new(|| {
    let text = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        env!("COMMAND_LINE_MANIFEST")
    ));
    let manifest: Table = text.parse().unwrap_or_default();
    let section = manifest.get("dependencies").and_then(Value::as_table);
    section.cloned().unwrap_or_default()
});

/// Reports names that the package or the program of a command line cannot have.
pub(crate) fn check_command_line(config: &Config, diagnostics: &mut Diagnostics) {
    let Some(CommandLineConfig {
        out: _,
        package,
        command,
        client: _,
    }) = &config.cli
    else {
        return;
    };
    if let Some(package) = package
        && let Some(what) = wrong_package(package, config)
    {
        let package = package.escape_debug();
        let message = format!("`{package}` cannot be the name of a package: {what}");
        diagnostics.error("invalid-package", &config.at(&["cli", "package"]), message);
    }
    if let Some(command) = command
        && let Some(what) = wrong_command(command)
    {
        let command = command.escape_debug();
        let message = format!("`{command}` cannot be the name of a program: {what}");
        diagnostics.error("invalid-package", &config.at(&["cli", "command"]), message);
    }
}

/// What is wrong with the name of the package, which depends on the client and on what the driver needs.
fn wrong_package(name: &str, config: &Config) -> Option<String> {
    if config.package.as_deref() == Some(name) {
        return Some("the client has it".to_owned());
    }
    let is_needed = DRIVER_DEPENDENCIES.contains_key(name);
    let needed = is_needed.then(|| format!("the command line uses a crate `{name}`"));
    wrong(name, config).or(needed)
}

/// What is wrong with the name of a program, which cargo takes for a file.
fn wrong_command(name: &str) -> Option<&'static str> {
    let is_allowed = |c: u8| c.is_ascii_alphanumeric() || b"-_".contains(&c);
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        Some("it has to begin with a letter or a digit")
    } else if !name.bytes().all(is_allowed) {
        Some("only letters and digits of ASCII, `-` and `_` can stand in one")
    } else if is_device(name) {
        Some("it is a device of Windows")
    } else if ["build", "deps", "examples", "incremental"].contains(&name) {
        Some("cargo has a folder of that name")
    } else {
        None
    }
}
