//! Annotations, and keywords that only a validator could use.

use super::Cx;
use crate::diag::Diagnostics;
use crate::normalize::document::FALLBACK;
use crate::normalize::references::percent_decoded;
use crate::normalize::remarks;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Keywords that identify a schema. References have been resolved, so that they are not needed any more.
const VOCABULARY: [&str; 10] = [
    "$schema",
    "$id",
    "id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$vocabulary",
    "$comment",
    "$defs",
    "definitions",
];

/// Removes `$schema`, `$id`, `$defs` and the like.
pub(super) fn vocabulary(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    if let Some(dialect) = schema.get("$schema") {
        check_dialect(dialect, &at.key("$schema"), cx.diagnostics);
    }
    let is_used = |(key, _): &(String, Node)| VOCABULARY.contains(&key.as_str());
    if schema.entries().iter().any(is_used) {
        schema.entries_mut().retain(|entry| !is_used(entry));
    }
}

/// Moves `externalDocs` into the description.
pub(super) fn documents(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    if !schema.contains("$ref") {
        remarks::linked(schema);
    }
}

/// The extension that has what a schema says of XML.
pub(crate) const XML: &str = "x-codegen-xml";

/// Keeps what is said of XML, which `openapiv3` has no field for.
pub(super) fn xml(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    if matches!(schema.get("xml"), Some(Node::Mapping(_)))
        && let Some(said) = schema.remove("xml")
    {
        schema.insert(XML, said);
    }
}

/// Replaces `examples` by `example`, with the first of them.
pub(super) fn examples(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    let first = match schema.remove("examples") {
        Some(Node::Sequence(examples)) => examples.into_iter().next(),
        _ => None,
    };
    if let Some(first) = first
        && !schema.contains("example")
    {
        schema.insert("example", first);
    }
}

/// Reports a dialect whose keywords are not known (`OpenAPI 3.1.1, 4.8.24.5`; JSON Schema 2020-12, 8.1.1).
pub(in crate::normalize) fn check_dialect(
    dialect: &Node,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(dialect) = dialect.as_str() else {
        return;
    };
    let plain = dialect.trim().trim_end_matches('#');
    let plain = plain.split_once("://").map_or(plain, |(_, rest)| rest);
    let is_ours = |rest: &str| {
        let (version, name) = rest.split_once("/dialect/").unwrap_or_default();
        let is_date = !name.is_empty() && name.chars().all(|it| it.is_ascii_digit() || it == '-');
        matches!(version, "3.1" | "3.2") && (name == "base" || is_date)
    };
    let is_draft = |rest: &str| {
        let draft = rest.strip_suffix("/schema").unwrap_or_default();
        matches!(
            draft,
            "2020-12" | "2019-09" | "-07" | "-06" | "-05" | "-04" | "-03"
        )
    };
    let ours = plain.strip_prefix("spec.openapis.org/oas/");
    let draft = plain.strip_prefix("json-schema.org/draft");
    let draft = draft.map(|it| it.trim_start_matches('/'));
    let is_plain = plain == "json-schema.org/schema";
    if !is_plain && !ours.is_some_and(is_ours) && !draft.is_some_and(is_draft) {
        let message = format!("the dialect `{dialect}` is not known");
        diagnostics
            .warning("unknown-dialect", &at.origin(), message)
            .hint("its schemas are read as those of OpenAPI; what they mean otherwise is lost");
    }
}

/// Replaces extensions of Swagger 2.0 by the fields that later versions have.
pub(super) fn extensions(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    for (extension, keyword) in [("x-nullable", "nullable"), ("x-deprecated", "deprecated")] {
        if let Some(Node::Bool(flag)) = schema.get(extension)
            && !schema.contains(keyword)
        {
            let flag = *flag;
            schema.insert(keyword, Node::Bool(flag));
        }
    }
}

