//! What stays: with the names of before, nothing that a description still has is called otherwise, whatever else was moved, removed or added.
//!
//! Descriptions are those of the golden cases, and those in the folder that `DESCRIPTIONS` names. `CASES` says how often each is changed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

mod change;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use openapi_generator::Client;
use openapi_generator::config::Config;
use openapi_generator::diff::report::{Titles, text};
use openapi_generator::diff::{ApiChange, Bump, DescribedVersion, diff};
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::Value;

use crate::support::{Case, assert_none, golden_cases};
use change::Change;

/// How often each description is changed.
fn count() -> u64 {
    let asked = std::env::var("CASES").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(1)
}

/// The descriptions, each written anew, so that a change of one is nothing else. Of the golden cases, a third from `offset` on, unless
/// more was asked for.
fn cases(offset: usize) -> Vec<(Case, serde_yaml::Value)> {
    let step = if count() > 1 { 1 } else { 3 };
    let mut cases: Vec<Case> = golden_cases()
        .into_iter()
        .skip(offset % step)
        .step_by(step)
        .collect();
    if let Some(folder) = std::env::var_os("DESCRIPTIONS") {
        for entry in fs::read_dir(folder).unwrap() {
            let folder = entry.unwrap().path();
            let text = fs::read_to_string(&folder).unwrap_or_default();
            cases.push(Case {
                name: folder.file_stem().unwrap().to_string_lossy().into_owned(),
                file: "openapi.yaml",
                text,
                config: Config::default(),
                lock: NamesLock::default(),
                folder,
            });
        }
    }
    let read = |mut case: Case| {
        let tree: serde_yaml::Value = serde_yaml::from_str(&case.text).ok()?;
        case.text = serde_yaml::to_string(&tree).ok()?;
        case.file = "openapi.yaml";
        Some((case, tree))
    };
    cases.into_iter().filter_map(read).collect()
}

#[test]
fn the_order_of_a_description_means_nothing() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (index, (case, tree)) in (0..).zip(cases(0)) {
        for round in 0..count() {
            let mut change = Change::new(index * 1000 + round);
            let mut tree = tree.clone();
            change.shuffle(&mut tree);
            let changed = serde_yaml::to_string(&tree).unwrap();
            let loader = |name: &str| {
                fs::read_to_string(case.folder.join(name))
                    .map_err(|_| openapi_generator::source::Unread::Failed(String::new()))
            };
            let [old, new] =
                [&case.text, &changed].map(|it| Input::new(case.file, it).with_loader(&loader));
            let [old, new] = [&old, &new].map(|input| DescribedVersion {
                input,
                config: &case.config,
            });
            let Some(comparison) = diff(&old, &new, &case.lock).comparison else {
                continue;
            };
            compared += 1;
            // Media types are asked for as they are listed.
            let is_other =
                |it: &&ApiChange| it.bump() > Bump::Patch && it.rule.code != "accept-changed";
            if comparison.changes().any(|it| is_other(&it)) {
                let titles = Titles {
                    old: "before",
                    new: "after",
                };
                let shown = text(&comparison, titles);
                wrong.push(format!("{} {round}: {shown}", case.name));
            }
        }
    }
    assert!(compared > 30, "{compared} compared");
    assert_none(&wrong);
}

#[test]
fn what_a_description_still_has_is_called_as_before() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (index, (mut case, tree)) in (0..).zip(cases(1)) {
        let Some(before) = case.generate(&case.lock).client else {
            continue;
        };
        for round in 0..count() {
            let mut change = Change::new(index * 1000 + round);
            let mut tree = tree.clone();
            let told = change.edit(&mut tree);
            case.text = serde_yaml::to_string(&tree).unwrap();
            let Some(after) = case.generate(&before.lock).client else {
                continue;
            };
            compared += 1;
            let found = differences(&before, &after);
            let name = &case.name;
            wrong.extend(
                found
                    .iter()
                    .map(|it| format!("{name} {round}: {it}\n  after {told:?}")),
            );
        }
    }
    assert!(compared > 30, "{compared} compared");
    assert_none(&wrong);
}

fn manifest(client: &Client) -> Value {
    serde_json::from_str(client.manifest.as_deref().unwrap()).unwrap()
}

