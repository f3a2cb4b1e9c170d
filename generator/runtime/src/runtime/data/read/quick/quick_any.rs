//! Any JSON.

use super::Quick;
use super::cursor::Number;
use crate::runtime::data::Json;

impl Quick<'_> {
    /// Any value.
    pub(super) fn any(&mut self) -> Option<Json> {
        Some(match self.space() {
            b'"' => Json::String(self.string()?.into_owned()),
            b'{' => {
                let mut entries = serde_json::Map::new();
                self.deeper(|it| {
                    let mut goes_on = it.begins(b'}');
                    while goes_on {
                        let key = it.key()?.into_owned();
                        entries.insert(key, it.any()?);
                        goes_on = it.goes_on(b'}')?;
                    }
                    Some(())
                })?;
                Json::Object(entries)
            }
            b'[' => {
                let mut items = Vec::new();
                self.deeper(|it| {
                    let mut goes_on = it.begins(b']');
                    while goes_on {
                        items.push(it.any()?);
                        goes_on = it.goes_on(b']')?;
                    }
                    Some(())
                })?;
                Json::Array(items)
            }
            b't' => self.word("true").map(|()| Json::Bool(true))?,
            b'f' => self.word("false").map(|()| Json::Bool(false))?,
            b'n' => self.word("null").map(|()| Json::Null)?,
            _ => Json::Number(self.any_number()?),
        })
    }

    /// A number, which may keep its digits: that depends on a feature of `serde_json`, so it parses all but integers.
    fn any_number(&mut self) -> Option<serde_json::Number> {
        let start = self.at;
        match self.number()? {
            Number::Unsigned(value) => Some(value.into()),
            Number::Negative(value) => Some(value.into()),
            Number::Float(_) => self.text.get(start..self.at)?.parse().ok(),
        }
    }
}
