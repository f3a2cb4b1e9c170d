//! From a comparison to the sections of an entry.

use std::collections::BTreeMap;

use semver::Version;

use super::{file, versions};
use crate::Client;
use crate::diff::change::{ApiChange, ApiDiff, Group, RustChange, Subject};
use crate::diff::report::{is_quiet, shown, todo};
use crate::diff::rules::{self, Bump, Rule};
use crate::markdown::code;

/// A section of an entry, in the order in which sections stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ChangelogSection {
    Added,
    Changed,
    Deprecated,
    Removed,
    Documentation,
}

impl ChangelogSection {
    /// The section that a change by this rule belongs to. What breaks callers is a change to them, also where something is new.
    fn of(rule: &'static Rule, bump: Bump) -> Self {
        let is = |word: &str| {
            let parts: Vec<&str> = rule.code.split('-').collect();
            parts.contains(&word) && !rule.code.starts_with("default-")
        };
        if is("removed") || is("lost") {
            Self::Removed
        } else if (is("added") || is("gained")) && bump != Bump::Major {
            Self::Added
        } else if [
            &rules::DEPRECATED,
            &rules::RENAMED_WITH_ALIAS,
            &rules::ENUM_VALUE_KEPT,
        ]
        .contains(&rule)
        {
            Self::Deprecated
        } else {
            Self::Changed
        }
    }

    /// Its heading.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
            Self::Removed => "Removed",
            Self::Documentation => "Documentation",
        }
    }
}

/// How many items that are only documented otherwise have a line each.
const MOST_DOCUMENTED: usize = 20;

/// An entry of a changelog.
#[derive(Debug)]
pub struct ChangelogEntry {
    /// The version of the old client, by its manifest.
    pub(super) before: Version,
    /// The version that the changes are told under: that of the new manifest, or, where that is the same, the next by what the changes need.
    version: Version,
    /// The least version that the changes need.
    needed: Version,
    /// Whether the manifest has a version that suffices.
    is_set: bool,
    /// What is told, each with the lines that belong to it.
    pub(super) sections: BTreeMap<ChangelogSection, Vec<String>>,
}

impl ChangelogEntry {
    /// What changed from one client to the next; `None` where that is nothing for callers.
    pub fn new(comparison: &ApiDiff, [old, new]: [&Client; 2]) -> Option<Self> {
        let sections = sections(comparison);
        if sections.is_empty() {
            return None;
        }
        let of = |client: &Client| {
            let manifest = client.files.get("Cargo.toml");
            versions::of(manifest.map_or("", String::as_str))
        };
        let (before, after) = (of(old), of(new));
        let needed = versions::after(&before, comparison.bump());
        let is_set = after >= needed && after != before;
        let version = if after == before {
            needed.clone()
        } else {
            after
        };
        Some(Self {
            before,
            version,
            needed,
            is_set,
            sections,
        })
    }

    /// The version that the changes are told under.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The version that the manifest lacks for these changes.
    pub fn lacking_version(&self) -> Option<&Version> {
        (!self.is_set).then_some(&self.needed)
    }

    /// The text of a changelog with this entry; `None` for the text of a new one. What stands there stays, and is not added again.
    pub fn added_to(&self, text: Option<&str>) -> String {
        file::add(self, text)
    }

    /// The text of the changelog of a client that is new, whose manifest this is.
    pub fn first(manifest: &str) -> String {
        file::first(&versions::of(manifest))
    }
}

/// The changes that callers may want to know, by their sections.
fn sections(comparison: &ApiDiff) -> BTreeMap<ChangelogSection, Vec<String>> {
    let mut sections: BTreeMap<ChangelogSection, Vec<String>> = BTreeMap::new();
    let mut documented: Vec<String> = Vec::new();
    for group in &comparison.groups {
        for change in &group.changes {
            if !is_quiet(change) {
                let section = ChangelogSection::of(change.rule, change.bump());
                let bullet = bullet(group, change);
                sections.entry(section).or_default().push(bullet);
            } else if change.decided_by() == &rules::DOCUMENTATION {
                let head = head(group, change);
                documented.push(head.unwrap_or_else(|| "The API as a whole".to_owned()));
            }
        }
    }
    documented.dedup();
    if !documented.is_empty() {
        let lines = if documented.len() > MOST_DOCUMENTED {
            vec![format!("- {} items have other words\n", documented.len())]
        } else {
            documented.iter().map(|it| format!("- {it}\n")).collect()
        };
        sections.insert(ChangelogSection::Documentation, lines);
    }
    for bullets in sections.values_mut() {
        let mut known = Vec::new();
        bullets.retain(|it| {
            let is_new = !known.contains(it);
            known.push(it.clone());
            is_new
        });
    }
    sections
}

