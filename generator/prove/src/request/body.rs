//! Bodies read back.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::compare::{Difference, Expectation, Kind, differences};
use crate::document::Library;
use crate::json::{Json, is_same_number};

use super::carried::is_carried;
use super::cases::Call;
use super::described::{Parameter, Style};
use super::message::Message;
use super::multipart::{self, parts};
use super::styles::{Read, ValueShape, read_parameter};

/// What differs between a body and what a server reads.
pub(super) fn compare(
    library: &Library,
    call: &Call,
    body: Option<&Json>,
    message: &Message,
) -> Vec<Difference> {
    let failed = |kind| {
        vec![Difference {
            kind: Ok(kind),
            path: "/body".to_owned(),
        }]
    };
    let (Some(expected), Some(described)) = (body, &call.operation.body) else {
        return if message.body.is_empty() {
            Vec::new()
        } else {
            failed(Kind::ExtraField)
        };
    };
    let is_empty_object = matches!(expected, Json::Object(members) if members.is_empty());
    if message.body.is_empty() && is_empty_object {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&message.body);
    let flag = described.flag.as_deref();
    match described.format.as_str() {
        "json" => match Json::parse(&text) {
            Ok(got) => json(&without(expected, flag), &without(&got, flag)),
            Err(_) => failed(Kind::EncodingInvalid),
        },
        "form" => form(library, call, expected, &text),
        "multipart" => {
            let media_type = message.header("content-type").next().unwrap_or_default();
            match (parts(media_type, &message.body), expected) {
                (Ok(mut parts), Json::Object(members)) => {
                    parts.retain(|it| flag != Some(it.name.as_str()));
                    multipart::compare(library, call, members, &parts)
                }
                _ => failed(Kind::EncodingInvalid),
            }
        }
        "xml" => Vec::new(),
        _ => match expected {
            Json::String(expected) if *expected == *text => Vec::new(),
            other if is_same_text(other, &text) => Vec::new(),
            _ => failed(Kind::ChangedValue),
        },
    }
}

/// What differs between two JSON values.
pub(super) fn json(expected: &Json, got: &Json) -> Vec<Difference> {
    let expectation = Expectation {
        tags: &[],
        may_drop: &|_| false,
        is_integer: &|_| false,
        is_only_sent: true,
    };
    let found = differences(expected, got, &expectation).into_iter();
    found
        .map(|it| Difference {
            path: format!("/body{}", it.path),
            ..it
        })
        .collect()
}

fn without(value: &Json, key: Option<&str>) -> Json {
    match (value, key) {
        (Json::Object(members), Some(key)) => {
            let mut members = members.clone();
            members.remove(key);
            Json::Object(members)
        }
        _ => value.clone(),
    }
}

/// Each property is a parameter of the form.
fn form(library: &Library, call: &Call, expected: &Json, text: &str) -> Vec<Difference> {
    let Json::Object(members) = expected else {
        return Vec::new();
    };
    let message = Message {
        query: text.to_owned(),
        ..Message::default()
    };
    let others: Vec<String> = members.keys().cloned().collect();
    let spread = |name: &String| {
        let it = form_parameter(library, call, name);
        it.style == Style::Form && it.explode
    };
    let objects = members
        .iter()
        .filter(|(name, it)| matches!(it, Json::Object(_)) && spread(name));
    let is_alone = objects.count() < 2;
    let mut found = Vec::new();
    for (name, value) in members {
        let parameter = form_parameter(library, call, name);
        let is_told = is_alone || !matches!(value, Json::Object(_)) || !spread(name);
        if is_told && is_carried(&parameter, value) {
            found.extend(parameter_differs(&parameter, value, &others, "", &message));
        }
    }
    found
}

