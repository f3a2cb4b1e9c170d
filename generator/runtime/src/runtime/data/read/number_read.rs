//! Numbers that stand in quotes.

use serde::de::{Error, Unexpected, Visitor};
use serde_json::Number;

use crate::runtime::data::read::fill::Fill;

/// Reads a number in quotes. Many servers write large numbers that way, for the sake of JavaScript, and some write all.
pub(crate) fn quoted_number<E: Error>(fill: Fill<'_, '_>, text: &str) -> Result<(), E> {
    match text.parse() {
        Ok(value) => number(fill, &value),
        Err(_) => Err(E::invalid_type(Unexpected::Str(text), &fill)),
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
