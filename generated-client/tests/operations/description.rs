//! The description, as far as its requests and its examples go.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use super::schema;

/// The operations of the description.
pub struct Description {
    pub operations: Vec<Operation>,
}

/// An operation, and the requests that it allows. A request is seen as one value, `{"path": {}, "query": {}, "body": {}}`.
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    method: String,
    path: Vec<String>,
    parameters: Vec<Parameter>,
    requests: Validator,
    /// The request that the examples of the parameters and of the body make.
    pub request_example: Value,
    /// The example of the response that says it went well.
    pub response_example: Value,
    /// The example of the response that says it was refused.
    pub refusal_example: Value,
}

/// A parameter of a path or a query.
pub struct Parameter {
    pub name: String,
    pub place: String,
    pub required: bool,
    pub schema: Value,
    example: Value,
}

impl Description {
    /// Reads the description beside the crate.
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/realtime-kit.yaml");
        let root: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut operations = Vec::new();
        for (path, item) in root["paths"].as_object().unwrap() {
            for (method, node) in item.as_object().unwrap() {
                if method != "parameters" {
                    let shared = &item["parameters"];
                    operations.push(Operation::read(&root, path, shared, method, node));
                }
            }
        }
        Self { operations }
    }

    /// The operation with this `operationId`.
    pub fn operation(&self, id: &str) -> &Operation {
        let mut operations = self.operations.iter();
        operations.find(|operation| operation.id == id).unwrap()
    }

    /// The operation that is asked for. Where several paths fit, the one with the fewest parameters does.
    pub fn find(&self, method: &str, path: &str) -> Option<&Operation> {
        let path: Vec<&str> = path.split('/').collect();
        self.operations
            .iter()
            .filter(|operation| operation.method == method && operation.fits(&path))
            .min_by_key(|operation| {
                operation
                    .path
                    .iter()
                    .filter(|it| name_in(it).is_some())
                    .count()
            })
    }
}

impl Operation {
    fn read(root: &Value, path: &str, shared: &Value, method: &str, node: &Value) -> Self {
        let parameters: Vec<Parameter> = [shared, &node["parameters"]]
            .into_iter()
            .filter_map(Value::as_array)
            .flatten()
            .map(|parameter| Parameter::read(schema::resolve(root, parameter)))
            .collect();
        let body = node.get("requestBody").map(|body| content(root, body));
        let responses = &node["responses"];
        Self {
            id: text(&node["operationId"]),
            method: method.to_uppercase(),
            path: path.split('/').map(str::to_owned).collect(),
            requests: schema::requests(root, &parameters, body.map(|body| &body["schema"])),
            request_example: request_example(&parameters, body),
            response_example: content(root, &responses["200"])["example"].clone(),
            refusal_example: content(root, &responses["4XX"])["example"].clone(),
            parameters,
        }
    }

    fn fits(&self, path: &[&str]) -> bool {
        let mut pairs = self.path.iter().zip(path);
        self.path.len() == path.len()
            && pairs.all(|(own, sent)| name_in(own).is_some() || own == sent)
    }

    /// The parts of a request as one value.
    pub fn request(&self, path: &str, query: &str, body: &[u8]) -> Value {
        let segments = self.path.iter().zip(path.split('/'));
        let path: Map<String, Value> = segments
            .filter_map(|(own, sent)| Some((name_in(own)?.to_owned(), json!(decoded(sent)))))
            .collect();
        let mut request = json!({ "path": path, "query": self.query(query) });
        if !body.is_empty() {
            let text = String::from_utf8_lossy(body);
            request["body"] = serde_json::from_str(&text).unwrap_or(json!(text));
        }
        request
    }

    /// A query with its values as their schemas type them.
    fn query(&self, query: &str) -> Map<String, Value> {
        let mut values = Map::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decoded(name), decoded(value));
            let mut parameters = self.parameters.iter();
            let known = parameters.find(|it| it.place == "query" && it.name == name);
            let schema = known.map_or(&Value::Null, |parameter| &parameter.schema);
            if schema["type"] == "array" {
                let list = values.entry(name).or_insert(json!([]));
                let item = typed(&value, &schema["items"]);
                list.as_array_mut().unwrap().push(item);
            } else if let Some(first) = values.insert(name.clone(), typed(&value, schema)) {
                // No schema but that of a list allows it, so that it counts as a fault.
                values.insert(name, json!([first, value]));
            }
        }
        values
    }

    /// What is wrong with a request.
    pub fn faults(&self, request: &Value) -> Vec<String> {
        let errors = self.requests.iter_errors(request);
        errors
            .map(|error| format!("{} {}: {error}", self.id, error.instance_path()))
            .collect()
    }
}

impl Parameter {
    fn read(node: &Value) -> Self {
        Self {
            name: text(&node["name"]),
            place: text(&node["in"]),
            required: node["required"] == true,
            schema: node["schema"].clone(),
            example: node["example"].clone(),
        }
    }
}

fn request_example(parameters: &[Parameter], body: Option<&Value>) -> Value {
    let mut request = json!({ "path": {}, "query": {} });
    for parameter in parameters {
        request[&parameter.place][&parameter.name] = parameter.example.clone();
    }
    if let Some(body) = body {
        request["body"] = body["example"].clone();
    }
    request
}

/// The name of the parameter that a part of a path stands for.
fn name_in(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// The JSON of a body or a response.
fn content<'a>(root: &'a Value, node: &'a Value) -> &'a Value {
    &schema::resolve(root, node)["content"]["application/json"]
}

/// The value that a text stands for; the text itself where it is no such value.
fn typed(value: &str, schema: &Value) -> Value {
    let parsed = match schema["type"].as_str() {
        Some("integer" | "number" | "boolean") => serde_json::from_str(value).ok(),
        _ => None,
    };
    parsed.unwrap_or(json!(value))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn text(node: &Value) -> String {
    node.as_str().unwrap().to_owned()
}
