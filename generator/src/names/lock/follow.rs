//! Operations whose path or method is another than before: the names they were given are theirs still.

use std::collections::{BTreeMap, BTreeSet};

use super::NamesLock;
use crate::names::ident::{IdentCase, ident};
use crate::wire::template;

/// The tables of the names of operations begin so.
pub(super) const OPERATIONS: &str = "operations of ";

/// What an operation is recognised by, beside its method and path.
#[derive(Debug, Default)]
pub(in crate::names) struct KnownOperation<'a> {
    /// Its `operationId`.
    pub(in crate::names) id: Option<&'a str>,
    /// The parameters of its path that are fields of its params.
    pub(in crate::names) fields: BTreeSet<&'a str>,
}

/// The operations there are, by method and path.
pub(in crate::names) type KnownOperations<'a> = BTreeMap<String, KnownOperation<'a>>;

impl NamesLock {
    /// Gives what was named after operations that are no more to those that they have become. These have the same method and path, but for
    /// the names of the parameters in that, or else the same `operationId`. Returns the latter, by their former method and path.
    pub(in crate::names) fn follow(
        &mut self,
        lines: &KnownOperations<'_>,
    ) -> BTreeMap<String, String> {
        let mut moved = self.with_template(lines);
        let elsewhere = self.with_id(lines, &moved);
        moved.extend(elsewhere.clone());
        if moved.is_empty() {
            return elsewhere;
        }
        self.rewrite(&|text| renamed(text, &moved));
        for (old, new) in &moved {
            if let Some(known) = lines.get(new) {
                self.rename_parameters(old, new, known);
            }
        }
        elsewhere
    }

    /// Rewrites everything that is named after an operation.
    fn rewrite(&mut self, new: &impl Fn(&str) -> String) {
        let names = std::mem::take(&mut self.names).into_iter();
        self.names = names
            .map(|(scope, names)| {
                let names = names.into_iter().map(|(key, name)| (new(&key), name));
                (new(&scope), names.collect())
            })
            .collect();
        let former = std::mem::take(&mut self.former).into_iter();
        self.former = former
            .map(|(scope, names)| {
                let names = names.into_iter().map(|(key, names)| (new(&key), names));
                (new(&scope), names.collect())
            })
            .collect();
        let orders = std::mem::take(&mut self.orders).into_iter();
        self.orders = orders.map(|(key, order)| (new(&key), order)).collect();
        let same = std::mem::take(&mut self.same).into_iter();
        self.same = same.map(|(place, of)| (new(&place), new(&of))).collect();
        let ids = std::mem::take(&mut self.ids).into_iter();
        self.ids = ids.map(|(line, id)| (new(&line), id)).collect();
        for known in self.components.values_mut() {
            if let Some(place) = known.first_mut() {
                *place = new(place);
            }
        }
    }

    /// The operations of the lock.
    fn known_lines(&self) -> BTreeSet<&str> {
        let tables = self.names.iter();
        let tables = tables.filter(|(scope, _)| scope.starts_with(OPERATIONS));
        tables
            .flat_map(|(_, names)| names.keys().map(|it| line_of(it)))
            .collect()
    }

    /// The operations that have other names of parameters, by their former method and path.
    fn with_template(&self, lines: &KnownOperations<'_>) -> BTreeMap<String, String> {
        let known = self.known_lines();
        let mut by_template: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for line in lines.keys().filter(|it| !known.contains(it.as_str())) {
            by_template.entry(template(line)).or_default().push(line);
        }
        let gone = known.iter().filter(|line| !lines.contains_key(**line));
        let moved = gone.filter_map(|line| match by_template.get(&template(line))?.as_slice() {
            [only] => Some(((*line).to_owned(), (*only).clone())),
            _ => None,
        });
        moved.collect()
    }

    /// The operations that have the `operationId` of one that is no more, and of no more than one, by the method and path of that.
    fn with_id(
        &self,
        lines: &KnownOperations<'_>,
        moved: &BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        let known = self.known_lines();
        let followed: BTreeSet<&String> = moved.values().collect();
        let mut heirs: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        let gone = known
            .iter()
            .filter(|it| !lines.contains_key(**it) && !moved.contains_key(**it));
        let gone: Vec<&str> = gone.copied().collect();
        let fresh = lines
            .iter()
            .filter(|(line, _)| !known.contains(line.as_str()) && !followed.contains(line));
        for (line, new) in fresh {
            let Some(id) = new.id else { continue };
            let mut olds = gone.iter().filter(|it| self.has_id(it, id));
            if let (Some(old), None) = (olds.next(), olds.next()) {
                heirs.entry(old).or_default().push(line);
            }
        }
        let clear = heirs
            .into_iter()
            .filter_map(|(old, lines)| match lines.as_slice() {
                [only] => Some((old.to_owned(), (*only).clone())),
                _ => None,
            });
        clear.collect()
    }

    /// Whether an operation of the lock had this `operationId`: the one that is listed, or else the one that its method says.
    fn has_id(&self, line: &str, id: &str) -> bool {
        if let Some(listed) = self.ids.get(line) {
            return listed == id;
        }
        let tables = self.names.iter();
        let mut tables = tables.filter(|(scope, _)| scope.starts_with(OPERATIONS));
        tables.any(|(_, names)| names.get(line).is_some_and(|method| says(method, id)))
    }

