//! Numbers that the format does not hand out as numbers.

use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde_json::Number;

use crate::runtime::data::read::fill::Fill;

/// How `serde_json` disguises a number as an object under its feature `arbitrary_precision`, when it is asked for
/// any value at all.
pub(crate) const NUMBER: &str = "$serde_json::private::Number";

/// Reads a number in quotes. Many servers write large numbers that way, for the sake of JavaScript, and some write all.
pub(crate) fn quoted_number<E: Error>(fill: Fill<'_, '_>, text: &str) -> Result<(), E> {
    match text.parse() {
        Ok(value) => number(fill, &value),
        Err(_) => Err(E::invalid_type(Unexpected::Str(text), &fill)),
    }
}

/// Reads an object in the place of a scalar: either a number in disguise, or an error.
pub(crate) fn disguised_number<'de, A: MapAccess<'de>>(
    fill: Fill<'_, '_>,
    mut entries: A,
) -> Result<(), A::Error> {
    match entries.next_key::<String>()? {
        Some(key) if key == NUMBER => {
            let digits: String = entries.next_value()?;
            number(fill, &digits.parse().map_err(A::Error::custom)?)
        }
        _ => Err(A::Error::invalid_type(Unexpected::Map, &fill)),
    }
}

/// Reads a number.
pub(crate) fn number<E: Error>(fill: Fill<'_, '_>, value: &Number) -> Result<(), E> {
    match (value.as_u64(), value.as_i64(), value.as_f64()) {
        (Some(value), _, _) => fill.visit_u64(value),
        (None, Some(value), _) => fill.visit_i64(value),
        (None, None, Some(value)) => fill.visit_f64(value),
        (None, None, None) => Err(E::custom("number out of range")),
    }
}
