//! Why a value has its type, and why it may be absent or is in a `Box`.

use std::collections::BTreeSet;

use super::answer::Fact;
use super::item::Explainer;
use crate::config::Config;
use crate::ir::{Field, Presence, Type, TypeId};
use crate::origin::{Origin, pointer_of};
use crate::source::Node;

/// The reasons for the type of a value, whose schema stands at `place`.
pub(super) fn why_type(ty: &Type, place: Option<&Origin>, cx: &Explainer<'_>) -> Vec<Fact> {
    if let Some(fact) = place.and_then(|it| configured(it, cx.cx.config)) {
        return vec![fact];
    }
    let node = place.and_then(|it| schema(it, cx));
    let format = node.and_then(|it| it.get("format")?.as_str());
    if let Some((format, _)) = format.and_then(|it| cx.cx.config.formats.get_key_value(it)) {
        let at = cx.cx.config.at(&["formats", format]);
        let text = format!("`[formats]` chooses it for the format `{format}`");
        return vec![Fact::new("type", text).at(Some(at))];
    }
    let said = said(node);
    let mut facts = vec![Fact::new("type", reason(ty, format, &said, cx))];
    let parts = match ty {
        Type::List(item) => vec![("its items", "items", &**item)],
        Type::Map(map) => vec![
            ("its keys", "propertyNames", &map.key),
            ("its values", "additionalProperties", &map.value),
        ],
        _ => Vec::new(),
    };
    for (part, keyword, inner) in parts {
        if matches!((part, inner), ("its keys", Type::String) | (_, Type::Json)) {
            continue;
        }
        let place = place.map(|it| it.key(keyword));
        let place = place.filter(|it| cx.documents.at(it).is_some());
        let inner = why_type(inner, place.as_ref(), cx).into_iter();
        facts.extend(inner.map(|it| Fact {
            text: format!("{part}: {}", it.text),
            ..it
        }));
    }
    facts
}

/// The schema at a place; that of a parameter is inside of it.
fn schema<'a>(place: &Origin, cx: &'a Explainer<'_>) -> Option<&'a Node> {
    let node = cx.documents.at(place)?;
    let inner = || node.get("schema").filter(|_| node.get("in").is_some());
    Some(inner().unwrap_or(node))
}

/// What `[types]` says about a place.
fn configured(place: &Origin, config: &Config) -> Option<Fact> {
    let is_it = |it: &&String| pointer_of(it) == place.pointer;
    let key = config.types.keys().find(is_it)?;
    let at = config.at(&["types", key]);
    Some(Fact::new("type", "`[types]` chooses it for this place").at(Some(at)))
}

/// What a schema says that a type follows from, as it is written.
fn said(node: Option<&Node>) -> String {
    let Some(node) = node else {
        return String::new();
    };
    if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
        return format!("`$ref: {reference}`");
    }
    let texts = ["type", "format"].into_iter().filter_map(|key| {
        let value = match node.get(key)? {
            Node::Sequence(items) => {
                let items: Vec<&str> = items.iter().filter_map(Node::as_str).collect();
                format!("[{}]", items.join(", "))
            }
            other => other.as_str()?.to_owned(),
        };
        Some(format!("`{key}: {value}`"))
    });
    let keywords = [
        "enum",
        "const",
        "allOf",
        "oneOf",
        "anyOf",
        "additionalProperties",
    ];
    let keywords = keywords.into_iter().filter(|key| node.get(key).is_some());
    let all: Vec<String> = texts.chain(keywords.map(|it| format!("`{it}`"))).collect();
    all.join(", ")
}

