//! A comparison as text.

use std::fmt::Write;

use super::items::{ToldChange, names, shown, told};
use super::{Titles, counts, reasons, sorted, todo, used_by};
use crate::diag;
use crate::diff::change::{ApiChange, ApiDiff, RustChange, Subject};
use crate::diff::rules::Bump;

/// The comparison as text for a terminal, with a line feed at its end.
pub fn text(comparison: &ApiDiff, titles: Titles<'_>) -> String {
    let mut text = String::new();
    let (groups, quiet) = sorted(comparison);
    for (subject, changes) in groups {
        line(&mut text, &title(subject));
        for change in told(&changes) {
            write_change(&mut text, &change);
        }
        line(&mut text, "");
    }
    if !quiet.is_empty() {
        line(&mut text, "Only words, or code that does the same:");
        for change in quiet {
            line(&mut text, &format!("  {}: {}", change.place, change.words));
            write_words(&mut text, change, "    ");
        }
        line(&mut text, "");
    }
    let bump = comparison.bump();
    line(
        &mut text,
        &format!("{} to {}: {}", titles.old, titles.new, verdict(bump)),
    );
    for (rule, times) in reasons(comparison) {
        line(&mut text, &format!("  {}: {}{times}", rule.code, rule.why));
    }
    if bump != Bump::None {
        line(&mut text, &format!("  {}", counts(comparison)));
    }
    text
}

fn verdict(bump: Bump) -> String {
    match bump {
        Bump::None => "nothing changes for callers".to_owned(),
        bump => format!("{} version needed", bump.as_str()),
    }
}

fn title(subject: &Subject) -> String {
    match subject {
        Subject::Api => "The API".to_owned(),
        Subject::Operation { line, call } => format!("{line}    {call}"),
        Subject::Type { name, operations } => {
            format!("{name}    in {}", used_by(operations, str::to_owned))
        }
        Subject::Items => "Items of the client".to_owned(),
    }
}

fn write_change(text: &mut String, told: &ToldChange<'_>) {
    let change = told.change;
    let shown = shown(change);
    let place = match told.places.as_slice() {
        [] => String::new(),
        places => format!("{}: ", places.join(", ")),
    };
    let becomes = shown
        .becomes
        .map(|(old, new)| format!(": {old} becomes {new}"));
    let becomes = becomes.unwrap_or_default();
    let bump = change.bump().as_str();
    line(
        text,
        &format!("  {bump:<5}  {place}{}{becomes}", change.words),
    );
    for item in shown.others {
        line(text, &format!("         {}: {}", item.item, became(item)));
    }
    for (how, items) in [
        ("gone", shown.gone),
        ("new", shown.new),
        ("moved", shown.moved),
    ] {
        let (names, others) = names(&items);
        if !names.is_empty() {
            line(
                text,
                &format!("         {how}: {}{others}", names.join(", ")),
            );
        }
    }
    write_words(text, change, "         ");
    if let Some(todo) = todo(change) {
        line(text, &format!("         to do: {todo}"));
    }
    let rule = change.decided_by();
    line(text, &format!("         rule {}: {}", rule.code, rule.why));
}

/// The sentences that changed.
fn write_words(text: &mut String, change: &ApiChange, margin: &str) {
    for (item, (old, new)) in shown(change).reworded {
        for (how, words) in [("no longer says", old), ("now says", new)] {
            if !words.is_empty() {
                line(text, &format!("{margin}{} {how}: {words}", item.item));
            }
        }
    }
}

fn became(item: &RustChange) -> String {
    match (&item.old, &item.new) {
        (Some(old), Some(new)) => format!("{old} becomes {new}"),
        (None, Some(new)) => format!("new, {new}"),
        (Some(old), None) => format!("gone, was {old}"),
        (None, None) => String::new(),
    }
}

/// Adds a line that is safe for a terminal.
fn line(text: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", diag::shown(line.trim_end()));
}
