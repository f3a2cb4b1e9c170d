//! The constraints that say all by themselves, without tables inside of them.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use super::constraint::Constraint;
use super::decimal::Decimal;
#[cfg(feature = "validate-patterns")]
use super::pattern::is_found;
use crate::runtime::data::Json;

/// Whether a value fulfils a constraint; yes where that holds tables.
pub(super) fn is_fulfilled(constraint: &Constraint, value: &Json) -> bool {
    let compare = |bound: &str| Decimal::of(value)?.compare(Decimal::parse(bound)?);
    let length = || value.as_str().map(|it| it.chars().count());
    let items = value.as_array().map(Vec::len);
    let properties = value.as_object().map(serde_json::Map::len);
    match constraint {
        Constraint::Type(types) => types.iter().any(|it| is_of_type(it, value)),
        Constraint::Enum(texts) => value.as_str().is_some_and(|it| texts.contains(&it)),
        Constraint::NumberEnum(numbers) => {
            let number = Decimal::of(value);
            value.is_number()
                && (number.is_none() || numbers.iter().any(|it| Decimal::parse(it) == number))
        }
        Constraint::MinLength(least) => length().is_none_or(|it| at_least(it, *least)),
        Constraint::MaxLength(most) => length().is_none_or(|it| at_most(it, *most)),
        #[cfg(feature = "validate-patterns")]
        Constraint::Pattern(pattern) => value.as_str().is_none_or(|it| is_found(pattern, it)),
        #[cfg(not(feature = "validate-patterns"))]
        Constraint::Pattern(_) => true,
        Constraint::Minimum(bound) => compare(bound).is_none_or(Ordering::is_ge),
        Constraint::ExclusiveMinimum(bound) => compare(bound).is_none_or(Ordering::is_gt),
        Constraint::Maximum(bound) => compare(bound).is_none_or(Ordering::is_le),
        Constraint::ExclusiveMaximum(bound) => compare(bound).is_none_or(Ordering::is_lt),
        Constraint::MultipleOf(divisor) => {
            let both = Decimal::of(value).zip(Decimal::parse(divisor));
            both.is_none_or(|(number, divisor)| number.is_multiple_of(divisor))
        }
        Constraint::MinItems(least) => items.is_none_or(|it| at_least(it, *least)),
        Constraint::MaxItems(most) => items.is_none_or(|it| at_most(it, *most)),
        Constraint::UniqueItems => value.as_array().is_none_or(|it| are_unique(it)),
        Constraint::MinProperties(least) => properties.is_none_or(|it| at_least(it, *least)),
        Constraint::MaxProperties(most) => properties.is_none_or(|it| at_most(it, *most)),
        Constraint::Required(names) => value
            .as_object()
            .is_none_or(|object| names.iter().all(|it| object.contains_key(*it))),
        Constraint::Nullable
        | Constraint::PrefixItems(_)
        | Constraint::Items(_)
        | Constraint::Properties(_)
        | Constraint::AdditionalProperties(..)
        | Constraint::Ref(_)
        | Constraint::AnyOf(_) => true,
    }
}

fn at_least(count: usize, least: u64) -> bool {
    u64::try_from(count).is_ok_and(|it| it >= least)
}

fn at_most(count: usize, most: u64) -> bool {
    u64::try_from(count).is_ok_and(|it| it <= most)
}

fn is_of_type(name: &str, value: &Json) -> bool {
    match value {
        Json::Null => name == "null",
        Json::Bool(_) => name == "boolean",
        Json::Number(_) => {
            name == "number"
                || name == "integer" && Decimal::of(value).is_none_or(Decimal::is_integer)
        }
        Json::String(_) => name == "string",
        Json::Array(_) => name == "array",
        Json::Object(_) => name == "object",
    }
}

/// Whether no two values are equal: the order of properties does not count, and neither does how a number is written.
fn are_unique(items: &[Json]) -> bool {
    let mut seen = BTreeSet::new();
    items.iter().all(|it| {
        let mut text = String::new();
        write_canonical(it, &mut text).is_ok() && seen.insert(text)
    })
}

fn write_canonical(value: &Json, out: &mut dyn fmt::Write) -> fmt::Result {
    match value {
        Json::Number(number) => match Decimal::of(value) {
            Some(number) => write!(out, "{number:?}"),
            None => write!(out, "{number}"),
        },
        Json::Array(items) => {
            out.write_char('[')?;
            for item in items {
                write_canonical(item, out)?;
                out.write_char(',')?;
            }
            out.write_char(']')
        }
        Json::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_unstable_by_key(|(name, _)| name.as_str());
            out.write_char('{')?;
            for (name, value) in entries {
                write!(out, "{name:?}:")?;
                write_canonical(value, out)?;
                out.write_char(',')?;
            }
            out.write_char('}')
        }
        Json::Null | Json::Bool(_) | Json::String(_) => write!(out, "{value}"),
    }
}
