//! References: every `$ref` of a document has to lead to a component of the right kind (`OpenAPI 3.0.4, 4.8.23`).

use std::collections::BTreeSet;

use crate::diag::Diagnostics;
use crate::normalize::nearest;
use crate::origin::Origin;
use crate::source::Node;

/// Keys whose values are data: a `$ref` in there is not a reference.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "mapping"];

/// Keys whose values have free keys of their own, so that none of these keys means what it says.
const FREE_KEYS: [&str; 3] = ["properties", "schemas", "variables"];

/// Reports all references that lead nowhere.
pub(super) fn check(root: &Node, at: &Origin, diagnostics: &mut Diagnostics) {
    let mut check = Check { root, diagnostics };
    check.node(root, at, false);
}

/// The kind and the name of the component that a reference names.
pub(super) fn component(reference: &str) -> Option<(String, String)> {
    let (kind, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
    if name.contains('/') {
        return None;
    }
    let name = percent_decoded(name).replace("~1", "/").replace("~0", "~");
    Some((kind.to_owned(), name))
}

struct Check<'a> {
    root: &'a Node,
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn node(&mut self, node: &Node, at: &Origin, keys_are_free: bool) {
        match node {
            Node::Mapping(entries) => {
                for (key, value) in entries {
                    let at = at.key(key);
                    match (key.as_str(), value) {
                        ("$ref", Node::String(reference)) if !keys_are_free => {
                            self.reference(reference, &at);
                        }
                        (key, _)
                            if !keys_are_free && (DATA.contains(&key) || key.starts_with("x-")) => {
                        }
                        (key, _) => {
                            self.node(value, &at, !keys_are_free && FREE_KEYS.contains(&key));
                        }
                    }
                }
            }
            Node::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.node(item, &at.index(index), false);
                }
            }
            _ => {}
        }
    }

    fn reference(&mut self, reference: &str, at: &Origin) {
        let mut seen = BTreeSet::new();
        let mut current = reference.to_owned();
        while let Some(next) = self.step(&current, at) {
            if !seen.insert(current) {
                self.diagnostics.error(
                    "cyclic-reference",
                    at,
                    "this reference leads back to itself and nowhere else",
                );
                return;
            }
            current = next;
        }
    }

    /// The reference that `reference` leads to, if it leads to one.
    fn step(&mut self, reference: &str, at: &Origin) -> Option<String> {
        let Some((kind, name)) = component(reference) else {
            self.elsewhere(reference, at);
            return None;
        };
        let components = self.root.get("components").and_then(|it| it.get(&kind));
        let expected = kind_at(at);
        if expected.is_some_and(|expected| expected != kind) {
            let message = format!(
                "`{reference}` is not one of the {}",
                expected.unwrap_or_default()
            );
            self.diagnostics.error("unresolved-reference", at, message);
            return None;
        }
        let Some(target) = components.and_then(|it| it.get(&name)) else {
            let names = match components {
                Some(Node::Mapping(entries)) => {
                    entries.iter().map(|(name, _)| name.as_str()).collect()
                }
                _ => Vec::new(),
            };
            let message = format!("there is no `{name}` under `components.{kind}`");
            let diagnostic = self.diagnostics.error("unresolved-reference", at, message);
            if let Some(near) = nearest(&name, names.into_iter()) {
                diagnostic.hint(format!("did you mean `{near}`?"));
            }
            return None;
        };
        target.get("$ref").and_then(Node::as_str).map(str::to_owned)
    }

    fn elsewhere(&mut self, reference: &str, at: &Origin) {
        if reference.contains("://") {
            self.diagnostics
                .error(
                    "remote-reference",
                    at,
                    "the generator does not read from the network",
                )
                .hint("copy what is referred to into `components`");
        } else {
            self.diagnostics
                .error(
                    "unsupported-reference",
                    at,
                    format!("`{reference}` does not name a component"),
                )
                .hint("supported are references such as `#/components/schemas/Name`");
        }
    }
}

/// The kind of component that a reference at `at` has to lead to, where its place tells.
fn kind_at(at: &Origin) -> Option<&'static str> {
    let segments: Vec<String> = at.segments().collect();
    let mut before = segments.iter().rev().skip(1).map(String::as_str);
    let (last, parent) = (before.next()?, before.next().unwrap_or_default());
    Some(match (parent, last) {
        (_, "schema" | "items" | "not" | "additionalProperties")
        | ("properties" | "allOf" | "oneOf" | "anyOf" | "schemas", _) => "schemas",
        (_, "requestBody") | ("requestBodies", _) => "requestBodies",
        ("parameters", _) => "parameters",
        ("responses", _) => "responses",
        ("headers", _) => "headers",
        ("securitySchemes", _) => "securitySchemes",
        _ => return None,
    })
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(*first));
        rest = match escaped {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}
