//! `Cargo.toml`: what the runtime needs, and what the configuration adds.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::Context;
use super::features::Features;
use super::runtime::MANIFEST;
use crate::files::MARK;
use crate::markdown::one_line;
use crate::names::{Ident, crate_ident};

/// The manifest of the crate.
pub(super) fn emit_manifest(cx: &Context<'_>) -> String {
    let mut manifest = Table::new();
    manifest.insert("package".to_owned(), Value::Table(package(cx)));
    let runtime: Table = MANIFEST.parse().unwrap_or_default();
    for section in ["features", "dependencies"] {
        if let Some(value) = runtime.get(section) {
            manifest.insert(section.to_owned(), value.clone());
        }
    }
    if let Some(Value::Table(section)) = manifest.get_mut("features") {
        Features::new(cx).add_to(section);
    }
    for name in crates(cx) {
        make_needed(&mut manifest, &name);
    }
    manifest.insert("lints".to_owned(), lints());
    merge(&mut manifest, &cx.config.manifest);
    print(&manifest)
}

/// The crates of the types that the configuration chooses.
fn crates(cx: &Context<'_>) -> BTreeSet<String> {
    let foreign = cx.api.foreign.iter();
    foreign.map(|it| it.crate_name().to_owned()).collect()
}

/// Makes a dependency one that is always there. Its feature stays, and has nothing more to add.
fn make_needed(manifest: &mut Table, name: &str) {
    let dependencies = manifest.get_mut("dependencies");
    let dependency = dependencies.and_then(|it| it.get_mut(name));
    if let Some(dependency) = dependency.and_then(Value::as_table_mut)
        && dependency.remove("optional").is_some()
        && let Some(Value::Table(features)) = manifest.get_mut("features")
    {
        features.insert(name.to_owned(), Value::Array(Vec::new()));
    }
}

/// The dependencies of every client, by the names that code knows them by.
pub(crate) fn dependencies() -> BTreeSet<String> {
    let runtime: Table = MANIFEST.parse().unwrap_or_default();
    let section = runtime.get("dependencies").and_then(Value::as_table);
    let names = section.into_iter().flat_map(Table::keys);
    names.map(|name| name.replace('-', "_")).collect()
}

/// The manifest as people write it: a header for each section, a line for each dependency.
fn print(manifest: &Table) -> String {
    let mut text = format!("# {MARK}\n");
    let (sections, values): (Vec<_>, Vec<_>) = manifest
        .iter()
        .partition(|(_, value)| value.is_table() || tables_of(value).is_some());
    if !values.is_empty() {
        text.push('\n');
    }
    for (key, value) in values {
        text.extend([&print_key(key), " = ", &value.to_string(), "\n"]);
    }
    for (section, value) in sections {
        let key = print_key(section);
        for table in tables_of(value).into_iter().flatten() {
            print_section(&format!("[[{key}]]"), table, &mut text);
        }
        let Some(table) = value.as_table() else {
            continue;
        };
        let is_nested = !section.ends_with("dependencies") && table.values().all(Value::is_table);
        if !is_nested {
            print_section(&format!("[{key}]"), table, &mut text);
            continue;
        }
        for (inner, value) in table {
            let header = format!("[{key}.{}]", print_key(inner));
            print_section(
                &header,
                value.as_table().unwrap_or(&Table::new()),
                &mut text,
            );
        }
    }
    text
}

/// The tables of a list that has nothing else, such as that of the examples.
fn tables_of(value: &Value) -> Option<Vec<&Table>> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    items.iter().map(Value::as_table).collect()
}

fn print_section(header: &str, table: &Table, text: &mut String) {
    text.extend(["\n", header, "\n"]);
    for (key, value) in table {
        text.extend([&print_key(key), " = ", &value.to_string(), "\n"]);
    }
}

/// A key, in quotes where TOML asks for them.
fn print_key(key: &str) -> String {
    let is_bare = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if is_bare {
        key.to_owned()
    } else {
        Value::from(key).to_string()
    }
}

/// What the crate is called in Rust.
pub(super) fn crate_name(cx: &Context<'_>) -> Ident {
    let library = cx.config.manifest.get("lib").and_then(|it| it.get("name"));
    let name = library.and_then(Value::as_str).map(str::to_owned);
    crate_ident(&name.unwrap_or_else(|| package_of(cx)))
}

/// The name of the package: the configured one, or else one made from the title.
pub(super) fn package_of(cx: &Context<'_>) -> String {
    let configured = cx.config.package.clone();
    configured.unwrap_or_else(|| package_name(&cx.api.title))
}

fn package(cx: &Context<'_>) -> Table {
    let fields = [
        ("name", Value::from(package_of(cx))),
        ("version", Value::from("0.1.0")),
        ("edition", Value::from("2024")),
        ("rust-version", Value::from("1.95")),
        (
            "description",
            Value::from(format!("A client of {}.", one_line(&cx.api.title))),
        ),
    ];
    fields
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// Lints that hold for generated code, and those that would judge the description instead of the code.
fn lints() -> Value {
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

/// Adds the tables of the configuration; where both have a value, the configuration's counts.
fn merge(into: &mut Table, from: &Table) {
    for (key, value) in from {
        match (into.get_mut(key), value) {
            (Some(Value::Table(into)), Value::Table(from)) => merge(into, from),
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}

/// A package name from a title: its words in lower case, with dashes.
fn package_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    match words.first() {
        Some(first) if first.starts_with(|c: char| c.is_ascii_alphabetic()) => words.join("-"),
        Some(_) => format!("client-{}", words.join("-")),
        None => "client".to_owned(),
    }
}
