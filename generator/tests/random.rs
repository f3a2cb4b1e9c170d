//! Descriptions of all shapes, as nobody would write them: each is answered, as `tests/robust.rs` asks of changed ones.
//!
//! `CASES=10000 cargo test -p openapi-client-generator --test random` looks longer.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

mod support;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use support::answered::check;

fn cases() -> u32 {
    let asked = std::env::var("CASES").ok();
    asked.map_or(64, |text| text.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_description_is_answered(numbers in prop::collection::vec(any::<u16>(), 0..600)) {
        let mut choices = Choices { numbers: numbers.into_iter(), components: 0, is_3_0: false };
        check(&choices.description().to_string());
    }
}

/// Decides by numbers; where there are none left, for what is simplest.
struct Choices {
    numbers: std::vec::IntoIter<u16>,
    components: usize,
    is_3_0: bool,
}

/// Names of properties and parameters.
const NAMES: &[&str] = &[
    "id", "name", "type", "a", "A", "a-b", "a_b", "aB", "1", "", "-", "self", "Self", "id[]", "ü",
    "日本", "items", "new", "as", "_", "data", "error", "body", "params", "view", "Ok", "None",
    "crate", "types", "client", "async", "send",
];

/// Names of components.
const COMPONENTS: &[&str] = &[
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
    "a", "b", "A", "", "a b", "1", "-1", "true", "null", "ü", "Self", "*", "<", "Unknown", "as_str",
];

const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/json",
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "application/octet-stream",
    "application/xml",
    "text/event-stream",
    "application/x-ndjson",
    "*/*",
    "application/problem+json",
];

impl Choices {
    fn below(&mut self, end: usize) -> usize {
        usize::from(self.numbers.next().unwrap_or(0)) % end
    }

    /// Whether something is so that is so in a number of cases out of 100.
    fn is(&mut self, percent: usize) -> bool {
        self.below(100) > 99 - percent
    }

    fn one<T: Copy>(&mut self, list: &[T]) -> T {
        *list.get(self.below(list.len())).unwrap()
    }

