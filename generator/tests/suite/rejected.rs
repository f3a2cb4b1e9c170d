//! Rejected cases: bad descriptions, next to everything that is said about them, word for word.
//!
//! A case is a file in `rejected/`, `<case>.yaml` or `<case>.json`, perhaps with its configuration in `<case>.toml`, which may name
//! overlays, `*.yml`, and with the names of an earlier run in `<case>.lock`; the
//! diagnostics stand in `<case>.txt`. `BLESS=1 cargo test -p openapi-client-generator --test suite rejected` writes them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{assert_none, check_files, data, files_below};
use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;
use openapi_generator::source::{Input, Unread};
use openapi_generator::{Outcome, generate};

#[test]
fn every_case_says_what_stands_beside_it() {
    let folder = data("rejected");
    let made: BTreeMap<String, String> = files_below(&folder)
        .into_iter()
        .filter_map(|file| {
            let (case, kind) = file.rsplit_once('.')?;
            if !["yaml", "json"].contains(&kind) {
                return None;
            }
            Some((format!("{case}.txt"), diagnostics(&folder, case, &file)))
        })
        .collect();
    let is_ours = |path: &str| path.rsplit_once('.').is_some_and(|(_, kind)| kind == "txt");
    assert_none(&check_files(&folder, &made, &is_ours));
}

#[test]
fn nesting_has_an_end() {
    let deep =
        |open: &str, close: &str| format!("openapi: {}1{}\n", open.repeat(200), close.repeat(200));
    let blocks = (0..200).fold(String::new(), |text, depth| {
        text + &" ".repeat(depth) + "a:\n"
    });
    let json = format!("{{\"openapi\": {}", "[".repeat(200));
    for (name, text) in [
        ("deep.yaml", deep("[", "]")),
        ("deep.yaml", deep("{a: ", "}")),
        ("deep.yaml", blocks),
        ("deep.json", json),
    ] {
        let outcome = run(name, &text, &Config::default(), &NamesLock::default());
        let codes: Vec<_> = outcome.report.diagnostics().map(|it| it.code).collect();
        assert_eq!(codes, ["nesting-too-deep"]);
        assert!(outcome.client.is_none());
    }
}

#[test]
fn a_byte_order_mark_means_nothing() {
    let text = "openapi: 3.0.4\ninfo: {title: T, version: '1'}\npaths: {a: {}}\n";
    let marked = format!("\u{feff}{text}");
    let run = |text| run("bom.yaml", text, &Config::default(), &NamesLock::default());
    let (plain, marked) = (run(text), run(&marked));
    assert_eq!(plain.report.to_string(), marked.report.to_string());
    assert!(plain.report.to_string().contains("bom.yaml:3:9"));
}

fn diagnostics(folder: &Path, case: &str, file: &str) -> String {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let config = match fs::read_to_string(folder.join(format!("{case}.toml"))) {
        Ok(text) => match Config::parse("codegen.toml", &text) {
            Ok(config) => config,
            Err(error) => return format!("{error}\n"),
        },
        Err(_) => Config::default(),
    };
    let lock = match fs::read_to_string(folder.join(format!("{case}.lock"))) {
        Ok(text) => match NamesLock::parse("names.lock", &text) {
            Ok(lock) => lock,
            Err(error) => return format!("{error}\n"),
        },
        Err(_) => NamesLock::default(),
    };
    let outcome = run(file, &text, &config, &lock);
    assert_eq!(
        outcome.client.is_none(),
        outcome.report.errors() > 0,
        "{case}"
    );
    outcome.report.to_string()
}

fn run(name: &str, text: &str, config: &Config, lock: &NamesLock) -> Outcome {
    let loader = |name: &str| {
        if name.starts_with("..") {
            let hint = "what would allow it stands here".to_owned();
            return Err(Unread::Refused { hint });
        }
        fs::read_to_string(data("rejected").join(name))
            .map_err(|_| Unread::Failed("only the description itself was given".to_owned()))
    };
    let input = Input::new(name, text).with_loader(&loader);
    generate(&input, config, lock)
}
