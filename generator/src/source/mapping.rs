//! Mappings: entries in the order of the text, and where they come from if they have been moved.

use std::sync::Arc;

use super::Node;
use crate::origin::{At, Origin};

/// An object.
///
/// A mapping that a rewrite moves, or makes, carries the place that its author wrote it at, or that it was made from: its
/// stamp. All others stand where the walk that meets them says, so that a tree which nobody has touched carries nothing.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    entries: Vec<(String, Node)>,
    stamp: Option<Arc<Origin>>,
}

impl PartialEq for Mapping {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Mapping {
    /// A mapping of these entries.
    pub fn new(entries: Vec<(String, Node)>) -> Self {
        Self {
            entries,
            stamp: None,
        }
    }

    /// A mapping that a rewrite makes from what stands at `at`.
    pub fn made(at: &At<'_>, entries: impl IntoIterator<Item = (&'static str, Node)>) -> Self {
        let entries = entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        Self {
            entries,
            stamp: Some(Arc::new(at.origin())),
        }
    }

    /// Where the author wrote it, if it has been moved.
    pub fn stamp(&self) -> Option<&Arc<Origin>> {
        self.stamp.as_ref()
    }

    /// Keeps the place, unless an earlier one is kept already.
    pub fn set_stamp(&mut self, at: &At<'_>) {
        if self.stamp.is_none() {
            self.stamp = Some(Arc::new(at.origin()));
        }
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The value under `key`, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries
            .iter_mut()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
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
        let index = self.entries.iter().position(|(name, _)| name == key)?;
        Some(self.entries.remove(index).1)
    }

    /// Puts a value under `key`: in the place of the one that is there, or else at the end.
    pub fn insert(&mut self, key: impl Into<String>, value: Node) {
        let key = key.into();
        match self.get_mut(&key) {
            Some(there) => *there = value,
            None => self.entries.push((key, value)),
        }
    }

    /// The mapping under `key`; an empty one, made from what stands at `at`, where there is nothing of that kind.
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
}
