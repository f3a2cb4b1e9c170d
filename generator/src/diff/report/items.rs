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
    /// Types that are at another path.
    pub(super) moved: Vec<&'a RustChange>,
    /// Those about which other sentences are said.
    pub(super) reworded: Vec<(&'a RustChange, &'a (String, String))>,
}

impl Shown<'_> {
    /// Whether nothing is shown of items.
    fn is_empty(&self) -> bool {
        let Self {
            becomes,
            others,
            gone,
            new,
            moved,
            reworded,
        } = self;
        becomes.is_none()
            && moved.is_empty()
            && others.is_empty()
            && gone.is_empty()
            && new.is_empty()
            && reworded.is_empty()
    }
}

impl<'a> Shown<'a> {
    /// The item, if it is the only one that is shown: it is told in the line of the change.
    pub(super) fn only(&self) -> Option<&'a RustChange> {
        let Self {
            becomes: None,
            others,
            gone,
            new,
            moved,
            reworded,
        } = self
        else {
            return None;
        };
        let mut all = others.iter().chain(gone).chain(new);
        let first = all
            .next()
            .filter(|_| reworded.is_empty() && moved.is_empty())?;
        all.next().is_none().then_some(*first)
    }
}

/// Changes that are told in one breath: the same happened at several places, and nothing else is to be said of it.
pub(super) struct ToldChange<'a> {
    /// The first of them.
    pub(super) change: &'a ApiChange,
    /// Where it happened.
    pub(super) places: Vec<&'a str>,
}

/// The changes of a group, in their order.
pub(super) fn told<'a>(changes: &[&'a ApiChange]) -> Vec<ToldChange<'a>> {
    let mut all: Vec<ToldChange<'a>> = Vec::new();
    for change in changes {
        let is_plain = |it: &ApiChange| !it.place.is_empty() && shown(it).is_empty();
        let is_same = |it: &&mut ToldChange<'_>| {
            let other = it.change;
            (other.rule, &other.words) == (change.rule, &change.words)
                && other.decided_by() == change.decided_by()
                && is_plain(other)
        };
        let known = all.iter_mut().find(is_same).filter(|_| is_plain(change));
        match known {
            Some(known) => known.places.push(&change.place),
            None => all.push(ToldChange {
                change,
                places: Some(change.place.as_str())
                    .filter(|it| !it.is_empty())
                    .into_iter()
                    .collect(),
            }),
        }
    }
    all
}

/// How many names are listed of items that are new or gone.
const MOST_LISTED: usize = 12;

/// The names of items, and how many others there are, in words.
pub(super) fn names(items: &[&RustChange]) -> (Vec<String>, String) {
    let names = items.iter().take(MOST_LISTED).map(|it| it.item.clone());
    let others = match items.len().saturating_sub(MOST_LISTED) {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    (names.collect(), others)
}

/// The items that say something to a reader: that which the change is about, for the line of the change, and others that callers
/// have to look at.
pub(in crate::diff) fn shown(change: &ApiChange) -> Shown<'_> {
    // A call as a whole is said to be another in words.
    let is_call = [&rules::CALLED_OTHERWISE, &rules::OPERATION_MOVED].contains(&change.rule);
    let first = change
        .rust
        .iter()
        .find(|it| !is_call && it.old.is_some() && it.new.is_some());
    let others = change.rust.iter().filter(|it| {
        let is_first = first.is_some_and(|first| std::ptr::eq(first, *it));
        let is_told = it.old.is_some() || it.new.is_some();
        // A setter follows from its field.
        let is_setter = change.rust.iter().any(|field| is_setter(it, field));
        is_told && !is_first && !is_setter
    });
    let (whole, others): (Vec<&RustChange>, Vec<&RustChange>) = others.partition(|it| is_whole(it));
    let (gone, new): (Vec<&RustChange>, Vec<&RustChange>) =
        whole.into_iter().partition(|it| it.old.is_some());
    let has =
        |list: &[&RustChange], it: &RustChange| list.iter().any(|other| other.item == it.item);
    let (moved, gone_for_good): (Vec<&RustChange>, Vec<&RustChange>) =
        gone.iter().partition(|it| has(&new, it));
    let new = new.into_iter().filter(|it| !has(&gone, it)).collect();
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
    let reworded = change.rust.iter();
    let reworded = reworded.filter_map(|it| Some((it, it.words.as_ref()?)));
    // Bounds are said in the documentation as well.
    let said = change.words.replace('`', "");
    let is_said = |words: &str| said.contains(words.trim_end_matches('.'));
    let reworded = reworded.filter(|(_, (old, new))| !(is_said(old) && is_said(new)));
    Shown {
        becomes,
        others,
        gone: gone_for_good,
        new,
        moved,
        reworded: reworded.collect(),
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
