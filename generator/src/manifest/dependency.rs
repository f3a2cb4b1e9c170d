//! Dependencies: those of every client stay what they are, whatever is added to them.

use semver::{Comparator, Op, VersionReq};
use toml::{Table, Value};

use super::keys::DEPENDENCY;
use super::rules::Rules;
use super::{BUILD, DEPENDENCIES, DEV, NORMAL, dependencies};
use crate::names::is_ident;

/// Checks all tables of dependencies.
pub(super) fn check_dependencies(rules: &mut Rules<'_>) {
    let config = rules.config;
    for section in dependencies(&config.manifest) {
        for (name, value) in section.table {
            let steps = [section.steps(), vec![name]].concat();
            check_dependency(rules, &steps, name, value);
            if section.kind != BUILD {
                let is_merged = section.kind == NORMAL && section.target.is_none();
                check_own(rules, &steps, name, value, is_merged);
            }
        }
    }
    let targets = config.manifest.get("target").and_then(Value::as_table);
    for (target, value) in targets.into_iter().flatten() {
        check_target(rules, target, value);
    }
}

/// What holds for one platform is dependencies.
fn check_target(rules: &mut Rules<'_>, target: &str, value: &Value) {
    let Some(table) = value.as_table() else {
        rules.refuse(
            &["target", target],
            "a table of dependencies for a platform",
        );
        return;
    };
    for (key, value) in table {
        let is_kind = [NORMAL, DEV, BUILD].contains(&key.as_str());
        if !is_kind || !value.is_table() {
            let message = format!("`{key}` is no table of dependencies");
            rules.refuse(&["target", target, key], message);
        }
    }
}

/// A dependency has a name that code can use, and says where it comes from.
fn check_dependency(rules: &mut Rules<'_>, steps: &[&str], name: &str, value: &Value) {
    let word = name.replace('-', "_");
    if !is_ident(&word) || ["std", "core", "alloc", "test", "proc_macro"].contains(&word.as_str()) {
        rules.refuse(
            steps,
            format!("`{}` cannot be the name of a crate", name.escape_debug()),
        );
    }
    match value {
        Value::String(_) => {}
        Value::Table(table) => rules.keys(steps, table, DEPENDENCY),
        _ => {
            rules.refuse(steps, "a dependency is a version, or a table");
        }
    }
    let sources = ["git", "path", "workspace"];
    let is_said = |key: &&&str| value.get(**key).is_some();
    if sources.iter().filter(is_said).count() > 1 {
        rules.refuse(steps, format!("`{name}` comes from one place only"));
    }
    if let Some(Err(error)) = version(value).map(VersionReq::parse) {
        let steps = at_version(steps, value);
        rules.refuse(&steps, format!("this is no version: {error}"));
    }
}

/// The version that a dependency asks for.
fn version(value: &Value) -> Option<&str> {
    value.get("version").unwrap_or(value).as_str()
}

fn at_version<'a>(steps: &[&'a str], value: &Value) -> Vec<&'a str> {
    let inner = value.is_table().then_some("version");
    steps.iter().copied().chain(inner).collect()
}

/// The dependency of every client that code knows by a name, and its name in the manifest.
fn known(name: &str) -> Option<(&'static str, &'static Value)> {
    let word = |name: &str| name.replace('-', "_");
    let mut all = DEPENDENCIES.iter();
    let found = all.find(|(known, _)| word(known) == word(name));
    found.map(|(name, value)| (name.as_str(), value))
}

/// A dependency that every client has comes from where it comes from, in versions that its code is written for.
fn check_own(rules: &mut Rules<'_>, steps: &[&str], name: &str, value: &Value, is_merged: bool) {
    let Some((own_name, own)) = known(name) else {
        let comes_from = ["version", "path", "git", "workspace"];
        let is_somewhere = |table: &Table| comes_from.iter().any(|key| table.contains_key(*key));
        if value.as_table().is_some_and(|table| !is_somewhere(table)) {
            rules
                .refuse(steps, format!("nothing says where `{name}` comes from"))
                .hint("`version`, `path` or `git` does");
        }
        return;
    };
    if own_name != name {
        rules.refuse(steps, format!("the client has this crate as `{own_name}`"));
        return;
    }
    let table = value.as_table().into_iter().flatten();
    for (key, value) in table {
        let stays = match key.as_str() {
            "version" | "features" => false,
            "default-features" => {
                is_merged && value.as_bool() == Some(false) && own.get(key) != Some(value)
            }
            "optional" | "workspace" => is_merged,
            _ => true,
        };
        if stays {
            let steps = [steps, &[key]].concat();
            rules
                .refuse(&steps, format!("the client needs `{name}` as it is"))
                .hint("features can be added, and a later version that is compatible");
        }
    }
    let wanted = version(value).and_then(|it| VersionReq::parse(it).ok());
    let needed = version(own).and_then(|it| VersionReq::parse(it).ok());
    if let (Some(wanted), Some(needed)) = (wanted, needed)
        && !is_compatible(&wanted, &needed, is_merged)
    {
        let message = format!("the client needs `{name}` in version {needed}");
        rules.refuse(&at_version(steps, value), message.replace('^', ""));
    }
}

/// Whether every version that is wanted is one that is needed. What is not `is_merged` is asked for beside it, so that it
/// may take earlier versions as well.
fn is_compatible(wanted: &VersionReq, needed: &VersionReq, is_merged: bool) -> bool {
    let ([wanted], [needed]) = (&*wanted.comparators, &*needed.comparators) else {
        return !is_merged;
    };
    let first = |it: &Comparator| (it.major, it.minor.unwrap_or(0), it.patch.unwrap_or(0));
    let same = match needed.major {
        0 => (wanted.major, wanted.minor) == (0, needed.minor),
        major => wanted.major == major,
    };
    let is_closed = matches!(wanted.op, Op::Caret | Op::Tilde | Op::Exact | Op::Wildcard);
    same && (!is_merged || is_closed && first(wanted) >= first(needed))
}

/// A dependency of every client, with what the configuration adds to it.
pub(crate) fn merged(own: &Value, added: &Value) -> Value {
    let table = |value: &Value| match value {
        Value::Table(table) => table.clone(),
        version => Table::from_iter([("version".to_owned(), version.clone())]),
    };
    let (mut both, added) = (table(own), table(added));
    for (key, value) in added {
        match (both.get_mut(&key), value) {
            (Some(Value::Array(own)), Value::Array(more)) => {
                let more = more.into_iter().filter(|it| !own.contains(it));
                let more: Vec<Value> = more.collect();
                own.extend(more);
            }
            (_, value) => {
                both.insert(key, value);
            }
        }
    }
    match both.get("version") {
        Some(version) if both.len() == 1 => version.clone(),
        _ => Value::Table(both),
    }
}
