//! The constraints of scalars, and of how many items and properties there are.

use openapiv3::Schema;
use serde_json::{Number, Value};

use crate::ir::Constraint;
use crate::normalize::EXACT;

/// The values that a schema lists, where they are texts or numbers.
pub(super) fn listed(values: &[Value]) -> Option<Constraint> {
    let values: Vec<&Value> = values.iter().filter(|it| !it.is_null()).collect();
    if values.is_empty() {
        return None;
    }
    let texts = values.iter().map(|it| it.as_str().map(str::to_owned));
    let numbers = values
        .iter()
        .map(|it| it.as_number().map(Number::to_string));
    let texts: Option<Vec<String>> = texts.collect();
    let numbers: Option<Vec<String>> = numbers.collect();
    let numbers = numbers.map(Constraint::NumberEnum);
    texts.map(Constraint::Enum).or(numbers)
}

/// A bound of an integer, as the model has it or as it stands beside that.
pub(super) fn whole_bound(schema: &Schema, key: &str, whole: Option<i64>) -> Option<String> {
    let exact = schema.schema_data.extensions.get(EXACT);
    let exact = exact.and_then(|it| it.get(key)?.as_str());
    let whole = whole.map(|it| it.to_string());
    exact.map(str::to_owned).or(whole)
}

/// A number as JSON has it.
pub(super) fn float(number: f64) -> Option<String> {
    Number::from_f64(number).map(|it| it.to_string())
}

pub(super) fn add_lengths(least: Option<usize>, most: Option<usize>, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinLength));
    all.extend(counted(most).map(Constraint::MaxLength));
}

pub(super) fn add_items(
    least: Option<usize>,
    most: Option<usize>,
    unique: bool,
    all: &mut Vec<Constraint>,
) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinItems));
    all.extend(counted(most).map(Constraint::MaxItems));
    all.extend(unique.then_some(Constraint::UniqueItems));
}

pub(super) fn add_counts(least: Option<usize>, most: Option<usize>, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinProperties));
    all.extend(counted(most).map(Constraint::MaxProperties));
}

fn counted(count: Option<usize>) -> Option<u64> {
    count.and_then(|it| u64::try_from(it).ok())
}

pub(super) fn add_range(
    least: Option<String>,
    most: Option<String>,
    (above, below): (bool, bool),
    all: &mut Vec<Constraint>,
) {
    all.extend(least.map(if above {
        Constraint::ExclusiveMinimum
    } else {
        Constraint::Minimum
    }));
    all.extend(most.map(if below {
        Constraint::ExclusiveMaximum
    } else {
        Constraint::Maximum
    }));
}

pub(super) fn add_multiple(of: Option<f64>, all: &mut Vec<Constraint>) {
    let of = of.filter(|it| *it > 0.0).and_then(float);
    all.extend(of.map(Constraint::MultipleOf));
}
