//! Values that are listed: enums of strings, and what lists of other values become.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lowering;
use super::facets::Facets;
use crate::ir::{Place, TextEnum, TextValue, Type, TypeDef, TypeKind};
use crate::origin::Origin;

impl Lowering<'_> {
    /// A schema with `enum`: an enum where all values are strings, else the type that they have in common.
    pub(super) fn values(&mut self, facets: &Facets<'_>, at: &Origin, place: &Place) -> Type {
        let listed: Vec<&Value> = facets
            .values
            .iter()
            .filter(|value| !value.is_null())
            .collect();
        let all =
            |is: fn(&Value) -> bool| !listed.is_empty() && listed.iter().all(|value| is(value));
        if all(Value::is_string) {
            return self.text_enum(&listed, facets, at, place);
        }
        // Nothing but `null`, which is said beside the type.
        if listed.is_empty() {
            return Type::Json;
        }
        if all(Value::is_boolean) {
            return Type::Bool;
        }
        if all(|value| value.is_i64() || value.is_u64()) {
            return Type::I64;
        }
        if all(Value::is_number) {
            return Type::F64;
        }
        self.widen(&at.key("enum"), "an enum of values of several types")
    }

    fn text_enum(
        &mut self,
        listed: &[&Value],
        facets: &Facets<'_>,
        at: &Origin,
        place: &Place,
    ) -> Type {
        let mut seen = BTreeSet::new();
        let values = listed
            .iter()
            .filter_map(|value| value.as_str())
            .filter(|wire| seen.insert(*wire))
            .map(|wire| TextValue {
                wire: wire.to_owned(),
            })
            .collect();
        let direction = self.direction;
        Type::Named(self.define(TypeDef {
            place: place.clone(),
            direction,
            kind: TypeKind::TextEnum(TextEnum { values }),
            docs: super::docs::of_schema(facets.data),
            deprecated: facets.data.deprecated,
            origin: at.clone(),
        }))
    }
}
