//! The rules that a model has to keep, each a function.

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, BodyShape, TypeKind};

/// Checks all rules.
pub fn check(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    configuration_is_used(api, config, diagnostics);
    variables_can_be_set(config, diagnostics);
    types_can_be_compiled(api, diagnostics);
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

/// Every entry of the configuration is about something in the description.
fn configuration_is_used(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    let mut unused = |steps: &[&str], entry: &str, what: &str| {
        let message = format!("the description does not have {what} `{entry}`");
        diagnostics
            .error("unused-configuration", &config.at(steps), message)
            .about_key();
    };
    for (index, name) in config.client_parameters.iter().enumerate() {
        let is_used = api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters)
            .any(|parameter| parameter.client_wide && parameter.field.wire == *name);
        if !is_used {
            let steps = ["client_parameters", &index.to_string()];
            unused(&steps, name, "a path parameter");
        }
    }
    for name in config.security.keys() {
        if api.schemes.iter().all(|scheme| scheme.name != *name) {
            unused(&["security", name], name, "a security scheme");
        }
    }
    if let Some(envelope) = &config.envelope
        && api.operations.iter().all(|it| it.envelope.is_none())
    {
        let what = "a property of answers that is true or false";
        unused(&["envelope", "flag"], &envelope.flag, what);
    }
    for key in config.operations.keys() {
        let is_it = |operation: &crate::ir::Operation| {
            operation.id == *key
                || format!("{} {}", operation.method.as_str(), operation.path) == *key
        };
        if !api.operations.iter().any(is_it) {
            unused(&["operations", key], key, "an operation");
        }
    }
    for (index, pointer) in config.closed_enums.iter().enumerate() {
        if !api.used.closed_enums.contains(pointer) {
            unused(&["closed_enums", &index.to_string()], pointer, "an enum");
        }
    }
    for format in config.formats.keys() {
        if !api.used.formats.contains(format) {
            unused(
                &["formats", format],
                format,
                "strings or numbers of the format",
            );
        }
    }
    for pointer in config.types.keys() {
        if !api.used.types.contains(pointer) {
            unused(&["types", pointer], pointer, "a schema of a value at");
        }
    }
    for tag in config.resources.keys() {
        if !api.tags.contains(tag) {
            unused(&["resources", tag], tag, "a tag");
        }
    }
}
