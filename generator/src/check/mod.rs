//! The rules that a model has to keep, each a function; that about the entries of the configuration is in [`configuration`].

mod configuration;

use std::collections::BTreeSet;

use crate::analyze::contradiction::{self, Contradiction};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, BodyShape, Field, Operation, StreamItem, Success, Type, TypeKind, Value};
use crate::origin::Origin;
use configuration::configuration_is_used;

/// Checks all rules.
pub fn check(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    configuration_is_used(api, config, diagnostics);
    variables_can_be_set(config, diagnostics);
    types_can_be_compiled(api, diagnostics);
    if config.tests {
        examples_fit(api, diagnostics);
    }
}

/// How many fields a struct may have, and how many values an enum: as many as rustc compiles within a minute.
const MAX_FIELDS: usize = 4096;
const MAX_VALUES: usize = 16_384;

/// No type has more members than the compiler can read.
fn types_can_be_compiled(api: &Api, diagnostics: &mut Diagnostics) {
    for def in &api.types {
        let (count, most, what) = match &def.kind {
            TypeKind::Struct(object) => {
                (object.fields.len(), MAX_FIELDS, "properties of an object")
            }
            TypeKind::Union(union) => (union.branches.len(), MAX_FIELDS, "branches of a union"),
            TypeKind::TextEnum(list) => (list.values.len(), MAX_VALUES, "values of an `enum`"),
            TypeKind::ScalarEnum(list) => (list.values.len(), MAX_VALUES, "values of an `enum`"),
            // There are fewer statuses than that.
            TypeKind::Answer(_) => continue,
        };
        if count > most {
            let message = format!("no compiler reads {count} {what}; {most} is the most");
            diagnostics.error("too-large", &def.origin, message);
        }
    }
    for operation in api.operations.iter().filter(|it| it.takes_params()) {
        let count = operation.named().count()
            + match operation.body.as_ref().map(|it| &it.shape) {
                Some(BodyShape::Fields(fields)) => fields.len(),
                Some(BodyShape::Whole(_)) | None => 0,
            };
        if count > MAX_FIELDS {
            let message =
                format!("no compiler reads {count} arguments of a call; {MAX_FIELDS} is the most");
            diagnostics.error("too-large", &operation.origin, message);
        }
    }
}

/// No example contradicts its schema, as tests cannot use it then.
fn examples_fit(api: &Api, diagnostics: &mut Diagnostics) {
    let mut found: Vec<(&Origin, Contradiction)> = Vec::new();
    for operation in &api.operations {
        let parameters = operation.parameters.iter().map(|it| &it.field);
        found.extend(parameters.filter_map(|field| in_field(api, field)));
        found.extend(in_messages(api, operation));
    }
    for def in &api.types {
        if let TypeKind::Struct(object) = &def.kind {
            found.extend(
                object
                    .fields
                    .iter()
                    .filter_map(|field| in_field(api, field)),
            );
        }
    }
    // A schema is a type for each direction, and a message may be that of several variants.
    let mut known = BTreeSet::new();
    for (at, contradiction) in found {
        if known.insert(at) {
            let words = contradiction.words();
            diagnostics
                .warning(
                    "contradicting-example",
                    at,
                    format!("the example contradicts its schema: {words}"),
                )
                .hint("the tests of the client have another value in this place");
        }
    }
}

fn in_field<'a>(api: &Api, field: &'a Field) -> Option<(&'a Origin, Contradiction)> {
    // A default of `null` says that there is no value.
    let example = field.example.as_ref().filter(|it| **it != Value::Null)?;
    let found = contradiction::find(api, &field.ty, example)?;
    Some((&field.origin, found))
}

/// What contradicts its schema in the examples of the body of an operation, its answers and its errors.
fn in_messages<'a>(api: &Api, operation: &'a Operation) -> Vec<(&'a Origin, Contradiction)> {
    let mut found = Vec::new();
    if let Some(body) = &operation.body
        && let Some(example) = &body.example
    {
        let contradiction = match &body.shape {
            BodyShape::Whole(ty) => contradiction::find(api, ty, example),
            BodyShape::Fields(fields) => {
                found.extend(fields.iter().filter_map(|it| in_field(api, &it.field)));
                let fields = fields.iter().map(|it| &it.field);
                contradiction::find_in_fields(api, fields, example)
            }
        };
        found.extend(contradiction.map(|it| (&body.origin, it)));
    }
    for sample in &operation.samples {
        let ty = type_of(api, operation, &sample.status);
        if let (Some(ty), Some(example)) = (ty, &sample.example) {
            let contradiction = match (&operation.success, example) {
                // The text of a stream, or all of its items.
                (Success::Stream(_), Value::String(_) | Value::List(_)) => None,
                _ => contradiction::find(api, ty, example),
            };
            found.extend(contradiction.map(|it| (&sample.origin, it)));
        }
    }
    for body in operation.errors.iter().flat_map(|it| &it.bodies) {
        if let (Some(ty), Some(example)) = (body.payload.json(), &body.example) {
            let contradiction = contradiction::find(api, ty, example);
            found.extend(contradiction.map(|it| (&body.origin, it)));
        }
    }
    found
}

/// What an answer of a status is, where it is JSON.
fn type_of<'a>(api: &'a Api, operation: &'a Operation, status: &str) -> Option<&'a Type> {
    match &operation.success {
        Success::One(payload) => payload.json(),
        Success::Several(Type::Named(id)) => match &api.ty(*id)?.kind {
            TypeKind::Answer(answer) => {
                let case = answer.cases.iter().find(|it| it.status == status)?;
                case.payload.as_ref()?.json()
            }
            _ => None,
        },
        Success::Stream(stream) => match &stream.item {
            StreamItem::Json(ty) => Some(ty),
            StreamItem::Text | StreamItem::Event => None,
        },
        Success::Several(_) | Success::Empty => None,
    }
}

/// Every variable of the environment has a name that one can have.
fn variables_can_be_set(config: &Config, diagnostics: &mut Diagnostics) {
    let of_schemes = config.security.iter();
    let of_schemes = of_schemes.map(|(name, it)| (config.at(&["security", name, "env"]), &it.env));
    let of_url = (config.at(&["base_url_env"]), &config.base_url_env);
    for (at, name) in of_schemes.chain([of_url]) {
        if let Some(name) = name
            && (name.is_empty() || name.contains(|c: char| c == '=' || c.is_control()))
        {
            let name = name.escape_debug();
            let message = format!("`{name}` cannot be a variable of the environment");
            diagnostics.error("invalid-name", &at, message);
        }
    }
}
