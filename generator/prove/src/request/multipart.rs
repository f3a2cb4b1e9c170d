//! Bodies of parts, as the `multer` crate reads them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::compare::{Difference, Kind};
use crate::document::Library;
use crate::json::Json;

use super::body::{form_parameter, is_same_text, json, parameter_differs};
use super::carried::is_carried;
use super::cases::Call;
use super::described::Parameter;
use super::message::Message;

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) media_type: Option<String>,
    pub(super) content: Vec<u8>,
}

/// All of a body at once.
struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// The parts of a body of this media type.
pub(super) fn parts(media_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    // The library takes no other kind of parts.
    let parameters = media_type
        .split_once(';')
        .map(|(_, rest)| rest)
        .unwrap_or_default();
    let boundary = multer::parse_boundary(format!("multipart/form-data;{parameters}"))
        .map_err(|it| it.to_string())?;
    let mut reader = multer::Multipart::new(Whole(Some(Bytes::copy_from_slice(body))), boundary);
    let mut found = Vec::new();
    while let Some(field) = ready(reader.next_field())?.map_err(|it| it.to_string())? {
        found.push(Part {
            name: field.name().unwrap_or_default().to_owned(),
            file_name: field.file_name().map(str::to_owned),
            media_type: field.content_type().map(ToString::to_string),
            content: ready(field.bytes())?.map_err(|it| it.to_string())?.to_vec(),
        });
    }
    Ok(found)
}

/// What a future gives that has nothing to wait for.
fn ready<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Ok(value);
        }
    }
    Err("the parts never end".to_owned())
}

/// What differs between the properties of a body and its parts.
pub(super) fn compare(
    library: &Library,
    call: &Call,
    members: &BTreeMap<String, Json>,
    parts: &[Part],
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |kind, name: &str| {
        found.push(Difference {
            kind: Ok(kind),
            path: format!("/body/{name}"),
        });
    };
    let styled = members.iter().filter_map(|(name, value)| {
        // What has a style is written as in a query (OpenAPI 3.1.1, 4.8.15.1.2).
        let parameter = form_parameter(library, call, name);
        let is_styled = parameter.location == "query";
        is_styled.then_some((name, (parameter, value)))
    });
    let styled: BTreeMap<&String, (Parameter, &Json)> = styled.collect();
    let is_of_styled = |part: &Part| {
        styled.iter().any(|(name, (_, value))| {
            let deep = part.name.strip_prefix(name.as_str());
            deep.is_some_and(|it| it.starts_with('['))
                || matches!(value, Json::Object(inner) if inner.contains_key(&part.name))
        })
    };
    for (name, value) in members
        .iter()
        .filter(|(name, _)| !styled.contains_key(name))
    {
        let mine: Vec<&Part> = parts.iter().filter(|it| it.name == *name).collect();
        let values = match value {
            Json::Null => continue,
            // No part is `null`.
            Json::Array(items) if items.contains(&Json::Null) => continue,
            Json::Array(items) => items.iter().collect(),
            one => vec![one],
        };
        let is_list = matches!(mine.as_slice(), [one] if is_same_part(value, one));
        if is_list {
            continue;
        }
        let mut pairs = values.iter().zip(&mine);
        match mine.len().cmp(&values.len()) {
            Ordering::Less => add(Kind::LostField, name),
            Ordering::Greater => add(Kind::ExtraField, name),
            Ordering::Equal if pairs.all(|(value, part)| is_same_part(value, part)) => {}
            Ordering::Equal => add(Kind::ChangedValue, name),
        }
    }
    for part in parts {
        if !members.contains_key(&part.name) && !is_of_styled(part) {
            add(Kind::ExtraField, &part.name);
        }
    }
    let message = as_query(parts);
    let names: Vec<String> = members.keys().cloned().collect();
    for (parameter, value) in styled.values().filter(|(it, value)| is_carried(it, value)) {
        found.extend(parameter_differs(parameter, value, &names, "", &message));
    }
    found
}

/// Delimiters stand in a part as they are.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b',').remove(b'|');

/// The parts as the query that has the same values.
fn as_query(parts: &[Part]) -> Message {
    let pairs = parts.iter().map(|part| {
        let content = String::from_utf8_lossy(&part.content);
        let name = utf8_percent_encode(&part.name, NON_ALPHANUMERIC);
        format!("{name}={}", utf8_percent_encode(&content, ENCODED))
    });
    Message {
        query: pairs.collect::<Vec<_>>().join("&"),
        ..Message::default()
    }
}

fn is_same_part(value: &Json, part: &Part) -> bool {
    let text = String::from_utf8_lossy(&part.content);
    let media_type = part.media_type.as_deref();
    let is_json = media_type.is_some_and(|it| it.contains("json"));
    let as_json = || Json::parse(&text).is_ok_and(|got| json(value, &got).is_empty());
    match value {
        Json::Array(_) | Json::Object(_) | Json::Null => as_json(),
        primitive => is_same_text(primitive, &text) || (is_json && as_json()),
    }
}
