//! Values that are listed: enums of strings, of numbers, or of both, and what lists of other values become.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ir::{
    AboutValue, Place, ScalarEnum, ScalarKind, ScalarValue, TextEnum, TextValue, Type, TypeDef,
    TypeKind,
};
use crate::lower::Lowering;
use crate::lower::docs::example::value_of;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;

/// Up to this size, a double holds every whole number.
const MAX_EXACT: u64 = 1 << 53;

impl<'a> Lowering<'a> {
    /// A schema with `enum`: an enum of its values, where they are scalars and more than what a boolean holds.
    pub(in crate::lower) fn values(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        place: &Place,
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
        if all(Value::is_array) || all(Value::is_object) {
            let message = "the client does not check which of these lists or objects a value is";
            self.diagnostics
                .warning("not-carried", &at.key("enum"), message)
                .about_key();
            return if all(Value::is_array) {
                self.list(keywords, at, place)
            } else {
                self.object(keywords, at, place)
            };
        }
        if !all(|value| !value.is_array() && !value.is_object()) {
            return self.widen(&at.key("enum"), "an enum of values with others inside them");
        }
        let listed = self.listed(keywords, at);
        let closed = self.is_closed(at);
        let kind = if all(Value::is_string) {
            let value = |(value, about): (&Value, AboutValue)| {
                let wire = value.as_str()?.to_owned();
                Some(TextValue { wire, about })
            };
            let values = listed.into_iter().filter_map(value).collect();
            TypeKind::TextEnum(TextEnum { values, closed })
        } else {
            let kind = if all(Value::is_i64) && keywords.typ != Some("number") {
                ScalarKind::Integer
            } else if all(is_exact) {
                ScalarKind::Number
            } else {
                ScalarKind::Any
            };
            let value = |(value, about): (&Value, AboutValue)| {
                let wire = value_of(value)?;
                Some(ScalarValue { wire, about })
            };
            let values = listed.into_iter().filter_map(value).collect();
            TypeKind::ScalarEnum(ScalarEnum {
                kind,
                values,
                closed,
            })
        };
        let direction = self.direction;
        Type::Named(self.define(TypeDef {
            place: place.clone(),
            direction,
            kind,
            docs: crate::lower::docs::of_schema(keywords.data),
            deprecated: keywords.data.deprecated,
            origin: at.clone(),
        }))
    }

    /// The values but for `null`, each once, with what the description says about them.
    fn listed<'v>(
        &mut self,
        keywords: &'v Keywords<'_>,
        at: &Origin,
    ) -> Vec<(&'v Value, AboutValue)> {
        let about = self.about_values(keywords, at);
        let mut seen = BTreeSet::new();
        let values = keywords.values.iter().zip(about);
        values
            .filter(|(value, _)| !value.is_null() && seen.insert(value.to_string()))
            .collect()
    }

    /// The only value that a type can have.
    pub(in crate::lower) fn constant(
        &self,
        ty: &Type,
        keywords: &Keywords<'_>,
    ) -> Option<crate::ir::Value> {
        match (ty, keywords.values.as_slice()) {
            (Type::Bool, [only]) => value_of(only),
            (Type::Named(id), _) => match self.types.get(id.0)?.as_ref().map(|def| &def.kind) {
                Some(TypeKind::TextEnum(list)) => match list.values.as_slice() {
                    [only] => Some(crate::ir::Value::String(only.wire.clone())),
                    _ => None,
                },
                Some(TypeKind::ScalarEnum(list)) => match list.values.as_slice() {
                    [only] => Some(only.wire.clone()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the configuration says that the enum at a place has no other values.
    fn is_closed(&mut self, at: &Origin) -> bool {
        let written = self.diagnostics.written(at).pointer;
        let about = |entry: &&String| *entry == "*" || **entry == written;
        let entries = self.config.closed_enums.iter().filter(about);
        let entries: Vec<String> = entries.cloned().collect();
        let is_closed = !entries.is_empty();
        self.used.closed_enums.extend(entries);
        is_closed
    }
}

/// Whether a double holds a number as it is written. Others are told apart by all of their digits.
fn is_exact(value: &Value) -> bool {
    let size = value.as_i64().map(i64::unsigned_abs).or(value.as_u64());
    value.is_number() && size.is_none_or(|size| size <= MAX_EXACT)
}
