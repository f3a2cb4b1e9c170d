//! Nothing that a description says is dropped in silence: whatever is changed in one that says everything, changes the
//! client, or what is said about the description.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use openapi_generator::config::{Config, Unused};
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::{Map, Value, json};

/// The fields of each object in one version, and what they hold.
type Table = BTreeMap<String, BTreeMap<String, String>>;

/// What says everything in 2.0, and in later versions.
const SWAGGER: [&str; 1] = ["swagger.yaml"];
const OPENAPI: [&str; 6] = [
    "openapi/document.yaml",
    "openapi/operation.yaml",
    "openapi/body.yaml",
    "openapi/webhook.yaml",
    "openapi/schema.yaml",
    "openapi/schema_2020.yaml",
];

#[test]
fn version_2_0() {
    check("2.0", &SWAGGER);
}

#[test]
#[ignore = "nearly all of it is in 3.2, too"]
fn version_3_0() {
    check("3.0", &OPENAPI);
}

#[test]
#[ignore = "nearly all of it is in 3.2, too"]
fn version_3_1() {
    check("3.1", &OPENAPI);
}

#[test]
fn version_3_2() {
    check("3.2", &OPENAPI);
}

fn check(version: &str, files: &[&str]) {
    let table = &table(version);
    let excused = &excuses(version);
    let said = thread::scope(|scope| {
        let check = |file| scope.spawn(move || heard(version, file, table, excused));
        let checks: Vec<_> = files.iter().copied().map(check).collect();
        let said = checks.into_iter().map(|it| it.join().unwrap());
        said.fold(Heard::default(), Heard::and)
    });

    let missing: Vec<String> = table.iter().flat_map(all_fields).collect();
    let missing: Vec<&String> = missing
        .iter()
        .filter(|it| !said.there.contains(*it))
        .collect();
    assert!(missing.is_empty(), "{files:?} do not have {missing:?}");
    assert!(
        said.silent.is_empty(),
        "dropped in silence:\n{}",
        said.silent.join("\n")
    );
    let unused = excused.iter().filter(|it| !said.excused.contains(&it.of));
    let unused: Vec<&String> = unused.map(|it| &it.of).collect();
    assert!(
        unused.is_empty(),
        "heard, and excused all the same: {unused:?}"
    );
}

/// What is known of the fields of descriptions.
#[derive(Default)]
struct Heard {
    there: BTreeSet<String>,
    silent: Vec<String>,
    /// The excuses that were needed.
    excused: BTreeSet<String>,
}

impl Heard {
    fn and(mut self, other: Self) -> Self {
        self.there.extend(other.there);
        self.silent.extend(other.silent);
        self.excused.extend(other.excused);
        self
    }
}

/// What says everything that a version has, and the places of all of it.
fn prepared(version: &str, file: &str, table: &Table) -> (Value, Vec<(String, String)>) {
    let mut walk = Walk {
        table: table.clone(),
        places: Vec::new(),
        unknown: Vec::new(),
    };
    let mut description = read(file);
    if version != "2.0" {
        *description.pointer_mut("/openapi").unwrap() = json!(format!("{version}.0"));
    }
    walk.object("description", &description, "");
    for pointer in std::mem::take(&mut walk.unknown).iter().rev() {
        remove(&mut description, pointer);
    }
    let whole = description.clone();
    without_loose_references(&mut description, &whole);
    walk.places.clear();
    walk.object("description", &description, "");
    assert_eq!(walk.unknown, Vec::<String>::new());
    (description, walk.places)
}

fn heard(version: &str, file: &str, table: &Table, excused: &[Excuse]) -> Heard {
    let (description, places) = prepared(version, file, table);
    let mut said = Heard::default();
    let (before, reported) = made(&description);
    assert!(before.contains_key("src/lib.rs"), "{before:?}");
    for (field, pointer) in places {
        // What is inside of something that was reported is lost with it.
        let is_inside = |outer: &String| pointer.starts_with(&format!("{outer}/"));
        let is_heard =
            || is_heard(&description, &pointer, &before) && is_checked(&description, &pointer);
        if !reported.iter().any(is_inside) && !is_heard() {
            match excused.iter().find(|it| it.is_about(&field, &pointer)) {
                Some(excuse) => drop(said.excused.insert(excuse.of.clone())),
                None => said.silent.push(format!("{field} at {pointer} of {file}")),
            }
        }
        said.there.insert(field);
    }
    said
}

/// Whether it makes a difference that a field says something else, or is not there.
fn is_heard(description: &Value, pointer: &str, before: &BTreeMap<String, String>) -> bool {
    let mut other = description.clone();
    let changed = match other.pointer_mut(pointer).unwrap() {
        Value::String(text) => {
            text.push('2');
            true
        }
        Value::Bool(flag) => {
            *flag = !*flag;
            true
        }
        Value::Number(number) => {
            *number = (number.as_i64().unwrap() + 1).into();
            true
        }
        _ => false,
    };
    if changed && made(&other).0 != *before {
        return true;
    }
    remove(&mut other, pointer);
    made(&other).0 != *before
}

/// Whether a value of another type makes a difference to none at all.
fn is_checked(description: &Value, pointer: &str) -> bool {
    let mut wrong = description.clone();
    let place = wrong.pointer_mut(pointer).unwrap();
    *place = if place.is_object() || place.is_array() {
        json!(7)
    } else {
        json!({"wrong": 7})
    };
    let mut without = description.clone();
    remove(&mut without, pointer);
    let without = made(&without).0;
    // Where nothing is generated without it, what is said about that is all there is.
    !without.contains_key("src/lib.rs") || made(&wrong).0 != without
}

