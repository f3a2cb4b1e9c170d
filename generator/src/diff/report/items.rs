//! Which of the items of a client are shown with a change.

use crate::diff::change::{ApiChange, RustChange};
use crate::diff::rules;

/// The items of a change that are shown.
pub(in crate::diff) struct Shown<'a> {
    /// What the item was and is that the change is about.
    pub(in crate::diff) becomes: Option<(&'a str, &'a str)>,
    /// Others.
    pub(in crate::diff) others: Vec<&'a RustChange>,
    /// Types that are gone.
    pub(in crate::diff) gone: Vec<&'a RustChange>,
    /// Types that are new.
    pub(in crate::diff) new: Vec<&'a RustChange>,
}

/// The items that say something to a reader: that which the change is about, for the line of the change, and others that callers
/// have to look at.
pub(in crate::diff) fn shown(change: &ApiChange) -> Shown<'_> {
    let first = change
        .rust
        .iter()
        .find(|it| it.old.is_some() && it.new.is_some());
    let others = change.rust.iter().filter(|it| {
        let is_first = first.is_some_and(|first| std::ptr::eq(first, *it));
        let is_told = it.old.is_some() || it.new.is_some();
        // A setter follows from its field.
        let is_setter = change.rust.iter().any(|field| is_setter(it, field));
        is_told && !is_first && !is_setter
    });
    let (whole, others): (Vec<&RustChange>, Vec<&RustChange>) = others.partition(|it| is_whole(it));
    let (gone, new) = whole.into_iter().partition(|it| it.old.is_some());
    let becomes = match first {
        Some(RustChange {
            old: Some(old),
            new: Some(new),
            ..
        }) => Some((old.as_str(), new.as_str())),
        _ => change
            .types
            .as_ref()
            .map(|(old, new)| (old.as_str(), new.as_str())),
    };
    Shown {
        becomes,
        others,
        gone,
        new,
    }
}

/// Whether it is a type or a trait that is new or gone, of which the name says all.
fn is_whole(it: &RustChange) -> bool {
    let shown = [&it.old, &it.new].into_iter().flatten();
    let is_plain = |it: &String| matches!(it.as_str(), "" | "struct" | "enum");
    it.old.is_some() != it.new.is_some() && shown.into_iter().all(is_plain)
}

fn is_setter(it: &RustChange, field: &RustChange) -> bool {
    field.item.replacen('.', "::", 1) + "()" == it.item
}

/// Whether it is words or code alone.
pub(in crate::diff) fn is_quiet(change: &ApiChange) -> bool {
    [&rules::DOCUMENTATION, &rules::CODE_CHANGED].contains(&change.decided_by())
        && change
            .rust
            .iter()
            .all(|it| it.old.is_none() && it.new.is_none())
        && [&rules::DOCUMENTATION, &rules::CODE_CHANGED].contains(&change.rule)
}
