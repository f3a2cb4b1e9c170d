//! The walk over two models: what is different on the wire, thing by thing.
//!
//! In come both sides; out go the changes, by what they are about. [`pairs`] finds the operations that are the same, [`tags`] what these are found under, [`operation`],
//! [`parameters`], [`body`] and [`answers`] compare what they consist of, [`types`], [`fields`], [`enums`] and [`unions`] the types in that,
//! [`bounds`] the limits of values, [`xml`] how they are XML, and [`api`] what holds for all. A change names the items of the client that it is about, so that what
//! happens to these can be told with it.

mod answers;
mod api;
mod body;
mod bounds;
mod enums;
mod fields;
mod operation;
mod pairs;
mod parameters;
mod tags;
mod types;
mod unions;
mod xml;

use std::collections::BTreeSet;

use super::change::{ApiChange, Group, Subject};
use super::side::{DiffSide, Key};
use crate::ir::{Direction, TypeId};

/// What was found so far.
pub(super) struct DiffWalk<'a> {
    old: &'a DiffSide<'a>,
    new: &'a DiffSide<'a>,
    groups: Vec<Group>,
    /// The types that have been compared, or will be.
    seen: BTreeSet<(TypeId, TypeId)>,
    /// Those of several operations, which are compared after the operations.
    shared: Vec<(TypeId, TypeId)>,
    /// The tags that are called otherwise, each with its former name.
    tags: BTreeSet<(String, String)>,
}

/// Where the walk is.
#[derive(Clone)]
struct Spot {
    /// The way from the subject.
    path: String,
    /// Which way values travel.
    way: Direction,
    /// The items that what stands here is part of.
    keys: Vec<Key>,
}

impl Spot {
    fn then(&self, step: &str) -> Self {
        Self {
            path: format!("{}{step}", self.path),
            ..self.clone()
        }
    }

    fn property(&self, wire: &str, keys: Vec<Key>) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self {
            path: format!("{}{dot}{wire}", self.path),
            way: self.way,
            keys,
        }
    }

    /// Which way values travel, in words.
    fn messages(&self) -> &'static str {
        messages(self.way)
    }
}

fn messages(way: Direction) -> &'static str {
    match way {
        Direction::Both => "requests and answers",
        Direction::Read => "answers",
        Direction::Write => "requests",
    }
}

/// All changes of what is on the wire.
pub(super) fn walk(old: &DiffSide<'_>, new: &DiffSide<'_>) -> Vec<Group> {
    let mut walk = DiffWalk {
        old,
        new,
        groups: Vec::new(),
        seen: BTreeSet::new(),
        shared: Vec::new(),
        tags: BTreeSet::new(),
    };
    walk.begin(Subject::Api);
    walk.api();
    walk.operations();
    walk.hooks();
    walk.shared_types();
    walk.groups.retain(|it| !it.changes.is_empty());
    walk.groups
}

impl DiffWalk<'_> {
    fn begin(&mut self, subject: Subject) {
        let changes = Vec::new();
        self.groups.push(Group { subject, changes });
    }

    fn add(&mut self, change: ApiChange) {
        if let Some(group) = self.groups.last_mut() {
            group.changes.push(change);
        }
    }
}
