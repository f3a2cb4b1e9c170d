//! Components that are called otherwise than before: the names they were given are theirs still.

use std::collections::{BTreeMap, BTreeSet};

use super::NamesLock;
use crate::names::ident::Ident;

/// How many of the things in a component it is known by.
const MOST: usize = 3;

/// How many of them are enough, where it was known by these already.
const ENOUGH: usize = 2;

/// Tables of names that are given to types, by the places of these.
const OF_PLACES: [&str; 2] = ["types", "constructors"];

/// Tables of the names in a type, which end with its place.
const INSIDE: [&str; 3] = ["fields of ", "values of ", "branches of "];

/// What a component is recognised by.
#[derive(Debug, Default)]
pub(in crate::names) struct KnownComponent {
    /// Where it is referred to: in operations, and then in components, each with the way there.
    pub(in crate::names) places: BTreeSet<(bool, String)>,
    /// The names on the wire of what is in it: properties, values, tags.
    pub(in crate::names) members: BTreeSet<String>,
    /// The unions that have a branch that is named after it, by their tables.
    pub(in crate::names) unions: BTreeSet<String>,
}

impl KnownComponent {
    /// Whether it stands where another stood, and has what that was known by.
    fn is_of(&self, known: &[String]) -> bool {
        let Some((place, members)) = known.split_first().filter(|(_, it)| !it.is_empty()) else {
            return false;
        };
        let places = [false, true].map(|it| (it, place.clone()));
        places.iter().any(|it| self.places.contains(it))
            && members.iter().all(|it| self.members.contains(it))
    }

    /// What it is known by from now on. What it was known by stays where that still holds, so that a lock rarely changes.
    fn record(&self, known: Option<&Vec<String>>) -> Option<Vec<String>> {
        let (place, members) = known
            .and_then(|it| it.split_first())
            .map_or((None, &[][..]), |(place, members)| (Some(place), members));
        let is_there = |place: &&String| self.places.iter().any(|(_, it)| it == *place);
        let place = place
            .filter(is_there)
            .or(self.places.first().map(|(_, it)| it))?;
        let is_enough = members.len() >= ENOUGH.min(self.members.len());
        let members: Vec<&String> =
            if is_enough && members.iter().all(|it| self.members.contains(it)) {
                members.iter().take(MOST).collect()
            } else {
                self.members.iter().take(MOST).collect()
            };
        Some([place].into_iter().chain(members).cloned().collect())
    }
}

/// The components there are, by name.
pub(in crate::names) type KnownComponents = BTreeMap<String, KnownComponent>;

impl NamesLock {
    /// Gives what was named after components that are no more to those that stand in their places with the same in them, as far as
    /// that is clear. Returns them, by their former names.
    pub(in crate::names) fn follow_components(
        &mut self,
        known: &KnownComponents,
    ) -> BTreeMap<String, String> {
        let mut renamed = BTreeMap::new();
        loop {
            // A component inside of one that was recognised is in a known place from then on.
            let clear = self.clear(known);
            if clear.is_empty() {
                return renamed;
            }
            for (old, new) in clear {
                let unions = known.get(&new).map(|it| &it.unions);
                self.rename_component(&old, &new, unions.into_iter().flatten());
                renamed.insert(old, new);
            }
        }
    }

    /// Components that are clearly others under another name.
    fn clear(&self, known: &KnownComponents) -> Vec<(String, String)> {
        let gone = self
            .components
            .iter()
            .filter(|(name, _)| !known.contains_key(*name));
        let gone: Vec<(&String, &Vec<String>)> = gone.collect();
        let mut heirs: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
        for (name, new) in known
            .iter()
            .filter(|(name, _)| !self.components.contains_key(*name))
        {
            let mut olds = gone.iter().filter(|(_, old)| new.is_of(old));
            if let (Some((old, _)), None) = (olds.next(), olds.next()) {
                heirs.entry(*old).or_default().push(name);
            }
        }
        let clear = heirs
            .into_iter()
            .filter_map(|(old, names)| match names.as_slice() {
                [only] => Some((old.clone(), (*only).clone())),
                _ => None,
            });
        clear.collect()
    }

