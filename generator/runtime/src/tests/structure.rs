//! What the sources themselves must be like: a name for one file alone, and nothing of the tables on the page of a generated
//! type.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file of the runtime but those that describe a room.
fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("mod.rs") {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn no_two_files_have_one_name() {
    let mut names = BTreeMap::new();
    for path in files() {
        let name = path.file_name().unwrap().to_owned();
        let other = names.insert(name, path.clone());
        assert!(other.is_none(), "{} and {other:?}", path.display());
    }
}

#[test]
fn what_the_macros_implement_is_hidden_but_for_what_callers_name() {
    let mut implemented = BTreeSet::new();
    let mut hidden = BTreeSet::new();
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        if path.parent().unwrap().ends_with("macros") {
            let impls = text.split("impl $crate::runtime::data::").skip(1);
            implemented.extend(impls.filter_map(|it| Some(it.split_once(' ')?.0.to_owned())));
        }
        let traits = text.split("#[doc(hidden)]\npub trait ").skip(1);
        hidden.extend(traits.filter_map(|it| Some(it.split_once([' ', ':'])?.0.to_owned())));
    }
    let shown: Vec<&String> = implemented.difference(&hidden).collect();
    assert_eq!(shown, ["Decode"]);
}
