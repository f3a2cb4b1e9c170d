//! `Cargo.toml`: the dependencies of the runtime, and what the configuration adds.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::features::Features;
use super::shared_runtime;
use crate::emit::{Context, tests};
use crate::files::MARK;
use crate::hidden::{one_line, toml_key};
use crate::manifest::{DEPENDENCIES, FEATURES, RUST_VERSION, merged, package_name};
use crate::names::{Ident, crate_ident};

/// The manifest of the crate.
pub(in crate::emit) fn emit_manifest(cx: &Context<'_>) -> String {
    print(&manifest(cx))
}

/// What the manifest says.
pub(in crate::emit) fn manifest(cx: &Context<'_>) -> Table {
    let mut manifest = Table::new();
    let name = package_of(cx);
    let description = format!("A client of {}.", one_line(&cx.api.title));
    let package = package(&name, &description);
    manifest.insert("package".to_owned(), Value::Table(package));
    manifest.extend(library(&name).map(|it| ("lib".to_owned(), it)));
    let of_types = crates(cx);
    let mut features = FEATURES.clone();
    let mut dependencies = DEPENDENCIES.clone();
    if let Some(runtime) = &cx.config.runtime {
        dependencies = shared_runtime::dependencies(runtime, cx.config, &of_types);
        shared_runtime::forward(&mut features, runtime, &dependencies);
    }
    Features::new(cx).add_to(&mut features);
    manifest.insert("features".to_owned(), Value::Table(features));
    manifest.insert("dependencies".to_owned(), Value::Table(dependencies));
    for name in of_types {
        make_needed(&mut manifest, &name);
    }
    manifest.insert("lints".to_owned(), lints());
    if cx.config.tests {
        tests::package::add_to(&mut manifest);
    }
    merge(&mut manifest, &cx.config.manifest);
    manifest
}

/// The crates of the types that the configuration chooses.
fn crates(cx: &Context<'_>) -> BTreeSet<String> {
    let foreign = cx.api.foreign.iter();
    foreign.map(|it| it.crate_name().to_owned()).collect()
}

/// Makes an optional dependency a required one. Features that enabled it stay, without that entry.
pub(super) fn make_needed(manifest: &mut Table, name: &str) {
    let dependencies = manifest.get_mut("dependencies");
    let dependency = dependencies.and_then(|it| it.get_mut(name));
    if let Some(dependency) = dependency.and_then(Value::as_table_mut)
        && dependency.remove("optional").is_some()
        && let Some(Value::Table(features)) = manifest.get_mut("features")
    {
        let asked = Value::from(format!("dep:{name}"));
        let lists = features.iter_mut().filter_map(|(_, it)| it.as_array_mut());
        lists.for_each(|list| list.retain(|it| *it != asked));
    }
}

/// The manifest as people write it: `[section]` headers, and a line for each dependency.
pub(super) fn print(manifest: &Table) -> String {
    let mut text = format!("# {MARK}\n");
    let (sections, values): (Vec<_>, Vec<_>) = manifest
        .iter()
        .partition(|(_, value)| value.is_table() || tables_of(value).is_some());
    if !values.is_empty() {
        text.push('\n');
    }
    for (key, value) in values {
        text.extend([&toml_key(key), " = ", &value.to_string(), "\n"]);
    }
    for (section, value) in sections {
        let key = toml_key(section);
        for table in tables_of(value).into_iter().flatten() {
            print_section(&format!("[[{key}]]"), table, &mut text);
        }
        let Some(table) = value.as_table() else {
            continue;
        };
        let has_tables = !table.is_empty() && table.values().all(Value::is_table);
        let is_nested = has_tables && !section.ends_with("dependencies");
        if !is_nested {
            print_section(&format!("[{key}]"), table, &mut text);
            continue;
        }
        for (inner, value) in table {
            let header = format!("[{key}.{}]", toml_key(inner));
            print_section(
                &header,
                value.as_table().unwrap_or(&Table::new()),
                &mut text,
            );
        }
    }
    text
}

/// The tables of an array of tables, such as `[[example]]`.
fn tables_of(value: &Value) -> Option<Vec<&Table>> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    items.iter().map(Value::as_table).collect()
}

fn print_section(header: &str, table: &Table, text: &mut String) {
    text.extend(["\n", header, "\n"]);
    for (key, value) in table {
        text.extend([&toml_key(key), " = ", &value.to_string(), "\n"]);
    }
}

/// What the crate is called in Rust.
pub(in crate::emit) fn crate_name(cx: &Context<'_>) -> Ident {
    let library = cx.config.manifest.get("lib").and_then(|it| it.get("name"));
    let name = library.and_then(Value::as_str).map(str::to_owned);
    crate_ident(&name.unwrap_or_else(|| package_of(cx)))
}

/// The name of the package.
pub(in crate::emit) fn package_of(cx: &Context<'_>) -> String {
    package_name(&cx.api.title, cx.config)
}

/// The table `[lib]`; nothing where the library has the name of the package.
pub(super) fn library(package: &str) -> Option<Value> {
    let name = crate_ident(package).to_string();
    let differs = name != package.replace('-', "_");
    differs.then(|| Value::Table(Table::from_iter([("name".to_owned(), Value::from(name))])))
}

/// The table `[package]`.
pub(super) fn package(name: &str, description: &str) -> Table {
    let fields = [
        ("name", Value::from(name)),
        ("version", Value::from("0.1.0")),
        ("edition", Value::from("2024")),
        ("rust-version", Value::from(RUST_VERSION)),
        ("description", Value::from(description)),
    ];
    fields
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// Lints that hold for generated code, and those that would judge the description instead of the code.
pub(super) fn lints() -> Value {
    let level = |lints: &[(&str, &str)]| -> Value {
        let table: Table = lints
            .iter()
            .map(|(lint, level)| ((*lint).to_owned(), Value::from(*level)))
            .collect();
        Value::Table(table)
    };
    let groups = [
        (
            "rust",
            level(&[
                ("unsafe_code", "forbid"),
                ("deprecated", "allow"),
                ("confusable_idents", "allow"),
                ("mixed_script_confusables", "allow"),
                ("uncommon_codepoints", "allow"),
            ]),
        ),
        (
            "clippy",
            level(&[
                ("enum_variant_names", "allow"),
                ("large_enum_variant", "allow"),
                ("too_many_arguments", "allow"),
                ("type_complexity", "allow"),
            ]),
        ),
    ];
    Value::Table(
        groups
            .into_iter()
            .map(|(name, lints)| (name.to_owned(), lints))
            .collect(),
    )
}

/// Adds the tables of the configuration. Where both have a value, the configuration's counts, but for dependencies, which
/// keep what the client needs of them.
pub(super) fn merge(into: &mut Table, from: &Table) {
    for (key, value) in from {
        match (into.get_mut(key), value) {
            (Some(Value::Table(own)), Value::Table(added)) if key.ends_with("dependencies") => {
                for (name, value) in added {
                    let both = own.get(name).map(|own| merged(own, value));
                    own.insert(name.clone(), both.unwrap_or_else(|| value.clone()));
                }
            }
            (Some(Value::Table(into)), Value::Table(from)) => merge(into, from),
            (Some(Value::Array(into)), Value::Array(from)) if key == "test" => {
                into.extend(from.iter().cloned());
            }
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}
