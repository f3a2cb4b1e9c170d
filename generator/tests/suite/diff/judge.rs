//! A judge of the verdicts about Rust: `rustdoc` says which public items a crate has.
//!
//! The old clients of all kinds are the modules of one crate, and the new ones those of another, so that each is compiled with one
//! runtime. `rustdoc` writes its JSON only for nightly compilers, or where `RUSTC_BOOTSTRAP` says otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use openapi_generator::Client;
use openapi_generator::diff::Bump;
use openapi_prove::driver::merged::{self, Files};
use serde_json::Value;

use crate::support::{files_below, write};

/// The name of both crates, so that the paths in them are the same.
const NAME: &str = "judged";

/// What is said where rustdoc writes no JSON, or where a dependency is not on this machine.
const MISSING: [&str; 2] = ["only accepted on the nightly", "--offline"];

/// The public items of each module of a crate.
pub(crate) type Crate = BTreeMap<String, Items>;

/// Items by their paths.
pub(crate) type Items = BTreeMap<String, Item>;

/// A public item.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Item {
    /// All that callers depend on.
    signature: String,
    /// What it is a member of.
    owner: String,
    is_exhaustive: bool,
    is_deprecated: bool,
}

/// What has to be done to go from old items to new ones.
pub(crate) fn verdict(old: &Items, new: &Items) -> (Bump, Vec<String>) {
    let mut bump = Bump::None;
    let mut why = Vec::new();
    let mut found = |it: Bump, path: &str, what: &str| {
        bump = bump.max(it);
        why.push(format!("{path} {what}"));
    };
    for (path, item) in old {
        match new.get(path) {
            None => found(Bump::Major, path, "is gone"),
            Some(now) if now.signature != item.signature => {
                let what = format!("was {}, and is {}", item.signature, now.signature);
                found(Bump::Major, path, &what);
            }
            Some(now) if item.is_exhaustive && !now.is_exhaustive => {
                found(Bump::Major, path, "is no longer exhaustive");
            }
            Some(now) if !item.is_deprecated && now.is_deprecated => {
                found(Bump::Minor, path, "is deprecated");
            }
            Some(_) => {}
        }
    }
    for (path, item) in new.iter().filter(|(path, _)| !old.contains_key(*path)) {
        let is_relied_on = old.get(&item.owner).is_some_and(|it| it.is_exhaustive);
        let bump = if is_relied_on {
            Bump::Major
        } else {
            Bump::Minor
        };
        found(bump, path, "is new");
    }
    (bump, why)
}

