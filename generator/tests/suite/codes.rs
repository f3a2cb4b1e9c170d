//! Each code of a diagnostic has a section in `guide/diagnostics.md`, whose examples are what it says they are.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use openapi_generator::config::Config;
use openapi_generator::diag::pages;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::{Input, Unread};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::support::files_below;

/// Codes whose sections have no example: one would be too long to be read, needs an earlier run, or should not exist.
const WITHOUT_EXAMPLE: [&str; 15] = [
    "conflicting-paging",
    "invalid-description",
    "invalid-output",
    "kept-resource",
    "long-description",
    "nesting-too-deep",
    "path-too-long",
    "renamed",
    "too-deep",
    "too-large",
    "too-many-media-types",
    "too-many-parameters",
    "too-many-schemes",
    "too-many-variables",
    "unsupported-reference",
];

#[test]
fn every_code_has_a_section_and_every_section_a_code() {
    let listed: Vec<&str> = pages::codes().collect();
    let sections: BTreeSet<&str> = listed.iter().copied().collect();
    assert!(listed.is_sorted(), "the sections are not in order");
    assert_eq!(listed.len(), sections.len(), "a section occurs twice");
    let codes = codes_of_the_source();
    let codes: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
    let missing: Vec<_> = codes.difference(&sections).collect();
    let stale: Vec<_> = sections.difference(&codes).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "missing: {missing:?}; stale: {stale:?}"
    );
}

