//! Writing JSON text, as `serde_json` writes it, without asking what to do with each value by way of serde.
//!
//! What no client has to know better is written by `serde_json` into the same buffer: floats, texts with escapes, any JSON.

use serde::ser::Error as _;
use serde_json::Error;

use super::encode::NOT_FINITE;
use super::json_fields::{end, write_object, write_property, write_tagged_object};
use super::json_scalars::{
    by_serde, write_bool, write_float, write_integer, write_text, write_unsigned,
};
use super::tag::{Tag, Tags};
use crate::runtime::data::{Encode, MapView, SeqView, Variant, View};

/// How many items of a list are looked at in one dynamic call.
const ITEMS: usize = 8;

/// Writes a value of any generated type as JSON text.
///
/// # Errors
///
/// A number is not finite, or a type of another crate cannot be written.
pub(crate) fn to_json(value: &dyn Encode) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(128);
    write(&value.view(), &mut out)?;
    Ok(out)
}

/// Writes an object of these fields, without those that are not set.
///
/// # Errors
///
/// As those of [`to_json`].
pub(crate) fn fields_to_json(fields: &[(&'static str, &dyn Encode)]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(128);
    for (name, value) in fields {
        let view = value.view();
        if !matches!(view, View::None) {
            write_property(name, &view, &mut out)?;
        }
    }
    end(0, &mut out);
    Ok(out)
}

/// Writes a value.
///
/// # Errors
///
/// As those of [`to_json`].
#[inline(never)]
pub(super) fn write(view: &View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    write_value(view, out)
}

/// Writes one of many values: in place, so that the stack has few frames for each level of a value, as a processor foresees only so many
/// returns. A view is not copied, as it is stored in parts, and a processor waits for these where they are loaded as one.
#[allow(clippy::inline_always, reason = "measured")]
#[inline(always)]
pub(super) fn write_value(view: &View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    match *view {
        View::Str(text) => return write_text(text, out),
        View::I64(value) => return write_integer(value, out),
        View::F64(value) => return write_float(value, out),
        View::Bool(value) => write_bool(value, out),
        View::None | View::Null => out.extend_from_slice(b"null"),
        View::Text(value) => return write_text(&value.text(), out),
        View::Object(object) => return write_object(object, None, out),
        View::Seq(items) => return write_list(items, out),
        View::Some(value) => return write(&value.view(), out),
        View::Branch(variant, value) => match Tag::of(variant.discriminators) {
            None => return write(&value.view(), out),
            Some(tag) => return write_union(&tag, variant, &value.view(), out),
        },
        View::U64(_)
        | View::I128(_)
        | View::F32(_)
        | View::Map(_)
        | View::Any(_)
        | View::Whole(_) => return write_rare(view, out),
    }
    Ok(())
}

#[inline(never)]
fn write_rare(view: &View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    match *view {
        View::U64(value) => write_unsigned(value, out),
        View::I128(value) => by_serde(&value, out),
        View::F32(value) if value.is_finite() => by_serde(&value, out),
        // `serde_json` would write `null`.
        View::F32(_) => Err(Error::custom(NOT_FINITE)),
        View::Map(map) => write_map(map, out),
        View::Any(json) => by_serde(json, out),
        View::Whole(value) => by_serde(&value.to_json().map_err(Error::custom)?, out),
        _ => write(view, out),
    }
}

/// Writes the branch of a union that has a tag, which comes first, so that a reader need not look for it.
#[inline(never)]
fn write_union(
    tag: &Tag,
    variant: &Variant,
    view: &View<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    match *view {
        View::Object(object) => write_object(object, Some(tag), out),
        _ => write_tagged(&Tags::new(variant.discriminators), view, out),
    }
}

/// Writes what may have several tags.
fn write_tagged(tags: &Tags<'_>, view: &View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    match *view {
        View::Some(value) => write_tagged(tags, &value.view(), out),
        View::Branch(variant, value) => {
            write_tagged(&tags.and(variant.discriminators), &value.view(), out)
        }
        View::Object(object) => write_tagged_object(object, tags, out),
        _ => write(view, out),
    }
}

fn write_map(map: &dyn MapView, out: &mut Vec<u8>) -> Result<(), Error> {
    let start = out.len();
    let mut written = Ok(());
    map.each(&mut |name, value| {
        if written.is_ok() {
            written = write_property(name, &value, out);
        }
    });
    end(start, out);
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
                write_value(view, out)?;
                out.push(b',');
            }
        }
    }
    // In place of the last comma, where there is one.
    match out.last_mut() {
        Some(last) if *last == b',' => *last = b']',
        _ => out.push(b']'),
    }
    Ok(())
}
