//! The branch that an object is.

use super::Quick;
use super::quick_object::Ahead;
use crate::runtime::data::table::discriminator::Shown;
use crate::runtime::data::{Json, JsonType, Slot, UnionSlot, UnionTable};

/// How often a text may be looked at ahead as a whole; unions in unions would do that once for each level.
const LOOKS: usize = 4;

impl Quick<'_> {
    /// Fills a union with an object.
    pub(super) fn union(&mut self, union: &mut dyn UnionSlot) -> Option<()> {
        let table = union.table();
        if let Some(index) = table.by_type(JsonType::Object) {
            return self.nested(union.select(index));
        }
        let start = self.at;
        let mut chosen = None;
        self.choose(table, &mut chosen)?;
        let end = std::mem::replace(&mut self.at, start);
        self.looks += end - start;
        if self.looks > LOOKS * self.text.len() {
            return None;
        }
        let Some(index) = chosen else {
            *union.unknown() = self.any()?;
            return Some(());
        };
        let branch = table.branches.get(index)?;
        match union.select(index) {
            Slot::Object(object) => self.object(object, Some(Ahead { branch, end })),
            // The other reader has all of it as JSON.
            slot => {
                let was_early = std::mem::replace(&mut self.is_early, true);
                self.nested(slot)?;
                self.is_early = was_early;
                Some(())
            }
        }
    }

    /// Looks at an object up to the property that says which branch it is. Where the other reader has the object as JSON, it may see
    /// its properties in another order; there all of them have to say the same.
    fn choose(&mut self, table: &UnionTable, chosen: &mut Option<usize>) -> Option<()> {
        let mut named: Vec<(String, Json)> = Vec::new();
        let mut goes_on = self.begins(b'}');
        while goes_on {
            let unusual;
            let key = if let Some(key) = self.plain_key() {
                key
            } else {
                unusual = self.key()?;
                &unusual
            };
            if table.names(key) {
                if self.is_early && named.iter().any(|(it, _)| it == key) {
                    return None;
                }
                let found = if self.space() == b'"' {
                    let text = self.string()?;
                    let found = table.by_property(key, Shown::Text(&text));
                    if found.is_none() || self.is_early {
                        named.push((key.to_owned(), text.into()));
                    }
                    found
                } else {
                    let value = self.any()?;
                    let found = table.by_property(key, Shown::Json(&value));
                    named.push((key.to_owned(), value));
                    found
                };
                if found.is_some() && chosen.is_some() && found != *chosen {
                    return None;
                }
                *chosen = chosen.or(found);
                if chosen.is_some() && !self.is_early {
                    return Some(());
                }
            } else {
                self.pass()?;
            }
            goes_on = self.goes_on(b'}')?;
        }
        *chosen = chosen.or_else(|| table.by_all(&named));
        Some(())
    }
}
