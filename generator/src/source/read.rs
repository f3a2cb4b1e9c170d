//! Reading one text: which syntax it is, what is wrong with it, and what YAML adds to JSON.

use std::collections::BTreeSet;
use std::sync::Arc;

use saphyr_parser::{Event, Parser};

use super::{Document, Input, Node};
use crate::diag::Diagnostics;
use crate::origin::Origin;

/// How deep lists and mappings may be nested in each other.
const MAX_DEPTH: usize = 127;

/// A syntax error: the message, the line and the column, counted from 1.
type Failure = (&'static str, String, Option<(usize, usize)>);

/// Reads the text of `input`. What is wrong with it is reported, and then there is nothing.
pub fn read(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Option<Document> {
    let file: Arc<str> = Arc::from(input.name);
    let at = Origin::root(Arc::clone(&file));
    let text = without_bom(input.text);
    let mut root = match parse(input.name, text) {
        Ok(root) => root,
        Err((code, message, position)) => {
            diagnostics.error(code, &at, message).position = position;
            return None;
        }
    };
    check_keys(&root, &at, diagnostics);
    merge(&mut root, &at, diagnostics);
    Some(Document { file, root })
}

/// A text without the byte order mark that some editors put before it.
pub(crate) fn without_bom(text: &str) -> &str {
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
            message => ("invalid-json", message.to_owned(), Some(position)),
        }
    })
}

fn parse_yaml(text: &str) -> Result<Node, Failure> {
    // The YAML reader takes time quadratic in the depth of brackets, so that it must not see a text that is too deep.
    let openings = text
        .bytes()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .count();
    if openings > MAX_DEPTH {
        check_depth(text)?;
    }
    serde_yaml::from_str(text).map_err(|error| {
        let position = error.location().map(|place| (place.line(), place.column()));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        match message {
            "recursion limit exceeded" => too_deep(position),
            "deserializing from YAML containing more than one document is not supported" => {
                let message = "a description is one document, but here is another";
                ("invalid-yaml", message.to_owned(), position)
            }
            message => ("invalid-yaml", message.to_owned(), position),
        }
    })
}

fn check_depth(text: &str) -> Result<(), Failure> {
    let mut parser = Parser::new_from_str(text);
    let mut depth = 0_usize;
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(too_deep(Some((span.start.line(), span.start.col() + 1))));
        }
    }
    Ok(())
}

fn too_deep(position: Option<(usize, usize)>) -> Failure {
    let message = format!("lists and mappings are nested more than {MAX_DEPTH} levels deep");
    ("nesting-too-deep", message, position)
}

/// Reports keys that occur twice in one mapping; `200` and `'200'` are the same key.
fn check_keys(node: &Node, at: &Origin, diagnostics: &mut Diagnostics) {
    match node {
        Node::Mapping(entries) => {
            let mut seen = BTreeSet::new();
            for (key, value) in entries {
                let at = at.key(key);
                if !seen.insert(key) {
                    diagnostics
                        .error(
                            "duplicate-key",
                            &at,
                            format!("`{key}` occurs twice in this mapping"),
                        )
                        .about_key();
                }
                check_keys(value, &at, diagnostics);
            }
        }
        Node::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                check_keys(item, &at.index(index), diagnostics);
            }
        }
        _ => {}
    }
}

/// Applies merge keys: what `<<` names is added to the mapping it stands in, behind what the mapping says itself.
fn merge(node: &mut Node, at: &Origin, diagnostics: &mut Diagnostics) {
    match node {
        Node::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                merge(value, &at.key(key), diagnostics);
            }
            while let Some(index) = entries.iter().position(|(key, _)| key == "<<") {
                let (_, value) = entries.remove(index);
                let sources = match value {
                    Node::Sequence(items) => items,
                    other => vec![other],
                };
                for source in sources {
                    let Node::Mapping(source) = source else {
                        let message =
                            format!("`<<` merges mappings, but this is {}", source.kind());
                        diagnostics.error("invalid-merge-key", &at.key("<<"), message);
                        continue;
                    };
                    for (key, value) in source {
                        if entries.iter().all(|(known, _)| *known != key) {
                            entries.push((key, value));
                        }
                    }
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
