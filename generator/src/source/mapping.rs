//! Mappings: entries in the order of the text, and where they come from if they have been moved.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

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
    index: Index,
}

/// Where each key stands: made when a long mapping is first asked for one.
#[derive(Debug, Default)]
struct Index(OnceLock<Box<Keys>>);

#[derive(Debug)]
struct Keys(HashMap<Box<str>, usize>);

/// How many entries are looked through one after the other.
const SHORT: usize = 32;

impl Clone for Index {
    fn clone(&self) -> Self {
        Self::default()
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
        Self {
            entries,
            stamp: None,
            index: Index::default(),
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
            index: Index::default(),
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

    /// The value under `key`; the first, where there are several.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let (_, value) = self.entries.get(self.position(key)?)?;
        Some(value)
    }

    /// The value under `key`, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        let position = self.position(key)?;
        let (_, value) = self.entries.get_mut(position)?;
        Some(value)
    }

    fn position(&self, key: &str) -> Option<usize> {
        if self.entries.len() <= SHORT {
            return self.entries.iter().position(|(name, _)| name == key);
        }
        let index = self.index.0.get_or_init(|| {
            let mut index = HashMap::with_capacity(self.entries.len());
            for (position, (key, _)) in self.entries.iter().enumerate() {
                index.entry(Box::from(key.as_str())).or_insert(position);
            }
            Box::new(Keys(index))
        });
        index.0.get(key).copied()
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
        let position = self.position(key)?;
        self.index = Index::default();
        Some(self.entries.remove(position).1)
    }

    /// Puts a value under `key`: in the place of the one that is there, or else at the end.
    pub fn insert(&mut self, key: impl Into<String>, value: Node) {
        let key = key.into();
        if let Some(position) = self.position(&key) {
            if let Some((_, there)) = self.entries.get_mut(position) {
                *there = value;
            }
            return;
        }
        if let Some(Keys(index)) = self.index.0.get_mut().map(|it| &mut **it) {
            index.insert(Box::from(key.as_str()), self.entries.len());
        }
        self.entries.push((key, value));
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
        self.index = Index::default();
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

#[cfg(test)]
mod tests {
    use super::{Mapping, Node};

    #[test]
    fn a_long_mapping_answers_as_a_short_one_does() {
        let key = |number: i32| format!("key {number}");
        let mut long = Mapping::default();
        for number in 0..1000 {
            assert!(!long.contains(&key(number)));
            long.insert(key(number), Node::Int(number.into()));
        }
        assert_eq!(long.remove(&key(10)), Some(Node::Int(10.into())));
        assert_eq!(long.remove(&key(10)), None);
        assert_eq!(long.get(&key(11)), Some(&Node::Int(11.into())));
        long.entries_mut().retain(|(name, _)| name != "key 12");
        assert!(!long.contains("key 12"));
        long.insert(key(11), Node::Null);
        long.insert(key(12), Node::Int(12.into()));
        assert_eq!(long.clone().get(&key(11)), Some(&Node::Null));
        assert_eq!(long.get(&key(12)), Some(&Node::Int(12.into())));
        assert_eq!(long.keys().last(), Some("key 12"));
        assert_eq!(long.len(), 999);
    }
}
