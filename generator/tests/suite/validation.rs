//! What a client checks before it sends it, held against a validator of JSON Schema: the tables of the golden case `validated` are read as they
//! are generated, values are made of its schemas, and both have to say the same of each.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

mod made;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use http::Method;
use openapi_runtime::runtime::validate::{Constraint, Constraints, RequestConstraints};
use openapi_runtime::runtime::{Client, ClientBuilder, Error, Operation, Request, json};
use serde_json::{Value, json};
use syn::{Expr, Item, Lit};

/// How many values are made of each schema, and how deep references are followed.
const VALUES: u64 = 3000;
const DEPTH: usize = 5;

#[test]
fn a_validator_says_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/validated");
    let text = fs::read_to_string(folder.join("openapi.yaml")).unwrap();
    let description: Value = serde_yaml::from_str(&text).unwrap();
    let tables = Tables::read(&folder.join("expected/src/client/constraints.rs"));
    let checks = Checks::new();
    let (mut refused, mut taken) = (0, 0);
    for name in ["Order", "Item", "Color", "Money", "Pet", "Tree", "Labels"] {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("#/components/schemas/{name}"),
            "components": description["components"],
        });
        let judge = jsonschema::validator_for(&schema).unwrap();
        let table = tables.table(&name.to_uppercase(), DEPTH + 3);
        for seed in 0..VALUES {
            let mut maker = Maker {
                description: &description,
                random: seed,
            };
            let value = maker.value(&schema, DEPTH);
            let judged = judge.validate(&value).map_err(|it| it.to_string());
            let checked = checks.check(table, &value);
            match (&judged, &checked) {
                (Ok(()), None) => taken += 1,
                (Err(_), Some(_)) => refused += 1,
                _ => {
                    panic!("{name} {value}: the validator says {judged:?}, the client {checked:?}")
                }
            }
        }
    }
    assert!(
        refused > 3000 && taken > 3000,
        "{refused} refused, {taken} taken"
    );
}

