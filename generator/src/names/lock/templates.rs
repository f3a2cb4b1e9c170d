//! Operations whose path names its parameters otherwise than before: the names they were given are theirs still.

use std::collections::{BTreeMap, BTreeSet};

use super::NamesLock;

/// The tables of the names of operations begin so.
const OPERATIONS: &str = "operations of ";

impl NamesLock {
    /// Gives what was named after operations that are no more to those of the same method and path, but for the names of the parameters
    /// in that. `lines` are method and path of each operation there is.
    pub(in crate::names) fn follow(&mut self, lines: &BTreeSet<String>) {
        let moved = self.moved(lines);
        if moved.is_empty() {
            return;
        }
        let new = |text: &String| renamed(text, &moved);
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
    }

    /// The operations that have other names of parameters, by their former method and path.
    fn moved(&self, lines: &BTreeSet<String>) -> BTreeMap<String, String> {
        let tables = self.names.iter();
        let tables = tables.filter(|(scope, _)| scope.starts_with(OPERATIONS));
        // A further way to make a call stands behind the line of the operation.
        let known = tables.flat_map(|(_, names)| names.keys());
        let known: BTreeSet<&str> = known
            .map(|it| it.split_once(" (").map_or(it.as_str(), |(line, _)| line))
            .collect();
        let is_new = |line: &&String| !known.contains(line.as_str());
        let mut by_template: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for line in lines.iter().filter(is_new) {
            by_template.entry(template(line)).or_default().push(line);
        }
        let gone = known.iter().filter(|line| !lines.contains(**line));
        let moved = gone.filter_map(|line| match by_template.get(&template(line))?.as_slice() {
            [only] => Some(((*line).to_owned(), (*only).clone())),
            _ => None,
        });
        moved.collect()
    }
}

/// A path without the names of its parameters, which do not travel.
pub(crate) fn template(path: &str) -> String {
    let mut is_name = false;
    let kept = path.chars().filter(|c| {
        let keeps = !is_name || *c == '}';
        is_name = (is_name || *c == '{') && *c != '}';
        keeps
    });
    kept.collect()
}

/// A key with the line of the operation that it is about as it is now.
fn renamed(text: &str, moved: &BTreeMap<String, String>) -> String {
    for (old, new) in moved {
        if let Some((before, behind)) = text.split_once(old.as_str())
            && (before.is_empty() || before.ends_with(' '))
            && (behind.is_empty() || behind.starts_with(' '))
        {
            return format!("{before}{new}{behind}");
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{NamesLock, template};

    const LOCK: &str = "[\"fields of GET /a/{id} response.data\"]\nx = \"y\"\n\n\
        [\"operations of the client\"]\n\"GET /a/{id}\" = \"one\"\n\"GET /a/{id}/b\" = \"two\"\n\"PUT /a/{id}\" = \"three\"\n\n\
        [\"order of arguments\"]\n\"GET /a/{id} params\" = [\"a\", \"b\"]\n";

    fn follow(lines: &[&str]) -> String {
        let mut lock = NamesLock::parse("names.lock", LOCK).unwrap();
        lock.follow(&lines.iter().map(|it| (*it).to_owned()).collect());
        lock.to_text()
    }

    #[test]
    fn names_of_parameters_do_not_count() {
        assert_eq!(template("/a/{id}/b.{format}"), "/a/{}/b.{}");
        assert_eq!(template("/a/b"), "/a/b");
    }

    #[test]
    fn what_is_called_otherwise_keeps_its_names() {
        let text = follow(&["GET /a/{a_id}", "GET /a/{id}/b", "PUT /a/{id}"]);
        for line in [
            "[\"fields of GET /a/{a_id} response.data\"]",
            "\"GET /a/{a_id}\" = \"one\"",
            "\"GET /a/{id}/b\" = \"two\"",
            "\"PUT /a/{id}\" = \"three\"",
            "\"GET /a/{a_id} params\" = [",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        assert!(!text.contains("GET /a/{id} "), "{text}");
    }

    #[test]
    fn what_is_still_there_or_not_clear_stays() {
        let text = follow(&[
            "GET /a/{id}",
            "GET /a/{other}",
            "GET /a/{third}/b",
            "GET /a/{x}/b",
        ]);
        assert!(text.contains("\"GET /a/{id}\" = \"one\"") && text.contains("\"GET /a/{id}/b\""));
    }
}
