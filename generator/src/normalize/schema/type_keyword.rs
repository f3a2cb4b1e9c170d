//! `type`: known names, one for each schema, and `nullable` for `null`.

use super::quoted_numbers::is_of_numbers;
use super::{Cx, keep_place, take};
use crate::origin::At;
use crate::source::{Mapping, Node};
use crate::suggestions::{list, nearest};

/// The types of JSON Schema but for `null`.
const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

/// Names that authors use for a type, with the type and the format they mean.
const SYNONYMS: [(&str, &str, Option<&str>); 18] = [
    ("file", "string", Some("binary")),
    ("binary", "string", Some("binary")),
    ("date", "string", Some("date")),
    ("date-time", "string", Some("date-time")),
    ("datetime", "string", Some("date-time")),
    ("uuid", "string", Some("uuid")),
    ("str", "string", None),
    ("text", "string", None),
    ("int", "integer", None),
    ("int32", "integer", Some("int32")),
    ("int64", "integer", Some("int64")),
    ("long", "integer", Some("int64")),
    ("float", "number", Some("float")),
    ("double", "number", Some("double")),
    ("decimal", "number", None),
    ("bool", "boolean", None),
    ("list", "array", None),
    ("map", "object", None),
];

/// Replaces names that are no types by the type they mean; `file` of Swagger 2.0 is a binary string. `any` and unknown names are
/// removed, so that the type is open.
pub(super) fn spelling(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    match schema.get_mut("type") {
        None => {}
        Some(Node::Null) => schema.insert("type", Node::text("null")),
        Some(Node::String(word)) => {
            if is_known(word) {
                return;
            }
            let word = std::mem::take(word);
            spelled(schema, &word, at, cx);
        }
        Some(Node::Sequence(words)) => {
            for word in words.iter_mut().filter(|word| **word == Node::Null) {
                *word = Node::text("null");
            }
            for (index, word) in words.iter().enumerate() {
                if !word.as_str().is_some_and(is_known) {
                    let message = "this is no type, so that it adds none";
                    cx.warning("unknown-type", &at.key("type").index(index), message);
                }
            }
            words.retain(|word| word.as_str().is_some_and(is_known));
        }
        Some(other) => {
            let message = format!("expected a type, found {}", other.kind());
            cx.warning("invalid-type", &at.key("type"), message);
            schema.remove("type");
        }
    }
}

/// Whether a word is a type of JSON Schema other than `null`.
pub(super) fn is_type(word: &str) -> bool {
    TYPES.contains(&word)
}

fn is_known(word: &str) -> bool {
    word == "null" || TYPES.contains(&word)
}

fn spelled(schema: &mut Mapping, word: &str, at: &At<'_>, cx: &mut Cx<'_>) {
    let lower = word.to_ascii_lowercase();
    if is_known(&lower) {
        schema.insert("type", Node::String(lower));
        return;
    }
    if let Some((_, typ, format)) = SYNONYMS.iter().find(|(synonym, _, _)| *synonym == lower) {
        schema.insert("type", Node::text(*typ));
        if let Some(format) = format
            && !schema.contains("format")
        {
            schema.insert("format", Node::text(*format));
        }
        return;
    }
    if lower != "any" {
        let message = format!("`{word}` is no type, so that every value is accepted");
        let hint = match nearest(word, TYPES.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", list(&TYPES)),
        };
        cx.diagnostics
            .warning("unknown-type", &at.key("type").origin(), message)
            .hint(hint);
    }
    schema.remove("type");
}

/// Rewrites `type: null` to an `enum` of `null`.
pub(super) fn null(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    let is_null = match schema.get("type") {
        Some(Node::String(word)) => word == "null",
        Some(Node::Sequence(words)) => {
            !words.is_empty() && words.iter().all(|word| word.as_str() == Some("null"))
        }
        _ => false,
    };
    if is_null {
        schema.remove("type");
        schema.insert("nullable", Node::Bool(true));
        schema.insert("enum", Node::Sequence(vec![Node::Null]));
    }
}

/// Rewrites a list of types: `null` makes the schema nullable, and the others become the branches of an `anyOf`, each with the
/// keywords that apply to it.
pub(super) fn lists(schema: &mut Mapping, at: &At<'_>, _: &mut Cx<'_>) {
    let Some(Node::Sequence(words)) = schema.get("type") else {
        return;
    };
    let mut types: Vec<&'static str> = Vec::new();
    for word in words.iter().filter_map(Node::as_str) {
        let known = TYPES.iter().find(|known| **known == word);
        types.extend(known.filter(|known| !types.contains(known)));
    }
    if types.contains(&"number") {
        types.retain(|typ| *typ != "integer");
    }
    if words.iter().any(|word| word.as_str() == Some("null")) {
        schema.insert("nullable", Node::Bool(true));
    }
    // A number that may stand in quotes, as ASP.NET Core describes all of its own. Numbers are read from either in any case.
    if let [first, second] = types.as_slice()
        && [first, second].contains(&&"string")
        && (types.contains(&"integer") || types.contains(&"number"))
        && schema.text("pattern").is_some_and(is_of_numbers)
    {
        types.retain(|typ| *typ != "string");
        schema.remove("pattern");
    }
    let is_combined = ["anyOf", "oneOf"].iter().any(|it| schema.contains(it));
    match types.as_slice() {
        [only] => schema.insert("type", Node::text(*only)),
        [] => {
            schema.remove("type");
        }
        // The combinator describes the values already, or every type is allowed.
        _ if is_combined || is_everything(&types, schema) => {
            schema.remove("type");
        }
        // The enum describes the values already.
        types if keep_values(types, schema) => {
            schema.remove("type");
        }
        types => split(schema, types, at),
    }
}

