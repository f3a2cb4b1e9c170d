//! `Cargo.toml` of the command line: the client, what the driver needs, and the program.

use toml::{Table, Value};

use crate::config::CommandLineConfig;
use crate::emit::Context;
use crate::emit::package::cargo_toml::{lints, manifest, package, print};
use crate::files::MARK;
use crate::hidden::one_line;
use crate::manifest::DRIVER_DEPENDENCIES;

/// What of `[manifest.package]` is about the command line as much as about the client.
const SHARED: [&str; 5] = [
    "authors",
    "license",
    "license-file",
    "publish",
    "repository",
];

/// The name of the package.
fn package_name(cx: &Context<'_>, config: &CommandLineConfig) -> String {
    let made = || format!("{}-cli", cx.package.package);
    config.package.clone().unwrap_or_else(made)
}

/// The name of the program.
pub(super) fn command_name<'a>(cx: &'a Context<'_>, config: &'a CommandLineConfig) -> &'a str {
    config.command.as_deref().unwrap_or(&cx.package.package)
}

/// The manifest.
pub(super) fn emit_manifest(cx: &Context<'_>, config: &CommandLineConfig) -> String {
    let client = manifest(cx);
    let of_client = client.get("package").and_then(Value::as_table);
    let description = format!("A command line for {}.", one_line(&cx.api.title));
    let mut package = package(&package_name(cx, config), &description);
    package.remove("metadata");
    package.insert(
        "categories".to_owned(),
        Value::from(vec!["command-line-utilities"]),
    );
    let shared = SHARED
        .iter()
        .filter_map(|key| Some((*key, of_client?.get(*key)?)));
    for (key, value) in shared {
        package.insert(key.to_owned(), value.clone());
    }
    let program = Table::from_iter([
        ("name".to_owned(), Value::from(command_name(cx, config))),
        ("path".to_owned(), Value::from("src/main.rs")),
    ]);
    let mut dependencies = DRIVER_DEPENDENCIES.clone();
    dependencies.insert(
        "client".to_owned(),
        client_dependency(cx, config, of_client),
    );
    let sections = [
        ("package", Value::Table(package)),
        ("bin", Value::Array(vec![Value::Table(program)])),
        ("dependencies", Value::Table(dependencies)),
        ("lints", lints()),
    ];
    let sections = sections.map(|(key, value)| (key.to_owned(), value));
    format!("# {MARK}\n{}", print(&Table::from_iter(sections)))
}

/// The client without its resources: the tables of the commands need none of their types.
fn client_dependency(
    cx: &Context<'_>,
    config: &CommandLineConfig,
    of_client: Option<&Table>,
) -> Value {
    let path = config.client.as_deref().unwrap_or("..");
    let version = of_client.and_then(|it| it.get("version")?.as_str());
    let entries = [
        ("package", Value::from(cx.package.package.as_str())),
        ("path", Value::from(path)),
        ("version", Value::from(version.unwrap_or("0.1.0"))),
        ("default-features", Value::from(false)),
        ("features", Value::from(vec!["rustls"])),
    ];
    Value::Table(
        entries
            .map(|(key, value)| (key.to_owned(), value))
            .into_iter()
            .collect(),
    )
}
