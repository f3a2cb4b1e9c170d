//! Numbers: what every format ends at, and what a double cannot hold.

use crate::json::Json;

use super::shape::Shape;

/// Whole numbers at which types end, and beyond.
const INTEGERS: [&str; 22] = [
    "1",
    "0",
    "-1",
    "127",
    "255",
    "32768",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9007199254740991",
    "9007199254740993",
    "-9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "2.0",
];

/// Numbers with fractions and exponents.
const NUMBERS: [&str; 20] = [
    "1.5",
    "0",
    "1",
    "-1",
    "0.1",
    "-0.0",
    "0.30000000000000004",
    "2.2250738585072014e-308",
    "5e-324",
    "1e21",
    "1.7976931348623157e308",
    "3.4028234663852886e38",
    "1.1754943508222875e-38",
    "16777217",
    "9007199254740993",
    "18446744073709551616",
    "100.00",
    "1E3",
    "0.1000000000000000055511151231257827021181583404541015625",
    "12345678901234567890.123456789",
];

/// Numbers with at most nine digits, all of which a `float` holds.
const FLOATS: [&str; 10] = [
    "1.5",
    "0",
    "1",
    "-1",
    "0.1",
    "-0.0",
    "3.4028235e38",
    "1.1754944e-38",
    "16777216",
    "0.33333334",
];

/// Integers that may be of a shape.
pub(super) fn integers(shape: &Shape<'_>) -> Vec<Json> {
    let mut found: Vec<String> = bounds(shape);
    found.extend(multiples(shape));
    found.extend(INTEGERS.map(str::to_owned));
    fitting(shape, found)
}

/// Numbers that may be of a shape.
pub(super) fn numbers(shape: &Shape<'_>) -> Vec<Json> {
    let own: &[&str] = if shape.format == Some("float") {
        &FLOATS
    } else {
        &NUMBERS
    };
    let mut found: Vec<String> = own.iter().map(|it| (*it).to_owned()).collect();
    found.extend(bounds(shape));
    found.extend(multiples(shape));
    fitting(shape, found)
}

/// The bounds themselves, and what is one beside them.
fn bounds(shape: &Shape<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (key, step) in [
        ("minimum", 1.0),
        ("exclusiveMinimum", 1.0),
        ("maximum", -1.0),
        ("exclusiveMaximum", -1.0),
    ] {
        if let Some(bound) = shape.bounds.get(key) {
            found.extend([bound + step, *bound].map(|it| format!("{it}")));
        }
    }
    found
}

fn multiples(shape: &Shape<'_>) -> Vec<String> {
    let Some(of) = shape.multiple_of.and_then(serde_json::Value::as_f64) else {
        return Vec::new();
    };
    let nearest = shape
        .bounds
        .get("minimum")
        .map(|least| (least / of).ceil() * of);
    let found = nearest
        .into_iter()
        .chain([1.0, 3.0, 100.0, 0.0, -1.0].map(|it| it * of));
    found.map(|it| format!("{it}")).collect()
}

fn fitting(shape: &Shape<'_>, found: Vec<String>) -> Vec<Json> {
    let bound = |key: &str, otherwise: f64| shape.bounds.get(key).copied().unwrap_or(otherwise);
    let (least, most) = (bound("minimum", f64::MIN), bound("maximum", f64::MAX));
    let (above, below) = (
        bound("exclusiveMinimum", f64::NEG_INFINITY),
        bound("exclusiveMaximum", f64::INFINITY),
    );
    let fits = |text: &String| {
        let number: f64 = text.parse().unwrap_or(f64::NAN);
        number >= least && number <= most && number > above && number < below
    };
    found.into_iter().filter(fits).map(Json::Number).collect()
}