/// The public items of clients, by the names of their modules; an error where the tools for that are missing.
pub(crate) fn judge(side: &str, clients: &BTreeMap<String, &Client>) -> Result<Crate, String> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = repository.join("target/diff");
    write_crate(&folder.join(side), clients);
    fs::copy(
        repository.join("Cargo.lock"),
        folder.join(side).join("Cargo.lock"),
    )
    .unwrap();
    let manifest = fs::read_to_string(folder.join(side).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let known = manifest["features"].as_table().unwrap();
    let features = ["mock", "resources", "webhooks"].into_iter();
    let features: Vec<&str> = features.filter(|it| known.contains_key(*it)).collect();
    let features = features.join(",");
    let output = Command::new(env!("CARGO"))
        .args([
            "rustdoc",
            "--lib",
            "--no-default-features",
            "--features",
            &features,
        ])
        .args(["--target-dir", "../target", "--offline"])
        .args(["--", "-Zunstable-options", "--output-format=json"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTDOCFLAGS")
        .current_dir(folder.join(side))
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if MISSING.iter().any(|it| said.contains(it)) {
        return Err(said);
    }
    assert!(output.status.success(), "{said}");
    let made = folder.join("target/doc").join(format!("{NAME}.json"));
    let text = fs::read_to_string(made).map_err(|error| error.to_string())?;
    Ok(read(&serde_json::from_str(&text).unwrap()))
}

fn write_crate(folder: &Path, clients: &BTreeMap<String, &Client>) {
    let files = |it: &Client| {
        it.files
            .iter()
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect()
    };
    let files: BTreeMap<String, Files> = clients
        .iter()
        .map(|(name, it)| (name.clone(), files(it)))
        .collect();
    let manifests: Vec<&str> = files.values().map(|it| it["Cargo.toml"].as_str()).collect();
    let mut made = merged::sources(&files);
    let manifest = merged::manifest(NAME, &manifests).unwrap();
    made.insert(
        "Cargo.toml".to_owned(),
        format!("{manifest}\n[workspace]\n"),
    );
    for (path, text) in &made {
        write(&folder.join(path), text);
    }
    for path in files_below(&folder.join("src")) {
        if !made.contains_key(&format!("src/{path}")) {
            fs::remove_file(folder.join("src").join(path)).unwrap();
        }
    }
}

/// The items of what `rustdoc` says.
fn read(all: &Value) -> Crate {
    let reader = Reader { all };
    let root = reader.item(&all["root"]);
    let modules = root["inner"]["module"]["items"].as_array().unwrap();
    let modules = modules.iter().map(|id| reader.item(id));
    let modules = modules.filter(|it| it["inner"]["module"].is_object());
    let modules = modules.map(|module| {
        let mut items = Items::new();
        reader.module(module, "", &mut items);
        (module["name"].as_str().unwrap().to_owned(), items)
    });
    modules.collect()
}

struct Reader<'a> {
    all: &'a Value,
}

impl<'a> Reader<'a> {
    fn item(&self, id: &Value) -> &'a Value {
        &self.all["index"][id.to_string().trim_matches('"')]
    }

    fn items(&self, ids: &'a Value) -> impl Iterator<Item = &'a Value> {
        let ids = ids.as_array().map(Vec::as_slice).unwrap_or_default();
        ids.iter()
            .map(|id| self.item(id))
            .filter(|it| it.is_object())
    }

    fn module(&self, module: &'a Value, path: &str, items: &mut Items) {
        for item in self.items(&module["inner"]["module"]["items"]) {
            let (kind, inner) = item["inner"].as_object().unwrap().iter().next().unwrap();
            let name = item["name"].as_str().unwrap_or_default();
            let path = format!("{path}::{name}");
            match kind.as_str() {
                "module" if name == "runtime" => {}
                "module" => self.module(item, &path, items),
                "use" => self.reexport(inner, path.trim_end_matches("::"), items),
                "struct" | "enum" => self.ty(item, kind, &path, items),
                "type_alias" => self.add(item, &path, "", &inner["type"], items),
                _ => self.add(item, &path, "", inner, items),
            }
        }
    }

    /// Private modules are seen through, and the runtime is the same in both.
    fn reexport(&self, inner: &'a Value, path: &str, items: &mut Items) {
        let target = self.item(&inner["id"]);
        if inner["is_glob"] == true {
            self.module(target, path, items);
        } else {
            let name = inner["name"].as_str().unwrap();
            if target["inner"]["enum"].is_object() {
                return self.ty(target, "enum", &format!("{path}::{name}"), items);
            }
            // A client adds methods to some.
            let methods = &target["inner"]["struct"]["impls"];
            self.impls(methods, &format!("{path}::{name}"), items);
            self.add(
                &Value::Null,
                &format!("{path}::{name}"),
                "",
                &Value::Null,
                items,
            );
        }
    }

    fn ty(&self, item: &'a Value, kind: &str, path: &str, items: &mut Items) {
        let inner = &item["inner"][kind];
        self.add(item, path, "", &Value::from(kind), items);
        for field in self.items(&inner["kind"]["plain"]["fields"]) {
            let name = format!("{path}.{}", field["name"].as_str().unwrap());
            self.add(field, &name, path, &field["inner"], items);
        }
        for variant in self.items(&inner["variants"]) {
            let name = format!("{path}::{}", variant["name"].as_str().unwrap());
            let held = self.items(&variant["inner"]["variant"]["kind"]["tuple"]);
            let held: Value = held.map(|it| it["inner"].clone()).collect();
            self.add(variant, &name, path, &held, items);
        }
        self.impls(&inner["impls"], path, items);
    }

    fn impls(&self, impls: &'a Value, path: &str, items: &mut Items) {
        for item in self.items(impls) {
            let inner = &item["inner"]["impl"];
            if inner["is_synthetic"] == true || !inner["blanket_impl"].is_null() {
                continue;
            }
            if inner["trait"].is_null() {
                for method in self.items(&inner["items"]) {
                    let name = format!("{path}::{}", method["name"].as_str().unwrap());
                    let mut takes = method["inner"].clone();
                    // Callers do not depend on the names of arguments.
                    let arguments = takes.pointer_mut("/function/sig/inputs");
                    for argument in arguments
                        .and_then(Value::as_array_mut)
                        .into_iter()
                        .flatten()
                    {
                        argument[0] = Value::Null;
                    }
                    takes.as_object_mut().unwrap().remove("assoc_const_value");
                    if let Some(it) = takes.pointer_mut("/assoc_const/value") {
                        *it = Value::Null;
                    }
                    self.add(method, &name, "", &takes, items);
                }
            } else {
                let name = format!("{path}: {}", self.plain(&inner["trait"]));
                self.add(&Value::Null, &name, "", &Value::Null, items);
            }
        }
    }

    fn add(&self, item: &Value, path: &str, owner: &str, signature: &Value, items: &mut Items) {
        let is_hidden = item["attrs"].to_string().contains("doc(hidden)");
        if is_hidden
            || !["public", "default", "null"]
                .contains(&item["visibility"].to_string().trim_matches('"'))
        {
            return;
        }
        let item = Item {
            signature: self.plain(signature),
            owner: owner.to_owned(),
            is_exhaustive: !item["attrs"].to_string().contains("non_exhaustive"),
            is_deprecated: item["deprecation"].is_object(),
        };
        items.insert(path.to_owned(), item);
    }

    /// A type with paths instead of numbers, which are others in each crate.
    fn plain(&self, value: &Value) -> String {
        match value {
            Value::Object(fields) => {
                let id = fields
                    .get("id")
                    .map(|it| &self.all["paths"][it.to_string()]["path"]);
                let id = id.filter(|it| it.is_array()).map(|it| format!("{it} "));
                let known = id.is_some();
                let fields = fields.iter().filter(|(name, _)| {
                    !(name.as_str() == "id" || (known && name.as_str() == "path"))
                });
                let fields: Vec<String> = fields
                    .map(|(name, it)| format!("{name}:{}", self.plain(it)))
                    .collect();
                format!("{}{{{}}}", id.unwrap_or_default(), fields.join(","))
            }
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|it| self.plain(it)).collect();
                format!("[{}]", items.join(","))
            }
            other => other.to_string(),
        }
    }
}
