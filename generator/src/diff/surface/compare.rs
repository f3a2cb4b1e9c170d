//! What differs between two surfaces, and what that means to callers.

use std::collections::BTreeSet;

use super::{Item, ItemOwner, Part, Surface};
use crate::diff::rules::{self, Rule};

/// A difference between two surfaces.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Difference {
    /// What the item belongs to.
    pub(in crate::diff) owner: ItemOwner,
    /// The item.
    pub(in crate::diff) part: Part,
    /// What became of it.
    pub(in crate::diff) kind: Became,
}

/// How the condition of an item differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diff) enum Gate {
    /// It needs a feature that nobody has without asking.
    Asked,
    /// It no longer does.
    Unasked,
    /// It needs a feature that everybody has without refusing.
    Given,
}

impl Gate {
    fn of(old: &str, new: &str) -> Option<Self> {
        match (old.contains(MOCK), new.contains(MOCK)) {
            (false, true) => Some(Self::Asked),
            (true, false) => Some(Self::Unasked),
            _ => (old.is_empty() && !new.is_empty()).then_some(Self::Given),
        }
    }
}

/// The only feature of generated items that is off by default.
const MOCK: &str = "mock";

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::diff) enum Became {
    /// It is new, with what it looks like.
    Added {
        /// What it looks like.
        shown: String,
        /// Whether callers relied on there being no such thing.
        breaks: bool,
    },
    /// It is gone, with what it looked like.
    Removed {
        /// What it looked like.
        shown: String,
    },
    /// It looks different.
    Changed {
        /// What it looked like.
        old: String,
        /// What it looks like.
        new: String,
    },
    /// It is there under another condition.
    Gate(Gate),
    /// Callers may no longer rely on there being no more members, or may do so now.
    Exhaustive {
        /// Whether they may.
        now: bool,
    },
    /// It is a former name by now.
    Alias,
    /// Its use is advised against, or no longer.
    Deprecated {
        /// Whether it is.
        now: bool,
    },
    /// Its documentation has other words.
    Docs,
    /// It does something else.
    Code,
}

impl Difference {
    /// The rule that says what it means to callers.
    pub(in crate::diff) fn rule(&self) -> &'static Rule {
        match &self.kind {
            Became::Added { breaks: false, .. } => &rules::ITEM_ADDED,
            Became::Added { breaks: true, .. } => &rules::MEMBER_OF_WHOLE_ADDED,
            Became::Removed { .. } => &rules::ITEM_REMOVED,
            Became::Changed { .. } if self.owner == "crate" => &rules::PACKAGE_RENAMED,
            Became::Changed { .. } => &rules::SIGNATURE_CHANGED,
            Became::Gate(Gate::Asked) => &rules::FEATURE_NEEDED,
            Became::Gate(Gate::Unasked) => &rules::FEATURE_NOT_NEEDED,
            Became::Gate(Gate::Given) => &rules::FEATURE_GIVEN,
            Became::Exhaustive { now: false } => &rules::NO_LONGER_EXHAUSTIVE,
            Became::Exhaustive { now: true } => &rules::NOW_EXHAUSTIVE,
            Became::Alias => &rules::RENAMED_WITH_ALIAS,
            Became::Deprecated { now: true } => &rules::DEPRECATED,
            Became::Deprecated { now: false } => &rules::NO_LONGER_DEPRECATED,
            Became::Docs => &rules::DOCUMENTATION,
            Became::Code => &rules::CODE_CHANGED,
        }
    }
}

/// All differences, in the order of the items. What belongs to something that is new or gone as a whole is no difference of its own.
pub(in crate::diff) fn compare(old: &Surface, new: &Surface) -> Vec<Difference> {
    let mut differences = Vec::new();
    let keys: BTreeSet<&(ItemOwner, Part)> = old.items.keys().chain(new.items.keys()).collect();
    for key in keys {
        let (owner, part) = key;
        let mut add = |kind| {
            differences.push(Difference {
                owner: owner.clone(),
                part: part.clone(),
                kind,
            });
        };
        let is_part = *part != Part::Itself;
        match (old.items.get(key), new.items.get(key)) {
            (None, Some(_)) if is_part && !old.has(owner) && new.has(owner) => {}
            (Some(_), None) if is_part && old.has(owner) && !new.has(owner) => {}
            // What it is called now is in the old surface as well.
            (None, Some(item)) if item.is_alias && !is_part => add(Became::Alias),
            (None, Some(item)) => add(Became::Added {
                shown: item.shown.clone(),
                breaks: is_relied_on(old, owner, part),
            }),
            (Some(item), None) => add(Became::Removed {
                shown: item.shown.clone(),
            }),
            (Some(old), Some(new)) => changes(old, new).into_iter().for_each(add),
            (None, None) => {}
        }
    }
    differences
}

/// Whether callers could rely on a type not having such a part: they construct the struct, or match the enum.
fn is_relied_on(old: &Surface, owner: &str, part: &Part) -> bool {
    let is_member = matches!(part, Part::Field(_) | Part::Variant(_));
    let whole = old.items.get(&(owner.to_owned(), Part::Itself));
    is_member && whole.is_some_and(|it| it.exhaustive)
}

fn changes(old: &Item, new: &Item) -> Vec<Became> {
    let mut kinds = Vec::new();
    if new.is_alias && !old.is_alias {
        kinds.push(Became::Alias);
        // A setter, of which a table says no more than what it takes, still takes it.
        if old.signature == new.signature || !old.signature.contains("self") {
            return kinds;
        }
    }
    if old.signature != new.signature {
        kinds.push(Became::Changed {
            old: old.shown.clone(),
            new: new.shown.clone(),
        });
    }
    kinds.extend(Gate::of(&old.gate, &new.gate).map(Became::Gate));
    if old.exhaustive != new.exhaustive {
        let now = new.exhaustive;
        kinds.push(Became::Exhaustive { now });
    }
    if old.deprecated != new.deprecated {
        let now = new.deprecated;
        kinds.push(Became::Deprecated { now });
    }
    if old.docs != new.docs {
        kinds.push(Became::Docs);
    }
    if old.code != new.code && parts_of(&old.code) != parts_of(&new.code) {
        kinds.push(Became::Code);
    }
    kinds
}

/// What stands between the commas and brackets of a code, whose order means nothing but in a union, where branches are tried one after the other.
fn parts_of(code: &str) -> Vec<&str> {
    let parts = code.split(|c| ",()[]{}".contains(c)).map(str::trim);
    let mut parts: Vec<&str> = parts.filter(|it| !it.is_empty()).collect();
    if !code.starts_with("union!") {
        parts.sort_unstable();
    }
    parts
}
