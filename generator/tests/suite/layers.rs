//! The rules of the sources: which module may use which crate and which other module, how long a file and how full a folder
//! may get, that a name is that of one type ([`types`]), and that no path is compiled in ([`paths`]).
//!
//! Uses are looked for in the tokens of the sources, so that `use` lines and qualified paths are seen, and neither comments
//! nor strings.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

mod paths;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::files_below;
use proc_macro2::{TokenStream, TokenTree};

/// A name that only some modules may use.
struct Rule {
    name: &'static str,
    allowed: &'static [&'static str],
}

/// Crates and the modules of the generator that may use them.
const CRATES: &[Rule] = &[
    Rule {
        name: "openapiv3",
        allowed: &["spec", "lower"],
    },
    Rule {
        name: "heck",
        allowed: &["names"],
    },
    Rule {
        name: "unicode_normalization",
        allowed: &["names"],
    },
    Rule {
        name: "quote",
        allowed: &["names", "emit", "render", "diff"],
    },
    Rule {
        name: "proc_macro2",
        allowed: &["names", "emit", "render", "diff"],
    },
    Rule {
        name: "syn",
        allowed: &["names", "emit", "render", "diff"],
    },
    Rule {
        name: "prettyplease",
        allowed: &["render"],
    },
    Rule {
        name: "regex_lite",
        allowed: &["lower"],
    },
    Rule {
        name: "pulldown_cmark",
        allowed: &["markdown"],
    },
];

/// Modules of the generator, and those that must not use them.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("lower", &["names", "emit"]),
    ("names", &["emit"]),
    ("manifest", &["emit"]),
    ("diff", &["spec", "lower", "emit", "render"]),
    ("page", &["spec", "lower", "emit", "render", "diff"]),
    ("emit", &["spec"]),
];

/// What the model may use.
const OF_IR: &[&str] = &["std", "crate::origin", "crate::ir", "super", "self"];

/// The files that write documentation. A text gets there only as something that can be no more than text.
const DOCUMENTING: &[&str] = &[
    "emit/docs.rs",
    "render/comment.rs",
    "render/module.rs",
    "render/table.rs",
];

/// How many lines a file may have, and how many files a folder.
const LONGEST: usize = 320;
const FULLEST: usize = 14;

/// The folders of the crates whose files are counted.
const FOLDERS: [&str; 10] = [
    "generator/src",
    "generator/runtime/src/runtime",
    "generator/fuzz/libfuzzer/fuzz_targets",
    "generator/fuzz/src",
    "generator/prove/src",
    "generator/load/src",
    "generator/cli/src",
    "generator/command-line/src",
    "generator/engine/src",
    "xtask/src",
];

#[test]
fn every_module_uses_what_it_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut violations = Vec::new();
    for path in files_below(&root) {
        let text = fs::read_to_string(root.join(&path)).unwrap();
        let found = violations_of(module_of(&path), &text);
        violations.extend(found.into_iter().map(|it| format!("{path}: {it}")));
    }
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn texts_become_documentation_in_one_place() {
    let sources = root().join("generator/src");
    let documents = |path: &String| {
        let text = fs::read_to_string(sources.join(path)).unwrap();
        text.contains("doc = #") || text.contains("new(\"doc\"")
    };
    let found: Vec<String> = files_below(&sources)
        .into_iter()
        .filter(documents)
        .collect();
    assert_eq!(found, DOCUMENTING);
}

#[test]
fn no_file_is_too_long_and_no_folder_too_full() {
    let mut beyond = BTreeSet::new();
    for folder in FOLDERS {
        let mut in_folder: BTreeMap<String, usize> = BTreeMap::new();
        for file in files_below(&root().join(folder)) {
            let file = format!("{folder}/{file}");
            let text = fs::read_to_string(root().join(&file)).unwrap();
            if text.lines().count() > LONGEST {
                beyond.insert(file.clone());
            }
            let (parent, _) = file.rsplit_once('/').unwrap();
            *in_folder.entry(parent.to_owned()).or_default() += 1;
        }
        let full = in_folder.into_iter().filter(|(_, files)| *files > FULLEST);
        beyond.extend(full.map(|(folder, _)| folder));
    }
    assert!(beyond.is_empty(), "{beyond:#?}");
}

/// The engine knows a configuration again by what `Debug` shows of it.
#[test]
fn a_configuration_shows_all_of_itself() {
    let sources = root().join("generator/src/config");
    for file in files_below(&sources) {
        let text = fs::read_to_string(sources.join(&file)).unwrap();
        assert!(!text.contains("Debug for"), "{file}");
    }
}

