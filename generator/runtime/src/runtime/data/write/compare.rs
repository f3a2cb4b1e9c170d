//! `Debug` and `PartialEq` of every generated type, with the results that derives would give.

use std::fmt::{self, Debug};

use crate::runtime::data::{Encode, View, see_fields};

/// Writes a value the way a derived `Debug` would.
///
/// # Errors
///
/// What the formatter reports.
#[doc(hidden)]
pub fn show(value: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_view(value.view(), f)
}

fn show_view(view: View<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match view {
        View::None => f.write_str("None"),
        View::Null => f.write_str("Null"),
        View::Some(value) => f.debug_tuple("Some").field(&value.view()).finish(),
        View::Branch(variant, value) => f.debug_tuple(variant.name).field(&value.view()).finish(),
        View::Bool(value) => value.fmt(f),
        View::I64(value) => value.fmt(f),
        View::I128(value) => value.fmt(f),
        View::U64(value) => value.fmt(f),
        View::F32(value) => value.fmt(f),
        View::F64(value) => value.fmt(f),
        View::Str(value) => value.fmt(f),
        View::Text(value) => value.show(f),
        View::Seq(seq) => f
            .debug_list()
            .entries((0..seq.count()).map(|index| seq.item(index)))
            .finish(),
        View::Map(map) => f.debug_map().entries(map.entries()).finish(),
        View::Object(object) => {
            let table = object.table();
            let mut fields = f.debug_struct(table.name);
            see_fields(object, |views| {
                for (name, view) in table.rust.split_whitespace().zip(views) {
                    fields.field(name, view);
                }
            });
            if let (Some(name), Some(rest)) = (table.rest, object.rest()) {
                fields.field(name, &View::Map(rest));
            }
            if let Some(extra) = object.extra().filter(|extra| !extra.is_empty()) {
                fields.field("extra", extra);
            }
            fields.finish()
        }
        View::Any(json) => json.fmt(f),
        View::Whole(value) => value.show(f),
    }
}

/// Whether two values of one type are equal.
#[doc(hidden)]
pub fn equal(left: &dyn Encode, right: &dyn Encode) -> bool {
    same(left.view(), right.view())
}

fn same(left: View<'_>, right: View<'_>) -> bool {
    match (left, right) {
        (View::None, View::None) | (View::Null, View::Null) => true,
        (View::Some(left), View::Some(right)) => equal(left, right),
        (View::Branch(left_variant, left), View::Branch(right_variant, right)) => {
            left_variant.name == right_variant.name && equal(left, right)
        }
        (View::Bool(left), View::Bool(right)) => left == right,
        (View::I64(left), View::I64(right)) => left == right,
        (View::I128(left), View::I128(right)) => left == right,
        (View::U64(left), View::U64(right)) => left == right,
        #[allow(
            clippy::float_cmp,
            reason = "equality of the type is equality of its numbers"
        )]
        (View::F32(left), View::F32(right)) => left == right,
        #[allow(
            clippy::float_cmp,
            reason = "equality of the type is equality of its numbers"
        )]
        (View::F64(left), View::F64(right)) => left == right,
        (View::Str(left), View::Str(right)) => left == right,
        (View::Text(left), View::Text(right)) => left.text() == right.text(),
        (View::Seq(left), View::Seq(right)) => {
            left.count() == right.count()
                && (0..left.count()).all(|index| same(left.item(index), right.item(index)))
        }
        (View::Map(left), View::Map(right)) => {
            let (mut left, mut right) = (left.entries(), right.entries());
            loop {
                match (left.next(), right.next()) {
                    (None, None) => return true,
                    (Some((left_key, left)), Some((right_key, right)))
                        if left_key == right_key && same(left, right) => {}
                    _ => return false,
                }
            }
        }
        (View::Object(left), View::Object(right)) => {
            let rest = match (left.rest(), right.rest()) {
                (Some(left), Some(right)) => same(View::Map(left), View::Map(right)),
                _ => true,
            };
            let extra = left.extra() == right.extra();
            let mut fields = false;
            see_fields(left, |left| {
                see_fields(right, |right| {
                    fields = left
                        .iter()
                        .zip(right)
                        .all(|(left, right)| same(*left, *right));
                });
            });
            rest && extra && fields
        }
        (View::Any(left), View::Any(right)) => left == right,
        (View::Whole(left), View::Whole(right)) => match (left.to_json(), right.to_json()) {
            (Ok(left), Ok(right)) => left == right,
            _ => false,
        },
        _ => false,
    }
}
