//! A generated client, and what its manifest says.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::support::Case;

/// The files of a crate, by their paths in it.
pub(crate) type Files = BTreeMap<String, String>;

/// What was generated for a golden case.
pub(crate) struct Client {
    /// The name of the case.
    pub(crate) name: String,
    pub(crate) files: Files,
    manifest: Table,
}

impl Client {
    pub(crate) fn new(case: &Case) -> Self {
        let client = case.generate(&case.lock).client.unwrap();
        let files: Files = client.files.into_iter().collect();
        Self {
            name: case.name.clone(),
            manifest: files["Cargo.toml"].parse().unwrap(),
            files,
        }
    }

    /// The features of its resources; the one that has them all is not among them.
    pub(crate) fn resources(&self) -> Table {
        let all = self.manifest["features"].get("resources");
        let names = all.and_then(Value::as_array).into_iter().flatten();
        let names = names.map(|it| it.as_str().unwrap().to_owned());
        names.map(|it| (it, Value::Array(Vec::new()))).collect()
    }

    /// What its manifest says besides names, a description and the features of resources.
    pub(crate) fn common(&self) -> String {
        let mut manifest = self.manifest.clone();
        manifest.remove("lib");
        let package = manifest["package"].as_table_mut().unwrap();
        package.remove("name");
        package.remove("description");
        let features = manifest["features"].as_table_mut().unwrap();
        let default = features["default"].as_array_mut().unwrap();
        default.retain(|it| it.as_str() != Some("resources"));
        let resources = self.resources();
        features.retain(|name, _| name != "resources" && !resources.contains_key(name));
        manifest.to_string()
    }

    /// Its code asks for no feature but its own. In a crate that others share, the compiler knows theirs as well.
    pub(crate) fn check_features(&self) {
        let own = self.manifest["features"].as_table().unwrap();
        for text in self.files.values() {
            for asked in text.split("feature = \"").skip(1) {
                let asked = asked.split('"').next().unwrap();
                assert!(own.contains_key(asked), "{} has no {asked}", self.name);
            }
        }
    }
}