fn reason(ty: &Type, format: Option<&str>, said: &str, cx: &Explainer<'_>) -> String {
    let says = if said.is_empty() {
        String::new()
    } else {
        format!("{said}: ")
    };
    let why = match ty {
        Type::Bool => "a boolean".to_owned(),
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 => integer(ty, format),
        Type::F32 | Type::F64 => "a number, which may have a fraction".to_owned(),
        Type::String => match format {
            Some(format) => format!(
                "text; `{format}` changes nothing about how it travels, and `[formats]` can choose a type for it"
            ),
            None => "text".to_owned(),
        },
        Type::DateTime | Type::Date => {
            "the text is kept as it travels, and converted on demand".to_owned()
        }
        Type::Base64 => "bytes, which travel as base64".to_owned(),
        Type::Secret => "a text that nothing shows".to_owned(),
        Type::File => "bytes or a file, which are sent as they are".to_owned(),
        Type::Parts => "the caller names the parts of the body".to_owned(),
        Type::Json => "the description says no more of it than that it is JSON".to_owned(),
        Type::List(_) => "a list".to_owned(),
        Type::Map(_) => "an object whose properties have no names of their own".to_owned(),
        Type::Tuple(_) => "a list with a schema for each place".to_owned(),
        Type::Nullable(_) => "the value may be `null`".to_owned(),
        Type::Named(id) => named(*id, cx),
        Type::Foreign(_) => "the configuration chooses a type of another crate".to_owned(),
    };
    format!("{says}{why}")
}

fn integer(ty: &Type, format: Option<&str>) -> String {
    let usual = match format {
        None | Some("int64") => Type::I64,
        Some("int8" | "int16" | "int32") => Type::I32,
        Some("uint8" | "uint16" | "uint32") => Type::U32,
        Some("uint" | "uint64") => Type::U64,
        Some(_) => return "a whole number".to_owned(),
    };
    if *ty == usual {
        return match format {
            Some(_) => "a whole number of this format".to_owned(),
            None => "a whole number without a format".to_owned(),
        };
    }
    "a whole number; its bounds, default, example or values need more room than its format has"
        .to_owned()
}

fn named(id: TypeId, cx: &Explainer<'_>) -> String {
    let item = cx.of_type(id);
    let Some((item, def)) = item.zip(cx.cx.api.ty(id)) else {
        return "a type of its own".to_owned();
    };
    let place = cx.place(&def.origin, item);
    format!("a type of its own, made of {place}")
}

/// Why a field may be absent, be `null`, or both.
pub(super) fn why_presence(field: &Field, is_parameter: bool) -> Option<Fact> {
    let required = if is_parameter {
        "it is not `required`"
    } else {
        "the object does not have it in `required`"
    };
    Some(Fact::new(
        "presence",
        match field.presence {
            Presence::Required => return None,
            Presence::Nullable => "`Option`: it is always there, but may be `null`".to_owned(),
            Presence::Optional => format!("`Option`: {required}"),
            Presence::Nullish => {
                format!(
                    "`Option`: {required}, and it may be `null`, which means the same to who reads it"
                )
            }
            Presence::Patch => format!(
                "`Patch`: {required}, and it may be `null`; to a server that reads it, left out, `null` and a value are three things"
            ),
        },
    ))
}

/// Why a field or branch holds its type in a `Box`, if it does.
pub(super) fn why_box(owner: TypeId, index: usize, ty: &Type, cx: &Explainer<'_>) -> Option<Fact> {
    let is_boxed = cx.cx.analysis.boxed.contains(&(owner, index));
    let why = if leads_to(ty, owner, cx) {
        "`Box`: the type is inside itself, and would have no size without it"
    } else {
        "`Box`: the type around it would be so large that a stack has no room for a few of them"
    };
    is_boxed.then(|| Fact::new("box", why))
}

/// Whether a type holds another in place.
fn leads_to(ty: &Type, wanted: TypeId, cx: &Explainer<'_>) -> bool {
    let held = |ty: &Type| {
        let named = ty.named().into_iter();
        named
            .filter_map(|(id, in_place)| in_place.then_some(id))
            .collect::<Vec<_>>()
    };
    let mut seen = BTreeSet::new();
    let mut next = held(ty);
    while let Some(id) = next.pop() {
        if id == wanted {
            return true;
        }
        if seen.insert(id) {
            let inner = cx.cx.api.ty(id).map(|it| it.types()).unwrap_or_default();
            next.extend(inner.into_iter().flat_map(held));
        }
    }
    false
}
