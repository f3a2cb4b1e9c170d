//! Which items of a client name a type, and which of the differences these are.

use std::collections::{BTreeMap, BTreeSet};

use super::side::Key;
use super::surface::{Difference, Part, Surface, short};

/// The items whose signatures have a path, by that path.
pub(super) struct NamingItems<'a>(BTreeMap<&'a str, BTreeSet<&'a Key>>);

impl<'a> NamingItems<'a> {
    /// Those of a client.
    pub(super) fn new(surface: &'a Surface) -> Self {
        let mut by_path: BTreeMap<&str, BTreeSet<&Key>> = BTreeMap::new();
        for (key, item) in &surface.items {
            for path in paths(&item.signature) {
                by_path.entry(path).or_default().insert(key);
            }
        }
        Self(by_path)
    }

    /// The items that name a type.
    pub(super) fn of(&self, path: &str) -> impl Iterator<Item = &'a Key> {
        let all = self.0.get(known_as(path));
        all.into_iter().flatten().copied()
    }
}

/// The positions of differences, by the items that they are about.
pub(super) struct DifferencesOf(BTreeMap<Key, Vec<usize>>);

impl DifferencesOf {
    pub(super) fn new<'a>(differences: impl Iterator<Item = &'a Difference>) -> Self {
        let mut positions: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (at, it) in differences.enumerate() {
            let key = (it.owner.clone(), it.part.clone());
            positions.entry(key).or_default().push(at);
        }
        Self(positions)
    }

    /// Those about an item, or about what it is a part of as a whole.
    pub(super) fn of(&self, key: &Key) -> impl Iterator<Item = usize> {
        let whole = (key.0.clone(), Part::Itself);
        let keys = [self.0.get(key), self.0.get(&whole)];
        keys.into_iter().flatten().flatten().copied()
    }

    /// Those about the types that a signature names.
    pub(super) fn named_in(&self, signature: &str) -> Vec<usize> {
        let whole = |path: &str| {
            let at_root = path.strip_prefix("crate::").unwrap_or(path);
            // What is at the root is known by its last name, which may be that of an item of the root as well.
            let keys = [path.to_owned(), format!("crate::{at_root}")];
            let found = keys
                .into_iter()
                .filter_map(|it| self.0.get(&(it, Part::Itself)));
            found.flatten().copied().collect::<Vec<usize>>()
        };
        paths(signature).into_iter().flat_map(whole).collect()
    }
}

/// The paths in a signature.
fn paths(signature: &str) -> BTreeSet<&str> {
    let is_word = |c: char| c == '_' || c == ':' || c.is_alphanumeric();
    let words = signature.split(|c| !is_word(c));
    words
        .filter(|it| it.starts_with("crate::"))
        .map(known_as)
        .collect()
}

/// What is at the root is so by a re-export of the runtime: it goes by its last name.
fn known_as(path: &str) -> &str {
    let is_root = path
        .strip_prefix("crate::")
        .is_some_and(|it| !it.contains(':'));
    if is_root || path.starts_with("crate::runtime::") {
        short(path)
    } else {
        path
    }
}
