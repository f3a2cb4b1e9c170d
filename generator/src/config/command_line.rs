//! `cli`: a command line over the client.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A crate with a command for each operation of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLineConfig {
    /// Its folder: its path from the folder of the file. Like `out`, it is for whoever reads and writes files.
    pub out: String,
    /// The name of its package; without one, that of the client with `-cli` behind it.
    pub package: Option<String>,
    /// The name of the program; without one, that of the client.
    pub command: Option<String>,
    /// The path from its folder to that of the client, if that is not the one around it.
    pub client: Option<String>,
}

/// The table; `client` follows from the folders.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandLineTable {
    /// Its folder: its path from the folder of the file.
    out: String,
    /// The name of its package; without one, that of the client with `-cli` behind it.
    package: Option<String>,
    /// The name of the program; without one, that of the client.
    command: Option<String>,
}

impl<'de> Deserialize<'de> for CommandLineConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FolderOrTable)
    }
}

struct FolderOrTable;

impl<'de> Visitor<'de> for FolderOrTable {
    type Value = CommandLineConfig;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a folder, or a table with `out`")
    }

    fn visit_str<E: serde::de::Error>(self, out: &str) -> Result<CommandLineConfig, E> {
        Ok(CommandLineConfig {
            out: out.to_owned(),
            ..CommandLineConfig::default()
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<CommandLineConfig, A::Error> {
        let table = CommandLineTable::deserialize(MapAccessDeserializer::new(entries))?;
        let CommandLineTable {
            out,
            package,
            command,
        } = table;
        Ok(CommandLineConfig {
            out,
            package,
            command,
            client: None,
        })
    }
}
