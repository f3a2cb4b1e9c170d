//! The tables of the file, as they stand there.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use toml::Spanned;

use super::{COMPONENTS, IDS, ORDERS, SAME, former};

/// The tables of the file, as they stand there.
pub(super) struct LockFile {
    pub(super) names: BTreeMap<String, BTreeMap<String, Spanned<String>>>,
    pub(super) orders: BTreeMap<String, Vec<String>>,
    pub(super) same: BTreeMap<String, String>,
    pub(super) components: BTreeMap<String, Vec<String>>,
    pub(super) ids: BTreeMap<String, String>,
    pub(super) former: BTreeMap<String, BTreeMap<String, Vec<Spanned<String>>>>,
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
        let (mut names, mut orders, mut same) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (mut components, mut ids, mut former) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        while let Some(scope) = tables.next_key::<String>()? {
            match scope.as_str() {
                ORDERS => orders = tables.next_value()?,
                SAME => same = tables.next_value()?,
                COMPONENTS => components = tables.next_value()?,
                IDS => ids = tables.next_value()?,
                _ => match former::scope_of(&scope) {
                    Some(of) => drop(former.insert(of.to_owned(), tables.next_value()?)),
                    None => drop(names.insert(scope, tables.next_value()?)),
                },
            }
        }
        Ok(LockFile {
            names,
            orders,
            same,
            components,
            ids,
            former,
        })
    }
}