/// What a change is about: the call or the type, and the place in it.
fn head(group: &Group, change: &ApiChange) -> Option<String> {
    let rule = change.rule;
    let is_whole = rule == &rules::OPERATION_ADDED || rule == &rules::OPERATION_REMOVED;
    let subject = match &group.subject {
        Subject::Operation { line, call } if is_whole => {
            Some(format!("{} (`{}`)", code(call), line.replace('`', "")))
        }
        Subject::Operation { call, .. } => Some(code(call)),
        Subject::Type { name, .. } => Some(code(name)),
        Subject::Api | Subject::Items => None,
    };
    let place = Some(change.place.as_str()).filter(|it| !it.is_empty());
    let parts: Vec<String> = subject.into_iter().chain(place.map(code)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A change as an item of a list, with the items of the client below it.
fn bullet(group: &Group, change: &ApiChange) -> String {
    let shown = shown(change);
    let is_said = matches!(change.words.as_str(), "new" | "gone");
    let words = change.words.strip_prefix("new: ").unwrap_or(&change.words);
    let words = Some(one_line(words)).filter(|_| !is_said);
    let becomes = shown.becomes.map(|(old, new)| became(old, new));
    let parts: Vec<String> = [head(group, change), words, becomes]
        .into_iter()
        .flatten()
        .collect();
    let mark = if change.bump() == Bump::Major {
        "**Breaking:** "
    } else {
        ""
    };
    let todo = todo(change).filter(|_| change.bump() == Bump::Major);
    let todo = todo.map_or_else(String::new, |todo| format!(" (to do: {todo})"));
    let mut text = format!("- {mark}{}{todo}\n", parts.join(": "));
    // Of what is new or gone as a part of this, the line above says enough.
    for item in shown.others {
        if let RustChange {
            item,
            old: Some(old),
            new: Some(new),
            ..
        } = item
        {
            text.extend(["  - ", &code(item), ": ", &became(old, new), "\n"]);
        }
    }
    for (how, items) in [("gone", shown.gone), ("new", shown.new)] {
        let names: Vec<String> = items.iter().map(|it| code(&it.item)).collect();
        if !names.is_empty() {
            text.extend(["  - ", how, ": ", &names.join(", "), "\n"]);
        }
    }
    text
}

fn became(old: &str, new: &str) -> String {
    format!("{} becomes {}", code(old), code(new))
}

/// Words on one line, as a line that a description begins could be a heading.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::ChangelogSection;
    use crate::diff::rules::ALL;

    #[test]
    fn rules_have_the_sections_that_a_reader_looks_into() {
        let of = |code: &str| {
            let rule = ALL.iter().find(|it| it.code == code).unwrap();
            ChangelogSection::of(rule, rule.bump)
        };
        for (code, section) in [
            ("operation-added", ChangelogSection::Added),
            (
                "optional-property-added-to-requests",
                ChangelogSection::Added,
            ),
            ("required-parameter-added", ChangelogSection::Changed),
            ("pages-gained", ChangelogSection::Added),
            ("pages-lost", ChangelogSection::Removed),
            ("operation-removed", ChangelogSection::Removed),
            ("property-removed-from-answers", ChangelogSection::Removed),
            ("default-added", ChangelogSection::Changed),
            ("default-removed", ChangelogSection::Changed),
            ("deprecated", ChangelogSection::Deprecated),
            ("renamed-with-alias", ChangelogSection::Deprecated),
            ("no-longer-deprecated", ChangelogSection::Changed),
            ("type-changed", ChangelogSection::Changed),
        ] {
            assert_eq!(of(code), section, "{code}");
        }
    }
}
