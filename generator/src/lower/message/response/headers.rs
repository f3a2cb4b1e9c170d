//! Headers of responses, which the documentation lists (`OpenAPI 3.0.4, 4.8.21`).

use std::collections::BTreeMap;

use openapiv3::{Header, ParameterSchemaOrContent, Response, Schema};
use serde_json::Value;

use super::status::StatusResponse;
use crate::diag::Diagnostics;
use crate::ir::{ResponseHeader, Type};
use crate::lower::docs::{self, nested, with_sentence};
use crate::lower::losses::not_carried;
use crate::lower::schema::keywords::Keywords;
use crate::lower::type_arena::TypeArena;
use crate::markdown::{behind, code};
use crate::spec::{Resolved, Spec};

/// The headers of several responses, each once.
pub(super) fn of_all(
    spec: &Spec,
    diagnostics: &mut Diagnostics,
    types: &TypeArena,
    responses: &[StatusResponse<'_>],
) -> Vec<ResponseHeader> {
    let mut headers: Vec<ResponseHeader> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for StatusResponse { node, at, .. } in responses {
        let Some(resolved) = spec.response(node, at) else {
            continue;
        };
        for header in of_response(spec, diagnostics, types, &resolved) {
            let next = headers.len();
            let index = known.entry(header.name.to_ascii_lowercase());
            match headers.get_mut(*index.or_insert(next)) {
                Some(same) => {
                    same.docs = docs::with_paragraph(same.docs.take(), header.docs.as_deref());
                }
                None => headers.push(header),
            }
        }
    }
    headers
}

/// Headers that HTTP gives a meaning, and that its clients read themselves.
const OF_HTTP: [&str; 6] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "keep-alive",
    "transfer-encoding",
];

/// Whether a header says nothing to a caller: those of the transport, and those that tell a browser which pages may read an answer.
fn is_of_transport(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    OF_HTTP.contains(&name.as_str()) || name.starts_with("access-control-")
}

/// The headers of a response, but for those of the transport.
pub(super) fn of_response(
    spec: &Spec,
    diagnostics: &mut Diagnostics,
    types: &TypeArena,
    response: &Resolved<'_, Response>,
) -> Vec<ResponseHeader> {
    let at = response.origin.key("headers");
    let headers = response.value.headers.iter();
    let headers = headers.filter(|(name, _)| !is_of_transport(name));
    headers
        .map(|(name, node)| {
            let header = spec.header(node, &at.key(name));
            ResponseHeader {
                name: name.clone(),
                docs: header.and_then(|it| describe(spec, diagnostics, types, &it)),
            }
        })
        .collect()
}

/// What a header and its schema say, then what its value is.
fn describe(
    spec: &Spec,
    diagnostics: &mut Diagnostics,
    types: &TypeArena,
    resolved: &Resolved<'_, Header>,
) -> Option<String> {
    let header = resolved.value;
    let mut docs = docs::text(header.description.as_deref());
    let mut properties: Vec<String> = Vec::new();
    let (schema, at) = match &header.format {
        ParameterSchemaOrContent::Schema(schema) => (Some(schema), resolved.origin.key("schema")),
        ParameterSchemaOrContent::Content(content) => {
            let first = content.iter().next();
            properties.extend(first.map(|(name, _)| code(name)));
            let name = first.map_or("", |(name, _)| name);
            let at = resolved.origin.key("content").key(name).key("schema");
            (first.and_then(|(_, it)| it.schema.as_ref()), at)
        }
    };
    if let Some(schema) = schema.and_then(|it| spec.schema(it, &at)) {
        let keywords = Keywords::of(schema.value);
        if keywords.has_properties() || !keywords.all_of.is_empty() {
            let what = "the structure of a header, which is read as text";
            not_carried(diagnostics, &schema.origin, what);
        }
        properties.extend(kind_of_value(spec, &keywords));
        docs = with_sentence(docs, docs_of_schema(spec, types, schema.value).as_deref());
        docs = with_sentence(docs, listed(&keywords.values).as_deref());
    }
    if header.required {
        properties.push("always there".to_owned());
    }
    if header.deprecated == Some(true) {
        properties.push("deprecated".to_owned());
    }
    let properties = docs::text(Some(&properties.join(", ")));
    match (docs, properties) {
        (Some(docs), Some(properties)) if docs.contains("\n\n") => {
            Some(behind(&format!("({properties})"), &docs))
        }
        (Some(docs), Some(properties)) => Some(format!("{docs} ({properties})")),
        (docs, properties) => docs.or(properties),
    }
}

/// What a schema says about the text of a header, and about the items in it.
fn docs_of_schema(spec: &Spec, types: &TypeArena, schema: &Schema) -> Option<String> {
    let ty = match Keywords::of(schema).items {
        Some(_) => Type::List(Box::new(Type::String)),
        None => Type::String,
    };
    nested::of_value(spec, types, &ty, schema)
}

/// What the text of a header stands for, if it is no mere text.
fn kind_of_value(spec: &Spec, keywords: &Keywords<'_>) -> Option<String> {
    let typ = keywords.typ.filter(|it| *it != "string");
    let name = keywords.format.as_deref().or(typ)?;
    let items = keywords.items;
    let items = items.and_then(|it| spec.boxed_schema(it, spec.root()));
    let items = items.map(|it| Keywords::of(it.value));
    let item = items
        .as_ref()
        .and_then(|it| it.format.as_deref().or(it.typ));
    Some(match item {
        Some(item) => format!("{} of {}", code(name), code(item)),
        None => code(name),
    })
}

/// The values that a header can have, where they are listed.
fn listed(values: &[Value]) -> Option<String> {
    let texts = values.iter().map(|value| match value {
        Value::String(text) => code(text),
        value => code(&value.to_string()),
    });
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| format!("One of {}.", texts.join(", ")))
}
