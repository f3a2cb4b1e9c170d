//! Command lines against a server: a file for each in `cases`, with what is typed, what the server replies, what it was sent, and what
//! is printed.
//!
//! This program is the test and the command line: it runs itself for each case. `BLESS=1` writes what is expected.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests may panic, and this one has no harness that would print"
)]

#[path = "server/mod.rs"]
mod server;
#[path = "tool/mod.rs"]
mod tool;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// What makes this program the command line.
const IS_TOOL: &str = "RUN_AS_TOOL";

fn main() -> ExitCode {
    if std::env::var_os(IS_TOOL).is_some() {
        return openapi_command_line::driver::run(&tool::TOOL);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    cases.sort();
    let wanted = std::env::args().nth(1).filter(|it| !it.starts_with('-'));
    let mut failed = 0;
    let mut count = 0;
    for path in cases {
        let name = path.file_stem().unwrap().to_str().unwrap();
        if wanted
            .as_ref()
            .is_some_and(|it| !name.contains(it.as_str()))
        {
            continue;
        }
        count += 1;
        failed += usize::from(!passes(&path));
    }
    println!("{count} cases, {failed} failed");
    assert!(count > 0 || wanted.is_some(), "there is no case");
    ExitCode::from(u8::from(failed > 0))
}

/// Whether what comes of a case is what its file says.
fn passes(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap();
    let mut sections = sections(&text);
    let replies = sections.get("replies").cloned().unwrap_or_default();
    let server = server::Server::start(&replies);
    let made = run(&sections, &server);
    for (name, text) in made {
        sections.insert(name.to_owned(), text);
    }
    let made = written(&sections);
    if made == text {
        return true;
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, made).unwrap();
        return true;
    }
    println!("{} is not as it should be; it is:\n{made}", path.display());
    false
}

const SECTIONS: [&str; 8] = [
    "arguments",
    "environment",
    "input",
    "replies",
    "requests",
    "output",
    "errors",
    "code",
];

fn sections(text: &str) -> BTreeMap<String, String> {
    let parts = text.split("== ").skip(1);
    let part = |part: &str| {
        let (name, text) = part.split_once('\n').unwrap();
        (name.to_owned(), text.to_owned())
    };
    parts.map(part).collect()
}

fn written(sections: &BTreeMap<String, String>) -> String {
    let known = SECTIONS
        .iter()
        .filter_map(|name| Some((name, sections.get(*name)?)));
    let known = known.filter(|(_, text)| !text.is_empty());
    let texts: Vec<String> = known
        .map(|(name, text)| format!("== {name}\n{text}"))
        .collect();
    texts.concat()
}

/// Runs the command line, and says what came of it.
fn run(
    sections: &BTreeMap<String, String>,
    server: &server::Server,
) -> [(&'static str, String); 4] {
    let given = |name: &str| sections.get(name).map_or("", String::as_str);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(words(given("arguments")))
        .env_clear()
        .env(IS_TOOL, "1")
        .env("PETS_BASE_URL", server.url())
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for line in given("environment").lines() {
        let (name, value) = line.split_once('=').unwrap();
        command.env(name, value);
    }
    let mut child = command.spawn().unwrap();
    // A command that does not read it may have ended.
    let _ = child
        .stdin
        .take()
        .unwrap()
        .write_all(given("input").as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).replace(&server.url(), "http://server");
        if text.is_empty() || text.ends_with('\n') {
            text
        } else {
            text + "\n(no end of line)\n"
        }
    };
    [
        ("requests", server.sent()),
        ("output", text(&output.stdout)),
        ("errors", text(&output.stderr)),
        ("code", format!("{}\n", output.status.code().unwrap())),
    ]
}

/// The words of a line, of which some are in quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    for c in line.chars() {
        match c {
            '\'' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && !is_quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