    fn rename_component<'u>(
        &mut self,
        old: &str,
        new: &str,
        unions: impl Iterator<Item = &'u String>,
    ) {
        let inner: Vec<String> = self
            .components
            .keys()
            .filter(|it| inside(it, old).is_some_and(|it| !it.is_empty()))
            .cloned()
            .collect();
        let moved = |key: &str| {
            let rest = inside(key, old)?;
            let is_other = inner.iter().any(|it| inside(key, it).is_some());
            (!is_other).then(|| format!("{new}{rest}"))
        };
        let new_key = |key: String| moved(&key).unwrap_or(key);
        let names = std::mem::take(&mut self.names).into_iter();
        self.names = names
            .map(|(scope, names)| {
                let what = scope.split_once(" of ").map_or(&*scope, |(what, _)| what);
                if OF_PLACES.contains(&what) || scope == "files of types" {
                    let names = names.into_iter();
                    return (
                        scope,
                        names.map(|(key, name)| (new_key(key), name)).collect(),
                    );
                }
                let of = INSIDE
                    .iter()
                    .find_map(|it| Some((it, scope.strip_prefix(it)?)));
                let moved = of.and_then(|(what, key)| Some(format!("{what}{}", moved(key)?)));
                (moved.unwrap_or(scope), names)
            })
            .collect();
        let orders = std::mem::take(&mut self.orders).into_iter();
        self.orders = orders.map(|(key, order)| (new_key(key), order)).collect();
        let same = std::mem::take(&mut self.same).into_iter();
        self.same = same
            .map(|(place, of)| (new_key(place), new_key(of)))
            .collect();
        let components = std::mem::take(&mut self.components).into_iter();
        self.components = components
            .map(|(name, known)| (if name == old { new.to_owned() } else { name }, known))
            .collect();
        for place in self.components.values_mut().filter_map(|it| it.first_mut()) {
            if let Some(now) = moved(place) {
                *place = now;
            }
        }
        // What was called as on the wire was not listed.
        if !self.same.contains_key(new) {
            self.keep("types", old, new);
        }
        for union in unions {
            if let Some(name) = self.names.get_mut(union).and_then(|it| it.remove(old)) {
                self.names
                    .entry(union.clone())
                    .or_default()
                    .insert(new.to_owned(), name);
            } else {
                self.keep(union, old, new);
            }
        }
    }

    /// Gives `new` the name that a thing had that was called `old` in both worlds, if there is one.
    fn keep(&mut self, table: &str, old: &str, new: &str) {
        let Some(name) = Ident::checked(old).filter(|it| it.as_str() == old) else {
            return;
        };
        let names = self.names.entry(table.to_owned()).or_default();
        if !names.contains_key(new) && names.values().all(|it| *it != name.as_str()) {
            names.insert(new.to_owned(), name.to_string());
        }
        if names.is_empty() {
            self.names.remove(table);
        }
    }

    /// Records what components are known by. Those that are no more stay known.
    pub(in crate::names) fn record_components(&mut self, known: &KnownComponents) {
        for (name, now) in known {
            if let Some(known) = now.record(self.components.get(name)) {
                self.components.insert(name.clone(), known);
            }
        }
    }
}

/// The way from a component to a place in it, if it is in it.
fn inside<'k>(key: &'k str, component: &str) -> Option<&'k str> {
    let rest = key.strip_prefix(component)?;
    let is_step = rest.is_empty() || rest.starts_with(['.', '[', '{', '|', ' ']);
    is_step.then_some(rest)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::NamesLock;
    use super::{KnownComponent, KnownComponents};

    const LOCK: &str = "[\"branches of Media\"]\nFilm = \"Movie\"\n\n\
        [components]\nBook = [\"GET /books response\", \"author\", \"id\"]\n\"Book.Author\" = [\"GET /a response\", \"x\"]\n\
        Page = [\"Book.pages[]\", \"text\"]\n\n\
        [\"fields of Book.cover\"]\ntype = \"type_\"\n\n\
        [\"files of types\"]\nBook = \"book\"\n\"Book.Author\" = \"book_author\"\n\n\
        [\"order of arguments\"]\nBook = [\"a\", \"b\"]\n\n\
        [\"same types\"]\n\"GET /c response\" = \"Book.cover\"\n\n\
        [types]\n\"Book (sent)\" = \"BookRequest\"\n\"Book.Author\" = \"BookAuthor\"\n\"Book.cover\" = \"BookCover\"\n";

    fn component(place: &str, members: &[&str], union: Option<&str>) -> KnownComponent {
        let members = members.iter().map(|it| (*it).to_owned());
        KnownComponent {
            places: BTreeSet::from([(!place.contains('/'), place.to_owned())]),
            members: members.collect(),
            unions: union.into_iter().map(str::to_owned).collect(),
        }
    }

    fn follow(known: &KnownComponents) -> String {
        let mut lock = NamesLock::parse("names.lock", LOCK).unwrap();
        lock.follow_components(known);
        lock.record_components(known);
        let text = lock.to_text();
        let read = NamesLock::parse("names.lock", &text).unwrap();
        assert_eq!(read.to_text(), text);
        text
    }

    #[test]
    fn what_stands_in_its_place_has_its_names() {
        let text = follow(&KnownComponents::from([
            (
                "Book.Author".to_owned(),
                component("GET /a response", &["x"], None),
            ),
            (
                "Leaf".to_owned(),
                component("Volume.pages[]", &["text", "number"], None),
            ),
            (
                "Volume".to_owned(),
                component(
                    "GET /books response",
                    &["author", "id", "new"],
                    Some("branches of Media"),
                ),
            ),
        ]));
        for line in [
            "Film = \"Movie\"\nVolume = \"Book\"\n",
            "Leaf = [\"Volume.pages[]\", \"number\", \"text\"]",
            "Volume = [\"GET /books response\", \"author\", \"id\"]",
            "[\"fields of Volume.cover\"]",
            "Volume = \"book\"",
            "\"Book.Author\" = \"book_author\"",
            "Volume = [\"a\", \"b\"]",
            "\"GET /c response\" = \"Volume.cover\"",
            "\"Book.Author\" = \"BookAuthor\"\nLeaf = \"Page\"\nVolume = \"Book\"\n\"Volume (sent)\" = \"BookRequest\"\n\"Volume.cover\" = \"BookCover\"",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
    }

    #[test]
    fn what_is_not_clear_stays() {
        for (name, place, members) in [
            ("Volume", "GET /books response", &["author"][..]),
            ("Volume", "GET /volumes response", &["author", "id"]),
            ("Page", "GET /books response", &["author", "id"]),
        ] {
            let known = [(name.to_owned(), component(place, members, None))];
            let text = follow(&known.into());
            assert!(text.contains("\"Book.cover\" = \"BookCover\""), "{text}");
        }
    }
}
