//! Everyday mistakes in the texts themselves, next to what is said of them: the syntax of YAML, and `codegen.toml`.
//!
//! A file in `mistakes/` has a section for each: its name behind `####`, the text, and below a line of `-` the message with its place.
//! `BLESS=1 cargo test -p openapi-client-generator --test suite mistakes` writes the messages.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use openapi_generator::config::Config;
use openapi_generator::diag::Severity;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

use crate::support::{assert_none, check_files, data};

/// What is said of a text.
type Told = fn(&str) -> String;

#[test]
fn each_mistake_is_told_in_the_words_below_it() {
    let root = data("mistakes");
    let kinds: [(&str, Told); 2] = [("yaml.txt", of_yaml), ("toml.txt", of_toml)];
    let made = kinds.map(|(file, told)| {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let mut made = String::new();
        for section in text.split("#### ").skip(1) {
            let (name, rest) = section.split_once('\n').unwrap();
            let (mistake, _) = rest.split_once("----\n").unwrap();
            write!(made, "#### {name}\n{mistake}----\n{}\n\n", told(mistake)).unwrap();
        }
        (file.to_owned(), made)
    });
    assert_none(&check_files(&root, &BTreeMap::from(made), &|_| true));
}

/// What is said of a description.
fn of_yaml(text: &str) -> String {
    let input = Input::new("api.yaml", text);
    let report = generate(&input, &Config::default(), &NamesLock::default()).report;
    let errors = report
        .located()
        .filter(|(it, _)| it.severity == Severity::Error);
    let told = errors.map(|(it, place)| {
        let (line, column) = place.unwrap();
        format!(
            "{line}:{column} {}[{}]: {}",
            it.severity, it.code, it.message
        )
    });
    told.collect::<Vec<_>>().join("\n")
}

/// What is said of a configuration.
fn of_toml(text: &str) -> String {
    Config::parse("codegen.toml", text).unwrap_err().to_string()
}
