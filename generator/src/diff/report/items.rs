//! Which of the items of a client are shown with a change.

use crate::diff::change::{Change, RustChange};
use crate::diff::rules::{self, Bump};

/// The items that say something to a reader: that which the change is about, for the line of the change, and others that callers
/// have to look at.
pub(super) fn shown(change: &Change) -> (Option<&RustChange>, Vec<&RustChange>) {
    let first = change.rust.iter().find(|it| it.old.is_some() && it.new.is_some());
    let others = change.rust.iter().filter(|it| {
        let is_first = first.is_some_and(|first| std::ptr::eq(first, *it));
        let is_told = it.old.is_some() || it.new.is_some();
        // A setter follows from its field.
        let is_setter = change.rust.iter().any(|field| is_setter(it, field));
        let is_new_beside = it.rule.bump < Bump::Major && change.bump() == Bump::Major;
        is_told && !is_first && !is_setter && !is_new_beside
    });
    (first, others.collect())
}

fn is_setter(it: &RustChange, field: &RustChange) -> bool {
    field.item.replacen('.', "::", 1) + "()" == it.item
}

/// Whether it is words or code alone.
pub(super) fn is_quiet(change: &Change) -> bool {
    [&rules::DOCUMENTATION, &rules::CODE_CHANGED].contains(&change.decided_by())
        && change.rust.iter().all(|it| it.old.is_none() && it.new.is_none())
        && [&rules::DOCUMENTATION, &rules::CODE_CHANGED].contains(&change.rule)
}
