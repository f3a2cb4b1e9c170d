//! The operations of a description, by method and template of their paths.

use std::cmp::Reverse;

use serde_yaml::Value;

use crate::Exchange;

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// An operation of the description.
#[derive(Debug)]
pub(crate) struct Operation {
    method: String,
    template: Vec<String>,
    /// As `GET /books/{id}`.
    pub(crate) name: String,
}

/// All operations, in the order of the description, which is YAML or JSON.
pub(crate) fn operations(description: &str) -> Result<Vec<Operation>, serde_yaml::Error> {
    let document: Value = serde_yaml::from_str(description)?;
    let paths = document.get("paths").and_then(Value::as_mapping);
    let mut found = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let path = path.as_str().unwrap_or_default();
        for method in METHODS.iter().filter(|method| item.get(method).is_some()) {
            let method = method.to_uppercase();
            let name = format!("{method} {path}");
            let template = segments(path).map(str::to_owned).collect();
            found.push(Operation {
                method,
                template,
                name,
            });
        }
    }
    Ok(found)
}

/// Which of the operations an exchange is a call of.
pub(crate) fn called(all: &[Operation], base: &str, exchange: &Exchange) -> Option<usize> {
    best(all, exchange.method(), exchange.path().strip_prefix(base)?)
}

/// The operation whose path has the most literal segments of this one; of several, the first.
fn best(all: &[Operation], method: &str, path: &str) -> Option<usize> {
    let matching = all.iter().enumerate();
    let matching = matching.filter_map(|(index, it)| Some((it.literals(method, path)?, index)));
    let best = matching.max_by_key(|(literals, index)| (*literals, Reverse(*index)));
    best.map(|(_, index)| index)
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.trim_start_matches('/').split('/')
}

fn is_literal(segment: &str) -> bool {
    !segment.contains(['{', '*'])
}

/// Whether a segment is one parameter, and nothing beside it.
fn is_parameter(segment: &str) -> bool {
    !is_literal(segment) && fixed(segment).next().is_none()
}

impl Operation {
    /// How many segments are as the template has them; `None` where a path is not one of this operation.
    fn literals(&self, method: &str, path: &str) -> Option<usize> {
        let path: Vec<&str> = segments(path).collect();
        let last = self.template.last()?;
        // A parameter at the end may hold several segments, or none.
        let fits = path.len() == self.template.len()
            || (is_parameter(last) && path.len() + 1 >= self.template.len());
        if self.method != method || !fits {
            return None;
        }
        let mut literals = 0;
        for (segment, sent) in self.template.iter().zip(path) {
            if is_literal(segment) {
                if segment != sent {
                    return None;
                }
                literals += 2;
            } else if fixed(segment).all(|part| sent.contains(part)) {
                // A parameter with text beside it is more than one alone.
                literals += usize::from(fixed(segment).next().is_some());
            } else {
                return None;
            }
        }
        Some(literals)
    }
}

/// The text beside the parameters of a segment.
fn fixed(segment: &str) -> impl Iterator<Item = &str> {
    let parts = segment.split('{').map(|part| match part.split_once('}') {
        Some((_, text)) => text,
        None => part,
    });
    parts.filter(|part| !part.is_empty() && *part != "*")
}

#[cfg(test)]
mod tests {
    use super::{best, operations};

    fn called(description: &str, method: &str, path: &str) -> Option<String> {
        let all = operations(description).unwrap();
        best(&all, method, path).map(|index| all[index].name.clone())
    }

    const PATHS: &str = r#"{"paths": {
        "/books": {"get": {}, "parameters": []},
        "/books/{id}": {"get": {}, "delete": {}},
        "/books/top": {"get": {}},
        "/books/{id}.csv": {"get": {}},
        "/files/{*path}": {"get": {}}
    }}"#;

    #[test]
    fn a_call_is_one_of_the_operation_whose_path_says_most() {
        let found = [
            ("GET", "/books", Some("GET /books")),
            ("GET", "/books/1", Some("GET /books/{id}")),
            ("GET", "/books/top", Some("GET /books/top")),
            ("GET", "/books/1.csv", Some("GET /books/{id}.csv")),
            ("DELETE", "/books/1", Some("DELETE /books/{id}")),
            ("POST", "/books", None),
            ("GET", "/books/1/2", Some("GET /books/{id}")),
            ("GET", "/files/a/b", Some("GET /files/{*path}")),
            ("GET", "/", None),
        ];
        for (method, path, operation) in found {
            assert_eq!(
                called(PATHS, method, path).as_deref(),
                operation,
                "{method} {path}"
            );
        }
    }
}
