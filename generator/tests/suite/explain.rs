//! Explanations: descriptions, next to what is said about names and places in them, word for word.
//!
//! A case is a folder in `explain/`, as a golden case is. Its `answers.txt` has questions, each behind a `$`, and the answers below them.
//! `BLESS=1 cargo test -p openapi-client-generator --test suite explain` writes the answers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use openapi_generator::explain::report::{json, text};
use openapi_generator::explain::{Candidate, ExplainedClient, Explanation};
use openapi_generator::source::{Input, Unread};

use crate::support::{Case, assert_none, check_files, data, golden_case};

#[test]
fn every_answer_is_the_one_beside_the_question() {
    let root = data("explain");
    let mut made = BTreeMap::new();
    for entry in fs::read_dir(&root).unwrap() {
        let case = golden_case(entry.unwrap().path());
        let path = case.folder.join("answers.txt");
        let asked = fs::read_to_string(path).unwrap();
        let mut answers = String::new();
        asking(&case, |client| {
            for question in asked.lines().filter_map(|it| it.strip_prefix("$ ")) {
                let told = text(question, &client.explain(question));
                write!(answers, "$ {question}\n{told}\n").unwrap();
            }
        });
        made.insert(format!("{}/answers.txt", case.name), answers);
    }
    let is_ours = |path: &str| path.ends_with("answers.txt");
    assert_none(&check_files(&root, &made, &is_ours));
}

#[test]
fn programs_are_told_the_same() {
    let case = golden_case(data("explain").join("reasons"));
    let ask = |question| asking(&case, |client| json("zoo.yaml", &client.explain(question)));
    let told = ask("Animal::colour");
    let item = &told["items"][0];
    assert_eq!(told["spec"], "zoo.yaml");
    assert_eq!(item["path"], "zoo::types::Animal::colour");
    assert_eq!(item["type"], "Option<String>");
    assert_eq!(item["places"][0]["file"], "fixes.yml");
    assert_eq!(item["places"][0]["line"], 6);
    let told = ask("name");
    assert_eq!(told["candidates"].as_array().map(Vec::len), Some(2));
    let told = ask("Animl");
    assert_eq!(told["nearest"][0], "zoo::types::Animal");
}

#[test]
fn no_question_is_too_odd() {
    let case = golden_case(data("explain").join("reasons"));
    asking(&case, |client| {
        for question in [
            "", " ", "#", "/", "::", ".", "#/", "a#b#c", "#/%zz", "~", "GET ", "\u{0}", "()",
        ] {
            let told = client.explain(question);
            assert!(!text(question, &told).is_empty(), "{question:?}");
        }
    });
}

#[test]
fn all_items_of_the_golden_clients_are_found_by_their_paths() {
    for name in ["inline_names", "one_of_shapes", "arguments"] {
        let case = golden_case(data("golden").join(name));
        asking(&case, |client| {
            let Explanation::Candidates(all) = client.explain("#") else {
                panic!("{name}");
            };
            for Candidate { path, .. } in all {
                let explanation = client.explain(&path);
                let Explanation::Items(found) = &explanation else {
                    panic!("{name}: {path}: {explanation:?}");
                };
                assert!(found.iter().any(|it| it.path == path), "{path}");
            }
        });
    }
}

/// Asks about the client of a case.
fn asking<T>(case: &Case, ask: impl FnOnce(&ExplainedClient<'_>) -> T) -> T {
    let loader = |name: &str| {
        fs::read_to_string(case.folder.join(name))
            .map_err(|_| Unread::Failed("there is no such file".to_owned()))
    };
    let input = Input::new(case.file, &case.text).with_loader(&loader);
    let client = ExplainedClient::new(&input, &case.config, &case.lock);
    ask(&client.unwrap_or_else(|report| panic!("{report}")))
}
