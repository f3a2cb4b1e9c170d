//! The writer: hands a [`View`] to any serde format.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::tag::{Tag, Tags};
use crate::runtime::data::{Encode, Extra, Field, Object, View, may_be_left_out, other_properties};

/// Writes a value of any generated type; the `Serialize` of every one of them is a call of this.
///
/// # Errors
///
/// What the format reports.
#[doc(hidden)]
pub fn encode<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    Encoded(value.view()).serialize(serializer)
}

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
            View::F32(_) | View::F64(_) => Err(Error::custom("a number that is not finite")),
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
                write_object(object, None, &mut entries)?;
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
            for tag in tags.each() {
                entries.serialize_entry(tag.property, &Encoded(tag.view_in(object)))?;
            }
            write_object(object, Some(tags), &mut entries)?;
            entries.end()
        }
        other => Encoded(other).serialize(serializer),
    }
}

/// Writes the fields of `object`, but for the properties `written`, which the caller has written already.
fn write_object<M: SerializeMap>(
    object: &dyn Object,
    written: Option<&Tags<'_>>,
    entries: &mut M,
) -> Result<(), M::Error> {
    let fields = object.table().fields;
    let extra = object.extra();
    let mut result = Ok(());
    object.views(&mut |views| result = write_fields(fields, extra, views, written, entries));
    result?;
    other_properties(object)
        .filter(|(key, _)| !written.is_some_and(|tags| tags.has(key)))
        .try_for_each(|(key, value)| entries.serialize_entry(key, &Encoded(value)))
}

fn write_fields<M: SerializeMap>(
    fields: &[Field],
    extra: Option<&Extra>,
    views: &[View<'_>],
    written: Option<&Tags<'_>>,
    entries: &mut M,
) -> Result<(), M::Error> {
    for (index, (field, view)) in fields.iter().zip(views).enumerate() {
        let absent = matches!(view, View::None) && may_be_left_out(fields, extra, index);
        if !absent && !written.is_some_and(|tags| tags.has(field.wire)) {
            entries.serialize_entry(field.wire, &Encoded(*view))?;
        }
    }
    Ok(())
}