    /// Lets the fields of params keep their names whose parameters are called otherwise in the path.
    fn rename_parameters(&mut self, old: &str, new: &str, known: &KnownOperation<'_>) {
        if template(old) != template(new) {
            return;
        }
        let table = format!("params of {new}");
        let renamed: Vec<(&str, &str)> = parameters(old)
            .zip(parameters(new))
            .filter(|(was, is)| was != is && known.fields.contains(is))
            .collect();
        for (was, is) in renamed {
            let names = self.names.entry(table.clone()).or_default();
            let name = names.remove(was).unwrap_or_else(|| was.to_owned());
            names.insert(is.to_owned(), name);
            let order = self.orders.get_mut(&format!("{new} params"));
            for wire in order.into_iter().flatten().filter(|it| *it == was) {
                is.clone_into(wire);
            }
        }
    }

    /// Records the `operationId` of an operation whose method has this name.
    pub(in crate::names) fn record_id(&mut self, line: &str, id: Option<&str>, method: &str) {
        match id.filter(|id| !says(method, id)) {
            Some(id) => self.ids.insert(line.to_owned(), id.to_owned()),
            None => self.ids.remove(line),
        };
    }
}

/// Whether the name of a method says which `operationId` the operation has. A single word is that of many.
fn says(method: &str, id: &str) -> bool {
    method.contains('_') && ident(id, IdentCase::Snake).as_str() == method
}

/// The names of the parameters in a path.
fn parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|it| Some(it.split_once('}')?.0))
}

/// Method and path of the operation that a key is about. A further way to make a call stands behind them.
pub(super) fn line_of(key: &str) -> &str {
    key.split_once(" (").map_or(key, |(line, _)| line)
}

/// A key with the line of the operation that it is about as it is now.
fn renamed(text: &str, moved: &BTreeMap<String, String>) -> String {
    // A line is a method, a path, and nothing or a space behind it.
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    for start in std::iter::once(0).chain(starts) {
        let rest = text.get(start..).unwrap_or_default();
        if !rest.starts_with(|c: char| c.is_ascii_uppercase()) || !rest.contains(" /") {
            continue;
        }
        let ends = rest.match_indices(' ').map(|(at, _)| at);
        for end in ends.chain([rest.len()]).skip(1) {
            if let Some(new) = rest.get(..end).and_then(|line| moved.get(line)) {
                let (before, behind) = (text.get(..start), rest.get(end..));
                let [before, behind] = [before, behind].map(Option::unwrap_or_default);
                return format!("{before}{new}{behind}");
            }
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{KnownOperation, KnownOperations, NamesLock};

    const LOCK: &str = "[\"fields of GET /a/{id} response.data\"]\nx = \"y\"\n\n\
        [identifiers]\n\"PUT /a/{id}\" = \"threeOf\"\n\n\
        [\"operations of the client\"]\n\"GET /a/{id}\" = \"one\"\n\"GET /a/{id}/b\" = \"two_of\"\n\"PUT /a/{id}\" = \"three\"\n\n\
        [\"order of arguments\"]\n\"GET /a/{id} params\" = [\"a\", \"id\"]\n";

    fn follow(lines: &[(&str, Option<&'static str>)]) -> String {
        let mut lock = NamesLock::parse("names.lock", LOCK).unwrap();
        let known = |id| KnownOperation {
            id,
            fields: ["a_id"].into(),
        };
        let lines: KnownOperations<'_> = lines
            .iter()
            .map(|(line, id)| ((*line).to_owned(), known(*id)))
            .collect();
        lock.follow(&lines);
        lock.to_text()
    }

    fn assert_lines(text: &str, lines: &[&str]) {
        for line in lines {
            assert!(text.contains(line), "{line} is not in {text}");
        }
    }

    #[test]
    fn what_is_called_otherwise_keeps_its_names() {
        let text = follow(&[
            ("GET /a/{a_id}", None),
            ("GET /a/{id}/b", None),
            ("PUT /a/{id}", None),
        ]);
        let lines = [
            "[\"fields of GET /a/{a_id} response.data\"]",
            "\"GET /a/{a_id}\" = \"one\"",
            "\"GET /a/{id}/b\" = \"two_of\"",
            "\"PUT /a/{id}\" = \"three\"",
            "\"GET /a/{a_id} params\" = [\"a\", \"a_id\"]",
            "[\"params of GET /a/{a_id}\"]\na_id = \"id\"",
        ];
        assert_lines(&text, &lines);
        assert!(!text.contains("GET /a/{id} "), "{text}");
    }

    #[test]
    fn what_is_still_there_or_not_clear_stays() {
        let text = follow(&[
            ("GET /a/{id}", None),
            ("GET /a/{other}", None),
            ("GET /a/{third}/b", None),
            ("GET /a/{x}/b", None),
        ]);
        assert_lines(&text, &["\"GET /a/{id}\" = \"one\"", "\"GET /a/{id}/b\""]);
    }

    #[test]
    fn what_is_elsewhere_is_known_by_its_identifier() {
        let text = follow(&[
            ("GET /v2/a/{id}/b", Some("TwoOf")),
            ("PATCH /v2/a/{id}", Some("threeOf")),
            // A single word is no identity.
            ("GET /v2/a/{id}", Some("one")),
        ]);
        let lines = [
            "\"GET /v2/a/{id}/b\" = \"two_of\"",
            "\"PATCH /v2/a/{id}\" = \"three\"",
            "\"PATCH /v2/a/{id}\" = \"threeOf\"",
            "\"GET /a/{id}\" = \"one\"",
        ];
        assert_lines(&text, &lines);
    }
}
