//! Everyday mistakes, and what is said about them, word for word.
//!
//! A case is a file in `mistakes/`: the mistake in words, files behind lines `--- NAME`, and commands behind `$`, each with what it prints,
//! errors first, and how it ends. `BLESS=1 cargo test -p openapi-client-cli --test mistakes` writes what they print.

// What a system says of a file that is not there is part of the words.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use support::Folder;

/// How many mistakes there are at least.
const ENOUGH: usize = 60;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let entries = fs::read_dir(folder).unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    cases.sort();
    cases
}

#[test]
fn every_mistake_is_told_in_these_words() {
    let mut differences = Vec::new();
    let cases = cases();
    assert!(cases.len() >= ENOUGH);
    for path in &cases {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let told = told(name, &text);
        if told != text && std::env::var_os("BLESS").is_some() {
            fs::write(path, told).unwrap();
        } else if told != text {
            differences.push(format!("{name}: expected\n{text}\nand it is\n{told}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_mistake_is_another_one() {
    let first_line = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        text.lines().next().unwrap_or_default().to_owned()
    };
    let cases = cases();
    let words: BTreeSet<String> = cases.iter().map(first_line).collect();
    assert_eq!(words.len(), cases.len());
    assert!(words.iter().all(|it| it.ends_with('.')), "{words:#?}");
}

/// A case with what its commands say now.
fn told(name: &str, text: &str) -> String {
    let folder = Folder::new(&format!("mistakes-{name}"));
    let mut told = String::new();
    let mut file: Option<(&str, String)> = None;
    let mut is_output = false;
    for line in text.lines() {
        let named = line.strip_prefix("--- ").filter(|it| is_file(it));
        let command = line.strip_prefix("$ ");
        if named.is_some() || command.is_some() {
            if let Some((name, content)) = file.take() {
                write(&folder, name, &content);
            }
            if is_output {
                told.push('\n');
            }
            is_output = false;
        }
        if is_output {
            continue;
        }
        told.push_str(line);
        told.push('\n');
        if let Some(named) = named {
            file = Some((named, String::new()));
        } else if let Some(command) = command {
            let ended = folder.run(command);
            told.extend([ended.err, ended.out, format!("exit code {}\n", ended.code)]);
            is_output = true;
        } else if let Some((_, content)) = &mut file {
            content.push_str(line);
            content.push('\n');
        }
    }
    told
}

/// Whether what stands behind three dashes is the name of a file: not so in a difference.
fn is_file(name: &str) -> bool {
    !name.starts_with('/')
}

/// Writes a file, whose text ends before the blank line behind it, in the encoding that its name asks for.
fn write(folder: &Folder, name: &str, content: &str) {
    let content = content.strip_suffix("\n\n").map_or(content, |it| it);
    let content = match content {
        "" | "\n" => String::new(),
        text => format!("{}\n", text.trim_end_matches('\n')),
    };
    let (name, encoding) = name.split_once(" (").unwrap_or((name, ""));
    let bytes = match encoding {
        "UTF-16)" => [0xfeff]
            .into_iter()
            .chain(content.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
        "bytes)" => {
            let bytes = content.split_whitespace();
            bytes
                .map(|it| u8::from_str_radix(it, 16).unwrap())
                .collect()
        }
        _ => content.into_bytes(),
    };
    folder.write(name, "");
    fs::write(folder.path(name), bytes).unwrap();
}
