//! Every entry of the configuration is about something that the client has.

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, Operation, TypeKind};
use crate::origin::pointer_of;
use crate::suggestions::nearest;

/// Reports entries that are about nothing, each with the name that comes nearest.
pub(super) fn configuration_is_used(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    let mut unused = |steps: &[&str], entry: &str, what: &str, names: &[&str]| {
        let near = nearest(entry, names.iter().copied());
        let message = format!("the client does not have {what} `{entry}`");
        diagnostics
            .error("unused-configuration", &config.at(steps), message)
            .about_key()
            .did_you_mean(near);
    };
    for (index, name) in config.client_parameters.iter().flatten().enumerate() {
        let parameters = api.operations.iter().flat_map(|it| &it.parameters);
        let held = |name: &str| {
            let mut all = parameters.clone();
            all.any(|it| it.client_wide && it.is_called(name))
        };
        if !held(name) {
            let index = index.to_string();
            let required = parameters.clone().filter(|it| it.field.is_needed());
            let names: Vec<&str> = required.map(|it| it.field.wire.as_str()).collect();
            let steps = ["client_parameters", &index];
            unused(&steps, name, "a required parameter", &names);
        }
    }
    let schemes: Vec<&str> = api.schemes.iter().map(|it| it.name.as_str()).collect();
    for name in config.security.keys() {
        if !schemes.contains(&name.as_str()) {
            unused(&["security", name], name, "a security scheme", &schemes);
        }
    }
    if let Some(envelope) = &config.envelope
        && api.operations.iter().all(|it| it.envelope.is_none())
    {
        let what = "a property of answers that is true or false";
        unused(&["envelope", "flag"], &envelope.flag, what, &[]);
    }
    let is_key = |it: &Operation, name: &str| {
        let header = it.idempotency_header.as_ref();
        header.is_some_and(|it| it.name.eq_ignore_ascii_case(name))
    };
    if let Some(name) = &config.idempotency_header
        && !api.operations.iter().any(|it| is_key(it, name.as_str()))
    {
        let what = "an operation that needs a key in";
        unused(&["idempotency_header"], name.as_str(), what, &[]);
    }
    let line = |it: &Operation| format!("{} {}", it.method.as_str(), it.path);
    for key in config.operations.keys() {
        let is_it = |it: &Operation| it.id == *key || line(it) == *key;
        if !api.operations.iter().any(is_it) {
            let lines: Vec<String> = api.operations.iter().map(line).collect();
            let ids = api.operations.iter().map(|it| it.id.as_str());
            let names: Vec<&str> = ids.chain(lines.iter().map(String::as_str)).collect();
            unused(&["operations", key], key, "an operation", &names);
        }
    }
    let tags: Vec<&str> = api.tags.iter().map(String::as_str).collect();
    for tag in config.resources.keys() {
        if !api.tags.contains(tag) {
            unused(&["resources", tag], tag, "a tag", &tags);
        }
    }
    types_are_used(api, config, &mut unused);
}

/// The same for the entries about types.
fn types_are_used(
    api: &Api,
    config: &Config,
    unused: &mut impl FnMut(&[&str], &str, &str, &[&str]),
) {
    for (index, entry) in config.closed_enums.iter().enumerate() {
        if !api.used.closed_enums.contains(entry) {
            let is_enum = |it: &&crate::ir::TypeDef| {
                matches!(it.kind, TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_))
            };
            let enums = api.types.iter().filter(is_enum);
            let names = enums.map(|it| it.origin.pointer.as_str());
            let names = spelled_as(entry, names);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let index = index.to_string();
            unused(&["closed_enums", &index], entry, "an enum", &names);
        }
    }
    for format in config.formats.keys() {
        if !api.used.formats.contains(format) {
            let what = "strings or numbers of the format";
            unused(&["formats", format], format, what, &[]);
        }
    }
    for entry in config.types.keys() {
        if !api.used.types.contains(entry) {
            let own = api.types.iter().map(|it| &it.origin);
            let structs = api.types.iter().filter_map(|it| match &it.kind {
                TypeKind::Struct(object) => Some(&object.fields),
                _ => None,
            });
            let fields = structs.flatten().map(|it| &it.origin);
            let names = own.chain(fields).map(|it| it.pointer.as_str());
            let names = spelled_as(entry, names);
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let what = "a value with the schema at";
            unused(&["types", entry], entry, what, &names);
        }
    }
}

/// Pointers with a `#`, if the entry has one.
fn spelled_as<'p>(entry: &str, pointers: impl Iterator<Item = &'p str>) -> Vec<String> {
    let sign = if pointer_of(entry) == entry { "" } else { "#" };
    pointers.map(|it| format!("{sign}{it}")).collect()
}