#[test]
fn an_error_has_the_path_and_not_the_value() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/validated");
    let tables = Tables::read(&folder.join("expected/src/client/constraints.rs"));
    let checks = Checks::new();
    let cases = [
        (
            json!({"items": [{"name": "a"}, {"name": "s3cret!"}]}),
            "`items[1].name` has more than 6 characters",
        ),
        (json!({"items": []}), "`items` has fewer than 1 items"),
        (
            json!({"items": [{"name": "a", "quantity": 10}]}),
            "`items[0].quantity` is not less than 10",
        ),
        (
            json!({"items": [{"name": "a", "color": "s3cret"}]}),
            "`items[0].color` is none of the values that it can have",
        ),
        (
            json!({"items": [{"name": "a"}], "pet": {"kind": "dog", "name": "s3cret"}}),
            "`pet.name` has more than 3 characters",
        ),
        (
            json!({"items": [{"name": "a"}], "pet": {"kind": "cow"}}),
            "`pet` fits none of the schemas that it can have",
        ),
        (
            json!({"items": [{"name": "a"}], "labels": {"x": "s3cret"}}),
            "`labels.x` has more than 2 characters",
        ),
        (
            json!({"items": [{"name": "s 3"}]}),
            "`items[0].name` does not match",
        ),
    ];
    for (value, said) in cases {
        let error = checks.check(tables.table("ORDER", DEPTH), &value).unwrap();
        assert!(error.contains(said), "{error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}

static OPERATION: Operation = Operation {
    id: "send",
    method: Method::POST,
    path: "/",
    idempotent: false,
    security: &[],
    errors: &[],
};

/// What says of a value whether the client sends it.
struct Checks(Client);

impl Checks {
    fn new() -> Self {
        let transport = openapi_runtime::runtime::Mock::new();
        let builder = ClientBuilder::new(Some("https://api.test")).transport(transport);
        Self(builder.build().unwrap())
    }

    /// The error of a request with this body.
    fn check(&self, body: Constraints, value: &Value) -> Option<String> {
        let constraints = Box::leak(Box::new(RequestConstraints {
            parameters: &[],
            body,
        }));
        let request = Request::<Value>::new(&self.0, &OPERATION, json::<Value>).json(value);
        match request.check_body(constraints).build() {
            Ok(_) => None,
            Err(error @ Error::InvalidRequest { .. }) => Some(error.to_string()),
            Err(error) => panic!("{error}"),
        }
    }
}

/// Tables as generated code has them.
struct Tables(BTreeMap<String, Expr>);

impl Tables {
    fn read(path: &Path) -> Self {
        Self::parse(&fs::read_to_string(path).unwrap())
    }

    fn parse(text: &str) -> Self {
        let file = syn::parse_file(text).unwrap();
        let statics = file.items.into_iter().filter_map(|item| match item {
            Item::Static(it) => Some((it.ident.to_string(), *it.expr)),
            _ => None,
        });
        Self(statics.collect())
    }

    fn table(&self, name: &str, depth: usize) -> Constraints {
        // Nothing is asked of a schema without a table.
        match self.0.get(name).filter(|_| depth > 0) {
            Some(expr) => self.constraints(expr, depth),
            None => Constraints(&[]),
        }
    }

    /// `Constraints(&[…])`.
    fn constraints(&self, expr: &Expr, depth: usize) -> Constraints {
        let list = items(&call(expr).1[0]);
        let list = list.iter().map(|it| self.constraint(it, depth));
        Constraints(leaked(list.collect()))
    }

    /// `Constraint::Kind(…)`.
    fn constraint(&self, expr: &Expr, depth: usize) -> Constraint {
        if let Expr::Path(path) = expr {
            return match path
                .path
                .segments
                .last()
                .unwrap()
                .ident
                .to_string()
                .as_str()
            {
                "Nullable" => Constraint::Nullable,
                "UniqueItems" => Constraint::UniqueItems,
                other => panic!("{other}"),
            };
        }
        let (kind, arguments) = call(expr);
        let first = &arguments[0];
        let all = |it: &Expr| {
            leaked(
                items(it)
                    .iter()
                    .map(|it| self.constraints(it, depth))
                    .collect(),
            )
        };
        let one = |it: &Expr| &leaked(vec![self.constraints(inner(it), depth)])[0];
        match kind.as_str() {
            "Type" => Constraint::Type(texts(first)),
            "Enum" => Constraint::Enum(texts(first)),
            "NumberEnum" => Constraint::NumberEnum(texts(first)),
            "MinLength" => Constraint::MinLength(number(first)),
            "MaxLength" => Constraint::MaxLength(number(first)),
            "Pattern" => Constraint::Pattern(text(first)),
            "Minimum" => Constraint::Minimum(text(first)),
            "ExclusiveMinimum" => Constraint::ExclusiveMinimum(text(first)),
            "Maximum" => Constraint::Maximum(text(first)),
            "ExclusiveMaximum" => Constraint::ExclusiveMaximum(text(first)),
            "MultipleOf" => Constraint::MultipleOf(text(first)),
            "MinItems" => Constraint::MinItems(number(first)),
            "MaxItems" => Constraint::MaxItems(number(first)),
            "PrefixItems" => Constraint::PrefixItems(all(first)),
            "Items" => Constraint::Items(one(first)),
            "MinProperties" => Constraint::MinProperties(number(first)),
            "MaxProperties" => Constraint::MaxProperties(number(first)),
            "Required" => Constraint::Required(texts(first)),
            "Properties" => {
                let pairs = items(first).into_iter().map(|pair| match &pair {
                    Expr::Tuple(pair) => (
                        text(&pair.elems[0]),
                        self.constraints(&pair.elems[1], depth),
                    ),
                    _ => panic!("a pair"),
                });
                Constraint::Properties(leaked(pairs.collect()))
            }
            "AdditionalProperties" => {
                Constraint::AdditionalProperties(texts(first), one(&arguments[1]))
            }
            "Ref" => match inner(first) {
                Expr::Path(path) => {
                    let name = path.path.segments.last().unwrap().ident.to_string();
                    assert!(self.0.contains_key(&name), "{name}");
                    Constraint::Ref(&leaked(vec![self.table(&name, depth - 1)])[0])
                }
                _ => panic!("a name"),
            },
            "AnyOf" => Constraint::AnyOf(all(first)),
            other => panic!("{other}"),
        }
    }
}

fn leaked<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}

fn call(expr: &Expr) -> (String, Vec<Expr>) {
    match expr {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => {
                let name = path.path.segments.last().unwrap().ident.to_string();
                (name, call.args.iter().cloned().collect())
            }
            _ => panic!("a function"),
        },
        _ => panic!("a call"),
    }
}

/// What is behind `&`.
fn inner(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(reference) => &reference.expr,
        other => other,
    }
}

