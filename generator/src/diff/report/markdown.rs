//! A comparison as Markdown, as a comment of a pull request shows it.

use super::items::{ToldChange, is_quiet, names, shown, told};
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
    for (rule, times) in reasons(comparison) {
        text.extend(["- `", rule.code, "`: ", rule.why, &times, "\n"]);
    }
    text.extend(["\nChanges: ", &counts(comparison), ".\n"]);
    let (groups, quiet) = sorted(comparison);
    for (subject, changes) in groups {
        text.extend(["\n### ", &title(subject), "\n\n"]);
        for change in told(&changes) {
            write_change(&mut text, &change);
        }
    }
    if !quiet.is_empty() {
        text.push_str("\n### Only words, or code that does the same\n\n");
        write_quiet(&mut text, &quiet);
    }
    text
}

/// How many texts are shown that have changed and nothing else has.
const MOST_REWORDED: usize = 20;

/// What is said in other words, and then the names of all others.
fn write_quiet(text: &mut String, quiet: &[&ApiChange]) {
    let mut reworded = quiet.iter().flat_map(|it| shown(it).reworded);
    for (item, words) in reworded.by_ref().take(MOST_REWORDED) {
        text.extend(["- ", &code(&item.item), ": ", &reworded_as(words), "\n"]);
    }
    let more = reworded.map(|(it, _)| it.item.as_str());
    let others = quiet.iter().filter(|it| shown(it).reworded.is_empty());
    let others = others.map(|it| it.place.as_str());
    let mut names: Vec<String> = more.chain(others).map(code).collect();
    names.dedup();
    if !names.is_empty() {
        text.extend(["- ", &names.join(", "), "\n"]);
    }
}

/// A change of sentences. They are code to a reader of Markdown, so that nothing in them means anything there.
fn reworded_as((old, new): &(String, String)) -> String {
    match (old.as_str(), new.as_str()) {
        ("", new) => format!("now says {}", code(new)),
        (old, "") => format!("no longer says {}", code(old)),
        (old, new) => format!("said {}, and says {}", code(old), code(new)),
    }
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

fn write_change(text: &mut String, told: &ToldChange<'_>) {
    let change = told.change;
    let shown = shown(change);
    if let ([(item, words)], true) = (shown.reworded.as_slice(), is_quiet(change)) {
        let bump = change.bump().as_str();
        let words = reworded_as(words);
        text.extend(["- **", bump, "** ", &code(&item.item), " ", &words, "\n"]);
        return;
    }
    let places: Vec<String> = told.places.iter().map(|it| code(it)).collect();
    let place = match places.as_slice() {
        [] => String::new(),
        places => format!("{}: ", places.join(", ")),
    };
    let becomes = shown.becomes;
    let becomes = becomes.map(|(old, new)| format!(": {} becomes {}", code(old), code(new)));
    let only = shown.only().filter(|it| is_of_place(it, &change.place));
    let becomes = becomes.or_else(|| only.map(in_line)).unwrap_or_default();
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
    for item in shown.others.iter().filter(|_| only.is_none()) {
        text.extend(["  - ", &code(&item.item), ": ", &became(item), "\n"]);
    }
    for (how, items) in [
        ("gone", shown.gone),
        ("new", shown.new),
        ("moved", shown.moved),
    ] {
        let (names, others) = names(&items);
        let names: Vec<String> = names.iter().map(|it| code(it)).collect();
        if !names.is_empty() && only.is_none() {
            text.extend(["  - ", how, ": ", &names.join(", "), &others, "\n"]);
        }
    }
    for (item, words) in shown.reworded {
        text.extend(["  - ", &code(&item.item), " ", &reworded_as(words), "\n"]);
    }
    if let Some(todo) = todo(change) {
        text.extend(["  - to do: ", todo, "\n"]);
    }
}

/// Whether the item is what is at the place of its change: a field of that name, or a variant that is a value.
fn is_of_place(item: &RustChange, place: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|it| it.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let last = place.rsplit(['.', ' ']).next().unwrap_or_default();
    let field = item.item.split_once('.').map(|(_, field)| field);
    let is_variant = item.item.contains("::") && !item.item.ends_with("()");
    field.is_some_and(|it| letters(it) == letters(last)) || (is_variant && place.ends_with('"'))
}

/// What became of an item, behind what happened at its place.
fn in_line(item: &RustChange) -> String {
    let is_field = item.item.contains('.');
    match (&item.old, &item.new) {
        (_, Some(new)) if is_field => format!(": {}", code(new)),
        (Some(old), None) if is_field => format!(", was {}", code(old)),
        _ => format!(": {}", code(&item.item)),
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
