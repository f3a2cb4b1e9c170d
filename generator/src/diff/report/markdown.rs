//! A comparison as Markdown, as a comment of a pull request shows it.

use super::items::shown;
use super::{Titles, counts, reasons, sorted, todo, used_by};
use crate::diff::change::{ApiChange, ApiDiff, RustChange, Subject};
use crate::diff::rules::Bump;
use crate::markdown::code;

/// The comparison as Markdown.
pub fn markdown(comparison: &ApiDiff, titles: Titles<'_>) -> String {
    let bump = comparison.bump();
    let mut text = format!(
        "## {} from {} to {}\n\n",
        match bump {
            Bump::None => "Nothing changes".to_owned(),
            bump => format!("A {} version", bump.as_str()),
        },
        code(titles.old),
        code(titles.new)
    );
    if bump == Bump::None {
        text.push_str("Neither what is sent and answered nor what callers write differs.\n");
        return text;
    }
    text.extend([
        "The client needs a **",
        bump.as_str(),
        "** version, because of\n\n",
    ]);
    for rule in reasons(comparison) {
        text.extend(["- `", rule.code, "`: ", rule.why, "\n"]);
    }
    text.extend(["\nChanges: ", &counts(comparison), ".\n"]);
    let (groups, quiet) = sorted(comparison);
    for (subject, changes) in groups {
        text.extend(["\n### ", &title(subject), "\n\n"]);
        for change in changes {
            write_change(&mut text, change);
        }
    }
    if !quiet.is_empty() {
        text.push_str("\n### Only words, or code that does the same\n\n");
        let mut names: Vec<String> = quiet.iter().map(|it| code(&it.place)).collect();
        names.dedup();
        text.extend([&names.join(", "), "\n"]);
    }
    text
}

fn title(subject: &Subject) -> String {
    match subject {
        Subject::Api => "The API".to_owned(),
        Subject::Operation { line, call } => format!("{} · {}", code(line), code(call)),
        Subject::Type { name, operations } => {
            format!("{} in {}", code(name), used_by(operations, code))
        }
        Subject::Items => "Items of the client".to_owned(),
    }
}

fn write_change(text: &mut String, change: &ApiChange) {
    let shown = shown(change);
    let place = match change.place.as_str() {
        "" => String::new(),
        place => format!("{}: ", code(place)),
    };
    let becomes = shown.becomes;
    let becomes = becomes.map(|(old, new)| format!(": {} becomes {}", code(old), code(new)));
    let becomes = becomes.unwrap_or_default();
    let rule = change.decided_by();
    text.extend([
        "- **",
        rule.bump.as_str(),
        "** ",
        &place,
        &change.words,
        &becomes,
    ]);
    text.extend([" (`", rule.code, "`)\n"]);
    for item in shown.others {
        text.extend(["  - ", &code(&item.item), ": ", &became(item), "\n"]);
    }
    for (how, items) in [("gone", shown.gone), ("new", shown.new)] {
        let names: Vec<String> = items.iter().map(|it| code(&it.item)).collect();
        if !names.is_empty() {
            text.extend(["  - ", how, ": ", &names.join(", "), "\n"]);
        }
    }
    if let Some(todo) = todo(change) {
        text.extend(["  - to do: ", todo, "\n"]);
    }
}

fn became(item: &RustChange) -> String {
    match (&item.old, &item.new) {
        (Some(old), Some(new)) => format!("{} becomes {}", code(old), code(new)),
        (None, Some(new)) => format!("new, {}", code(new)),
        (Some(old), None) => format!("gone, was {}", code(old)),
        (None, None) => String::new(),
    }
}
