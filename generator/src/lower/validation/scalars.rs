//! The constraints of scalars, and of how many items and properties there are.

use openapiv3::{AnySchema, Schema, SchemaKind, Type as SchemaType};
use serde_json::{Number, Value};

use crate::ir::Constraint;
use crate::normalize::EXACT;

/// The keywords about scalars, and about how many items and properties there are. The pattern of a text is handed back.
pub(super) fn add_validation<'a>(
    schema: &'a Schema,
    hidden: usize,
    all: &mut Vec<Constraint>,
) -> Option<&'a str> {
    match &schema.schema_kind {
        SchemaKind::Type(SchemaType::String(it)) => {
            add_lengths(it.min_length, it.max_length, all);
            return it.pattern.as_deref();
        }
        SchemaKind::Type(SchemaType::Number(it)) => {
            let exclusive = (it.exclusive_minimum, it.exclusive_maximum);
            let [minimum, maximum] = [it.minimum, it.maximum].map(|it| it.and_then(float));
            add_range(minimum, maximum, exclusive, all);
            add_multiple(it.multiple_of, all);
        }
        SchemaKind::Type(SchemaType::Integer(it)) => {
            let exclusive = (it.exclusive_minimum, it.exclusive_maximum);
            let text =
                |key: &str, whole: Option<i64>| bound(schema, key, whole.map(|it| it.to_string()));
            let minimum = text("minimum", it.minimum);
            add_range(minimum, text("maximum", it.maximum), exclusive, all);
            let multiple = text("multipleOf", it.multiple_of.filter(|it| *it > 0));
            all.extend(multiple.map(Constraint::MultipleOf));
        }
        SchemaKind::Type(SchemaType::Array(it)) => {
            add_items(it.min_items, it.max_items, it.unique_items, all);
        }
        SchemaKind::Type(SchemaType::Object(it)) => {
            let least = it.min_properties.map(|it| it.saturating_sub(hidden));
            add_counts(least, it.max_properties, all);
        }
        SchemaKind::Any(it) => {
            add_any(schema, it, hidden, all);
            return it.pattern.as_deref();
        }
        SchemaKind::Type(SchemaType::Boolean(_))
        | SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. } => {}
    }
    None
}

fn add_any(schema: &Schema, it: &AnySchema, hidden: usize, all: &mut Vec<Constraint>) {
    add_lengths(it.min_length, it.max_length, all);
    let exclusive = [it.exclusive_minimum, it.exclusive_maximum].map(|it| it == Some(true));
    let text = |key: &str, known: Option<f64>| bound(schema, key, known.and_then(float));
    let minimum = text("minimum", it.minimum);
    add_range(minimum, text("maximum", it.maximum), exclusive.into(), all);
    let multiple = text("multipleOf", it.multiple_of.filter(|it| *it > 0.0));
    all.extend(multiple.map(Constraint::MultipleOf));
    add_items(
        it.min_items,
        it.max_items,
        it.unique_items == Some(true),
        all,
    );
    let least = it.min_properties.map(|it| it.saturating_sub(hidden));
    add_counts(least, it.max_properties, all);
}

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

/// A bound as the model has it, or as it stands beside that, where it is an integer without room for it.
fn bound(schema: &Schema, key: &str, known: Option<String>) -> Option<String> {
    let exact = schema.schema_data.extensions.get(EXACT);
    let exact = exact.and_then(|it| it.get(key)?.as_str());
    exact.map(str::to_owned).or(known)
}

/// A number as JSON has it.
fn float(number: f64) -> Option<String> {
    Number::from_f64(number).map(|it| it.to_string())
}

fn add_lengths(least: Option<usize>, most: Option<usize>, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinLength));
    all.extend(counted(most).map(Constraint::MaxLength));
}

fn add_items(least: Option<usize>, most: Option<usize>, unique: bool, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinItems));
    all.extend(counted(most).map(Constraint::MaxItems));
    all.extend(unique.then_some(Constraint::UniqueItems));
}

fn add_counts(least: Option<usize>, most: Option<usize>, all: &mut Vec<Constraint>) {
    all.extend(counted(least.filter(|it| *it > 0)).map(Constraint::MinProperties));
    all.extend(counted(most).map(Constraint::MaxProperties));
}

fn counted(count: Option<usize>) -> Option<u64> {
    count.and_then(|it| u64::try_from(it).ok())
}

fn add_range(
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

fn add_multiple(of: Option<f64>, all: &mut Vec<Constraint>) {
    let of = of.filter(|it| *it > 0.0).and_then(float);
    all.extend(of.map(Constraint::MultipleOf));
}
