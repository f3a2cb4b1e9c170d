//! Whether the crate around a client that is a module has what that needs.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_generator::CrateAround;
use toml::{Table, Value};

use crate::access::absolute;
use crate::read;

/// The edition that generated code is written in.
const EDITION: &str = "2024";

/// What the crate lacks, if it lacks anything, and what to write where.
pub(crate) fn advice(out: &Path, needed: &CrateAround) -> Option<String> {
    let Some((path, manifest)) = manifest(out) else {
        return Some(format!(
            "note: {} is a module, and there is no crate around it",
            read::shown(out)
        ));
    };
    let mut lines = Vec::new();
    let edition = manifest
        .get("package")
        .and_then(|it| it.get("edition")?.as_str());
    if edition.is_some_and(|it| it != EDITION) {
        lines.push(format!(
            "[package]\nedition = \"{EDITION}\"    # in the place of the one that is there"
        ));
    }
    let table = |of: &Table, section: &str| of.get(section).and_then(Value::as_table).cloned();
    let features = table(&needed.manifest, "features").unwrap_or_default();
    let has = table(&manifest, "features").unwrap_or_default();
    // Whoever has one of them has chosen.
    let have_chosen = features
        .keys()
        .any(|it| it != "default" && has.contains_key(it));
    if !have_chosen {
        lines.extend(lacking("features", features, &has));
    }
    let mut dependencies = table(&needed.manifest, "dependencies").unwrap_or_default();
    dependencies.retain(|_, it| !have_chosen || it.get("optional").is_none());
    let has = table(&manifest, "dependencies").unwrap_or_default();
    lines.extend(lacking("dependencies", dependencies, &has));
    let mut parts = Vec::new();
    if !lines.is_empty() {
        let path = read::shown(&path);
        parts.push(format!(
            "the module needs these lines in {path}; those of features that you want no part of can stay away:\n\n{}",
            lines.join("\n\n")
        ));
    }
    let source = absolute(out);
    let source = source.ancestors().nth(needed.modules.len());
    if let Some(source) = source
        && let Some(name) = needed.modules.last()
        && !is_declared(source, &needed.modules)
    {
        let limit = needed.recursion_limit.as_ref();
        let limit = limit.map(|it| format!(", and `#![recursion_limit = \"{it}\"]` at its root"));
        parts.push(format!(
            "the crate has the module by `#[rustfmt::skip] mod {name};` in the file of the module around it{}",
            limit.unwrap_or_default()
        ));
    }
    (!parts.is_empty()).then(|| format!("note: {}", parts.join("\n\nnote: ")))
}

/// The nearest manifest around a folder that is one of a package.
fn manifest(out: &Path) -> Option<(PathBuf, Table)> {
    absolute(out).ancestors().skip(1).find_map(|folder| {
        let path = folder.join("Cargo.toml");
        let table: Table = read::regular(&path).ok()?.parse().ok()?;
        table.contains_key("package").then_some((path, table))
    })
}

/// A section with what is needed and not there.
fn lacking(section: &str, wanted: Table, has: &Table) -> Option<String> {
    let lines = wanted
        .into_iter()
        .filter(|(name, _)| !has.contains_key(name));
    let lines = lines.map(|(name, value)| format!("\n{name} = {value}"));
    let lines: String = lines.collect();
    (!lines.is_empty()).then(|| format!("[{section}]{lines}"))
}

/// Whether a file of the module around the client has it.
fn is_declared(source: &Path, modules: &[String]) -> bool {
    let Some((name, around)) = modules.split_last() else {
        return true;
    };
    // A file may have the module around it in braces.
    let around = source.join(around.join("/"));
    let files = [
        source.join("lib.rs"),
        source.join("main.rs"),
        around.with_extension("rs"),
        around.join("mod.rs"),
    ];
    let declared = format!("mod {name};");
    files
        .iter()
        .any(|it| fs::read_to_string(it).is_ok_and(|text| text.contains(&declared)))
}
