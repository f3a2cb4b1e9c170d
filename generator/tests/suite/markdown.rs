//! Whatever Markdown a text is, rustdoc takes it for text: it finds no test in it, no link to an item, no HTML.
//!
//! `CASES=100000 cargo test -p openapi-client-generator --test suite markdown` looks longer.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    unreachable_pub,
    missing_debug_implementations,
    reason = "helpers of tests may panic"
)]

mod everywhere;
mod texts;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use openapi_generator::files::Files;
use openapi_generator::markdown::{Danger, dangers, for_rustdoc};
use texts::{Choices, numbers};

/// How many texts rustdoc looks at.
const TEXTS: u64 = 2_000;

/// How many variants an enum has, which is a page of the documentation.
const PAGE: usize = 500;

fn cases() -> u64 {
    let asked = std::env::var("CASES").ok();
    asked.map_or(TEXTS, |text| text.parse().unwrap())
}

fn texts() -> Vec<String> {
    let seeds = 1..=cases();
    seeds.map(|seed| Choices(numbers(seed)).text()).collect()
}

#[test]
fn no_danger_is_left() {
    for text in texts() {
        let made = for_rustdoc(&text);
        assert_eq!(dangers(&made), [], "in {made:?}, made of {text:?}");
    }
}

#[test]
fn rustdoc_takes_texts_for_text() {
    let texts = texts();
    let made: Vec<String> = texts.iter().map(|text| for_rustdoc(text)).collect();
    let judged = judge("made", &made);
    assert_eq!(judged.tests, [0], "{}", judged.said);
    assert!(judged.is_accepted, "{}", judged.said);
    assert_eq!(judged.html, 0);
    assert_eq!(judged.links, BTreeSet::new());
}

#[test]
fn the_judge_sees_what_is_wrong() {
    let cases = ["~~~\nx\n~~~", "[Item]", "<evil>a</evil>", "[a](b)"];
    let judged = judge("wrong", &cases.map(str::to_owned));
    assert_eq!(judged.tests, [0, 1]);
    assert!(!judged.is_accepted);
    assert_eq!(judged.html, 2);
    let links: Vec<&str> = judged.links.iter().map(String::as_str).collect();
    assert_eq!(links, ["b", "struct.Item.html"]);
}

#[test]
fn texts_are_text_wherever_a_description_has_them() {
    let asked = cases() / 400 + 1;
    let mut clients = Vec::new();
    for description in everywhere::DESCRIPTIONS {
        let made = (1..=asked).filter_map(|seed| everywhere::client(description, seed));
        let made: Vec<Files> = made.collect();
        let count = made.len() as u64;
        assert!(count > asked / 2, "{count} of {asked} of {description}");
        clients.extend(made);
    }
    let mut all = Vec::new();
    for files in &clients {
        let items = everywhere::items(files);
        let is_own = |danger: &Danger| matches!(danger, Danger::Link(to) | Danger::Name(to) if is_own(to, &items));
        let sources = files.iter().filter(|(path, _)| {
            Path::new(path).extension().is_some_and(|it| it == "rs") && !path.contains("/runtime")
        });
        let docs = sources.flat_map(|(_, text)| everywhere::documentation(text));
        let index = files["api.md"].split_once('\n').unwrap().1;
        let index = index.replace("](src/", "](https://a.example/");
        for text in docs.chain([index, front_page(&files["README.md"])]) {
            let mut found = dangers(&text);
            found.retain(|it| !is_own(it));
            assert_eq!(found, [], "in {text}");
            all.push(text);
        }
    }
    assert!(
        all.len() > clients.len() * 20,
        "{} of {}",
        all.len(),
        clients.len()
    );
    let judged = judge("everywhere", &all);
    assert_eq!(judged.tests, [0], "{}", judged.said);
    assert_eq!(judged.html, 0);
}

