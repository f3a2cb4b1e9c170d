//! How wide an integer has to be for what a schema allows and shows, where its format says less.

use super::Cx;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// The extension that names the type of an integer which its format is too small for.
pub(crate) const WIDTH: &str = "x-codegen-width";

/// Marks integers that are wider than their format says.
///
/// Rust frameworks write their unsigned integers as `int32` or `int64` with `minimum: 0`, of which the upper half would not fit.
/// Where there is a maximum that fits, nothing changes. An integer with a bound, a default, an example or a listed value beyond
/// 64 bits has more than those.
pub(super) fn integers(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    if schema.text("type") != Some("integer") {
        return;
    }
    let signed = match schema.text("format").unwrap_or_default() {
        "int8" | "int16" | "int32" => i128::from(i32::MAX),
        "uint8" | "uint16" => i128::from(u16::MAX),
        "uint32" => i128::from(u32::MAX),
        "uint" | "uint64" => i128::from(u64::MAX),
        _ => i128::from(i64::MAX),
    };
    let is_signed = schema.text("format").is_none_or(|it| !it.starts_with('u'));
    let is_unsigned = !is_signed || is_never_negative(schema);
    let maximum = schema.get("maximum").and_then(whole).map(meant);
    let most = match maximum {
        Some(maximum) => maximum,
        // The other half of what the format has.
        None if is_unsigned && is_signed => signed * 2 + 1,
        None => signed,
    };
    let minimum = schema.get("minimum").and_then(whole).map(meant);
    let minimum = minimum.map(|it| it.saturating_add(is_exclusive(schema).into()));
    let shown = ["default", "example"].into_iter();
    let shown = shown.filter_map(|key| schema.get(key).and_then(whole));
    let shown = shown.chain(minimum);
    let listed = schema.get("enum").and_then(Node::as_list);
    let listed = listed.into_iter().flatten().filter_map(whole);
    let all: Vec<i128> = shown.chain(listed).chain([most]).collect();
    let greatest = all.iter().copied().max().unwrap_or(most);
    let least = all.iter().copied().min().unwrap_or(0);
    if greatest <= signed && least >= -signed - 1 {
        return;
    }
    let width = if is_unsigned && least >= 0 && greatest <= u32::MAX.into() {
        "u32"
    } else if is_unsigned && least >= 0 && greatest <= u64::MAX.into() {
        "u64"
    } else if i64::try_from(greatest).is_ok() && i64::try_from(least).is_ok() {
        "i64"
    } else {
        "i128"
    };
    schema.insert(WIDTH, Node::text(width));
}

/// Whether the lower bound of a schema leaves no negative number.
fn is_never_negative(schema: &Mapping) -> bool {
    let is_exclusive = is_exclusive(schema);
    match schema.get("minimum") {
        Some(Node::Int(least)) => *least >= 0 || is_exclusive && *least == -1,
        Some(Node::Float(least)) => *least > -1.0 || is_exclusive && *least >= -1.0,
        _ => false,
    }
}

/// A bound as it was before a program wrote it as a double: the ends of 64 bits are none, and those next to them are.
#[allow(
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "that is the question"
)]
fn meant(bound: i128) -> i128 {
    let ends = [i64::MAX.into(), u64::MAX.into(), i64::MIN.into()];
    let is_end = |end: &i128| *end as f64 == bound as f64;
    ends.into_iter().find(is_end).unwrap_or(bound)
}

fn is_exclusive(schema: &Mapping) -> bool {
    schema.get("exclusiveMinimum") == Some(&Node::Bool(true))
}

/// A whole number. A float has one only where it is exact, but a bound beyond 64 bits that is written as one is about as large.
#[allow(clippy::cast_possible_truncation, reason = "checked")]
fn whole(node: &Node) -> Option<i128> {
    match node {
        Node::Int(number) => Some(*number),
        Node::Float(number) if number.fract() == 0.0 && number.abs() < 1e38 => {
            Some(*number as i128)
        }
        _ => None,
    }
}
