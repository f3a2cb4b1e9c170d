//! A comparison as JSON.

use serde_json::{Value, json};

use super::{Titles, todo};
use crate::diff::change::{ApiChange, ApiDiff, Group, RustChange, Subject};
use crate::diff::rules::Rule;

/// The comparison as JSON: at its top `bump`, then the rules that decided, and all changes.
pub fn json(comparison: &ApiDiff, titles: Titles<'_>) -> String {
    let rules: Vec<Value> = comparison.decided_by().into_iter().map(rule).collect();
    let groups = comparison.groups.iter();
    let changes = groups.flat_map(|it| it.changes.iter().map(|change| one(it, change)));
    let changes: Vec<Value> = changes.collect();
    let all = json!({
        "bump": comparison.bump().as_str(),
        "old": titles.old,
        "new": titles.new,
        "decided_by": rules,
        "changes": changes,
    });
    format!("{all:#}\n")
}

fn rule(rule: &'static Rule) -> Value {
    json!({ "rule": rule.code, "bump": rule.bump.as_str(), "why": rule.why })
}

fn one(group: &Group, change: &ApiChange) -> Value {
    let (call, ty, operations) = match &group.subject {
        Subject::Operation { line, call } => (Some(call), None, vec![line]),
        Subject::Type { name, operations } => (None, Some(name), operations.iter().collect()),
        Subject::Api | Subject::Items => (None, None, Vec::new()),
    };
    let items: Vec<Value> = change.rust.iter().map(item).collect();
    let decided = change.decided_by();
    json!({
        "bump": change.bump().as_str(),
        "rule": change.rule.code,
        "decided_by": decided.code,
        "why": decided.why,
        "to_do": todo(change),
        "operations": operations,
        "call": call,
        "type": ty,
        "place": change.place,
        "words": change.words,
        "old_type": change.types.as_ref().map(|it| &it.0),
        "new_type": change.types.as_ref().map(|it| &it.1),
        "rust": items,
    })
}

fn item(item: &RustChange) -> Value {
    let RustChange {
        rule,
        item,
        old,
        new,
        words,
    } = item;
    json!({
        "bump": rule.bump.as_str(),
        "rule": rule.code,
        "item": item,
        "old": old,
        "new": new,
        "old_words": words.as_ref().map(|it| &it.0),
        "new_words": words.as_ref().map(|it| &it.1),
    })
}
