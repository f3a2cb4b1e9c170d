//! The tables of the file, as they stand there.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use toml::Spanned;

use super::{COMPONENTS, IDS, ORDERS, SAME};

/// The tables of the file, as they stand there.
pub(super) struct LockFile {
    pub(super) names: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    pub(super) orders: BTreeMap<String, Vec<String>>,
    pub(super) same: BTreeMap<String, String>,
    pub(super) components: BTreeMap<String, Vec<String>>,
    pub(super) ids: BTreeMap<String, String>,
}

impl<'de> Deserialize<'de> for LockFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Tables)
    }
}

struct Tables;

impl<'de> Visitor<'de> for Tables {
    type Value = LockFile;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("tables of names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut tables: A) -> Result<LockFile, A::Error> {
        let (mut names, mut orders) = (BTreeMap::new(), BTreeMap::new());
        let (mut same, mut components, mut ids) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        while let Some(scope) = tables.next_key::<String>()? {
            match scope.as_str() {
                ORDERS => orders = tables.next_value()?,
                SAME => same = tables.next_value()?,
                COMPONENTS => components = tables.next_value()?,
                IDS => ids = tables.next_value()?,
                _ => {
                    names.insert(scope, tables.next_value()?);
                }
            }
        }
        Ok(LockFile {
            names,
            orders,
            same,
            components,
            ids,
        })
    }
}
