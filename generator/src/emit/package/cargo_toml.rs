//! `Cargo.toml`: the dependencies of the runtime, and what the configuration adds.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::features::Features;
use super::{own_runtime, shared_runtime};
use crate::emit::{Context, tests};
use crate::files::MARK;
use crate::hidden::{one_line, toml_key};
use crate::manifest::{DEPENDENCIES, FEATURES, RUST_VERSION, merged};
use crate::names::crate_ident;

/// Where a user goes who wants something else in the manifest.
const ADDED: &str = "What else it shall have goes under `[manifest]` in codegen.toml.";

/// The manifest of the crate.
pub(in crate::emit) fn emit_manifest(cx: &Context<'_>) -> String {
    print_file(&manifest(cx))
}

/// What a client that is a module needs in the manifest of the crate around it; nothing for one that is a crate.
pub(crate) fn crate_around(cx: &Context<'_>) -> Option<Table> {
    cx.config.module()?;
    let mut needed = manifest(cx);
    needed.retain(|key, _| ["dependencies", "features"].contains(&key));
    Some(needed)
}

/// What the manifest says.
pub(in crate::emit) fn manifest(cx: &Context<'_>) -> Table {
    let mut manifest = Table::new();
    let name = &cx.package.package;
    let description = format!("A client of {}.", one_line(&cx.api.title));
    let mut package = package(name, &description);
    if let Some(version) = &cx.api.package_version {
        package.insert("version".to_owned(), Value::from(version.as_str()));
    }
    manifest.insert("package".to_owned(), Value::Table(package));
    manifest.extend(library(name).map(|it| ("lib".to_owned(), it)));
    let of_types = crates(cx);
    let mut features = FEATURES.clone();
    let mut dependencies = DEPENDENCIES.clone();
    if let Some(runtime) = &cx.config.runtime {
        dependencies = shared_runtime::dependencies(runtime, cx, &of_types);
        shared_runtime::forward(&mut features, runtime, &dependencies);
    } else {
        dependencies = own_runtime::with_dependencies(cx, dependencies);
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

/// The file of a manifest.
pub(super) fn print_file(manifest: &Table) -> String {
    format!("# {MARK}\n# {ADDED}\n{}", print(manifest))
}

/// The manifest as people write it: `[section]` headers, and a line for each dependency.
pub(in crate::emit) fn print(manifest: &Table) -> String {
    let mut text = String::new();
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
            print_section(&format!("[[{key}]]"), Some(table), &mut text);
        }
        let Some(table) = value.as_table() else {
            continue;
        };
        let has_tables = !table.is_empty() && table.values().all(Value::is_table);
        if has_tables && !section.ends_with("dependencies") {
            for (inner, value) in table {
                let inner = format!("{key}.{}", toml_key(inner));
                print_section(&format!("[{inner}]"), value.as_table(), &mut text);
            }
        } else if section == "package" {
            let (metadata, package): (Table, Table) = table
                .clone()
                .into_iter()
                .partition(|(name, it)| name == "metadata" && it.is_table());
            print_section("[package]", Some(&package), &mut text);
            for table in metadata.values().filter_map(Value::as_table) {
                print_metadata("package.metadata", table, &mut text);
            }
        } else {
            print_section(&format!("[{key}]"), Some(table), &mut text);
        }
    }
    text
}

/// Tables in tables, as far as they hold nothing else.
fn print_metadata(path: &str, table: &Table, text: &mut String) {
    if table.is_empty() || !table.values().all(Value::is_table) {
        print_section(&format!("[{path}]"), Some(table), text);
        return;
    }
    for (key, value) in table {
        if let Some(table) = value.as_table() {
            print_metadata(&format!("{path}.{}", toml_key(key)), table, text);
        }
    }
}

/// The tables of an array of tables, such as `[[example]]`.
fn tables_of(value: &Value) -> Option<Vec<&Table>> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    items.iter().map(Value::as_table).collect()
}

fn print_section(header: &str, table: Option<&Table>, text: &mut String) {
    text.extend(["\n", header, "\n"]);
    for (key, value) in table.into_iter().flatten() {
        text.extend([&toml_key(key), " = ", &value.to_string(), "\n"]);
    }
}

/// The table `[lib]`; nothing where the library has the name of the package.
pub(super) fn library(package: &str) -> Option<Value> {
    let name = crate_ident(package).to_string();
    let differs = name != package.replace('-', "_");
    differs.then(|| Value::Table(Table::from_iter([("name".to_owned(), Value::from(name))])))
}

/// The table `[package]`.
pub(in crate::emit) fn package(name: &str, description: &str) -> Table {
    let fields = [
        ("name", Value::from(name)),
        ("version", Value::from("0.1.0")),
        ("edition", Value::from("2024")),
        ("rust-version", Value::from(RUST_VERSION.as_str())),
        ("description", Value::from(description)),
        ("categories", Value::from(vec!["api-bindings"])),
        ("metadata", documented()),
    ];
    fields
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// What a site of documentation builds: everything, as no feature takes anything away.
fn documented() -> Value {
    let table = |key: &str, value| Value::Table(Table::from_iter([(key.to_owned(), value)]));
    table(
        "docs",
        table("rs", table("all-features", Value::from(true))),
    )
}

/// Lints that hold for generated code, and those that would judge the description instead of the code.
pub(in crate::emit) fn lints() -> Value {
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
                ("approx_constant", "allow"),
                ("disallowed_names", "allow"),
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
