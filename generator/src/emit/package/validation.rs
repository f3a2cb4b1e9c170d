//! What a client that checks its requests has of the runtime. Others have none of it: neither files, nor features, nor dependencies.

use toml::{Table, Value};

use crate::emit::Context;
use crate::ir::Constraints;
use crate::manifest::{CONFIGURED_DEPENDENCIES, CONFIGURED_FEATURES, RUNTIME_DEPENDENCIES};

/// The features of the runtime that the client needs for its checks.
pub(in crate::emit) fn features(cx: &Context<'_>) -> Vec<&'static str> {
    let [checks, patterns] = CONFIGURED_FEATURES;
    let has_checks = cx.api.checks().next().is_some();
    let has_patterns = cx.api.checks().any(Constraints::has_pattern);
    let all = [(checks, has_checks), (patterns, has_patterns)].into_iter();
    all.filter(|(_, is_on)| *is_on)
        .map(|(name, _)| name)
        .collect()
}

/// The dependencies of a client, with those of these features.
pub(super) fn with_dependencies(cx: &Context<'_>, dependencies: Table) -> Table {
    let [_, patterns] = CONFIGURED_FEATURES;
    if !features(cx).contains(&patterns) {
        return dependencies;
    }
    let needed = CONFIGURED_DEPENDENCIES.into_iter().filter_map(|name| {
        let table = RUNTIME_DEPENDENCIES.get(name)?.as_table()?;
        Some((name.to_owned(), table.get("version")?.clone()))
    });
    let mut all: Vec<(String, Value)> = dependencies.into_iter().chain(needed).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all.into_iter().collect()
}

/// Whether a client with these features has a file of the runtime.
pub(super) fn has_file(path: &str, features: &[&str]) -> bool {
    let [checks, patterns] = CONFIGURED_FEATURES;
    match path {
        "validate/pattern.rs" => features.contains(&patterns),
        path => !path.starts_with("validate/") || features.contains(&checks),
    }
}

/// A text of the runtime in which it is decided which of the features there are: a line behind a condition stays or goes, and the
/// condition goes in either case.
pub(super) fn decided(text: &str, features: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        match condition(line.trim(), features) {
            None => out.push_str(line),
            Some(true) => {}
            Some(false) => {
                lines.next();
            }
        }
    }
    out
}

/// Whether what is behind a condition about one of the features is there.
fn condition(line: &str, features: &[&str]) -> Option<bool> {
    CONFIGURED_FEATURES.into_iter().find_map(|name| {
        let is_on = features.contains(&name);
        if line == format!("#[cfg(feature = \"{name}\")]") {
            Some(is_on)
        } else if line == format!("#[cfg(not(feature = \"{name}\"))]") {
            Some(!is_on)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::decided;

    #[test]
    fn lines_behind_a_condition_stay_or_go() {
        let text = "a\n    #[cfg(feature = \"validate\")]\n    b\n#[cfg(not(feature = \"validate\"))]\nc\n#[cfg(feature = \"mock\")]\nd\n";
        let mock = "#[cfg(feature = \"mock\")]\nd\n";
        assert_eq!(decided(text, &["validate"]), format!("a\n    b\n{mock}"));
        assert_eq!(decided(text, &[]), format!("a\nc\n{mock}"));
    }
}
