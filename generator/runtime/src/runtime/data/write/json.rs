//! Writing JSON text, as `serde_json` writes it, without asking what to do with each value by way of serde.
//!
//! What no client has to know better is written by `serde_json` into the same buffer: floats, texts with escapes, any JSON.

use serde::ser::Error as _;
use serde_json::Error;

use super::encode::NOT_FINITE;
use super::json_scalars::{by_serde, write_bool, write_float, write_integer, write_text};
use super::properties::{Properties, write_object};
use super::tag::{Tag, Tags};
use crate::runtime::data::{Encode, Field, MapView, Object, SeqView, View};

/// How many items of a list are looked at in one dynamic call.
const ITEMS: usize = 8;

/// Writes a value of any generated type as JSON text.
///
/// # Errors
///
/// A number is not finite, or a type of another crate cannot be written.
pub(crate) fn to_json(value: &dyn Encode) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(128);
    write(value.view(), &mut out)?;
    Ok(out)
}

/// Writes an object of these fields, without those that are not set.
///
/// # Errors
///
/// As those of [`to_json`].
pub(crate) fn fields_to_json(fields: &[(&'static str, &dyn Encode)]) -> Result<Vec<u8>, Error> {
    let mut out = vec![b'{'];
    let mut entries = Entries::new(&mut out);
    for (name, value) in fields {
        let view = value.view();
        if !matches!(view, View::None) {
            entries.property(name, view)?;
        }
    }
    out.push(b'}');
    Ok(out)
}

fn write(mut view: View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    loop {
        view = match view {
            View::Some(value) => value.view(),
            View::Branch(variant, value) if Tag::of(variant.discriminators).is_none() => {
                value.view()
            }
            _ => break,
        }
    }
    match view {
        View::None | View::Null => {
            out.extend_from_slice(b"null");
            Ok(())
        }
        View::Some(value) => write(value.view(), out),
        View::Branch(variant, value) => {
            write_tagged(&Tags::new(variant.discriminators), value.view(), out)
        }
        View::Bool(value) => {
            write_bool(value, out);
            Ok(())
        }
        View::I64(value) => write_integer(value, out),
        View::U64(value) => match i64::try_from(value) {
            Ok(value) => write_integer(value, out),
            Err(_) => by_serde(&value, out),
        },
        View::I128(value) => by_serde(&value, out),
        View::F32(value) if value.is_finite() => by_serde(&value, out),
        // `serde_json` would write `null`.
        View::F32(_) => Err(Error::custom(NOT_FINITE)),
        View::F64(value) => write_float(value, out),
        View::Str(text) => write_text(text, out),
        View::Text(value) => write_text(&value.text(), out),
        View::Seq(items) => write_list(items, out),
        View::Map(map) => write_map(map, out),
        View::Object(object) => write_properties(object, None, out),
        View::Any(json) => by_serde(json, out),
        View::Whole(value) => by_serde(&value.to_json().map_err(Error::custom)?, out),
    }
}

/// Writes the tags first, so that a reader need not look for them.
fn write_tagged(tags: &Tags<'_>, view: View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    match view {
        View::Some(value) => write_tagged(tags, value.view(), out),
        View::Branch(variant, value) => {
            write_tagged(&tags.and(variant.discriminators), value.view(), out)
        }
        View::Object(object) => write_properties(object, Some(tags), out),
        other => write(other, out),
    }
}

fn write_properties(
    object: &dyn Object,
    tags: Option<&Tags<'_>>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    out.push(b'{');
    write_object(object, tags, &mut Entries::new(out))?;
    out.push(b'}');
    Ok(())
}

#[inline(never)]
fn write_map(map: &dyn MapView, out: &mut Vec<u8>) -> Result<(), Error> {
    out.push(b'{');
    let mut entries = Entries::new(out);
    let mut written = Ok(());
    map.each(&mut |name, value| {
        if written.is_ok() {
            written = entries.property(name, value);
        }
    });
    out.push(b'}');
    written
}

#[inline(never)]
fn write_list(items: &dyn SeqView, out: &mut Vec<u8>) -> Result<(), Error> {
    out.push(b'[');
    if !items.write_items(out)? {
        let count = items.count();
        for start in (0..count).step_by(ITEMS) {
            let mut views = [View::None; ITEMS];
            let some = views.split_at_mut(ITEMS.min(count - start)).0;
            items.items(start, some);
            for view in some {
                write(*view, out)?;
                out.push(b',');
            }
        }
    }
    if out.last() == Some(&b',') {
        out.pop();
    }
    out.push(b']');
    Ok(())
}

/// The entries of an object.
struct Entries<'o> {
    out: &'o mut Vec<u8>,
    is_first: bool,
}

impl<'o> Entries<'o> {
    fn new(out: &'o mut Vec<u8>) -> Self {
        Self {
            out,
            is_first: true,
        }
    }
}

impl Properties for Entries<'_> {
    type Error = Error;

    fn property(&mut self, name: &str, value: View<'_>) -> Result<(), Error> {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(b',');
        }
        write_text(name, self.out)?;
        self.out.push(b':');
        write(value, self.out)
    }

    #[inline]
    fn field(&mut self, field: &Field, value: View<'_>) -> Result<(), Error> {
        let Some(key) = field.key() else {
            return self.property(field.wire, value);
        };
        let is_first = std::mem::take(&mut self.is_first);
        let key = key.as_bytes().get(usize::from(is_first)..);
        self.out.extend_from_slice(key.unwrap_or_default());
        write(value, self.out)
    }
}
