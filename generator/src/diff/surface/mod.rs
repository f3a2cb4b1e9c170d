//! The public items of a client, as its files have them.
//!
//! In come the files that were emitted; out goes a [`Surface`], with each item that a caller can name. [`read`] walks over the modules,
//! [`tables`] knows what the macros of the runtime add to a type, [`paths`] writes types so that they can be compared, and [`compare`] says
//! what differs between two surfaces. What is emitted decides, and not a second account of what would be.

mod compare;
mod paths;
mod read;
mod tables;

use std::collections::BTreeMap;

pub(super) use compare::{Became, Difference, Gate, compare};
pub(super) use read::read;

/// The path of what an item belongs to: `crate::types::Meeting`, or that of the module of a function.
pub(super) type ItemOwner = String;

/// A part of an item, or the item itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The type, the module, or whatever has the path.
    Itself,
    /// A field.
    Field(String),
    /// A variant.
    Variant(String),
    /// A function or method.
    Function(String),
    /// A constant.
    Constant(String),
    /// A trait that it implements.
    Impl(String),
}

/// The public items of a client.
#[derive(Debug, Default)]
pub(super) struct Surface {
    /// The items, by what they belong to.
    pub(super) items: BTreeMap<(ItemOwner, Part), Item>,
}

/// A public item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// What callers depend on, with full paths.
    pub(super) signature: String,
    /// The same for people, as they would write it.
    pub(super) shown: String,
    /// Its documentation.
    pub(super) docs: String,
    /// Whether its use is advised against.
    pub(super) deprecated: bool,
    /// Whether it is a former name of something.
    pub(super) is_alias: bool,
    /// The condition under which it is there.
    pub(super) gate: String,
    /// Whether callers may rely on there being no more members.
    pub(super) exhaustive: bool,
    /// What it does.
    pub(super) code: String,
}

impl Surface {
    /// Whether there is an item of this path.
    pub(super) fn has(&self, owner: &str) -> bool {
        self.items.contains_key(&(owner.to_owned(), Part::Itself))
    }

    fn add(&mut self, owner: &str, part: Part, item: Item) {
        self.items.insert((owner.to_owned(), part), item);
    }

    /// Adds an item that is re-exported, unless it is known by this path: that of what a private module defines is the path without it.
    fn add_use(&mut self, owner: &str, item: Item) {
        let key = (owner.to_owned(), Part::Itself);
        self.items.entry(key).or_insert(item);
    }

    /// Adds to what an item does.
    fn add_code(&mut self, owner: &str, code: &str) {
        let key = (owner.to_owned(), Part::Itself);
        self.items.entry(key).or_default().code.push_str(code);
    }
}

/// What features belong to.
pub(super) const MANIFEST: &str = "Cargo.toml";

/// A path without its modules: `Meeting`, or `Client::builder`.
pub(super) fn short(owner: &str) -> &str {
    owner.rsplit("::").next().unwrap_or(owner)
}

/// An item as people write it: `Meeting::email`, `meetings::list`.
pub(super) fn name_of(owner: &str, part: &Part) -> String {
    let owner = short(owner);
    match part {
        Part::Constant(name) if owner == MANIFEST => format!("the Cargo feature {name}"),
        Part::Itself => owner.to_owned(),
        Part::Field(name) => format!("{owner}.{name}"),
        Part::Variant(name) | Part::Constant(name) => format!("{owner}::{name}"),
        Part::Function(name) => format!("{owner}::{name}()"),
        Part::Impl(name) => format!("{owner}: {name}"),
    }
}
