//! Bounds of numbers.

use super::Cx;
use crate::origin::At;
use crate::source::{Mapping, Node};

const NUMBERS: [&str; 3] = ["minimum", "maximum", "multipleOf"];

/// Removes bounds that are no finite numbers. One that is written as a string is parsed.
pub(super) fn numbers(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    for key in NUMBERS
        .into_iter()
        .chain(["exclusiveMinimum", "exclusiveMaximum"])
    {
        let number = match schema.get(key) {
            Some(Node::String(text)) => {
                match (text.trim().parse::<i128>(), text.trim().parse::<f64>()) {
                    (Ok(number), _) => Some(Node::Int(number)),
                    (_, Ok(number)) if number.is_finite() => Some(Node::Float(number)),
                    _ if key.starts_with("exclusive") => continue,
                    _ => None,
                }
            }
            Some(Node::Float(number)) if !number.is_finite() => None,
            _ => continue,
        };
        if let Some(number) = number {
            schema.insert(key, number);
        } else {
            schema.remove(key);
            cx.warning("invalid-bound", &at.key(key), "this is no finite number");
        }
    }
}

/// An exclusive bound that is a number becomes the bound and a flag (JSON Schema 2020-12 Validation, 6.2; before draft 6,
/// it was the flag alone).
pub(super) fn exclusive(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    for (flag, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        let Some(exclusive @ (Node::Int(_) | Node::Float(_))) = schema.get(flag) else {
            continue;
        };
        let exclusive = exclusive.clone();
        let inclusive_is_tighter = schema.get(bound).is_some_and(|inclusive| {
            let (inclusive, exclusive) = (value(inclusive), value(&exclusive));
            if bound == "minimum" {
                inclusive > exclusive
            } else {
                inclusive < exclusive
            }
        });
        if inclusive_is_tighter {
            schema.remove(flag);
        } else {
            schema.insert(bound, exclusive);
            schema.insert(flag, Node::Bool(true));
        }
    }
}

/// The extension that has the bounds of an integer which the model has no room for.
pub(crate) const EXACT: &str = "x-codegen-bounds";

/// Makes the bounds of integers integers. Those with a fraction, or of more than 64 bits, are kept as texts.
pub(super) fn integers(schema: &mut Mapping, at: &At<'_>, _: &mut Cx<'_>) {
    schema.remove(EXACT);
    if schema.text("type") != Some("integer") {
        return;
    }
    let mut exact = Vec::new();
    for key in NUMBERS {
        let whole = match schema.get(key) {
            Some(Node::Float(number)) if number.fract() == 0.0 => as_integer(*number),
            Some(Node::Int(number)) => i64::try_from(*number).ok(),
            None => continue,
            Some(_) => None,
        };
        match whole {
            Some(number) => schema.insert(key, Node::Int(number.into())),
            None => match schema.remove(key) {
                Some(Node::Int(number)) => exact.push((key, Node::text(number.to_string()))),
                Some(Node::Float(number)) if number > 0.0 || key != "multipleOf" => {
                    // As JSON has it, with an exponent where there is one.
                    exact.push((key, Node::text(format!("{number:e}"))));
                }
                _ => {}
            },
        }
    }
    if !exact.is_empty() {
        schema.insert(EXACT, Node::Mapping(Mapping::made(at, exact)));
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "the range is checked just before"
)]
fn as_integer(number: f64) -> Option<i64> {
    // Near 2^63, an f64 does not represent each integer.
    (number.abs() < 9e18).then_some(number as i64)
}

#[allow(clippy::cast_precision_loss, reason = "only the order matters")]
fn value(node: &Node) -> f64 {
    match node {
        Node::Int(number) => *number as f64,
        Node::Float(number) => *number,
        _ => f64::NAN,
    }
}
