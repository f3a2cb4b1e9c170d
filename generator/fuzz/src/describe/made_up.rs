//! Descriptions of all shapes, as nobody would write them.

use serde_json::{Map, Value, json};

use super::schema::{COMPONENTS, NAMES, Version};
use super::text::TEXTS;
use super::{Choices, swagger};

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
    "application/json-seq",
    "*/*",
    "application/problem+json",
];

/// A description of any version.
pub(crate) fn made_up(choices: &mut Choices<'_>) -> Value {
    let version = match choices.below(6) {
        0 | 1 => Version::V3_0,
        2 | 3 => Version::V3_1,
        4 => Version::V3_2,
        _ => return swagger::made_up(choices),
    };
    let components = 1 + choices.below(COMPONENTS.len());
    Maker {
        choices,
        version,
        components,
    }
    .description()
}

/// What a description is made with.
pub(super) struct Maker<'m, 'a> {
    pub(super) choices: &'m mut Choices<'a>,
    pub(super) version: Version,
    /// How many schemas have a name.
    pub(super) components: usize,
}

impl Maker<'_, '_> {
    fn description(&mut self) -> Value {
        let components = self.named_schemas();
        let paths: Map<String, Value> = (0..=self.choices.below(4))
            .map(|index| self.path(index))
            .collect();
        let mut description = json!({
            "openapi": match self.version {
                Version::V3_1 => "3.1.1",
                Version::V3_2 => "3.2.0",
                _ => "3.0.4",
            },
            "info": {"title": "T", "version": "1", "description": self.text()},
            "paths": paths,
            "components": {
                "schemas": components,
                "securitySchemes": {
                    "key": {"type": "apiKey", "in": self.choices.one(&["header", "query", "cookie"]), "name": "key"},
                    "token": {"type": "http", "scheme": self.choices.one(&["bearer", "basic"]), "description": self.text()},
                },
            },
        });
        if self.choices.is(40) {
            description["security"] = self.security();
        }
        if self.choices.is(30) {
            let url = self
                .choices
                .one(&["https://a.test/v1", "/", "https://{a}.test", "//b.test"]);
            description["servers"] = json!([{"url": url, "description": self.text(), "variables": {"a": {"default": "b"}}}]);
        }
        if self.choices.is(20) {
            let (name, text) = (self.choices.one(TAGS), self.text());
            description["tags"] = json!([{"name": name, "description": text, "externalDocs": {"url": text, "description": text}}]);
        }
        if self.version != Version::V3_0 && self.choices.is(20) {
            let content = self.content();
            description["webhooks"] =
                json!({"made": {"post": {"requestBody": {"content": content}, "responses": {}}}});
        }
        description
    }

    pub(super) fn named_schemas(&mut self) -> Map<String, Value> {
        let names = COMPONENTS.iter().take(self.components);
        names
            .map(|name| ((*name).to_owned(), self.schema(3)))
            .collect()
    }

    pub(super) fn text(&mut self) -> &'static str {
        self.choices.one(TEXTS)
    }

    pub(super) fn security(&mut self) -> Value {
        let requirements = [
            json!([]),
            json!([{}]),
            json!([{"key": []}]),
            json!([{"key": []}, {"token": []}]),
            json!([{"key": [], "token": []}]),
        ];
        requirements
            .get(self.choices.below(requirements.len()))
            .cloned()
            .unwrap_or_default()
    }

    fn path(&mut self, index: usize) -> (String, Value) {
        let parameters = self.choices.some(&["id", "name", "self", "a-b", "1"], 2);
        let mut path = format!(
            "/{}{index}",
            self.choices.one(&["a", "v1/pets", "a.b", "type"])
        );
        path.extend(parameters.iter().map(|name| format!("/{{{name}}}")));
        let mut methods = self
            .choices
            .some(&["post", "put", "delete", "patch", "head", "options"], 2);
        methods.push("get");
        if self.version == Version::V3_2 && self.choices.is(20) {
            methods.push("query");
        }
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
        for name in self.choices.some(NAMES, 4) {
            let place = self.choices.one(&["query", "query", "header", "cookie"]);
            parameters.push(self.parameter(name, place));
        }
        operation["parameters"] = parameters.into();
        self.naming(&mut operation);
        if self.choices.is(40) {
            let (content, required) = (self.content(), self.choices.is(50));
            operation["requestBody"] =
                json!({"content": content, "required": required, "description": self.text()});
        }
        let statuses = self.choices.some(
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

    /// What every version says about an operation.
    pub(super) fn naming(&mut self, operation: &mut Value) {
        if self.choices.is(50) {
            let names = [
                "get",
                "getA",
                "list",
                "users.list",
                "Self",
                "a-b",
                "type",
                "new",
                "builder",
            ];
            operation["operationId"] =
                format!("{}{}", self.choices.one(&names), self.choices.below(1000)).into();
        }
        if self.choices.is(50) {
            operation["tags"] = json!([self.choices.one(TAGS)]);
        }
        if self.choices.is(15) {
            operation["security"] = self.security();
        }
        if self.choices.is(40) {
            operation["summary"] = self.text().into();
            operation["description"] = self.text().into();
        }
        if self.choices.is(10) {
            operation["deprecated"] = true.into();
        }
    }

    fn parameter(&mut self, name: &str, place: &str) -> Value {
        let styles: &[&str] = match place {
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "path" => &["simple", "label", "matrix"],
            "header" => &["simple"],
            _ => &["form"],
        };
        let required = place == "path" || self.choices.is(30);
        let mut parameter = json!({"name": name, "in": place, "required": required});
        if self.choices.is(20) {
            parameter["description"] = self.text().into();
        }
        if self.choices.is(8) {
            parameter["content"] = json!({"application/json": {"schema": self.schema(1)}});
            return parameter;
        }
        let depth = self.choices.below(3);
        parameter["schema"] = self.schema(depth);
        parameter["style"] = self.choices.one(styles).into();
        if self.choices.is(50) {
            parameter["explode"] = self.choices.is(50).into();
        }
        parameter
    }

    fn content(&mut self) -> Value {
        let types = self.choices.list(2, |choices| choices.one(MEDIA_TYPES));
        let content = types
            .into_iter()
            .map(|media_type| (media_type.to_owned(), self.media_type()));
        content.collect::<Map<String, Value>>().into()
    }

    fn media_type(&mut self) -> Value {
        let keyword = if self.version == Version::V3_2 && self.choices.is(20) {
            "itemSchema"
        } else {
            "schema"
        };
        let mut media_type = json!({keyword: self.schema(2)});
        if self.choices.is(10) {
            media_type["example"] = self.text().into();
        }
        media_type
    }

    fn response(&mut self) -> Value {
        let mut response = json!({"description": self.text()});
        if self.choices.is(75) {
            response["content"] = self.content();
        }
        if self.choices.is(15) {
            response["headers"] =
                json!({self.choices.one(&["X-A", "Link"]): {"schema": self.schema(0)}});
        }
        response
    }
}

const TAGS: &[&str] = &[
    "pets", "Pets", "type", "client", "runtime", "a b", "self", "lib", "main", "types", "con",
    "build", "é", "日本",
];