/// A string of encoded bytes has the format `byte`, one of bytes as they are has the format `binary`
/// (JSON Schema 2020-12 Validation, 8; `OpenAPI 3.1.1, 4.8.24.4`).
pub(super) fn content(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let encoding = schema.remove("contentEncoding");
    let media_type = schema.remove("contentMediaType");
    let is_string = schema.text("type").is_none_or(|it| it == "string");
    if schema.remove("contentSchema").is_some() {
        cx.not_checked("contentSchema", at);
    }
    if !is_string {
        return;
    }
    if let Some(media_type) = media_type.as_ref().and_then(Node::as_str) {
        remarks::holds(schema, media_type);
    }
    if schema.contains("format") {
        return;
    }
    let encoding = encoding.as_ref().and_then(Node::as_str);
    let format = match (encoding, media_type.as_ref().and_then(Node::as_str)) {
        (Some("base64"), _) => "byte",
        (Some("base64url"), _) => "base64url",
        (None | Some("binary" | "8bit"), Some(media_type)) if is_binary(media_type) => "binary",
        (None | Some(_), _) => return,
    };
    if !schema.contains("type") {
        schema.insert("type", Node::text("string"));
    }
    schema.insert("format", Node::text(format));
}

fn is_binary(media_type: &str) -> bool {
    let is_text = media_type.starts_with("text/")
        || ["json", "xml", "yaml", "jwt"]
            .iter()
            .any(|it| media_type.ends_with(it));
    !is_text
}

/// Keywords that only a validator could use.
const NOT_CHECKED: [&str; 10] = [
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "additionalItems",
    "extends",
    "disallow",
];

/// References that depend on the schema from which they were reached (JSON Schema 2020-12, 8.2.3.2; 2019-09, 8.2.4.2).
const DYNAMIC: [&str; 2] = ["$dynamicRef", "$recursiveRef"];

/// Removes keywords that only a validator could use, with a warning.
pub(super) fn not_checked(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    for keyword in NOT_CHECKED {
        if schema.remove(keyword).is_some() {
            cx.not_checked(keyword, at);
        }
    }
    for keyword in DYNAMIC {
        if schema.remove(keyword).is_some() {
            let message =
                format!("the client does not follow `{keyword}`, so that it adds no type");
            cx.diagnostics
                .warning("not-carried", &at.key(keyword).origin(), message)
                .about_key()
                .hint("a `$ref` to the schema that is meant would");
        }
    }
}

/// A discriminator of Swagger 2.0 is the name of a property (`OpenAPI 2.0, 4.4.13`). One of 3.2 may name the branch of all
/// other values (`OpenAPI 3.2.0, 4.25.1`).
pub(super) fn discriminator(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let branches = branches(schema);
    match schema.get_mut("discriminator") {
        Some(Node::String(name)) => {
            let name = Node::String(std::mem::take(name));
            let made = Mapping::made(&at.key("discriminator"), [("propertyName", name)]);
            schema.insert("discriminator", Node::Mapping(made));
        }
        Some(Node::Mapping(discriminator)) if discriminator.contains("propertyName") => {
            let fallback = discriminator.remove("defaultMapping");
            let name = fallback.as_ref().and_then(Node::as_str).map(component_name);
            match name {
                Some(name) if branches.contains(&name) => {
                    discriminator.insert(FALLBACK, Node::String(name));
                }
                _ if fallback.is_some() => {
                    let at = at.key("discriminator");
                    let message = "`defaultMapping` names no branch, so that it says nothing";
                    cx.warning("not-carried", &at.key("defaultMapping"), message);
                }
                _ => {}
            }
        }
        Some(_) => {
            let message = "a discriminator needs `propertyName`, so that this one says nothing";
            cx.warning("invalid-discriminator", &at.key("discriminator"), message);
            schema.remove("discriminator");
        }
        None => {}
    }
}

/// The components that are branches of a schema.
fn branches(schema: &Mapping) -> Vec<String> {
    let lists = ["oneOf", "anyOf"]
        .into_iter()
        .filter_map(|key| schema.get(key)?.as_list());
    let references = lists
        .flatten()
        .filter_map(|branch| branch.get("$ref")?.as_str());
    references.map(component_name).collect()
}

/// The name of a component, which a discriminator may give by itself or as a reference.
pub(super) fn component_name(target: &str) -> String {
    let name = target.rsplit('/').next().unwrap_or_default();
    percent_decoded(name).replace("~1", "/").replace("~0", "~")
}
