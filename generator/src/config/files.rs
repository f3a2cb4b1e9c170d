//! `[files]`: what a description may read beside itself.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Files that a description refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesConfig {
    /// Folders, beside that of the description, whose files it may refer to: their paths from the folder of the configuration.
    pub roots: Vec<String>,
    /// From URLs that the description refers to, to local files: their paths from its folder.
    pub urls: BTreeMap<String, String>,
}

impl<'de> Deserialize<'de> for FilesConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = FilesConfig;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of URLs and the paths of files")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<FilesConfig, A::Error> {
        let mut files = FilesConfig::default();
        while let Some(key) = entries.next_key::<String>()? {
            if key == "roots" {
                files.roots = entries.next_value()?;
            } else {
                files.urls.insert(key, entries.next_value()?);
            }
        }
        Ok(files)
    }
}
