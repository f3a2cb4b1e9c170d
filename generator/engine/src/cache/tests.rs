//! The parts of the cache; `cli/tests/cache.rs` has the runs.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_generator::CrateAround;
use openapi_generator::config::Config;
use openapi_generator::source::{Input, Unread};

use super::entry::Entry;
use super::{Cache, LEAST, folder, hash};
use crate::client::{Answer, Question, Texts};

/// A description with a warning, in a file of its own and another.
const API: &str = r##"openapi: 3.0.3
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
"##;
const OTHER: &str = "Pet: {type: object, properties: {größe: {type: unknown}}}\n";

/// A folder of the test.
fn empty(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../target/tmp/engine/cache")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    folder
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
    let is_tried = |at: &usize| *at < line + 200 || at.abs_diff(head) < 200 || at % 997 == 0;
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

#[test]
fn all_that_an_answer_depends_on_is_asked() {
    let cache = Cache::new(&empty("asked"));
    let long = format!("{API}# {}\n", "-".repeat(LEAST));
    let config = configured("");
    let input = Input::new("api.yaml", &long).with_loader(&other);
    let lock = ("out/names.lock".to_owned(), "# empty\n".to_owned());
    let first = question(&config, Some(&lock));
    assert!(cache.find(&first, &input).is_none());
    cache.generate(&first, &input).unwrap();
    assert!(cache.find(&first, &input).is_some());

    for lock in [
        None,
        Some(("names.lock".to_owned(), lock.1.clone())),
        Some((lock.0.clone(), "# Empty\n".to_owned())),
    ] {
        assert!(
            cache
                .find(&question(&config, lock.as_ref()), &input)
                .is_none()
        );
    }
    let accepting = Config {
        allow_all: vec!["not-carried".to_owned()],
        ..config.clone()
    };
    let tested = Config {
        tests: true,
        ..config.clone()
    };
    for config in [
        configured("# a"),
        configured("strict_nulls = true"),
        accepting,
        tested,
    ] {
        assert!(
            cache
                .find(&question(&config, Some(&lock)), &input)
                .is_none()
        );
    }
    let without = Question {
        manifest: false,
        ..question(&config, Some(&lock))
    };
    assert!(cache.find(&without, &input).is_none());
    let elsewhere = Question {
        out: Path::new("elsewhere"),
        ..question(&config, Some(&lock))
    };
    assert!(cache.find(&elsewhere, &input).is_none());

    let renamed = Input::new("api.yml", &long).with_loader(&other);
    let changed = long.replace("ok", "OK");
    let changed = Input::new("api.yaml", &changed).with_loader(&other);
    let gone = |_: &str| Err(Unread::Failed(OTHER.to_owned()));
    let refused = |_: &str| {
        Err(Unread::Refused {
            hint: OTHER.to_owned(),
        })
    };
    let others = |_: &str| Ok(OTHER.replace("Pet", "Pit"));
    let [gone, refused, others] = [
        &gone as &dyn Fn(&str) -> Result<String, Unread>,
        &refused,
        &others,
    ]
    .map(|loader| Input::new("api.yaml", &long).with_loader(loader));
    for input in [renamed, changed, gone, refused, others] {
        assert!(cache.find(&first, &input).is_none(), "{input:?}");
    }
    assert!(cache.find(&first, &input).is_some());
}

#[test]
fn files_that_change_meanwhile_are_not_kept() {
    let cache = Cache::new(&empty("meanwhile"));
    let config = configured("[allow]\nunresolved-reference = [\"*\"]\n");
    let long = format!("{API}# {}\n", "-".repeat(LEAST));
    let times = Cell::new(0);
    // Whoever leaves something out reads everything once more.
    let loader = |_: &str| {
        times.set(times.get() + 1);
        let properties = "{a: {$ref: \"#/None\"}, b: {type: string}}";
        Ok(format!(
            "Pet: {{type: object, properties: {properties}}}\n# {}\n",
            times.get()
        ))
    };
    let input = Input::new("api.yaml", &long).with_loader(&loader);
    let answer = cache.generate(&question(&config, None), &input).unwrap();
    assert!(answer.texts.is_some(), "{}", answer.report);
    assert!(times.get() > 1);
    assert!(cache.find(&question(&config, None), &input).is_none());
    assert!(!cache.place(&question(&config, None)).exists());
}

#[test]
fn the_folder_is_that_of_the_user() {
    let absolute = |path: &str| {
        let root = if cfg!(windows) { "C:\\" } else { "/" };
        PathBuf::from(root).join(path)
    };
    let caches = if cfg!(windows) {
        "LOCALAPPDATA"
    } else if cfg!(target_os = "macos") {
        "HOME"
    } else {
        "XDG_CACHE_HOME"
    };
    let of = |variables: &[(&str, PathBuf)]| {
        folder::of_user(|name| {
            let found = variables.iter().find(|(of, _)| *of == name);
            found.map(|(_, value)| OsString::from(value))
        })
    };
    let user = (caches, absolute("user"));
    let found = of(std::slice::from_ref(&user)).unwrap();
    assert!(
        found.starts_with(absolute("user")) && found.ends_with("openapi-client"),
        "{found:?}"
    );
    let named = ("OPENAPI_CLIENT_CACHE", PathBuf::from("here"));
    assert_eq!(
        of(&[user.clone(), named.clone()]),
        Some(PathBuf::from("here"))
    );
    let off = ("OPENAPI_CLIENT_CACHE", PathBuf::new());
    assert_eq!(of(&[user.clone(), off]), None);
    assert_eq!(of(&[user, named, ("CI", PathBuf::from("true"))]), None);
    assert_eq!(of(&[(caches, PathBuf::from("user"))]), None);
    assert_eq!(of(&[]), None);
    if cfg!(all(unix, not(target_os = "macos"))) {
        let home = ("HOME", absolute("home"));
        assert_eq!(of(&[home]), Some(absolute("home/.cache/openapi-client")));
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_or_writes_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let path = empty("own").join("deep");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    folder::write(&path, &path.join("a"), "text").unwrap();
    assert_eq!((mode(&path), mode(&path.join("a"))), (0o700, 0o600));
    assert!(folder::is_own(&path) && !path.join("a.new").exists());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
    assert!(!folder::is_own(&path));
    assert!(folder::write(&path, &path.join("b"), "text").is_err());
    assert!(!path.join("b").exists());

    let cache = Cache::new(&path);
    let config = configured("");
    let long = format!("{API}# {}\n", "-".repeat(LEAST));
    let input = Input::new("api.yaml", &long).with_loader(&other);
    cache.generate(&question(&config, None), &input).unwrap();
    assert!(cache.find(&question(&config, None), &input).is_none());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    cache.generate(&question(&config, None), &input).unwrap();
    assert!(cache.find(&question(&config, None), &input).is_some());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
    assert!(cache.find(&question(&config, None), &input).is_none());
}
