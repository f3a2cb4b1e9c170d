//! The files of a description, and places in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::wide::Wide;

/// A place in a description: a file, and a JSON pointer into it (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The pointer.
    pub pointer: String,
}

impl Place {
    /// The place at a pointer of a file that is named from where the program runs.
    pub fn named(file: &str, pointer: &str) -> Self {
        Self {
            file: canonical(Path::new(file)),
            pointer: pointer.to_owned(),
        }
    }

    /// The value under `key`.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self {
            file: self.file.clone(),
            pointer: format!("{}/{key}", self.pointer),
        }
    }
}

/// The versions that schemas are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `OpenAPI` 2.0 or 3.0: nothing beside a `$ref` counts, and exclusive bounds are booleans.
    Old,
    /// `OpenAPI` 3.1 or later: JSON Schema 2020-12.
    New,
}

/// All files of a description.
#[derive(Debug)]
pub struct Library {
    pub(super) root: PathBuf,
    pub(super) files: BTreeMap<PathBuf, Value>,
    /// Files that are referred to and cannot be read.
    pub missing: Vec<String>,
}

impl Library {
    /// Reads the description in `path`, and every file that it leads to.
    ///
    /// # Errors
    ///
    /// Why the description cannot be read.
    pub fn load(path: &Path) -> Result<Self, String> {
        let path = &canonical(path);
        let mut library = Self {
            root: path.clone(),
            files: BTreeMap::new(),
            missing: Vec::new(),
        };
        library.add(path)?;
        Ok(library)
    }

    fn add(&mut self, path: &Path) -> Result<(), String> {
        let text = fs::read_to_string(path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let value = parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut others = Vec::new();
        files_in(&value, &mut others);
        self.files.insert(path.to_path_buf(), value);
        for other in others {
            let other = beside(path, &other);
            if !self.files.contains_key(&other)
                && let Err(error) = self.add(&other)
            {
                self.missing.push(error);
            }
        }
        Ok(())
    }

    /// The place of the whole description.
    pub fn root(&self) -> Place {
        Place {
            file: self.root.clone(),
            pointer: String::new(),
        }
    }

    /// The version that schemas are read by.
    pub fn dialect(&self) -> Dialect {
        let version = self.get(&self.root().key("openapi"));
        match version.and_then(Value::as_str) {
            Some(version) if !version.starts_with("3.0") => Dialect::New,
            _ => Dialect::Old,
        }
    }

    /// What stands at a place.
    pub fn get(&self, place: &Place) -> Option<&Value> {
        self.files.get(&place.file)?.pointer(&place.pointer)
    }

    /// What a `$ref` at `place` leads to.
    pub fn target(&self, place: &Place, reference: &str) -> Option<Place> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let named = |key: &str, name: &str| {
            let mut found = self.files.iter().filter_map(|(file, value)| {
                let pointer = pointer_to(value, key, name)?;
                Some(Place {
                    file: file.clone(),
                    pointer,
                })
            });
            found.next()
        };
        // What has a name of its own (JSON Schema 2020-12, 8.2).
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return named("$anchor", fragment);
        }
        let pointer = decoded(fragment);
        if let Some(outer) = (!file.is_empty()).then(|| named("$id", file)).flatten() {
            let pointer = format!("{}{pointer}", outer.pointer);
            let target = Place { pointer, ..outer };
            return self.get(&target).map(|_| target);
        }
        let file = if file.is_empty() {
            place.file.clone()
        } else {
            beside(&place.file, file)
        };
        self.walk(file, pointer.trim_end_matches('/'), 16)
    }

    /// The place at a pointer, which may lead through references.
    fn walk(&self, file: PathBuf, pointer: &str, references: usize) -> Option<Place> {
        let whole = Place {
            file,
            pointer: pointer.to_owned(),
        };
        if self.get(&whole).is_some() {
            return Some(whole);
        }
        let mut here = Place {
            file: whole.file,
            pointer: String::new(),
        };
        for (index, step) in pointer.split('/').enumerate().skip(1) {
            let next = Place {
                pointer: format!("{}/{step}", here.pointer),
                ..here.clone()
            };
            if self.get(&next).is_some() {
                here = next;
                continue;
            }
            let reference = self.get(&here)?.get("$ref")?.as_str()?;
            let target = self.target(&here, reference)?;
            let rest: Vec<&str> = pointer.split('/').skip(index).collect();
            let pointer = format!("{}/{}", target.pointer, rest.join("/"));
            return self.walk(target.file, &pointer, references.checked_sub(1)?);
        }
        Some(here)
    }

    /// What stands at a place, or where its `$ref` leads, however long the chain.
    pub fn follow(&self, place: &Place) -> Option<(Place, &Value)> {
        let mut place = place.clone();
        for _ in 0..64 {
            let value = self.get(&place)?;
            match value.get("$ref").and_then(Value::as_str) {
                Some(reference) => place = self.target(&place, reference)?,
                None => return Some((place, value)),
            }
        }
        None
    }
}

/// The pointer to the object that has this text under a key.
fn pointer_to(value: &Value, key: &str, text: &str) -> Option<String> {
    match value {
        Value::Object(members) if members.get(key).and_then(Value::as_str) == Some(text) => {
            Some(String::new())
        }
        Value::Object(members) => members.iter().find_map(|(step, it)| {
            let step = step.replace('~', "~0").replace('/', "~1");
            Some(format!("/{step}{}", pointer_to(it, key, text)?))
        }),
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(step, it)| Some(format!("/{step}{}", pointer_to(it, key, text)?)))
        }
        _ => None,
    }
}

/// The one name of a file.
fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn parse(text: &str) -> Result<Value, String> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Ok(value);
    }
    let Wide(mut value) = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    merge_keys(&mut value);
    Ok(value)
}

/// Applies the merge keys of YAML 1.1, `<<`.
fn merge_keys(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(merge_keys),
        Value::Object(members) => {
            members.values_mut().for_each(merge_keys);
            let merged = match members.remove("<<") {
                Some(Value::Array(several)) => several,
                Some(one) => vec![one],
                None => return,
            };
            for (key, value) in merged.iter().filter_map(Value::as_object).flatten() {
                members.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        _ => {}
    }
}

fn files_in(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| files_in(it, found)),
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                let file = reference.split('#').next().unwrap_or_default();
                if !file.is_empty() && !file.contains("://") {
                    found.push(file.to_owned());
                }
            }
            members.values().for_each(|it| files_in(it, found));
        }
        _ => {}
    }
}

/// The path of a file that is named by another, without `.` and `..`.
fn beside(path: &Path, name: &str) -> PathBuf {
    let mut found = path.parent().map(Path::to_path_buf).unwrap_or_default();
    for step in decoded(name).split('/') {
        match step {
            "" | "." => {}
            ".." => {
                found.pop();
            }
            step => found.push(step),
        }
    }
    found
}

/// A text without its percent-encoding (RFC 3986, 2.1).
fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut found = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut rest = bytes.clone();
        let digits = (rest.next(), rest.next());
        if let (b'%', (Some(high), Some(low))) = (byte, digits)
            && let (Some(high), Some(low)) = (hex(high), hex(low))
        {
            found.push(high * 16 + low);
            bytes = rest;
        } else {
            found.push(byte);
        }
    }
    String::from_utf8_lossy(&found).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}
