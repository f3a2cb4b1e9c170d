//! Reading one text: its syntax, its errors, and what YAML adds to JSON.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use serde::de::DeserializeSeed;

use super::huge::{TOO_LARGE, without_huge_numbers};
use super::node::{NO_TAG, NodeSeed};
use super::weight::{Budget, MAX_REPEATED, SPENT, most_written};
use super::yaml_words::{YamlError, in_words};
use super::{Mapping, Node, aliases, pointer_lengths};
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};

/// How deep lists and mappings may be nested in each other.
pub(crate) const MAX_DEPTH: usize = 127;

/// A syntax error: the message, the line and the column, counted from 1.
pub(super) type Failure = (&'static str, String, Option<(usize, usize)>);

/// Reads the text of a file. `None` where it has an error, which is reported.
pub(crate) fn read(file: &Arc<str>, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let origin = Origin::root(Arc::clone(file));
    let mut parsed = parse(file, text);
    if matches!(&parsed, Err((_, message, _)) if message == TOO_LARGE) {
        let (finite, places) = without_huge_numbers(text);
        for place in places {
            let message = "no number is that large; it is read as `1e308`";
            let warning = diagnostics.warning("number-too-large", &origin, message);
            warning.position = Some(place);
        }
        parsed = parse(file, &finite);
    }
    let mut root = match parsed {
        Ok(root) => root,
        Err((code, message, position)) => {
            diagnostics.error(code, &origin, message).position = position;
            return None;
        }
    };
    if !pointer_lengths::are_short(&root, text, &At::new(&origin), diagnostics) {
        return None;
    }
    check_keys(&mut root, &At::new(&origin), diagnostics);
    if text.contains("<<") {
        merge(&mut root, &At::new(&origin), diagnostics);
    }
    Some(root)
}

/// A text without the byte order mark that some editors put before it.
pub(super) fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn parse(name: &str, text: &str) -> Result<Node, Failure> {
    match parse_any(name, text) {
        Ok(Node::Null) => {
            let message = "there is nothing in this file".to_owned();
            Err(("empty-document", message, None))
        }
        result => result,
    }
}

fn parse_any(name: &str, text: &str) -> Result<Node, Failure> {
    if text.trim().is_empty() {
        return Ok(Node::Null);
    }
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if !looks_like_json {
        return parse_yaml(text);
    }
    let is_json = std::path::Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    match parse_json(text) {
        Err(_) if !is_json => parse_yaml(text),
        result => result,
    }
}

fn parse_json(text: &str) -> Result<Node, Failure> {
    serde_json::from_str(text).map_err(|error| {
        let position = (error.line(), error.column().max(1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        match message {
            "recursion limit exceeded" => too_deep(Some(position)),
            message => ("invalid-json", words(message), Some(position)),
        }
    })
}

/// What the reader says, for those who write JSON by hand.
fn words(message: &str) -> String {
    match message {
        "EOF while parsing an object"
        | "EOF while parsing a list"
        | "EOF while parsing a string"
        | "EOF while parsing a value" => {
            let what = message.rsplit(' ').next().unwrap_or_default();
            format!("the text ends inside of {} {what}", article(what))
        }
        "key must be a string" => {
            "a key is a string in double quotes, and there are no comments".to_owned()
        }
        "trailing comma" => "there is a comma behind the last entry".to_owned(),
        message => message.to_owned(),
    }
}

fn article(word: &str) -> &'static str {
    if word == "object" { "an" } else { "a" }
}

fn parse_yaml(text: &str) -> Result<Node, Failure> {
    // The YAML reader takes time quadratic in the depth of brackets, so that it must not get a text that is too deep.
    let openings = text
        .bytes()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .count();
    if openings > MAX_DEPTH {
        super::depth::check(text)?;
    }
    let most = most_written(text) + MAX_REPEATED;
    let budget = Budget::new(most);
    let read = NodeSeed(&budget).deserialize(serde_yaml::Deserializer::from_str(text));
    read.map_err(|error| {
        let position = error.location().map(|place| (place.line(), place.column()));
        let all = error.to_string();
        let message = all.split(" at line ").next().unwrap_or_default();
        match message {
            "recursion limit exceeded" => too_deep(position),
            message if message.ends_with(SPENT) || message == "repetition limit exceeded" => {
                let message = "aliases repeat so much that the description is larger than any compiler can read";
                let position = aliases::heaviest(text, most).or(position);
                ("too-large", message.to_owned(), position)
            }
            "deserializing from YAML containing more than one document is not supported" => {
                let message = "a description is one document, but here is another";
                ("invalid-yaml", message.to_owned(), position)
            }
            // Before what this crate says itself, the reader says where.
            message if message.ends_with(NO_TAG) => {
                ("invalid-yaml", NO_TAG.to_owned(), position)
            }
            _ => {
                let message = all.as_str();
                let (message, position) = in_words(&YamlError { message, position }, text);
                ("invalid-yaml", message, position)
            }
        }
    })
}

pub(super) fn too_deep(position: Option<(usize, usize)>) -> Failure {
    let message = format!("lists and mappings are nested more than {MAX_DEPTH} levels deep");
    ("nesting-too-deep", message, position)
}

/// Reports keys that occur twice in a mapping, where `200` and `'200'` are the same key, and keeps the first.
fn check_keys(node: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    match node {
        Node::Mapping(mapping) => {
            if has_duplicates(mapping) {
                let mut seen = BTreeSet::new();
                mapping.entries_mut().retain(|(key, _)| {
                    let is_new = seen.insert(key.clone());
                    if !is_new && key != "<<" {
                        let message = format!("`{key}` occurs twice in this mapping");
                        diagnostics
                            .error("duplicate-key", &at.key(key).origin(), message)
                            .about_key();
                    }
                    is_new || key == "<<"
                });
            }
            for (key, value) in mapping.entries_mut() {
                check_keys(value, &at.key(key), diagnostics);
            }
        }
        Node::Sequence(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                check_keys(item, &at.index(index), diagnostics);
            }
        }
        _ => {}
    }
}

/// Up to how many entries are compared pairwise. For more, a set is made.
const FEW: usize = 8;

fn has_duplicates(mapping: &Mapping) -> bool {
    if mapping.len() > FEW {
        let mut seen = HashSet::with_capacity(mapping.len());
        return !mapping.keys().all(|key| seen.insert(key));
    }
    let is_later = |(index, key): (usize, &str)| mapping.keys().take(index).any(|it| it == key);
    mapping.keys().enumerate().any(is_later)
}

/// Applies merge keys: the entries under `<<` are added to the mapping, unless it has the key.
fn merge(node: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    match node {
        Node::Mapping(mapping) => {
            for (key, value) in mapping.entries_mut() {
                merge(value, &at.key(key), diagnostics);
            }
            if !mapping.contains("<<") {
                return;
            }
            let entries = std::mem::take(mapping.entries_mut());
            let (merged, own) = entries.into_iter().partition(|(key, _)| key == "<<");
            *mapping.entries_mut() = own;
            for (_, value) in merged {
                let sources = match value {
                    Node::Sequence(items) => items,
                    other => vec![other],
                };
                for source in sources {
                    merge_one(mapping, source, at, diagnostics);
                }
            }
        }
        Node::Sequence(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                merge(item, &at.index(index), diagnostics);
            }
        }
        _ => {}
    }
}

fn merge_one(mapping: &mut Mapping, source: Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Node::Mapping(mut source) = source else {
        let message = format!("`<<` merges mappings, but this is {}", source.kind());
        diagnostics.error("invalid-merge-key", &at.key("<<").origin(), message);
        return;
    };
    for (key, value) in std::mem::take(source.entries_mut()) {
        if !mapping.contains(&key) {
            mapping.insert(key, value);
        }
    }
}
