//! What a description becomes before it is lowered: one small description for each rewrite, next to its form in `OpenAPI`
//! 3.0 and everything that is said about it.
//!
//! A case is a file `front/<case>.yaml`, or a folder `front/<case>/` with `openapi.yaml` and the files it refers to; an
//! `overlay.yaml` there is applied. What it
//! becomes stands in `front/<case>.normal`, the diagnostics in `front/<case>.txt`.
//! `BLESS=1 cargo test -p openapi-client-generator --test suite front` writes both.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

use std::collections::BTreeMap;
use std::fs;

use crate::support::{assert_none, check_files, data, files_below};
use openapi_generator::config::{Config, FilesConfig};
use openapi_generator::diag::Diagnostics;
use openapi_generator::normalize::{self, LeftOut};
use openapi_generator::source::{Input, Library, Node, Unread};
use openapi_generator::spec;
use serde_yaml::Value;

#[test]
fn every_case_becomes_what_stands_beside_it() {
    let folder = data("front");
    let mut made = BTreeMap::new();
    for file in files_below(&folder) {
        let case = match (file.strip_suffix("/openapi.yaml"), file.contains('/')) {
            (Some(case), _) => case,
            (None, false) => match file.strip_suffix(".yaml") {
                Some(case) => case,
                None => continue,
            },
            _ => continue,
        };
        let (normal, said) = normalized(&file);
        made.extend(normal.map(|normal| (format!("{case}.normal"), normal)));
        if !said.is_empty() {
            made.insert(format!("{case}.txt"), said);
        }
    }
    assert_none(&check_files(&folder, &made, &|path| {
        let extension = std::path::Path::new(path).extension();
        extension.is_some_and(|it| it == "normal" || it == "txt")
    }));
}

/// The normalized form of a case, and what is said about it. The model has to take every one of them.
fn normalized(file: &str) -> (Option<String>, String) {
    let folder = data("front");
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let loader = |name: &str| {
        fs::read_to_string(folder.join(name))
            .map_err(|_| Unread::Failed("there is no such file".to_owned()))
    };
    let input = Input::new(file, &text).with_loader(&loader);
    let has_overlay = folder.join(file).with_file_name("overlay.yaml").exists();
    let overlays = has_overlay.then(|| "overlay.yaml".to_owned());
    let config = Config {
        overlays: overlays.into_iter().collect(),
        files: FilesConfig {
            roots: Vec::new(),
            urls: BTreeMap::from([(
                "https://a.test/local.yaml".to_owned(),
                "local.yaml".to_owned(),
            )]),
        },
        ..Config::default()
    };
    let mut diagnostics = Diagnostics::new();
    let mut library = Library::new(&input);
    let document = normalize::to_3_0(
        &mut library,
        &config,
        &mut LeftOut::default(),
        &mut diagnostics,
    );
    let normal = document.map(|it| {
        let normal = serde_yaml::to_string(&value(&it.root)).unwrap();
        assert!(spec::load(it, &mut diagnostics).is_some(), "{file}");
        normal
    });
    let said = diagnostics.into_report(library.into_texts()).to_string();
    (normal, said)
}

fn value(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(flag) => Value::Bool(*flag),
        Node::Int(number) => {
            i64::try_from(*number).map_or_else(|_| Value::from(number.to_string()), Value::from)
        }
        Node::Float(number) => Value::from(*number),
        Node::String(text) => Value::from(text.as_str()),
        Node::Sequence(items) => Value::Sequence(items.iter().map(value).collect()),
        Node::Mapping(mapping) => {
            let entries = mapping.entries().iter();
            Value::Mapping(
                entries
                    .map(|(key, it)| (Value::from(key.as_str()), value(it)))
                    .collect(),
            )
        }
    }
}