    /// Up to `most` of a list, each once.
    fn some<T: Copy + PartialEq>(&mut self, list: &[T], most: usize) -> Vec<T> {
        let mut chosen = Vec::new();
        for _ in 0..self.below(most + 1) {
            let one = self.one(list);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }

    fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..=self.below(most)).map(|_| make(self)).collect()
    }

    fn description(&mut self) -> Value {
        self.is_3_0 = self.is(50);
        self.components = 1 + self.below(COMPONENTS.len());
        let components: Map<String, Value> = (0..self.components)
            .map(|index| (COMPONENTS.get(index).unwrap().to_string(), self.schema(3)))
            .collect();
        let paths: Map<String, Value> = (0..=self.below(4)).map(|index| self.path(index)).collect();
        let mut description = json!({
            "openapi": if self.is_3_0 { "3.0.4" } else { "3.1.1" },
            "info": {"title": "T", "version": "1"},
            "paths": paths,
            "components": {
                "schemas": components,
                "securitySchemes": {
                    "key": {"type": "apiKey", "in": self.one(&["header", "query", "cookie"]), "name": "key"},
                    "token": {"type": "http", "scheme": self.one(&["bearer", "basic"])},
                },
            },
        });
        if self.is(40) {
            description["security"] = self.security();
        }
        if !self.is_3_0 && self.is(20) {
            let content = self.content();
            description["webhooks"] =
                json!({"made": {"post": {"requestBody": {"content": content}, "responses": {}}}});
        }
        description
    }

    fn security(&mut self) -> Value {
        self.one(&[
            "[]",
            "[{}]",
            r#"[{"key": []}]"#,
            r#"[{"key": []}, {"token": []}]"#,
            r#"[{"key": [], "token": []}]"#,
        ])
        .parse()
        .unwrap()
    }

    fn path(&mut self, index: usize) -> (String, Value) {
        let parameters = self.some(&["id", "name", "self", "a-b", "1"], 2);
        let mut path = format!("/{}{index}", self.one(&["a", "v1/pets", "a.b", "type"]));
        path.extend(parameters.iter().map(|name| format!("/{{{name}}}")));
        let mut methods = self.some(&["post", "put", "delete", "patch", "head", "options"], 2);
        methods.push("get");
        let item: Map<String, Value> = methods
            .into_iter()
            .map(|method| (method.to_owned(), self.operation(&parameters)))
            .collect();
        (path, item.into())
    }

    fn operation(&mut self, in_path: &[&str]) -> Value {
        let mut operation = json!({});
        let mut parameters: Vec<Value> = in_path
            .iter()
            .map(|name| self.parameter(name, "path"))
            .collect();
        for name in self.some(NAMES, 4) {
            let place = self.one(&["query", "query", "header", "cookie"]);
            parameters.push(self.parameter(name, place));
        }
        operation["parameters"] = parameters.into();
        if self.is(50) {
            let name = self.one(&[
                "get",
                "getA",
                "list",
                "users.list",
                "Self",
                "a-b",
                "type",
                "new",
                "builder",
            ]);
            operation["operationId"] = format!("{name}{}", self.below(1000)).into();
        }
        if self.is(50) {
            operation["tags"] =
                json!([self.one(&["pets", "Pets", "type", "client", "runtime", "a b", "self"])]);
        }
        if self.is(40) {
            let (content, required) = (self.content(), self.is(50));
            operation["requestBody"] = json!({"content": content, "required": required});
        }
        if self.is(15) {
            operation["security"] = self.security();
        }
        let statuses = self.some(
            &["200", "201", "204", "2XX", "302", "400", "4XX", "default"],
            4,
        );
        let responses: Map<String, Value> = statuses
            .into_iter()
            .map(|status| (status.to_owned(), self.response()))
            .collect();
        operation["responses"] = responses.into();
        operation
    }

    fn parameter(&mut self, name: &str, place: &str) -> Value {
        let styles: &[&str] = match place {
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "path" => &["simple", "label", "matrix"],
            "header" => &["simple"],
            _ => &["form"],
        };
        let mut parameter =
            json!({"name": name, "in": place, "required": place == "path" || self.is(30)});
        if self.is(8) {
            parameter["content"] = json!({"application/json": {"schema": self.schema(1)}});
            return parameter;
        }
        let depth = self.below(3);
        parameter["schema"] = self.schema(depth);
        parameter["style"] = self.one(styles).into();
        if self.is(50) {
            parameter["explode"] = self.is(50).into();
        }
        parameter
    }

    fn content(&mut self) -> Value {
        let types = self.list(2, |choices| choices.one(MEDIA_TYPES));
        let content: Map<String, Value> = types
            .into_iter()
            .map(|media_type| (media_type.to_owned(), json!({"schema": self.schema(2)})))
            .collect();
        content.into()
    }

    fn response(&mut self) -> Value {
        let mut response = json!({"description": "It."});
        if self.is(75) {
            response["content"] = self.content();
        }
        if self.is(15) {
            response["headers"] = json!({self.one(&["X-A", "Link"]): {"schema": self.schema(0)}});
        }
        response
    }

    fn schema(&mut self, depth: usize) -> Value {
        let kinds = if depth == 0 { 2 } else { 9 };
        let mut schema = match self.below(kinds) {
            0 => self.leaf(),
            1 => self.reference(),
            2 | 3 => self.object(depth - 1),
            4 => json!({"type": "array", "items": self.schema(depth - 1)}),
            5 => json!({"type": "object", "additionalProperties": self.schema(depth - 1)}),
            6 => {
                let parts = self.list(2, |choices| choices.schema(depth - 1));
                json!({"allOf": parts})
            }
            7 => self.union(depth - 1),
            _ if self.is_3_0 => self.object(depth - 1),
            _ => {
                let places = self.list(2, |choices| choices.schema(depth - 1));
                json!({"type": "array", "prefixItems": places, "minItems": 2, "items": self.is(50)})
            }
        };
        if self.is(20) {
            let other = self.object(depth.saturating_sub(1));
            let word = self.one(&[
                "description",
                "deprecated",
                "readOnly",
                "writeOnly",
                "nullable",
                "type",
                "and",
            ]);
            match (word, &mut schema) {
                ("description", schema) => schema["description"] = "*/ `x` [y](z) \\ \"".into(),
                ("type", Value::Object(schema)) if schema.get("type").is_some() => {
                    schema["type"] = json!([schema["type"], "null"]);
                }
                ("type", _) => {}
                ("and", Value::Object(schema)) => schema.extend(other.as_object().unwrap().clone()),
                (word, schema) => schema[word] = true.into(),
            }
        }
        schema
    }

    fn reference(&mut self) -> Value {
        let index = self.below(self.components);
        json!({"$ref": format!("#/components/schemas/{}", COMPONENTS.get(index).unwrap())})
    }

    fn leaf(&mut self) -> Value {
        match self.below(9) {
            0 => json!({"type": "string"}),
            1 => json!({"type": "integer", "format": self.one(&["int32", "int64", "uint64", "x"])}),
            2 => json!({"type": "number"}),
            3 => json!({"type": "boolean"}),
            4 => json!({}),
            5 => json!({"type": "string", "enum": self.list(4, |choices| choices.one(VALUES))}),
            6 => {
                json!({"type": "string", "format": self.one(&["date-time", "date", "byte", "binary", "password"])})
            }
            7 => json!({"enum": ["a", 1, 2.5, true, null]}),
            _ => json!({"type": "integer", "enum": [1, 2, -1]}),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let names = self.some(NAMES, 4);
        let required: Vec<&str> = names.iter().copied().filter(|_| self.is(40)).collect();
        let properties: Map<String, Value> = names
            .iter()
            .map(|name| ((*name).to_owned(), self.schema(depth)))
            .collect();
        let mut object = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        if self.is(20) {
            object["additionalProperties"] = if self.is(50) {
                self.schema(depth)
            } else {
                self.is(50).into()
            };
        }
        object
    }

    fn union(&mut self, depth: usize) -> Value {
        let keyword = self.one(&["oneOf", "anyOf"]);
        if self.is(60) {
            return json!({keyword: self.list(3, |choices| choices.schema(depth))});
        }
        let branches = self.list(3, Self::reference);
        let mut discriminator = json!({"propertyName": self.one(&["type", "a-b", "name"])});
        if self.is(50) {
            let mapping: Map<String, Value> = branches
                .iter()
                .map(|branch| (self.one(VALUES).to_owned(), branch["$ref"].clone()))
                .collect();
            discriminator["mapping"] = mapping.into();
        }
        json!({keyword: branches, "discriminator": discriminator})
    }
}