/// A property of a form as a parameter. How an object or a list of them is written of which no encoding says anything, the versions of
/// the specification do not agree: that is none.
pub(super) fn form_parameter(library: &Library, call: &Call, name: &str) -> Parameter {
    let encoding = call.described.encoding.as_ref().map(|it| it.key(name));
    let encoding = encoding.as_ref().and_then(|it| library.get(it));
    let text = |key: &str| encoding.and_then(|it| it.get(key)).and_then(Value::as_str);
    let explode = encoding
        .and_then(|it| it.get("explode"))
        .and_then(Value::as_bool);
    let is_json = text("contentType").is_some_and(|it| it.contains("json"));
    let is_styled = ["style", "explode", "allowReserved"]
        .iter()
        .any(|key| encoding.is_some_and(|it| it.get(*key).is_some()));
    let style = match text("style") {
        Some("spaceDelimited") => Style::SpaceDelimited,
        Some("pipeDelimited") => Style::PipeDelimited,
        Some("deepObject") => Style::DeepObject,
        // A style has it that the media type does not count.
        None if is_json && !is_styled => Style::Json,
        _ => Style::Form,
    };
    Parameter {
        name: name.to_owned(),
        location: if is_styled { "query" } else { "form" }.to_owned(),
        style,
        explode: explode.unwrap_or(style == Style::Form),
        allow_reserved: false,
        required: false,
        schema: library.root(),
    }
}

/// What differs between a parameter and what is read of it.
pub(super) fn parameter_differs(
    parameter: &Parameter,
    value: &Json,
    others: &[String],
    template: &str,
    message: &Message,
) -> Option<Difference> {
    let shape = match value {
        Json::Array(_) => ValueShape::Array,
        Json::Object(_) => ValueShape::Object(others.to_vec()),
        _ => ValueShape::Primitive,
    };
    let read = read_parameter(parameter, &shape, template, message);
    let kind = match (&read, value) {
        (Read::Absent, _) => Kind::LostField,
        // A string of a form whose media type is JSON may be that JSON already.
        (Read::Json(_), Json::String(text))
            if parameter.location == "form" && is_raw(parameter, text, message) =>
        {
            return None;
        }
        (Read::Json(got), value) => {
            let expectation = Expectation {
                tags: &[],
                may_drop: &|_| false,
                is_integer: &|_| false,
                is_only_sent: true,
            };
            let all = differences(value, got, &expectation);
            all.iter().find_map(|it| it.kind.ok())?
        }
        (Read::List(items), Json::Array(wanted)) => match items.len().cmp(&wanted.len()) {
            std::cmp::Ordering::Less => Kind::LostField,
            std::cmp::Ordering::Greater => Kind::ExtraField,
            std::cmp::Ordering::Equal => {
                let is_same = wanted
                    .iter()
                    .zip(items)
                    .all(|(value, text)| is_same_text(value, text));
                (!is_same).then_some(Kind::ChangedValue)?
            }
        },
        (Read::Pairs(pairs), Json::Object(wanted)) => pairs_differ(wanted, pairs)?,
        (Read::Text(text), value) => (!is_same_text(value, text)).then_some(Kind::ChangedValue)?,
        _ => Kind::ChangedValue,
    };
    Some(Difference {
        kind: Ok(kind),
        path: format!("/{}/{}", parameter.location, parameter.name),
    })
}

fn pairs_differ(wanted: &BTreeMap<String, Json>, pairs: &[(String, String)]) -> Option<Kind> {
    for (key, value) in wanted {
        let texts: Vec<&String> = pairs
            .iter()
            .filter(|(it, _)| it == key)
            .map(|(_, text)| text)
            .collect();
        let values = match value {
            Json::Array(items) => items.iter().collect(),
            one => vec![one],
        };
        if texts.len() < values.len() {
            return Some(Kind::LostField);
        }
        if texts.len() > values.len() {
            return Some(Kind::ExtraField);
        }
        if !values
            .iter()
            .zip(texts)
            .all(|(value, text)| is_same_text(value, text))
        {
            return Some(Kind::ChangedValue);
        }
    }
    pairs
        .iter()
        .any(|(key, _)| !wanted.contains_key(key))
        .then_some(Kind::ExtraField)
}

fn is_raw(parameter: &Parameter, text: &str, message: &Message) -> bool {
    let plain = Parameter {
        style: Style::Form,
        ..parameter.clone()
    };
    read_parameter(&plain, &ValueShape::Primitive, "", message) == Read::Text(text.to_owned())
}

/// Whether a text is that of a primitive.
pub(super) fn is_same_text(value: &Json, text: &str) -> bool {
    match value {
        Json::String(wanted) => wanted == text,
        Json::Number(number) => {
            let parse = |it: &str| it.parse::<f64>().ok().map(f64::to_bits);
            is_same_number(number, text)
                || (parse(number).is_some() && parse(number) == parse(text))
        }
        Json::Bool(it) => text == it.to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => false,
    }
}