/// The files of the client with the diagnostics, and the places of what is not carried.
fn made(description: &Value) -> (BTreeMap<String, String>, Vec<String>) {
    let text = description.to_string();
    let input = Input::new("openapi.json", &text);
    let outcome = generate(&input, &keep_all(), &NamesLock::default());
    let lost = outcome.report.diagnostics();
    let lost = lost.filter(|it| it.code == "not-carried");
    let lost = lost.map(|it| it.origin.pointer.clone()).collect();
    let lines = outcome.report.diagnostics();
    let lines = lines.map(|it| format!("{} {} {}", it.code, it.origin.pointer, it.message));
    let lines: Vec<String> = lines.collect();
    let mut made = BTreeMap::from([("diagnostics".to_owned(), lines.join("\n"))]);
    made.extend(outcome.client.into_iter().flat_map(|it| it.files));
    made.retain(|path, _| !path.starts_with("src/runtime/"));
    (made, lost)
}

struct Walk {
    table: Table,
    /// The fields that are there, and where.
    places: Vec<(String, String)>,
    /// Where there is what the version does not have.
    unknown: Vec<String>,
}

impl Walk {
    fn object(&mut self, kind: &str, value: &Value, pointer: &str) {
        let Value::Object(map) = value else {
            return;
        };
        let fields = self.table.get(kind).cloned();
        let fields = fields.unwrap_or_else(|| panic!("the table has no {kind}"));
        for (key, value) in map {
            let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            let known = fields.get_key_value(key);
            let Some((name, shape)) = known.or_else(|| fields.get_key_value("*")) else {
                self.unknown.push(pointer);
                continue;
            };
            match shape.as_str() {
                "flag" if !value.is_boolean() => self.unknown.push(pointer),
                "number" if !value.is_number() => self.unknown.push(pointer),
                shape => {
                    self.places
                        .push((format!("{kind}.{name}"), pointer.clone()));
                    self.value(shape, value, &pointer);
                }
            }
        }
    }

    fn value(&mut self, shape: &str, value: &Value, pointer: &str) {
        if let Some(inner) = shape.strip_prefix("list ") {
            for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                self.places
                    .push((format!("item {inner}"), format!("{pointer}/{index}")));
                self.value(inner, value, &format!("{pointer}/{index}"));
            }
        } else if let Some(inner) = shape.strip_prefix("map ") {
            for (key, value) in value.as_object().into_iter().flatten() {
                let key = key.replace('~', "~0").replace('/', "~1");
                self.places
                    .push((format!("entry {inner}"), format!("{pointer}/{key}")));
                self.value(inner, value, &format!("{pointer}/{key}"));
            }
        } else if !matches!(shape, "data" | "flag" | "number") {
            self.object(shape, value, pointer);
        }
    }
}

fn all_fields((kind, fields): (&String, &BTreeMap<String, String>)) -> Vec<String> {
    fields.keys().map(|name| format!("{kind}.{name}")).collect()
}

/// A field that may be without effect.
struct Excuse {
    /// Its object and name, and behind a blank its place, if it may be so there only.
    of: String,
}

impl Excuse {
    fn is_about(&self, field: &str, pointer: &str) -> bool {
        self.of == field || self.of == format!("{field} {pointer}")
    }
}

fn excuses(version: &str) -> Vec<Excuse> {
    let all = read("without_effect.yaml");
    let groups = all.as_object().unwrap().iter();
    let groups = groups.filter(|(since, _)| holds(since, version));
    let fields = groups.flat_map(|(_, fields)| fields.as_object().unwrap().keys().cloned());
    fields.map(|of| Excuse { of }).collect()
}

fn table(version: &str) -> Table {
    let mut table = Table::new();
    for (kind, groups) in read("fields.yaml").as_object().unwrap() {
        for (since, fields) in groups.as_object().unwrap() {
            if holds(since, version) {
                let fields: Map<String, Value> = fields.as_object().unwrap().clone();
                let fields = fields.into_iter();
                let fields = fields.map(|(name, shape)| (name, shape.as_str().unwrap().to_owned()));
                table.entry(kind.clone()).or_default().extend(fields);
            }
        }
    }
    table
}

/// Whether what has been so since a version is so in another.
fn holds(since: &str, version: &str) -> bool {
    match since.strip_prefix("only ") {
        Some(only) => only == version,
        None if since == "all" => true,
        None if since == "2.0" => version == "2.0",
        None => version != "2.0" && since <= version,
    }
}

/// Takes out what refers to something that the version does not have.
fn without_loose_references(value: &mut Value, whole: &Value) {
    let is_loose = |it: &Value| {
        let reference = it.get("$ref").and_then(Value::as_str);
        let pointer = reference.and_then(|it| it.strip_prefix('#'));
        pointer.is_some_and(|it| whole.pointer(it).is_none())
    };
    if let Value::Object(map) = value {
        map.retain(|_, it| !is_loose(it));
        for it in map.values_mut() {
            without_loose_references(it, whole);
        }
    }
}

fn remove(description: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let parent = description.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => drop(items.remove(key.parse().unwrap())),
        parent => drop(parent.as_object_mut().unwrap().remove(&key)),
    }
}

fn read(file: &str) -> Value {
    let path = data().join(file);
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/silence")
}

/// With types of all schemas, whether an operation uses them or not.
fn keep_all() -> Config {
    Config {
        unused: Unused::Keep,
        ..Config::default()
    }
}