#[test]
fn every_example_shows_its_code_and_its_way_out_does_not() {
    let mut wrong = Vec::new();
    for code in pages::codes() {
        let page = pages::page(code).unwrap();
        if page.lines().any(|it| it.chars().count() > 170) {
            wrong.push(format!("{code}: a line is too long"));
        }
        let examples = examples(page);
        if WITHOUT_EXAMPLE.contains(&code) {
            assert!(
                examples.is_empty(),
                "{code} has an example, and is in the list of those without"
            );
            continue;
        }
        let [shown, way_out] = examples.as_slice() else {
            wrong.push(format!("{code}: {} examples", examples.len()));
            continue;
        };
        let (told, text, _) = shown.run();
        if !told.contains(code) {
            wrong.push(format!("{code}: the example does not give it\n{text}"));
        }
        let (told, text, is_made) = way_out.run();
        if told.contains(code) || !is_made {
            wrong.push(format!("{code}: the way out does not lead out\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A description with what belongs to it.
#[derive(Default)]
struct Example {
    /// The texts of all files by their names.
    files: BTreeMap<String, String>,
}

/// The name of the description, as YAML or as JSON.
const NAMES: [&str; 2] = ["api.yaml", "api.json"];

/// The examples of a page: blocks of code with nothing between them are one.
fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut is_new = true;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            is_new |= !line.is_empty();
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
        if is_new {
            examples.push(Example::default());
            is_new = false;
        }
        let comment = block.first().and_then(|it| it.strip_prefix("# "));
        let named = comment.filter(|it| !it.contains([' ', ':']));
        let name = named.unwrap_or(match language {
            "toml" => "codegen.toml",
            "json" => NAMES[1],
            _ => NAMES[0],
        });
        let known = examples.last_mut().unwrap();
        let before = known.files.insert(name.to_owned(), block.join("\n") + "\n");
        assert!(before.is_none(), "two blocks are {name}: {page}");
    }
    examples
}

impl Example {
    /// The codes of all that is said about it, that as text, and whether there is a client.
    fn run(&self) -> (BTreeSet<String>, String, bool) {
        let failed = |error: &dyn ToString| {
            let text = error.to_string();
            let code = text.split(['[', ']']).nth(1).unwrap_or_default().to_owned();
            (BTreeSet::from([code]), text, false)
        };
        let config = self.files.get("codegen.toml");
        let config = config.map_or("unused = \"keep\"\n", String::as_str);
        let config = match Config::parse("codegen.toml", config) {
            Ok(config) => config,
            Err(error) => return failed(&error),
        };
        let lock = self.files.get("names.lock").map_or("", String::as_str);
        let lock = match NamesLock::parse("names.lock", lock) {
            Ok(lock) => lock,
            Err(error) => return failed(&error),
        };
        let loader = |name: &str| match self.files.get(name) {
            Some(text) => Ok(text.clone()),
            None if name.starts_with("..") => Err(Unread::Refused {
                hint: String::new(),
            }),
            None => Err(Unread::Failed("there is no such file".to_owned())),
        };
        let name = NAMES.iter().find(|it| self.files.contains_key(**it));
        let name = *name.unwrap_or(&NAMES[0]);
        let text = completed(self.files.get(name).map_or("paths: {}\n", String::as_str));
        let input = Input::new(name, &text).with_loader(&loader);
        let outcome = generate(&input, &config, &lock);
        let told = outcome.report.diagnostics();
        let told = told.map(|it| it.code.to_owned()).collect();
        (told, outcome.report.to_string(), outcome.client.is_some())
    }
}

/// A description with what an example leaves out.
fn completed(text: &str) -> String {
    let has = |key: &str| text.lines().any(|it| it.starts_with(&format!("{key}:")));
    let is_part = ["paths", "components", "servers", "info"]
        .into_iter()
        .any(has);
    if !is_part || has("openapi") || has("swagger") {
        return text.to_owned();
    }
    let mut whole = String::from("openapi: 3.0.4\n");
    for (key, value) in [("info", "{title: Pets, version: \"1\"}"), ("paths", "{}")] {
        if !has(key) {
            whole.extend([key, ": ", value, "\n"]);
        }
    }
    whole + text
}

/// The codes that the generator gives: the first argument of what adds a diagnostic, and the first part of a failure to read a text.
fn codes_of_the_source() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = files_below(&root);
    let texts: Vec<(&String, String)> = files
        .iter()
        .map(|it| (it, fs::read_to_string(root.join(it)).unwrap()))
        .collect();
    let mut found = CodeFinder::default();
    for (path, text) in &texts {
        if !path.ends_with("tests.rs") {
            found.path.clone_from(path);
            found.read(text.parse().unwrap());
        }
    }
    let CodeFinder {
        mut codes,
        constants,
        named,
        others,
        ..
    } = found;
    for name in named {
        codes.extend(constants.get(&name).cloned());
    }
    // Where a code is handed on.
    let known = ["diag/mod.rs", "normalize/schema/mod.rs", "source/read.rs"];
    let unknown: Vec<_> = others
        .iter()
        .filter(|it| !known.contains(&it.as_str()))
        .collect();
    assert!(
        unknown.is_empty(),
        "a code that cannot be told in {unknown:?}"
    );
    codes
}

#[derive(Default)]
struct CodeFinder {
    path: String,
    codes: BTreeSet<String>,
    /// The texts of all constants, by their names.
    constants: BTreeMap<String, String>,
    /// The constants that are codes.
    named: BTreeSet<String>,
    /// The files with a code that is neither a literal nor a constant.
    others: BTreeSet<String>,
}

impl CodeFinder {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let text = |at: usize| tokens.get(at).map(ToString::to_string).unwrap_or_default();
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Group(group) = token else {
                // A constant: `const NAME: &str = "…"`, with a lifetime or without.
                if text(at) == "const" {
                    let value = (at + 2..at + 9)
                        .find(|it| text(*it) == "=")
                        .map(|it| text(it + 1));
                    let value = value.and_then(|it| literal(&it));
                    self.constants.extend(value.map(|it| (text(at + 1), it)));
                }
                continue;
            };
            let is_test = at > 2 && text(at - 2) == "mod" && text(at - 1) == "tests";
            if is_test {
                continue;
            }
            let before = at.checked_sub(1).map(text).unwrap_or_default();
            let is_method = at > 1 && text(at - 2) == ".";
            let adds = ["error", "warning", "note"].contains(&before.as_str()) && is_method;
            let is_failure = before == "new" && at > 3 && text(at - 4) == "TomlError";
            let is_read =
                self.path.starts_with("source/") && group.delimiter() == Delimiter::Parenthesis;
            let mut inner = group.stream().into_iter().map(|it| it.to_string());
            let (first, second) = (inner.next().unwrap_or_default(), inner.next());
            let is_tuple = second.as_deref() == Some(",");
            let is_code =
                |code: &String| adds || is_failure || (is_read && is_tuple && code.contains('-'));
            let is_constant = first.chars().all(|it| it.is_uppercase() || it == '_');
            match literal(&first) {
                Some(code) if is_code(&code) => self.add(code),
                None if adds && is_tuple && is_constant => {
                    self.named.insert(first);
                }
                None if adds && is_tuple => {
                    self.others.insert(self.path.clone());
                }
                Some(_) | None => {}
            }
            self.read(group.stream());
        }
    }

    fn add(&mut self, code: String) {
        if !code.is_empty() {
            self.codes.insert(code);
        }
    }
}

/// The text of a literal.
fn literal(token: &str) -> Option<String> {
    let text = token.strip_prefix('"')?.strip_suffix('"')?;
    Some(text.to_owned())
}