#[test]
fn the_checker_sees_what_is_wrong() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "ir",
            "use std::fmt; use crate::origin::Origin; use super::Place;",
            &[],
        ),
        ("ir", "use serde::Serialize;", &["ir uses serde"]),
        ("ir", "use crate::names::Ident;", &["ir uses crate::names"]),
        ("ir", "fn f() -> toml::Value {}", &["ir uses toml"]),
        (
            "lower",
            "use openapiv3::Schema; use crate::{ir::Api, names::Ident};",
            &["lower uses crate::names"],
        ),
        (
            "lower",
            "fn f() { crate::emit::emit() }",
            &["lower uses crate::emit"],
        ),
        ("emit", "use crate::spec;", &["emit uses crate::spec"]),
        (
            "emit",
            "use quote::quote; fn f() { heck::ToSnakeCase::to_snake_case(\"a\") }",
            &["emit uses heck"],
        ),
        ("render", "fn f() { ::prettyplease::unparse(&file) }", &[]),
        (
            "emit",
            "fn f() { ::prettyplease::unparse(&file) }",
            &["emit uses prettyplease"],
        ),
        ("diag", "use {std::fmt, syn::File};", &["diag uses syn"]),
        ("lower", "use heck;", &["lower uses heck"]),
        (
            "lower",
            "// crate::emit\nfn f() { let syn = \"heck::a\"; crate::ir::quote(); }",
            &[],
        ),
    ];
    for (module, text, expected) in cases {
        assert_eq!(violations_of(module, text), *expected, "{text}");
    }
}

/// The root of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The module that a file is or belongs to.
fn module_of(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

fn violations_of(module: &str, text: &str) -> Vec<String> {
    let mut violations: Vec<String> = paths(text)
        .iter()
        .filter(|path| !is_allowed(module, path) && !is_local(path, text))
        .map(|path| format!("{module} uses {}", shown(path)))
        .collect();
    violations.dedup();
    violations
}

/// Whether a path starts with a module that the file declares, or has from the standard library.
fn is_local(path: &[String], text: &str) -> bool {
    let first = path.first().map_or("", String::as_str);
    text.contains(&format!("mod {first};")) || text.contains(&format!("use std::{first};"))
}

fn is_allowed(module: &str, path: &[String]) -> bool {
    let first = path.first().map_or("", String::as_str);
    let named = shown(path);
    if let Some(rule) = CRATES.iter().find(|rule| rule.name == first)
        && !rule.allowed.contains(&module)
    {
        return false;
    }
    if module == "ir" {
        let is_type = first.starts_with(char::is_uppercase);
        return is_type || OF_IR.contains(&first) || OF_IR.contains(&named.as_str());
    }
    FORBIDDEN
        .iter()
        .filter(|(of, _)| *of == module)
        .all(|(_, forbidden)| {
            forbidden
                .iter()
                .all(|other| named != format!("crate::{other}"))
        })
}

/// The crate that a path starts with, or the module of this one.
fn shown(path: &[String]) -> String {
    let length = if path.first().is_some_and(|first| first == "crate") {
        2
    } else {
        1
    };
    path.iter()
        .take(length)
        .cloned()
        .collect::<Vec<_>>()
        .join("::")
}

/// All paths of several names in a text; those in braces are written out.
fn paths(text: &str) -> Vec<Vec<String>> {
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{error}: {text}"));
    let mut paths = Vec::new();
    collect(tokens, &[], &mut paths);
    paths
}

fn collect(tokens: TokenStream, prefix: &[String], paths: &mut Vec<Vec<String>>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_use = false;
    while let Some(token) = tokens.next() {
        let after_use = std::mem::replace(&mut is_use, token.to_string() == "use");
        let mut path = match token {
            TokenTree::Ident(name) => {
                let mut path = prefix.to_vec();
                path.push(name.to_string());
                path
            }
            TokenTree::Group(group) => {
                collect(group.stream(), &[], paths);
                continue;
            }
            _ => continue,
        };
        while matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':') {
            let is_path = matches!(tokens.next(), Some(TokenTree::Punct(colon)) if colon.spacing() == proc_macro2::Spacing::Joint);
            if !is_path {
                break;
            }
            tokens.next();
            match tokens.peek() {
                Some(TokenTree::Ident(name)) => {
                    path.push(name.to_string());
                    tokens.next();
                }
                Some(TokenTree::Group(group)) => {
                    collect(group.stream(), &path, paths);
                    tokens.next();
                }
                _ => {}
            }
        }
        if path.len() > 1 || after_use {
            paths.push(path);
        }
    }
}
