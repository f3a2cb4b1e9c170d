//! The writer: hands a [`View`] to any serde format.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::properties::{Properties, write_properties};
use super::tag::{Tag, Tags};
use crate::runtime::data::{Encode, View};

/// Writes a value of any generated type; the `Serialize` of every one of them is a call of this.
///
/// # Errors
///
/// What the format reports.
#[doc(hidden)]
pub fn encode<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    Encoded(value.view()).serialize(serializer)
}

/// Why a number cannot be written.
pub(super) const NOT_FINITE: &str = "a number that is not finite";

/// A view that serde can serialize.
pub(crate) struct Encoded<'a>(pub(crate) View<'a>);

impl Encoded<'_> {
    /// The value inside an option, where there is one.
    #[inline]
    fn unwrapped(&self) -> View<'_> {
        match self.0 {
            View::Some(value) => value.view(),
            view => view,
        }
    }
}

impl Serialize for Encoded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.unwrapped() {
            View::None | View::Null => serializer.serialize_unit(),
            View::Branch(variant, value) if Tag::of(variant.discriminators).is_some() => {
                write_tagged(&Tags::new(variant.discriminators), value.view(), serializer)
            }
            View::Some(value) | View::Branch(_, value) => {
                Encoded(value.view()).serialize(serializer)
            }
            View::Bool(value) => serializer.serialize_bool(value),
            View::I64(value) => serializer.serialize_i64(value),
            View::U64(value) => serializer.serialize_u64(value),
            View::I128(value) => serializer.serialize_i128(value),
            View::F32(value) if value.is_finite() => serializer.serialize_f32(value),
            View::F64(value) if value.is_finite() => serializer.serialize_f64(value),
            // `serde_json` would write `null`.
            View::F32(_) | View::F64(_) => Err(Error::custom(NOT_FINITE)),
            View::Str(value) => serializer.serialize_str(value),
            View::Text(value) => serializer.serialize_str(&value.text()),
            View::Seq(seq) => {
                let mut items = serializer.serialize_seq(Some(seq.count()))?;
                for index in 0..seq.count() {
                    items.serialize_element(&Encoded(seq.item(index)))?;
                }
                items.end()
            }
            View::Map(map) => {
                let mut entries = serializer.serialize_map(None)?;
                for (key, value) in map.entries() {
                    entries.serialize_entry(key, &Encoded(value))?;
                }
                entries.end()
            }
            View::Object(object) => {
                let mut entries = serializer.serialize_map(None)?;
                write_properties(object, None, &mut entries)?;
                entries.end()
            }
            View::Any(json) => json.serialize(serializer),
            View::Whole(value) => match value.to_json() {
                Ok(json) => json.serialize(serializer),
                Err(error) => Err(Error::custom(error)),
            },
        }
    }
}

/// Writes the tags first, so that a reader need not buffer the other properties.
fn write_tagged<S: Serializer>(
    tags: &Tags<'_>,
    view: View<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match view {
        View::Some(value) => write_tagged(tags, value.view(), serializer),
        View::Branch(variant, value) => {
            write_tagged(&tags.and(variant.discriminators), value.view(), serializer)
        }
        View::Object(object) => {
            let mut entries = serializer.serialize_map(None)?;
            write_properties(object, Some(tags), &mut entries)?;
            entries.end()
        }
        other => Encoded(other).serialize(serializer),
    }
}

impl<M: SerializeMap> Properties for M {
    type Error = M::Error;

    fn property(&mut self, name: &str, value: View<'_>) -> Result<(), M::Error> {
        self.serialize_entry(name, &Encoded(value))
    }
}
