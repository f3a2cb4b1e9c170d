//! Schemas of all shapes.

use serde_json::{Map, Value, json};

use super::made_up::Maker;

/// The version of a description, where schemas differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

/// Names of properties and parameters.
pub(super) const NAMES: &[&str] = &[
    "id", "name", "type", "a", "A", "a-b", "a_b", "aB", "1", "", "-", "self", "Self", "id[]", "ü",
    "u\u{308}", "日本", "items", "new", "as", "_", "data", "error", "body", "params", "view", "Ok",
    "None", "crate", "types", "client", "async", "send",
];

/// Names of components.
pub(super) const COMPONENTS: &[&str] = &[
    "Pet",
    "pet",
    "PetBase",
    "A",
    "AB",
    "A_B",
    "Params",
    "Response",
    "Client",
    "Json",
    "String",
    "Option",
    "Self",
    "1x",
    "x.y",
    "GetA",
    "GetAParams",
    "type",
];

/// Values of enums and of mappings.
const VALUES: &[&str] = &[
    "a", "b", "A", "", "a b", "1", "-1", "true", "null", "ü", "u\u{308}", "Self", "*", "<",
    "Unknown", "as_str",
];

impl Maker<'_, '_> {
    pub(super) fn schema(&mut self, depth: usize) -> Value {
        let kinds = match (depth, self.version) {
            (0, _) => 2,
            (_, Version::V2_0) => 7,
            _ => 9,
        };
        let mut schema = match self.choices.below(kinds) {
            0 => self.leaf(),
            1 => self.reference(),
            2 | 3 => self.object(depth - 1),
            4 => json!({"type": "array", "items": self.schema(depth - 1)}),
            5 => json!({"type": "object", "additionalProperties": self.schema(depth - 1)}),
            6 => {
                let count = 1 + self.choices.below(2);
                let parts: Vec<Value> = (0..count).map(|_| self.schema(depth - 1)).collect();
                json!({"allOf": parts})
            }
            7 => self.union(depth - 1),
            _ if self.version == Version::V3_0 => self.object(depth - 1),
            _ => {
                let count = 1 + self.choices.below(2);
                let places: Vec<Value> = (0..count).map(|_| self.schema(depth - 1)).collect();
                json!({"type": "array", "prefixItems": places, "minItems": 2, "items": self.choices.is(50)})
            }
        };
        if self.choices.is(20) {
            self.refine(&mut schema, depth);
        }
        schema
    }

    /// Adds what may stand in any schema.
    fn refine(&mut self, schema: &mut Value, depth: usize) {
        let words = [
            "description",
            "deprecated",
            "readOnly",
            "writeOnly",
            "nullable",
            "type",
            "and",
            "example",
            "default",
        ];
        let word = self.choices.one(&words);
        match (word, schema) {
            ("description" | "example" | "default", schema) => schema[word] = self.text().into(),
            ("type", Value::Object(schema)) => {
                if let Some(known) = schema.get("type").cloned() {
                    schema.insert("type".to_owned(), json!([known, "null"]));
                }
            }
            ("and", Value::Object(schema)) => {
                if let Value::Object(other) = self.object(depth.saturating_sub(1)) {
                    schema.extend(other);
                }
            }
            (word, schema) => schema[word] = true.into(),
        }
    }

    fn reference(&mut self) -> Value {
        let index = self.choices.below(self.components);
        let name = COMPONENTS.get(index).copied().unwrap_or_default();
        let place = if self.version == Version::V2_0 {
            "definitions"
        } else {
            "components/schemas"
        };
        json!({"$ref": format!("#/{place}/{name}")})
    }

    pub(super) fn leaf(&mut self) -> Value {
        match self.choices.below(9) {
            0 => json!({"type": "string"}),
            1 => {
                json!({"type": "integer", "format": self.choices.one(&["int32", "int64", "uint64", "x"])})
            }
            2 => json!({"type": "number"}),
            3 => json!({"type": "boolean"}),
            4 => json!({}),
            5 => {
                json!({"type": "string", "enum": self.choices.list(4, |choices| choices.one(VALUES))})
            }
            6 => {
                json!({"type": "string", "format": self.choices.one(&["date-time", "date", "byte", "binary", "password"])})
            }
            7 => json!({"enum": ["a", 1, 2.5, true, null]}),
            _ => json!({"type": "integer", "enum": [1, 2, -1]}),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let names = self.choices.some(NAMES, 4);
        let required: Vec<&str> = names
            .iter()
            .copied()
            .filter(|_| self.choices.is(40))
            .collect();
        let properties: Map<String, Value> = names
            .iter()
            .map(|name| ((*name).to_owned(), self.schema(depth)))
            .collect();
        let mut object = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        if self.choices.is(20) {
            object["additionalProperties"] = if self.choices.is(50) {
                self.schema(depth)
            } else {
                self.choices.is(50).into()
            };
        }
        object
    }

    fn union(&mut self, depth: usize) -> Value {
        let keyword = self.choices.one(&["oneOf", "anyOf"]);
        let count = 1 + self.choices.below(3);
        if self.choices.is(60) {
            let branches: Vec<Value> = (0..count).map(|_| self.schema(depth)).collect();
            return json!({keyword: branches});
        }
        let branches: Vec<Value> = (0..count).map(|_| self.reference()).collect();
        let mut discriminator = json!({"propertyName": self.choices.one(&["type", "a-b", "name"])});
        if self.choices.is(50) {
            let mapping: Map<String, Value> = branches
                .iter()
                .map(|branch| (self.choices.one(VALUES).to_owned(), branch["$ref"].clone()))
                .collect();
            discriminator["mapping"] = mapping.into();
        }
        json!({keyword: branches, "discriminator": discriminator})
    }
}
