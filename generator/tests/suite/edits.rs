//! Edits of descriptions, as their authors make them, and what each costs whoever reviews the client: a file of `tests/edits` for each.
//!
//! A file begins with the description that is edited, and how many lines in how many files the edit may touch, `names.lock` apart. What
//! is replaced by what follows, and then the lines that change. `BLESS=1` writes these, and never what may be touched.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use openapi_generator::{Client, generate};
use similar::{ChangeTag, TextDiff};

use crate::support::{assert_none, data, write};

/// What precedes the lines that change.
const SHOWN: &str = "--- shown\n";

/// How many lines of a file are shown.
const MOST_SHOWN: usize = 12;

/// A description, and the client that there is of it.
struct Base {
    text: String,
    config: Config,
    client: Client,
}

impl Base {
    fn new(description: &Path, config: &str, lock: &str) -> Self {
        let text = fs::read_to_string(description).unwrap();
        let config = Config::parse("codegen.toml", config).unwrap();
        let lock = NamesLock::parse("names.lock", lock).unwrap();
        let client = made(&text, &config, &lock);
        Self {
            text,
            config,
            client,
        }
    }
}

fn made(text: &str, config: &Config, lock: &NamesLock) -> Client {
    let outcome = generate(&Input::new("openapi.yaml", text), config, lock);
    let Some(client) = outcome.client else {
        panic!("{}", outcome.report);
    };
    client
}

/// The descriptions that are edited, by what files call them.
fn bases() -> BTreeMap<&'static str, Base> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let kit = Base::new(
        &root.join("spec/realtime-kit.yaml"),
        &read("spec/codegen.toml"),
        &read("generated-client/names.lock"),
    );
    let shop = Base::new(&data("edits").join("shop.yaml"), "tests = true", "");
    BTreeMap::from([("kit", kit), ("shop", shop)])
}

/// An edit.
struct Edit {
    path: PathBuf,
    /// All that is not blessed.
    head: String,
    shown: String,
}

impl Edit {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let (head, shown) = text.split_once(SHOWN).unwrap_or((&text, ""));
        Self {
            head: head.to_owned(),
            shown: shown.to_owned(),
            path,
        }
    }

    /// The base, and how many lines and files may change.
    fn allowed(&self) -> (&str, usize, usize) {
        let words: Vec<&str> = self.head.lines().next().unwrap().split(' ').collect();
        let [base, lines, files] = words.as_slice() else {
            panic!("{}", self.path.display());
        };
        (base, lines.parse().unwrap(), files.parse().unwrap())
    }

    /// The description after the edit.
    fn apply(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let head = self.head.strip_suffix('\n').unwrap_or(&self.head);
        let parts = head.split("\n--- ").skip(1);
        let parts: Vec<(&str, &str)> = parts.map(|it| it.split_once('\n').unwrap()).collect();
        for replaced in parts.chunks(2) {
            let [(kind, old), ("new", new)] = replaced else {
                panic!("{}", self.path.display());
            };
            let count = text.matches(old).count();
            let is_clear = count == 1 || *kind == "all" && count > 0;
            assert!(is_clear, "{}: {count} times {old}", self.path.display());
            text = text.replace(old, new);
        }
        text
    }

    /// Says what is wrong with the difference that it makes, if anything.
    fn check(&self, bases: &BTreeMap<&str, Base>) -> Option<String> {
        let name = self.path.file_stem().unwrap().to_string_lossy();
        let (base, most_lines, most_files) = self.allowed();
        let base = bases.get(base).unwrap();
        let now = made(&self.apply(&base.text), &base.config, &base.client.lock);
        let (shown, lines, files) = difference(&base.client, &now);
        if lines > most_lines || files > most_files {
            let most = format!("{most_lines} lines in {most_files} files");
            return Some(format!(
                "{name}: {lines} lines in {files} files, not {most}\n{shown}"
            ));
        }
        if shown == self.shown {
            return None;
        }
        if std::env::var_os("BLESS").is_some() {
            write(&self.path, &format!("{}{SHOWN}{shown}", self.head));
            return None;
        }
        let diff = TextDiff::from_lines(&self.shown, &shown);
        Some(format!("{name}\n{}", diff.unified_diff()))
    }
}

/// What changes from one client to another: in words, and how many lines of how many files; what `names.lock` says is not counted.
fn difference(old: &Client, new: &Client) -> (String, usize, usize) {
    let (mut shown, mut lines, mut files) = (String::new(), 0, 0);
    let paths: BTreeSet<&String> = old.files.keys().chain(new.files.keys()).collect();
    for path in paths {
        let [old, new] = [old, new].map(|it| it.files.get(path).map_or("", String::as_str));
        let count = show(path, old, new, &mut shown);
        lines += count;
        files += usize::from(count > 0);
    }
    show(
        "names.lock",
        &old.lock.to_text(),
        &new.lock.to_text(),
        &mut shown,
    );
    (shown, lines, files)
}

/// Shows what changes in a file. Returns how many lines that are.
fn show(path: &str, old: &str, new: &str, shown: &mut String) -> usize {
    let diff = TextDiff::from_lines(old, new);
    let changes: Vec<String> = diff
        .iter_all_changes()
        .filter(|it| it.tag() != ChangeTag::Equal)
        .map(|it| format!("{}{}", it.tag(), it.value()))
        .collect();
    if changes.is_empty() {
        return 0;
    }
    let added = changes.iter().filter(|it| it.starts_with('+')).count();
    let removed = changes.len() - added;
    writeln!(shown, "{path}: {added} more, {removed} less").unwrap();
    if changes.len() <= MOST_SHOWN {
        shown.extend(changes.iter().map(|it| it.trim_end().to_owned() + "\n"));
    }
    changes.len()
}

#[test]
fn an_edit_costs_a_reviewer_what_it_is_about() {
    let bases = bases();
    let entries = fs::read_dir(data("edits")).unwrap();
    let paths = entries.map(|it| it.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|it| it.extension().is_some_and(|it| it == "txt"))
        .collect();
    paths.sort();
    let edits: Vec<Edit> = paths.into_iter().map(Edit::read).collect();
    assert!(edits.len() >= 60, "{} edits", edits.len());
    let wrong = edits.iter().filter_map(|it| it.check(&bases));
    assert_none(&wrong.collect::<Vec<_>>());
}
