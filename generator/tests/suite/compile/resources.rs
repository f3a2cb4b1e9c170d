//! Clients with one of their resources and without the others, and with none.
//!
//! Each is a module beside the others of its crate. Features have names of their own there, so that cargo says what each of them
//! brings along.

use std::collections::BTreeMap;

use openapi_prove::driver::merged::Files;
use toml::{Table, Value};

use super::crates;

/// The feature that these modules are compiled with.
pub(crate) const FEATURE: &str = "resources-alone";

/// The cases, and the features that each is compiled with, one by one.
const ALONE: [(&str, &[&str]); 4] = [
    ("features", &["", "pets", "stores", "time_resource"]),
    (
        "features_of_types",
        &["", "cards", "notes", "shops", "toys", "webhooks"],
    ),
    ("features_of_webhooks", &["", "webhooks_types"]),
    ("former_names", &["", "books", "volumes", "shelves"]),
];

/// The names of these cases.
pub(crate) fn cases() -> impl Iterator<Item = &'static str> {
    ALONE.iter().map(|(name, _)| *name)
}

/// The modules of a client of which each has one resource, and what their features ask for.
pub(crate) fn modules(case: &str, files: &Files, features: &mut Table) -> BTreeMap<String, Files> {
    let mut made = BTreeMap::new();
    let Some((_, alone)) = ALONE.iter().find(|(name, _)| *name == case) else {
        return made;
    };
    let own = own_features(&files["Cargo.toml"]);
    for feature in *alone {
        let which = if feature.is_empty() { "none" } else { feature };
        let module = format!("{}_with_{which}", crates::module(case));
        let renamed = |name: &str| format!("{module}-{name}");
        for (name, asked) in &own {
            let asked = asked
                .as_array()
                .unwrap()
                .iter()
                .map(|it| match it.as_str() {
                    Some(it) if own.contains_key(it) => Value::from(renamed(it)),
                    _ => it.clone(),
                });
            features.insert(renamed(name), Value::Array(asked.collect()));
        }
        let all = features
            .entry(FEATURE)
            .or_insert_with(|| Value::Array(Vec::new()));
        if !feature.is_empty() {
            assert!(own.contains_key(*feature), "{case} has no {feature}");
            all.as_array_mut().unwrap().push(renamed(feature).into());
        }
        let files: Files = files
            .iter()
            .map(|(path, text)| {
                let is_runtime = path.starts_with("src/runtime/");
                let names = own.keys().filter(|_| !is_runtime && path != "Cargo.toml");
                let text = names.fold(text.clone(), |text, name| {
                    text.replace(&format!("{name:?}"), &format!("{:?}", renamed(name)))
                });
                (path.clone(), text)
            })
            .collect();
        made.insert(module, files);
    }
    made
}

/// The features that are not those of every runtime.
fn own_features(manifest: &str) -> Table {
    let manifest: Table = manifest.parse().unwrap();
    let features = manifest["features"].as_table().unwrap().clone();
    let known = crates::runtime("features");
    let own = features.into_iter();
    own.filter(|(name, _)| !known.contains_key(name)).collect()
}
