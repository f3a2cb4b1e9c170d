//! The parts of the cache; `cli/tests/cache.rs` has the runs.

mod asked;
mod user_folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_generator::CrateAround;
use openapi_generator::config::Config;
use openapi_generator::source::{Input, Unread};

use super::entry::Entry;
use super::{LEAST, hash};
use crate::client::{Answer, Question, Texts};

/// A description with a warning, in a file of its own and another.
const API: &str = r#"openapi: 3.0.3
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example"}]
paths:
  /pets:
    get:
      operationId: list
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {$ref: "other.yaml#/Pet"}}}
"#;
const OTHER: &str = "Pet: {type: object, properties: {größe: {type: unknown}}}\n";

/// A folder of the test.
fn empty(name: &str) -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap();
    let folder = Path::new(&package)
        .join("../../target/tmp/engine/cache")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    folder
}

/// The description, as long as one that is remembered.
fn long() -> String {
    format!("{API}# {}\n", "-".repeat(LEAST))
}

fn configured(toml: &str) -> Config {
    Config::parse("codegen.toml", toml).unwrap()
}

fn question<'a>(config: &'a Config, lock: Option<&'a (String, String)>) -> Question<'a> {
    Question {
        out: Path::new("out"),
        config,
        lock,
        manifest: true,
    }
}

fn other(file: &str) -> Result<String, Unread> {
    match file {
        "other.yaml" => Ok(OTHER.to_owned()),
        _ => Err(Unread::Failed("it is not there".to_owned())),
    }
}

/// All that is told and written of an answer.
fn whole(answer: &Answer) -> String {
    let Answer { report, texts } = answer;
    let Texts {
        files,
        command_line,
        manifest,
        operations,
        types,
        around,
    } = texts.as_ref().unwrap();
    let files: Vec<_> = files.iter().collect();
    let command_line: Vec<_> = command_line.iter().flat_map(|it| it.iter()).collect();
    let found: Vec<_> = report.located().collect();
    format!(
        "{files:?}{command_line:?}{manifest:?}{operations}{types}{around:?}{found:?}{}",
        report.render(true)
    )
}

/// The text of an entry, and the answer in it.
fn kept(config: &str) -> (String, Answer) {
    let mut config = configured(config);
    if let Some(cli) = &mut config.cli {
        cli.client = Some("..".to_owned());
    }
    let input = Input::new("api.yaml", API).with_loader(&other);
    let answer = question(&config, None).generate(&input).unwrap();
    assert!(answer.texts.is_some(), "{}", answer.report);
    let asked = BTreeMap::from([("other.yaml".to_owned(), "x".to_owned())]);
    let text = Entry::text("the key".to_owned(), asked, &answer).unwrap();
    (text, answer)
}

fn sources(file: &str) -> Option<String> {
    match file {
        "api.yaml" => Some(API.to_owned()),
        file => other(file).ok(),
    }
}

#[test]
fn an_entry_gives_the_answer_back() {
    let module = "layout = \"module\"\nout = \"src/api\"\n";
    for config in ["cli = \"cli\"\n", module] {
        let (text, answer) = kept(config);
        let (entry, body) = Entry::parse(&text).unwrap();
        assert_eq!(entry.key, "the key");
        assert_eq!(entry.asked.len(), 1);
        let again = entry.answer(body, sources).unwrap();
        assert!(whole(&again) == whole(&answer));
        let texts = answer.texts.unwrap();
        assert!(answer.report.warnings() > 0 && texts.manifest.is_some());
        assert_eq!(texts.around.is_some(), config == module);
        assert_eq!(texts.command_line.is_some(), config != module);
    }
}

#[test]
fn what_is_needed_around_a_module_keeps_its_order() {
    let manifest = "[dependencies]\nz = \"1\"\ny = { version = \"1\", features = [\"f\"] }\na = \"1\"\n\
                    [package]\nat = 2024-01-02T03:04:05Z\nof = 1.5\n";
    let around = CrateAround {
        modules: vec!["api".to_owned()],
        manifest: manifest.parse().unwrap(),
        recursion_limit: None,
    };
    let text = serde_json::to_string(&around).unwrap();
    let again: CrateAround = serde_json::from_str(&text).unwrap();
    assert_eq!(format!("{again:?}"), format!("{around:?}"));
}

#[test]
fn a_damaged_entry_is_none() {
    let (text, _) = kept("");
    let line = text.find('\n').unwrap();
    let head = line + text.get(line + 1..).unwrap().find('\n').unwrap();
    // What has many bytes is cut at some of them.
    let is_tried =
        |at: &usize| *at < line + 200 || at.abs_diff(head) < 200 || at.is_multiple_of(997);
    for at in (0..text.len()).filter(is_tried).chain([text.len() - 1]) {
        let cut = text.get(..at);
        assert!(cut.is_none_or(|it| Entry::parse(it).is_none()), "{at}");
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let changed = String::from_utf8(bytes).ok();
        assert!(changed.is_none_or(|it| Entry::parse(&it).is_none()), "{at}");
    }
    assert!(Entry::parse(&format!("{text} ")).is_none());
}

#[test]
fn an_entry_that_says_what_cannot_be_is_none() {
    let (text, _) = kept("");
    let (_, rest) = text.split_once('\n').unwrap();
    let files = rest.find("\"files\":[[\"").unwrap() + "\"files\":[[\"".len();
    let length = rest.get(files..).unwrap();
    let (path, length) = length.split_once("\",").unwrap();
    let length = length.split(']').next().unwrap();
    let file = format!("[\"{path}\",{length}]");
    for (from, to) in [
        (file.clone(), format!("[\"{path}\",{}]", usize::MAX)),
        (file.clone(), format!("[\"{path}\",0]")),
        (file.clone(), format!("[\"../{path}\",{length}]")),
        (file.clone(), format!("[\"/{path}\",{length}]")),
        (file.clone(), format!("{file},{file}")),
        ("\"code\":\"".to_owned(), "\"code\":\"un".to_owned()),
        (
            "\"sources\":[".to_owned(),
            "\"sources\":[\"none.yaml\",".to_owned(),
        ),
        (
            "\"operations\":1,".to_owned(),
            "\"operations\":-1,".to_owned(),
        ),
        ("\"types\":".to_owned(), "\"more\":1,\"types\":".to_owned()),
        ("{\"key\"".to_owned(), "{\"clef\"".to_owned()),
    ] {
        let forged = rest.replacen(&from, &to, 1);
        assert!(forged != rest, "{from}");
        let forged = format!("openapi-client 1 {}\n{forged}", hash([forged.as_bytes()]));
        let answer = Entry::parse(&forged).and_then(|(entry, body)| entry.answer(body, sources));
        assert!(answer.is_none(), "{from} {to}");
    }
    let other = text.replacen("openapi-client 1 ", "openapi-client 2 ", 1);
    assert!(Entry::parse(&other).is_none());
}
