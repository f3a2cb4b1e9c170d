//! What a generator has written, as text: how many lines, and which methods.

use std::fs;
use std::path::Path;

/// A public method.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    /// The types of its parameters, without `self`.
    pub(super) parameters: Vec<String>,
}

/// All Rust of a folder: files in order of their paths.
pub(super) fn read(folder: &Path) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| openapi_engine::write::cannot("read", folder, &error))?;
    let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts.extend(read(&path)?);
        } else if path.extension().is_some_and(|it| it == "rs") {
            texts.push(openapi_engine::read::text(&path)?);
        }
    }
    Ok(texts)
}

/// The asynchronous public methods with `self`.
pub(super) fn methods(text: &str) -> impl Iterator<Item = Function> {
    text.split("pub async fn ").skip(1).filter_map(method)
}

/// The method whose name a text starts with.
fn method(text: &str) -> Option<Function> {
    let (name, rest) = text.split_once(['(', '<'])?;
    let rest = if text.get(name.len()..)?.starts_with('<') {
        let (inside, rest) = enclosed(rest);
        rest.strip_prefix('(').filter(|_| !inside.is_empty())?
    } else {
        rest
    };
    let (parameters, _) = enclosed(rest);
    let mut parameters = at_top(parameters).into_iter();
    let receiver = parameters.next()?;
    let types = parameters.filter_map(|it| Some(it.split_once(':')?.1.trim().to_owned()));
    receiver.ends_with("self").then(|| Function {
        name: name.to_owned(),
        parameters: types.collect(),
    })
}

/// What stands before the bracket that closes, and what stands behind it.
fn enclosed(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (index, character) in text.char_indices() {
        match character {
            '(' | '<' | '[' | '{' => depth += 1,
            // An arrow closes nothing.
            '>' if before == '-' => {}
            ')' | '>' | ']' | '}' if depth == 0 => {
                return (
                    text.get(..index).unwrap_or_default(),
                    text.get(index + 1..).unwrap_or_default(),
                );
            }
            ')' | '>' | ']' | '}' => depth -= 1,
            _ => {}
        }
        before = character;
    }
    (text, "")
}

/// The parts of a list between commas that are in no bracket.
fn at_top(mut text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (index, character) in text.char_indices() {
        match character {
            '(' | '<' | '[' | '{' => depth += 1,
            ')' | '>' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(text.get(start..index).unwrap_or_default().trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    text = text.get(start..).unwrap_or_default().trim();
    if !text.is_empty() {
        parts.push(text);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Function, methods};

    #[test]
    fn methods_are_found_with_their_parameters() {
        let text = "pub async fn none() {}\n/// pub fn\npub async fn get<'a>(\n  &'a self,\n  id: &'a str,\n  map: Map<K, V>,\n) -> X {}\n\
                    pub async fn all(&self) {}\npub async fn by(self, f: impl Fn(u8) -> u8, n: u8) {}";
        let found: Vec<Function> = methods(text).collect();
        let expected = [
            ("get", &["&'a str", "Map<K, V>"][..]),
            ("all", &[]),
            ("by", &["impl Fn(u8) -> u8", "u8"]),
        ];
        let expected = expected.map(|(name, parameters)| Function {
            name: name.to_owned(),
            parameters: parameters.iter().map(|&it| it.to_owned()).collect(),
        });
        assert_eq!(found, expected);
    }
}