fn by(list: &Value, key: impl Fn(&Value) -> String) -> BTreeMap<String, &Value> {
    let list = list.as_array().unwrap().iter();
    list.map(|it| (key(it), it)).collect()
}

/// What both clients have under different names.
fn differences(before: &Client, after: &Client) -> Vec<String> {
    let (old, new) = (manifest(before), manifest(after));
    let mut found = Vec::new();
    let line = |it: &Value| format!("{} {}", it["method"], it["path"]);
    let news = by(&new["operations"], line);
    for (line, old) in by(&old["operations"], line) {
        let Some(new) = news.get(&line) else { continue };
        for key in ["rust", "call"] {
            if old[key] != new[key] {
                found.push(format!(
                    "{line}: {key} was {} and is {}",
                    old[key], new[key]
                ));
            }
        }
        if old["params"] != new["params"] && !old["params"].is_null() && !new["params"].is_null() {
            found.push(format!(
                "{line}: {} became {}",
                old["params"], new["params"]
            ));
        }
        found.extend(names(&old["fields"], &new["fields"]).map(|it| format!("{line}: {it}")));
        found.extend(
            order(&old["constructor"], &new["constructor"]).map(|it| format!("{line}: {it}")),
        );
    }
    found.extend(types(&old["schemas"], &new["schemas"], after));
    found
}

/// Fields that both have under different names.
fn names<'v>(old: &'v Value, new: &'v Value) -> impl Iterator<Item = String> + 'v {
    let place = |it: &Value| format!("{} {}", it["in"], it["wire"]);
    let list = |it: &'v Value| it.as_array().map_or(&[][..], Vec::as_slice);
    list(old).iter().filter_map(move |old| {
        let new = list(new).iter().find(|it| place(it) == place(old))?;
        (old["name"] != new["name"]).then(|| format!("{old} became {new}"))
    })
}

/// Arguments that both take in another order. Fields of a struct have none.
fn order(old: &Value, new: &Value) -> Option<String> {
    fn list(constructor: &Value) -> &[Value] {
        let are_arguments = constructor["struct"].is_null();
        let takes = constructor["takes"].as_array().filter(|_| are_arguments);
        takes.map_or(&[], Vec::as_slice)
    }
    let kept = |one, other| {
        let all = list(one).iter().filter(move |it| list(other).contains(it));
        all.collect::<Vec<_>>()
    };
    (kept(old, new) != kept(new, old)).then(|| format!("{old} became {new}"))
}

/// Types that are called otherwise. What was one type may become several, one of which keeps the name, and one name for what was two is
/// kept beside the other.
fn types(old: &Value, new: &Value, after: &Client) -> Vec<String> {
    let list = |it: &'_ Value| -> BTreeSet<[String; 3]> {
        let text = |it: &Value| it.as_str().unwrap().to_owned();
        let all = it.as_array().unwrap().iter();
        // A parameter may have moved.
        let all = all.filter(|it| !text(&it["pointer"]).contains("/parameters/"));
        // What is no longer sent need not have a type for that.
        let each = |it: &Value| {
            let [pointer, kind, path] = [&it["pointer"], &it["kind"], &it["path"]].map(text);
            let ways = it["directions"].as_array().unwrap().clone().into_iter();
            ways.map(move |way| [pointer.clone(), format!("{kind} {way}"), path.clone()])
        };
        all.flat_map(each).collect()
    };
    let (olds, news) = (list(old), list(new));
    let mut names: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
    for [pointer, kind, path] in &olds {
        let is_there = |it: &&[String; 3]| it[0] == *pointer && it[1] == *kind;
        if news.iter().any(|it| is_there(&it)) {
            names.entry(path).or_default().push(pointer);
        }
    }
    let mut found = Vec::new();
    for (path, pointers) in names {
        let is_kept = |it: &[String; 3]| it[2] == *path && pointers.contains(&&it[0]);
        let name = path.rsplit("::").next().unwrap();
        let alias = format!("pub type {name} =");
        let has_alias = || after.files.values().any(|it| it.contains(&alias));
        if !news.iter().any(is_kept) && !has_alias() {
            found.push(format!("nothing is {path} of {pointers:?}"));
        }
    }
    found
}
