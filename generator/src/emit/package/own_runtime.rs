//! What a client has of the runtime for a need of its own: bodies of XML, requests that are checked. Others have none of it: neither files, nor
//! features, nor dependencies. A client with a shared runtime asks that for these features.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use toml::{Table, Value};

use super::runtime::RUNTIME;
use crate::emit::Context;
use crate::files::MARK;
use crate::ir::Constraints;
use crate::manifest::{NEEDED_FEATURES, PATTERNS, RUNTIME_DEPENDENCIES, VALIDATE, XML, crates_of};

/// The features of the runtime that the client needs, and that are not for callers to turn on or off.
pub(in crate::emit) fn features(cx: &Context<'_>) -> Vec<&'static str> {
    let needed = |feature: &&str| match *feature {
        VALIDATE => cx.api.checks().next().is_some(),
        PATTERNS => cx.api.checks().any(Constraints::has_pattern),
        XML => !cx.api.xml.is_empty(),
        _ => false,
    };
    NEEDED_FEATURES.into_iter().filter(needed).collect()
}

/// The dependencies of a client, with those of these features.
pub(super) fn with_dependencies(cx: &Context<'_>, dependencies: Table) -> Table {
    let needed = features(cx).into_iter().flat_map(crates_of);
    let needed = needed.filter_map(|name| {
        let mut value = RUNTIME_DEPENDENCIES.get(&name)?.clone();
        if let Some(table) = value.as_table_mut() {
            table.remove("optional");
            if let Some(version) = table.get("version").filter(|_| table.len() == 1) {
                value = version.clone();
            }
        }
        Some((name, value))
    });
    let mut all: Vec<(String, Value)> = dependencies.into_iter().chain(needed).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all.into_iter().collect()
}

/// The files below `src/runtime/`, with those of these features.
pub(in crate::emit) fn emit_runtime(features: &[&str]) -> Vec<(String, String)> {
    let files = RUNTIME.iter().filter(|(path, _)| has_file(path, features));
    files
        .map(|(path, text)| {
            let text = if WITH_CONDITIONS.contains(path) {
                Cow::Owned(decided(text, features))
            } else {
                Cow::Borrowed(*text)
            };
            (format!("src/runtime/{path}"), format!("// {MARK}\n{text}"))
        })
        .collect()
}

/// The files that not all clients have alike. To look for them in each run would take as long as all the rest of it.
static WITH_CONDITIONS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let has_condition = |text: &str| text.lines().any(|it| condition(it.trim(), &[]).is_some());
    let files = RUNTIME.iter().filter(|(_, text)| has_condition(text));
    files.map(|(path, _)| *path).collect()
});

fn has_file(path: &str, features: &[&str]) -> bool {
    let feature = if path == "validate/pattern.rs" {
        PATTERNS
    } else if path.starts_with("validate/") {
        VALIDATE
    } else if path.split('/').any(|it| it.contains("xml")) {
        XML
    } else {
        return true;
    };
    features.contains(&feature)
}

/// A text of the runtime in which it is decided which of the features there are: what is behind a condition stays or goes, and the
/// condition goes in either case. It is a line, or a statement over several, with its attributes.
fn decided(text: &str, features: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        match condition(line.trim(), features) {
            None => out.push_str(line),
            Some(true) => {}
            Some(false) => {
                let first = lines.find(|line| !line.trim_start().starts_with("#["));
                if first.unwrap_or_default().trim_end().ends_with('{') {
                    lines.find(|line| line.trim_end().ends_with(';'));
                }
            }
        }
    }
    out
}

/// Whether what is behind a condition about one of the features is there.
fn condition(line: &str, features: &[&str]) -> Option<bool> {
    let condition = line.strip_prefix("#[cfg(")?.strip_suffix(")]")?;
    let inner = condition
        .strip_prefix("not(")
        .and_then(|it| it.strip_suffix(')'));
    let feature = inner.unwrap_or(condition).strip_prefix("feature = \"")?;
    let feature = feature.strip_suffix('"')?;
    let is_on = features.contains(&feature);
    NEEDED_FEATURES
        .contains(&feature)
        .then_some(is_on == inner.is_none())
}

#[cfg(test)]
mod tests {
    use super::{decided, emit_runtime};
    use crate::manifest::NEEDED_FEATURES;

    #[test]
    fn what_is_behind_a_condition_stays_or_goes() {
        let text = "a\n    #[cfg(feature = \"validate\")]\n    b\n#[cfg(not(feature = \"validate\"))]\n#[allow(f)]\nuse c::{\n    d,\n};\n#[cfg(feature = \"mock\")]\ne\n";
        let mock = "#[cfg(feature = \"mock\")]\ne\n";
        assert_eq!(decided(text, &["validate"]), format!("a\n    b\n{mock}"));
        let without = format!("a\n#[allow(f)]\nuse c::{{\n    d,\n}};\n{mock}");
        assert_eq!(decided(text, &[]), without);
    }

    #[test]
    fn no_client_has_a_condition_about_what_it_needs() {
        for features in [&NEEDED_FEATURES[..], &NEEDED_FEATURES[..1], &[]] {
            for (path, text) in emit_runtime(features) {
                for feature in NEEDED_FEATURES {
                    let condition = format!("feature = \"{feature}\"");
                    assert!(!text.contains(&condition), "{path}");
                }
                let is_left = text.contains("quick_xml") || text.contains("mod xml");
                assert!(!features.is_empty() || !is_left, "{path}");
                assert!(syn::parse_file(&text).is_ok(), "{path}");
            }
        }
    }
}