/// The words of the front page, without its first line, its code, and where its links lead in the crate.
fn front_page(text: &str) -> String {
    let mut is_code = false;
    let lines = text.lines().skip(1).filter(|line| {
        let fences = if is_code {
            &["```"][..]
        } else {
            &["```rust,no_run", "```toml"]
        };
        let is_fence = fences.contains(line);
        is_code ^= is_fence;
        let is_place = line.ends_with("]: api.md") || line.contains("]: src/");
        !is_code && !is_fence && !is_place
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Whether a link is one to an item of the client, as those that we write.
fn is_own(link: &str, items: &BTreeSet<&str>) -> bool {
    let path = link.trim_matches('`').rsplit("::").next().unwrap();
    let page = link
        .strip_prefix("types/")
        .and_then(|it| it.strip_suffix(".html"));
    let of_page = page.and_then(|it| it.split_once('.')).map(|(_, name)| name);
    items.contains(of_page.unwrap_or(path)) || link == "all operations"
}

/// What rustdoc makes of texts.
struct Judged {
    /// The texts in which it finds tests, counted from 1; 0 is a test of ours.
    tests: Vec<usize>,
    /// Whether it has no warning.
    is_accepted: bool,
    /// How many tags there are that came from a text.
    html: usize,
    /// Links that lead elsewhere than to the web.
    links: BTreeSet<String>,
    /// What it prints.
    said: String,
}

fn judge(name: &str, texts: &[String]) -> Judged {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("markdown")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let (source, starts) = source(texts);
    fs::write(folder.join("texts.rs"), source).unwrap();

    let list = rustdoc(&folder, &["--test", "texts.rs", "--test-args", "--list"]);
    let listed = String::from_utf8_lossy(&list.stdout).into_owned();
    let lines = listed.lines().filter_map(|line| line.split_once("(line "));
    let lines = lines.map(|(_, rest)| rest.split_once(')').unwrap().0.parse::<usize>().unwrap());
    let tests: BTreeSet<usize> = lines
        .map(|line| starts.partition_point(|start| *start <= line))
        .collect();

    let strict = rustdoc(&folder, &["texts.rs", "-Dwarnings", "--out-dir", "strict"]);
    rustdoc(
        &folder,
        &["texts.rs", "--cap-lints=allow", "--out-dir", "html"],
    );
    let empty = vec![String::new(); texts.len()];
    fs::write(folder.join("texts.rs"), self::source(&empty).0).unwrap();
    rustdoc(&folder, &["texts.rs", "--out-dir", "empty"]);
    let usual: BTreeSet<String> = pages(&folder.join("empty"))
        .iter()
        .flat_map(|it| links(it))
        .collect();
    let pages = pages(&folder.join("html"));
    let links = pages.iter().flat_map(|it| links(it));
    let links = links.filter(|link| !usual.contains(link) && !is_to_the_web(link));
    Judged {
        tests: tests.into_iter().collect(),
        is_accepted: strict.status.success(),
        html: pages.iter().map(|page| tags(page)).sum(),
        links: links.collect(),
        said: format!("{listed}\n{}", String::from_utf8_lossy(&strict.stderr)),
    }
}

/// A crate in which each text documents something, and the lines where the texts begin.
fn source(texts: &[String]) -> (String, Vec<usize>) {
    let mut lines: Vec<String> = vec![
        "//! ```".to_owned(),
        "//! assert!(true);".to_owned(),
        "//! ```".to_owned(),
        "pub struct Item;".to_owned(),
    ];
    let mut starts = Vec::new();
    for (page, texts) in texts.chunks(PAGE).enumerate() {
        lines.push(format!("pub enum Page{page} {{"));
        for (index, text) in texts.iter().enumerate() {
            starts.push(lines.len() + 1);
            lines.extend(
                text.lines()
                    .map(|line| format!("/// {line}").trim_end().to_owned()),
            );
            lines.push(format!("Text{index},"));
        }
        lines.push("}".to_owned());
    }
    (lines.join("\n"), starts)
}

fn rustdoc(folder: &Path, arguments: &[&str]) -> Output {
    let beside = Path::new(env!("CARGO")).with_file_name("rustdoc");
    let program = if beside.exists() {
        beside
    } else {
        PathBuf::from("rustdoc")
    };
    let mut command = Command::new(program);
    command.args(["--edition", "2024"]).args(arguments);
    command.current_dir(folder).output().unwrap()
}

/// The pages of the enums.
fn pages(folder: &Path) -> Vec<String> {
    let pages = (0..).map(|page| folder.join(format!("texts/enum.Page{page}.html")));
    pages
        .map_while(|page| fs::read_to_string(page).ok())
        .collect()
}

fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1);
    links
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}

/// A link of the standard library is one to an item, wherever it is.
fn is_to_the_web(link: &str) -> bool {
    let is_web = ["http://", "https://", "mailto:", "#"]
        .iter()
        .any(|it| link.starts_with(it));
    (is_web && !link.contains("doc.rust-lang.org")) || link.starts_with("../src/")
}

/// How often the word that the texts have in their HTML is inside of a tag. It may be in the name of a heading, and in the
/// address of a link to the web.
fn tags(page: &str) -> usize {
    let words = page.match_indices("evil").chain(page.match_indices("EVIL"));
    let before = words.map(|(at, _)| &page[page[..at].rfind(['<', '>']).unwrap_or(0)..at]);
    let may_have = ["id=\"", "href=\"#", "href=\"http"];
    let is_tag = |it: &&str| it.starts_with('<') && !may_have.iter().any(|may| it.contains(may));
    before.filter(is_tag).count()
}
