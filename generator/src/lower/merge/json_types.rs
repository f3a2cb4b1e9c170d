//! The JSON types that schemas allow for one value.

use serde_json::Value;

use super::conjuncts::Conjunct;
use crate::ir::JsonKind;
use crate::lower::schema::keywords::Keywords;

/// The JSON types that a value can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum JsonTypes {
    /// Several.
    Any,
    /// One.
    One(JsonKind),
    /// None: the schemas contradict each other.
    None,
}

impl JsonTypes {
    /// The types that both allow. Whole numbers are numbers.
    pub(in crate::lower) fn and(self, other: Self) -> Self {
        use JsonKind::{Integer, Number};
        match (self, other) {
            (Self::Any, other) | (other, Self::Any) => other,
            (Self::One(one), Self::One(other)) if one == other => self,
            (Self::One(Integer), Self::One(Number)) | (Self::One(Number), Self::One(Integer)) => {
                Self::One(Integer)
            }
            _ => Self::None,
        }
    }
}

/// The JSON types that all conjuncts allow.
pub(in crate::lower) fn json_types(conjuncts: &[Conjunct<'_>]) -> JsonTypes {
    let constraining = conjuncts.iter().filter(|it| it.constrains_type());
    let types =
        constraining.map(|it| json_type(&it.keywords).map_or(JsonTypes::Any, JsonTypes::One));
    types.fold(JsonTypes::Any, JsonTypes::and)
}

/// The JSON type of the values of a schema; `None` where it can be several.
pub(in crate::lower) fn json_type(keywords: &Keywords<'_>) -> Option<JsonKind> {
    let all = |is: fn(&Value) -> bool| {
        let mut values = keywords.values.iter();
        !keywords.values.is_empty() && values.all(|value| is(value) || value.is_null())
    };
    match keywords.typ {
        Some("boolean") => Some(JsonKind::Bool),
        Some("integer") => Some(JsonKind::Integer),
        Some("number") => Some(JsonKind::Number),
        Some("string") => Some(JsonKind::String),
        Some("array") => Some(JsonKind::Array),
        Some("object") => Some(JsonKind::Object),
        _ if keywords.has_properties()
            || keywords.additional.is_some()
            || !keywords.required.is_empty() =>
        {
            Some(JsonKind::Object)
        }
        _ if keywords.items.is_some() => Some(JsonKind::Array),
        _ if keywords.allow_only_null() => None,
        _ if all(Value::is_string) => Some(JsonKind::String),
        _ if all(Value::is_boolean) => Some(JsonKind::Bool),
        _ if all(|value| value.is_i64() || value.is_u64()) => Some(JsonKind::Integer),
        _ if all(Value::is_number) => Some(JsonKind::Number),
        _ => None,
    }
}
