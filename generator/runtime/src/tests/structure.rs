//! What the sources themselves must be like: rooms of a size to be looked through, a name for one thing alone, and nothing of
//! the tables on the page of a generated type.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every folder of the runtime, with its files.
fn folders() -> BTreeMap<PathBuf, Vec<(PathBuf, String)>> {
    let mut folders = BTreeMap::new();
    let mut left = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime")];
    while let Some(folder) = left.pop() {
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
        folders.insert(folder, files);
    }
    folders
}

/// The items of these kinds at the left margin of `text`: the attributes before each, and its name.
fn items<'a>(text: &'a str, kinds: &[&str]) -> Vec<(Vec<&'a str>, &'a str)> {
    let mut found = Vec::new();
    let mut attributes = Vec::new();
    for line in text.lines() {
        let words = line.split_whitespace();
        let mut words = words.skip_while(|word| word.starts_with("pub"));
        if line.starts_with("#[") {
            attributes.push(line);
            continue;
        }
        let is_item = !line.starts_with(char::is_whitespace)
            && words.next().is_some_and(|word| kinds.contains(&word));
        if let (true, Some(name)) = (is_item, words.next()) {
            let name = name
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            found.push((attributes.clone(), name.unwrap_or_default()));
        }
        attributes.clear();
    }
    found
}

#[test]
fn rooms_and_files_are_small() {
    for (folder, files) in folders() {
        let folder = folder.display();
        assert!(files.len() <= 14, "{folder} has {} files", files.len());
        for (path, text) in files {
            let lines = text.lines().count();
            assert!(lines <= 320, "{} has {lines} lines", path.display());
        }
    }
}

#[test]
fn no_two_types_and_no_two_files_have_one_name() {
    let mut names = BTreeMap::new();
    let mut stems = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for (path, text) in folders().into_values().flatten() {
        for (attributes, name) in items(&text, &["struct", "enum", "trait", "type", "union"]) {
            // Of what a feature or a target decides on, a build has one.
            let is_alternative = attributes.iter().any(|it| it.starts_with("#[cfg("));
            let known = names.insert(name.to_owned(), is_alternative);
            if known.is_some_and(|known| !known || !is_alternative) {
                twice.insert(name.to_owned());
            }
        }
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if stem != "mod" && stems.insert(stem.clone(), path).is_some() {
            twice.insert(stem);
        }
    }
    // With tracing and without, there are the same types.
    let traces = ["AnswerTrace", "AttemptTrace", "CallTrace", "Hidden"];
    twice.retain(|name| !traces.contains(&name.as_str()));
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn what_the_macros_implement_is_hidden_but_for_what_callers_name() {
    let mut implemented = BTreeSet::new();
    let mut hidden = BTreeSet::new();
    for (folder, files) in folders() {
        for (_, text) in files {
            if folder.ends_with("macros") {
                let impls = text.split("impl $crate::runtime::data::").skip(1);
                implemented.extend(impls.filter_map(|it| Some(it.split_once(' ')?.0.to_owned())));
            }
            let traits = items(&text, &["trait"]).into_iter();
            hidden.extend(
                traits
                    .filter(|(attributes, _)| attributes.contains(&"#[doc(hidden)]"))
                    .map(|(_, name)| name.to_owned()),
            );
        }
    }
    let shown: Vec<&String> = implemented.difference(&hidden).collect();
    assert_eq!(shown, ["Decode", "Encode"]);
}
