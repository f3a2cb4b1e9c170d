//! Numbers: what every format ends at, and what a double cannot hold.

use std::cmp::Ordering;

use crate::json::Json;

use super::shape::Shape;

/// Whole numbers at which types end, and beyond.
const INTEGERS: [&str; 21] = [
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

/// A bound: exact where it is a whole number.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    /// As it is written.
    pub(super) text: String,
    whole: Option<i128>,
    near: f64,
}

impl Bound {
    pub(super) fn new(number: &serde_json::Number) -> Self {
        Self::of(number.to_string())
    }

    fn of(text: String) -> Self {
        Self {
            whole: text.strip_suffix(".0").unwrap_or(&text).parse().ok(),
            near: text.parse().unwrap_or(f64::NAN),
            text,
        }
    }

    /// Which is greater.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self.whole, other.whole) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => self.near.total_cmp(&other.near),
        }
    }

    /// What is one step further.
    fn step(&self, by: i8) -> String {
        match self.whole {
            Some(whole) => whole.saturating_add(i128::from(by)).to_string(),
            None => format!("{}", self.near + f64::from(by)),
        }
    }
}

/// The bounds themselves, and what is one beside them.
fn bounds(shape: &Shape<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (key, by) in [
        ("minimum", 1),
        ("exclusiveMinimum", 1),
        ("maximum", -1),
        ("exclusiveMaximum", -1),
    ] {
        if let Some(bound) = shape.bounds.get(key) {
            found.extend([bound.step(by), bound.text.clone()]);
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
        .map(|least| (least.near / of).ceil() * of);
    let found = nearest
        .into_iter()
        .chain([1.0, 3.0, 100.0, 0.0, -1.0].map(|it| it * of));
    found.map(|it| format!("{it}")).collect()
}

fn fitting(shape: &Shape<'_>, found: Vec<String>) -> Vec<Json> {
    let is = |number: &Bound, key: &str, orders: &[Ordering]| {
        shape
            .bounds
            .get(key)
            .is_none_or(|bound| orders.contains(&number.order(bound)))
    };
    let fits = |text: &String| {
        let number = Bound::of(text.clone());
        is(&number, "minimum", &[Ordering::Greater, Ordering::Equal])
            && is(&number, "maximum", &[Ordering::Less, Ordering::Equal])
            && is(&number, "exclusiveMinimum", &[Ordering::Greater])
            && is(&number, "exclusiveMaximum", &[Ordering::Less])
    };
    found.into_iter().filter(fits).map(Json::Number).collect()
}