fn is_everything(types: &[&str], schema: &Mapping) -> bool {
    let structure = [
        "properties",
        "additionalProperties",
        "items",
        "prefixItems",
        "enum",
    ];
    ["array", "boolean", "number", "object", "string"]
        .iter()
        .all(|typ| types.contains(typ))
        && !structure.iter().any(|keyword| schema.contains(keyword))
}

/// Whether an `enum` lists scalars. Those that are of none of the types are removed.
fn keep_values(types: &[&str], schema: &mut Mapping) -> bool {
    let Some(Node::Sequence(values)) = schema.get_mut("enum") else {
        return false;
    };
    let is_nested = |it: &Node| matches!(it, Node::Sequence(_) | Node::Mapping(_));
    let fits = |it: &Node| *it == Node::Null || types.iter().any(|typ| is_of_type(it, typ));
    if values.iter().any(is_nested) || !values.iter().any(|it| *it != Node::Null && fits(it)) {
        return false;
    }
    values.retain(fits);
    true
}

fn split(schema: &mut Mapping, types: &[&'static str], at: &At<'_>) {
    let values = schema.remove("enum");
    let format = schema.remove("format");
    let mut branches = Vec::new();
    for (index, typ) in types.iter().enumerate() {
        let type_at = at.key("type");
        let mut branch = Mapping::made(&type_at.index(index), [("type", Node::text(*typ))]);
        for keyword in keywords_of(typ) {
            if let Some(value) = take(schema, keyword, at) {
                branch.insert(*keyword, value);
            }
        }
        if let Some(format) = &format
            && format
                .as_str()
                .is_some_and(|format| is_format_of(typ, format))
        {
            branch.insert("format", format.clone());
        }
        if let Some(Node::Sequence(values)) = &values {
            let own: Vec<Node> = values
                .iter()
                .filter(|it| is_of_type(it, typ))
                .cloned()
                .collect();
            if own.is_empty() {
                continue;
            }
            branch.insert("enum", Node::Sequence(own));
        }
        branches.push(Node::Mapping(branch));
    }
    schema.remove("type");
    for branch in &mut branches {
        keep_place(branch, at);
    }
    schema.insert("anyOf", Node::Sequence(branches));
}

/// Removes keywords about items or properties where the type has none, with a warning. Bounds that do not apply to the type
/// stay, as the client checks no bounds.
pub(super) fn structure(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    const OBJECT: [&str; 4] = [
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
    ];
    const ARRAY: [&str; 2] = ["items", "prefixItems"];
    let typ = schema.get("type").and_then(Node::as_str);
    let Some(typ) = typ.and_then(|typ| TYPES.into_iter().find(|it| *it == typ)) else {
        return;
    };
    let of_object = OBJECT.iter().filter(|_| typ != "object");
    let of_array = ARRAY.iter().filter(|_| typ != "array");
    for keyword in of_object.chain(of_array) {
        if schema.remove(keyword).is_some() {
            let message = format!("`{keyword}` says nothing about values of type `{typ}`");
            cx.diagnostics
                .warning("ignored-keyword", &at.key(keyword).origin(), message)
                .about_key();
        }
    }
}

fn keywords_of(typ: &str) -> &'static [&'static str] {
    match typ {
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "unevaluatedProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
        ],
        "array" => &[
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "unevaluatedItems",
            "contains",
        ],
        "string" => &[
            "pattern",
            "minLength",
            "maxLength",
            "contentEncoding",
            "contentMediaType",
        ],
        "integer" | "number" => &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        _ => &[],
    }
}

fn is_format_of(typ: &str, format: &str) -> bool {
    let is_numeric = matches!(
        format,
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "uint"
    ) || matches!(format, "float" | "double" | "decimal");
    match typ {
        "integer" | "number" => is_numeric,
        "string" => !is_numeric,
        _ => false,
    }
}

/// Whether a value is of a type.
pub(super) fn is_of_type(value: &Node, typ: &str) -> bool {
    match value {
        Node::Null => false,
        Node::Bool(_) => typ == "boolean",
        Node::Int(_) => matches!(typ, "integer" | "number"),
        Node::Float(number) => typ == "number" || (typ == "integer" && number.fract() == 0.0),
        Node::String(_) => typ == "string",
        Node::Sequence(_) => typ == "array",
        Node::Mapping(_) => typ == "object",
    }
}
