//! The writer: hands a [`View`] to any serde format.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::runtime::data::{Encode, Field, MapView, Object, Variant, View};

/// Writes a value of any generated type; the `Serialize` of every one of them is a call of this.
///
/// # Errors
///
/// What the format reports.
pub fn encode<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    Encoded(value.view()).serialize(serializer)
}

/// A view as serde wants it.
struct Encoded<'a>(View<'a>);

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
            View::Some(value) | View::Branch(Variant { tag: None, .. }, value) => {
                Encoded(value.view()).serialize(serializer)
            }
            View::Bool(value) => serializer.serialize_bool(value),
            View::I64(value) => serializer.serialize_i64(value),
            View::U64(value) => serializer.serialize_u64(value),
            View::F32(value) => serializer.serialize_f32(value),
            View::F64(value) => serializer.serialize_f64(value),
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
                write_map(map, &mut entries)?;
                entries.end()
            }
            View::Object(object) => {
                let mut entries = serializer.serialize_map(None)?;
                write_object(object, None, &mut entries)?;
                entries.end()
            }
            View::Branch(Variant { tag: Some(tag), .. }, value) => {
                write_tagged(*tag, value, serializer)
            }
            View::Any(json) => json.serialize(serializer),
            View::Whole(value) => match value.to_json() {
                Ok(json) => json.serialize(serializer),
                Err(error) => Err(serde::ser::Error::custom(error)),
            },
        }
    }
}

/// Writes the property that announces the branch first, so that a reader need not buffer the others.
fn write_tagged<S: Serializer>(
    (tag, name): (&'static str, &'static str),
    value: &dyn Encode,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value.view() {
        View::Object(object) => {
            let mut entries = serializer.serialize_map(None)?;
            entries.serialize_entry(tag, name)?;
            write_object(object, Some(tag), &mut entries)?;
            entries.end()
        }
        other => Encoded(other).serialize(serializer),
    }
}

fn write_map<M: SerializeMap>(map: &dyn MapView, entries: &mut M) -> Result<(), M::Error> {
    map.entries()
        .try_for_each(|(key, value)| entries.serialize_entry(key, &Encoded(value)))
}

/// Writes the fields of `object`, but for the property `written`, which the caller has written already.
fn write_object<M: SerializeMap>(
    object: &dyn Object,
    written: Option<&str>,
    entries: &mut M,
) -> Result<(), M::Error> {
    let fields = object.table().fields;
    let mut result = Ok(());
    object.views(&mut |views| result = write_fields(fields, views, written, entries));
    result?;
    object
        .rest()
        .map_or(Ok(()), |rest| write_map(rest, entries))
}

fn write_fields<M: SerializeMap>(
    fields: &[Field],
    views: &[View<'_>],
    written: Option<&str>,
    entries: &mut M,
) -> Result<(), M::Error> {
    for (field, view) in fields.iter().zip(views) {
        let absent = matches!(view, View::None) && !field.required;
        if !absent && written != Some(field.wire) {
            entries.serialize_entry(field.wire, &Encoded(*view))?;
        }
    }
    Ok(())
}
