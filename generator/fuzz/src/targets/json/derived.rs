//! Some of the types again, with serde's derives. Numbers are as lenient as ours: they may stand in quotes, and whole ones may
//! have a fraction of zero. `null` is an empty list.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

#[derive(Deserialize, Serialize)]
pub(super) struct DerivedInner {
    name: String,
    #[serde(
        default,
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none"
    )]
    ratio: Option<OrNull<Lenient<f64>>>,
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

/// It shows itself as ours do.
impl fmt::Debug for DerivedInner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("Inner");
        fields.field("name", &self.name);
        let ratio = self.ratio.as_ref().and_then(|it| it.0.as_ref());
        fields.field("ratio", &ratio);
        if !self.extra.is_empty() {
            fields.field("extra", &self.extra);
        }
        fields.finish()
    }
}

/// A value that may be `null`.
#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct OrNull<T>(Option<T>);

/// Tells what is `null` from what is not there.
fn there<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

#[derive(Debug, Deserialize, Serialize)]
pub(super) struct DerivedOuter {
    id: Lenient<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    small: Option<Lenient<i32>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unsigned: Option<Lenient<u32>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    large: Option<Lenient<u64>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    single: Option<Lenient<f32>>,
    on: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inner: Option<Box<DerivedOuter>>,
    #[serde(deserialize_with = "present")]
    many: OrEmpty<DerivedInner>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    names: Option<BTreeMap<String, Lenient<u32>>>,
    #[serde(deserialize_with = "present")]
    nested: OrEmpty<OrEmpty<Option<String>>>,
    any: Value,
}

/// Asks that a value is there, whatever its type makes of one that is not.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::deserialize(from)
}

/// A list that may be `null`.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct OrEmpty<T>(Vec<T>);

impl<T: fmt::Debug> fmt::Debug for OrEmpty<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|list| Self(list.unwrap_or_default()))
    }
}

/// A number that is read as ours are.
#[derive(Serialize)]
#[serde(transparent)]
struct Lenient<T>(T);

impl<T: fmt::Debug> fmt::Debug for Lenient<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de, T: FromNumber> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = deserializer.deserialize_any(Any)?;
        T::from_number(&number)
            .map(Self)
            .ok_or_else(|| D::Error::custom("another number"))
    }
}

trait FromNumber: Sized {
    fn from_number(number: &Number) -> Option<Self>;
}

/// The number as an integer, where it is one.
#[allow(clippy::cast_possible_truncation, reason = "exact in this range")]
fn integer(number: &Number) -> Option<i128> {
    let exact = |value: &f64| value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    match (number.as_u64(), number.as_i64()) {
        (Some(value), _) => Some(value.into()),
        (_, Some(value)) => Some(value.into()),
        _ => number.as_f64().filter(exact).map(|value| value as i128),
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl FromNumber for $type {
            fn from_number(number: &Number) -> Option<Self> {
                integer(number)?.try_into().ok()
            }
        }
    )*};
}

integers!(i32 i64 u32 u64);

impl FromNumber for f64 {
    fn from_number(number: &Number) -> Option<Self> {
        number.as_f64()
    }
}

impl FromNumber for f32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "what a client does that wants no more"
    )]
    fn from_number(number: &Number) -> Option<Self> {
        match (number.as_u64(), number.as_i64()) {
            (Some(value), _) => Some(value as f32),
            (_, Some(value)) => Some(value as f32),
            _ => number
                .as_f64()
                .map(|value| value as f32)
                .filter(|value| value.is_finite()),
        }
    }
}

/// Reads a number, or one in quotes.
struct Any;

impl Visitor<'_> for Any {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Number, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Number, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Number, E> {
        Number::from_f64(value).ok_or_else(|| E::custom("not finite"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Number, E> {
        value.parse().map_err(E::custom)
    }
}
