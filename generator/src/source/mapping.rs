//! Mappings: entries in the order of the text, and a stamp if they have been moved.

use std::cell::OnceCell;
use std::sync::Arc;

use super::Node;
use super::lookup::{self, Lookup};
use crate::origin::{At, Origin};

/// An object.
///
/// A mapping that a rewrite moves or makes carries a stamp: the place in the author's file that it is from. The place of all
/// others follows from the walk that reaches them.
#[derive(Debug, Default)]
pub struct Mapping {
    entries: Vec<(String, Node)>,
    /// Behind a pointer, to keep the many mappings small that have neither.
    extra: OnceCell<Box<Extra>>,
}

#[derive(Debug, Default)]
struct Extra {
    stamp: Option<Arc<Origin>>,
    lookup: Lookup,
}

impl Clone for Mapping {
    fn clone(&self) -> Self {
        Self::stamped(self.entries.clone(), self.stamp().cloned())
    }
}

impl PartialEq for Mapping {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Mapping {
    /// A mapping of these entries.
    pub fn new(entries: Vec<(String, Node)>) -> Self {
        Self::stamped(entries, None)
    }

    /// A mapping that a rewrite makes from what stands at `at`.
    pub fn made(at: &At<'_>, entries: impl IntoIterator<Item = (&'static str, Node)>) -> Self {
        let entries = entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        Self::stamped(entries, Some(Arc::new(at.origin())))
    }

    /// Its place in the author's file, if it was moved or made.
    pub fn stamp(&self) -> Option<&Arc<Origin>> {
        self.extra.get()?.stamp.as_ref()
    }

    /// Stamps it with a place, unless it has a stamp.
    pub fn set_stamp(&mut self, at: &At<'_>) {
        if self.stamp().is_some() {
            return;
        }
        let stamp = Some(Arc::new(at.origin()));
        match self.extra.get_mut() {
            Some(extra) => extra.stamp = stamp,
            None => self.extra = extra(stamp),
        }
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let place = self.position(key)?;
        self.entries.get(place).map(|(_, value)| value)
    }

    /// The value under `key`, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let place = self.position(key)?;
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// The text under `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::as_str)
    }

    /// Whether there is a value under `key`.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Takes out the value under `key`.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        let place = self.position(key)?;
        self.forget();
        Some(self.entries.remove(place).1)
    }

    /// Sets the value under `key`. A new key is appended.
    pub fn insert(&mut self, key: impl Into<String>, value: Node) {
        let key = key.into();
        if let Some(there) = self.get_mut(&key) {
            *there = value;
        } else {
            self.entries.push((key, value));
            if let Some(extra) = self.extra.get_mut() {
                extra.lookup.pushed(&self.entries);
            }
        }
    }

    /// The mapping under `key`. An empty one, stamped with `at`, is added where there is none.
    pub fn mapping_at(&mut self, key: &str, at: &At<'_>) -> Option<&mut Self> {
        if self.get(key).and_then(Node::as_mapping).is_none() {
            self.insert(key, Node::Mapping(Self::made(at, [])));
        }
        self.get_mut(key).and_then(Node::as_mapping_mut)
    }

    /// The entries.
    pub fn entries(&self) -> &[(String, Node)] {
        &self.entries
    }

    /// The entries, to be changed.
    pub fn entries_mut(&mut self) -> &mut Vec<(String, Node)> {
        self.forget();
        &mut self.entries
    }

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn stamped(entries: Vec<(String, Node)>, stamp: Option<Arc<Origin>>) -> Self {
        Self {
            entries,
            extra: extra(stamp),
        }
    }

    fn position(&self, key: &str) -> Option<usize> {
        let lookup = || &self.extra.get_or_init(Box::default).lookup;
        lookup::position(&self.entries, key, lookup)
    }

    /// Drops the index, as the keys are about to change.
    fn forget(&mut self) {
        if let Some(extra) = self.extra.get_mut() {
            extra.lookup = Lookup::default();
        }
    }
}

fn extra(stamp: Option<Arc<Origin>>) -> OnceCell<Box<Extra>> {
    let stamped = |stamp| {
        Box::new(Extra {
            stamp: Some(stamp),
            lookup: Lookup::default(),
        })
    };
    stamp.map_or_else(OnceCell::new, |stamp| OnceCell::from(stamped(stamp)))
}