fn items(expr: &Expr) -> Vec<Expr> {
    match inner(expr) {
        Expr::Array(array) => array.elems.iter().cloned().collect(),
        _ => panic!("a list"),
    }
}

fn text(expr: &Expr) -> &'static str {
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => Box::leak(text.value().into_boxed_str()),
            _ => panic!("a text"),
        },
        _ => panic!("a literal"),
    }
}

fn texts(expr: &Expr) -> &'static [&'static str] {
    leaked(items(expr).iter().map(text).collect())
}

fn number(expr: &Expr) -> u64 {
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Int(number) => number.base10_parse().unwrap(),
            _ => panic!("a number"),
        },
        _ => panic!("a literal"),
    }
}

/// Values that are of the types of a schema, and near its bounds, on either side.
struct Maker<'d> {
    description: &'d Value,
    random: u64,
}

impl Maker<'_> {
    fn value(&mut self, schema: &Value, depth: usize) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let description = self.description;
            let schema = description
                .pointer(reference.trim_start_matches('#'))
                .unwrap();
            return self.value(schema, depth.saturating_sub(1));
        }
        for union in ["oneOf", "anyOf"] {
            if let Some(branches) = schema[union].as_array() {
                let branch = &branches[self.below(branches.len())];
                return self.value(branch, depth);
            }
        }
        if let Some(members) = schema["allOf"].as_array() {
            let objects = members.iter().map(|it| self.value(it, depth));
            let objects: Vec<Value> = objects.collect();
            let entries = objects
                .into_iter()
                .flat_map(|it| it.as_object().unwrap().clone());
            return Value::Object(entries.collect());
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            let other = if values[0].is_string() {
                json!("green")
            } else {
                json!(3)
            };
            let place = self.below(values.len() + 1);
            return values.get(place).cloned().unwrap_or(other);
        }
        let types = match &schema["type"] {
            Value::Array(types) => types.clone(),
            other => vec![other.clone()],
        };
        match types[self.below(types.len())].as_str().unwrap() {
            "null" => Value::Null,
            "string" => self.text(),
            "integer" => format!("{:.0}", self.near(schema)).parse().unwrap(),
            "number" => json!(self.near(schema)),
            "array" => self.array(schema, depth),
            "object" => self.object(schema, depth),
            other => panic!("{other}"),
        }
    }

    fn text(&mut self) -> Value {
        let letters = ['a', 'é', '\u{1f600}', ' ', '\u{a0}'];
        let length = self.below(8);
        let text: String = (0..length)
            .map(|_| {
                letters[if self.below(6) == 0 {
                    self.below(5)
                } else {
                    self.below(3)
                }]
            })
            .collect();
        Value::from(text)
    }

    fn near(&mut self, schema: &Value) -> f64 {
        let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
        let bounds: Vec<f64> = bounds
            .iter()
            .filter_map(|it| schema[*it].as_f64())
            .collect();
        let bound = bounds
            .get(self.below(bounds.len().max(1)))
            .copied()
            .unwrap_or(0.0);
        let steps = [-1.0, -0.01, 0.0, 0.01, 0.005, 1.0, 0.1, 2.03, -1.25];
        bound + steps[self.below(steps.len())]
    }

    fn array(&mut self, schema: &Value, depth: usize) -> Value {
        if let Some(places) = schema["prefixItems"].as_array() {
            return places.iter().map(|it| self.value(it, depth)).collect();
        }
        let length = if depth == 0 { 0 } else { self.below(5) };
        let mut items: Vec<Value> = (0..length)
            .map(|_| self.value(&schema["items"], depth))
            .collect();
        if self.below(6) == 0 {
            items.extend(items.first().cloned());
        }
        Value::from(items)
    }

    fn object(&mut self, schema: &Value, depth: usize) -> Value {
        let mut object = serde_json::Map::new();
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let is_sent = property["readOnly"] != json!(true);
            let is_needed = required.contains(&json!(name));
            if is_sent && (is_needed || depth > 0 && self.below(3) == 0) {
                object.insert(name.clone(), self.value(property, depth));
            }
        }
        if let Some(others) = schema.get("additionalProperties") {
            for number in 0..self.below(4) {
                object.insert(format!("x{number}"), self.value(others, depth));
            }
        }
        Value::Object(object)
    }

    /// A number below this one: the next of an xorshift.
    fn below(&mut self, end: usize) -> usize {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % u64::try_from(end).unwrap()).unwrap()
    }
}
