//! `enum`: enums of strings, of numbers, or of any scalars, and what lists of other values become.

use std::collections::BTreeSet;

use openapiv3::SchemaData;
use serde_json::Value;

use super::enum_extensions::{about_values, listed};
use super::enum_labels::Labels;
use super::keywords::Keywords;
use super::{array, object};
use crate::diag::Diagnostics;
use crate::ir::{
    self, AboutValue, ScalarEnum, ScalarKind, ScalarValue, TextEnum, TextValue, Type, TypeDef,
    TypeKind,
};
use crate::lower::context::LoweringContext;
use crate::lower::docs;
use crate::lower::docs::example::value_of;
use crate::lower::losses::untyped;
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::origin::Origin;

/// Up to this size, a double holds every whole number.
const MAX_EXACT: u64 = 1 << 53;

/// The type of a schema with `enum`: an enum of its values, where they are scalars and more than what a boolean holds.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    keywords: &Keywords<'a>,
    at: &Origin,
    target: &Target,
) -> Type {
    let all = |is: fn(&Value) -> bool| {
        let mut listed = keywords.values.iter().filter(|value| !value.is_null());
        listed.all(is)
    };
    // Nothing but `null`, which is said beside the type.
    if all(|_| false) {
        return Type::Json;
    }
    if all(Value::is_boolean) {
        return Type::Bool;
    }
    let at_enum = at.key("enum");
    if all(Value::is_array) || all(Value::is_object) {
        let message = "the client does not check which of these lists or objects a value is";
        let warning = cx.diagnostics.warning("not-carried", &at_enum, message);
        warning.about_key();
        return if all(Value::is_array) {
            array::lower(cx, keywords, at, target)
        } else {
            object::lower(cx, keywords, at, target)
        };
    }
    if !all(|value| !value.is_array() && !value.is_object()) {
        let what = "an enum of values with others inside them";
        return untyped(cx.diagnostics, &at_enum, what);
    }
    let values = distinct(keywords, at, cx.diagnostics);
    let closed = cx.configured.closes_enum(at, cx.diagnostics);
    let kind = if all(Value::is_string) {
        TypeKind::TextEnum(text_enum(values, closed, keywords.data.default.as_ref()))
    } else {
        let kind = if all(Value::is_i64) && keywords.typ != Some("number") {
            ScalarKind::Integer
        } else if all(is_exact) {
            ScalarKind::Number
        } else {
            ScalarKind::Any
        };
        TypeKind::ScalarEnum(scalar_enum(kind, values, closed))
    };
    Type::Named(cx.define(TypeDef {
        place: target.place.clone(),
        direction: target.direction,
        kind,
        title: docs::name_of_schema(keywords.data),
        docs: match listed(keywords) {
            Some(Labels { rest, .. }) => {
                docs::text(Some(&rest)).or_else(|| docs::text(keywords.data.title.as_deref()))
            }
            None => docs::of_schema(keywords.data),
        },
        deprecated: keywords.data.deprecated,
        origin: at.clone(),
    }))
}

fn text_enum(values: Vec<(&Value, AboutValue)>, closed: bool, default: Option<&Value>) -> TextEnum {
    let value = |(value, about): (&Value, AboutValue)| {
        let wire = value.as_str()?.to_owned();
        Some(TextValue { wire, about })
    };
    let values: Vec<TextValue> = values.into_iter().filter_map(value).collect();
    let default = default.and_then(Value::as_str);
    let default = default.filter(|it| values.iter().any(|value| value.wire == *it));
    TextEnum {
        default: default.map(str::to_owned),
        values,
        closed,
    }
}

fn scalar_enum(kind: ScalarKind, values: Vec<(&Value, AboutValue)>, closed: bool) -> ScalarEnum {
    let value = |(value, about): (&Value, AboutValue)| {
        let wire = value_of(value)?;
        Some(ScalarValue { wire, about })
    };
    ScalarEnum {
        kind,
        values: values.into_iter().filter_map(value).collect(),
        closed,
    }
}

/// The values but for `null`, each once, with what the description says about them.
fn distinct<'v>(
    keywords: &'v Keywords<'_>,
    at: &Origin,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'v Value, AboutValue)> {
    let about = about_values(keywords, at, diagnostics);
    let mut seen = BTreeSet::new();
    let values = keywords.values.iter().zip(about);
    values
        .filter(|(value, _)| !value.is_null() && seen.insert(value.to_string()))
        .collect()
}

/// The only value that is left of a type: it has no other, or the `enum` of the place where it is used lists no other.
pub(in crate::lower) fn constant(
    types: &TypeArena,
    ty: &Type,
    keywords: &Keywords<'_>,
) -> Option<ir::Value> {
    let listed = match keywords.values.as_slice() {
        [only] => value_of(only),
        _ => None,
    };
    if *ty == Type::Bool {
        return listed;
    }
    let known: Vec<ir::Value> = match types.kind(ty)? {
        TypeKind::TextEnum(list) => {
            let values = list.values.iter();
            values
                .map(|it| ir::Value::String(it.wire.clone()))
                .collect()
        }
        TypeKind::ScalarEnum(list) => list.values.iter().map(|it| it.wire.clone()).collect(),
        TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Answer(_) => return None,
    };
    match known.as_slice() {
        // One of several alternatives may be any string.
        [only] if !keywords.has_union() => Some(only.clone()),
        _ => listed.filter(|listed| known.contains(listed)),
    }
}

/// Whether a constant is the `default` of its schema.
pub(in crate::lower) fn is_default(constant: Option<&ir::Value>, data: &SchemaData) -> bool {
    let default = data.default.as_ref().and_then(value_of);
    default.is_some() && default.as_ref() == constant
}

/// Whether a type is an enum that holds values it does not list.
pub(in crate::lower) fn is_open(types: &TypeArena, ty: &Type) -> bool {
    match types.kind(ty) {
        Some(TypeKind::TextEnum(list)) => !list.closed,
        Some(TypeKind::ScalarEnum(list)) => !list.closed,
        Some(TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Answer(_)) | None => false,
    }
}

/// Whether a double holds a number as it is written. Others are told apart by all of their digits.
fn is_exact(value: &Value) -> bool {
    let size = value.as_i64().map(i64::unsigned_abs).or(value.as_u64());
    value.is_number() && size.is_none_or(|size| size <= MAX_EXACT)
}
