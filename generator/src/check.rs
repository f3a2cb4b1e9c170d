//! The rules a model has to keep, each a function with one sentence that says what it asks for.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::Api;
use crate::origin::Origin;

/// Checks all rules.
pub fn check(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    operation_ids_are_unique(api, diagnostics);
    configuration_is_used(api, config, diagnostics);
}

/// No two operations have the same `operationId` (`OpenAPI 3.0.4, 4.8.10.1`).
fn operation_ids_are_unique(api: &Api, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Origin> = BTreeMap::new();
    let described = api.operations.iter().filter(|it| it.variant.is_none());
    for operation in described {
        if let Some(first) = seen.insert(&operation.id, &operation.origin) {
            diagnostics
                .warning(
                    "duplicate-operation-id",
                    &operation.origin.key("operationId"),
                    format!("another operation is called `{}`, too", operation.id),
                )
                .hint(format!("the other one is at {}", first.pointer));
        }
    }
}

/// Every entry of the configuration is about something in the description.
fn configuration_is_used(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    let at = Origin::root("codegen.toml");
    let mut unused = |entry: String, what: &str| {
        diagnostics.error(
            "unused-configuration",
            &at,
            format!("`{entry}` is about {what} that the description does not have"),
        );
    };
    for name in &config.client_parameters {
        let is_used = api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters)
            .any(|parameter| parameter.client_wide && parameter.field.wire == *name);
        if !is_used {
            unused(format!("client_parameters: {name}"), "a path parameter");
        }
    }
    for name in config.security.keys() {
        if api.schemes.iter().all(|scheme| scheme.name != *name) {
            unused(format!("security.{name}"), "a security scheme");
        }
    }
    if let Some(envelope) = &config.envelope
        && api.operations.iter().all(|it| it.envelope.is_none())
    {
        let what = "a property of answers that is true or false";
        unused(format!("envelope.flag = {:?}", envelope.flag), what);
    }
    for key in config.operations.keys() {
        let is_it = |operation: &crate::ir::Operation| {
            operation.id == *key
                || format!("{} {}", operation.method.as_str(), operation.path) == *key
        };
        if !api.operations.iter().any(is_it) {
            unused(format!("operations.{key}"), "an operation");
        }
    }
    for pointer in &config.closed_enums {
        if !api.used.closed_enums.contains(pointer) {
            unused(format!("closed_enums: {pointer}"), "an enum");
        }
    }
    for format in config.formats.keys() {
        if !api.used.formats.contains(format) {
            unused(
                format!("formats.{format}"),
                "strings or numbers of a format",
            );
        }
    }
    for tag in config.resources.keys() {
        if !api.tags.contains(tag) {
            unused(format!("resources.{tag}"), "a tag");
        }
    }
}
