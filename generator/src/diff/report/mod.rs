//! How a comparison is shown: as text for a terminal, as Markdown for a pull request, as JSON for other programs.
//!
//! What a reader of a text needs of the items of a client is less than what there is; [`mod@items`] chooses. JSON has all of it.

mod items;
mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::change::{ApiChange, ApiDiff, Subject};
use super::rules::{Bump, Rule};
pub(super) use items::{is_quiet, shown};

/// What is compared, as messages call it.
#[derive(Clone, Copy, Debug)]
pub struct Titles<'a> {
    /// The old description.
    pub old: &'a str,
    /// The new one.
    pub new: &'a str,
}

/// How many operations are named of those that a type is a part of.
const MOST_NAMED: usize = 3;

/// The operations that a type is a part of, as words; `code` writes the name of one.
fn used_by(operations: &[String], code: impl Fn(&str) -> String) -> String {
    let named = operations.iter().take(MOST_NAMED).map(|it| code(it));
    let named: Vec<String> = named.collect();
    match operations.len().saturating_sub(MOST_NAMED) {
        _ if named.is_empty() => "no operation".to_owned(),
        0 => named.join(", "),
        others => format!("{} and {others} more", named.join(", ")),
    }
}

/// What a caller has to write differently; what the rule of the wire says comes before what that of the item says.
pub(super) fn todo(change: &ApiChange) -> Option<&'static str> {
    let rules = [change.rule, change.decided_by()];
    let said = rules.into_iter().map(|it| it.todo);
    said.into_iter().find(|it| !it.is_empty())
}

/// The groups with their changes that are more than words; then the names of what is only documented otherwise, and of what does the same
/// by other code.
fn sorted(comparison: &ApiDiff) -> (Vec<(&Subject, Vec<&ApiChange>)>, Vec<&ApiChange>) {
    let mut groups: Vec<(&Subject, Vec<&ApiChange>)> = Vec::new();
    let mut quiet = Vec::new();
    for group in &comparison.groups {
        let (silent, told): (Vec<&ApiChange>, Vec<&ApiChange>) =
            group.changes.iter().partition(|it| is_quiet(it));
        quiet.extend(silent);
        if !told.is_empty() {
            groups.push((&group.subject, told));
        }
    }
    (groups, quiet)
}

/// How many changes there are of each kind of version, in words.
fn counts(comparison: &ApiDiff) -> String {
    let bumps = [Bump::Major, Bump::Minor, Bump::Patch];
    let counted = bumps.into_iter().filter_map(|bump| {
        let number = comparison.changes().filter(|it| it.bump() == bump).count();
        (number > 0).then(|| format!("{number} {}", bump.as_str()))
    });
    let counted: Vec<String> = counted.collect();
    counted.join(", ")
}

fn reasons(comparison: &ApiDiff) -> impl Iterator<Item = &'static Rule> {
    comparison.decided_by().into_iter()
}
