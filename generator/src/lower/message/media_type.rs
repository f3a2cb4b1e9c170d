//! Media types: which of them can be read and written, and as what.

use openapiv3::{Content, MediaType, ReferenceOr, Schema};

use crate::ir::Framing;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;
use crate::spec::Spec;

/// What a media type is to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum MediaFormat {
    /// `application/json`, or any with the suffix `+json` (RFC 6839, 3.1).
    Json,
    /// `multipart/form-data` and its kin.
    Multipart,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `text/…`, and XML, which a caller reads and writes by means of their own.
    Text,
    /// Anything else.
    Bytes,
    /// Values that come one by one.
    Stream(Framing),
}

/// What a media type is.
pub(in crate::lower) fn kind(media_type: &str) -> MediaFormat {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "text/json" | "*/*" | "application/*" => MediaFormat::Json,
        "application/x-www-form-urlencoded" => MediaFormat::Form,
        "application/xml" | "application/yaml" | "application/x-yaml" => MediaFormat::Text,
        "text/event-stream" => MediaFormat::Stream(Framing::Data),
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/stream+json"
        | "application/x-json-stream" => MediaFormat::Stream(Framing::Lines),
        essence if essence == "application/json-seq" || essence.ends_with("+json-seq") => {
            MediaFormat::Stream(Framing::Sequence)
        }
        essence if essence.ends_with("+json") => MediaFormat::Json,
        essence if essence.starts_with("multipart/") => MediaFormat::Multipart,
        essence if essence.starts_with("text/") || essence.ends_with("+xml") => MediaFormat::Text,
        _ => MediaFormat::Bytes,
    }
}

/// A media type that was chosen among those of a body.
pub(in crate::lower) struct Representation<'a> {
    pub(in crate::lower) name: &'a str,
    pub(in crate::lower) kind: MediaFormat,
    pub(in crate::lower) media_type: &'a MediaType,
    pub(in crate::lower) at: Origin,
}

/// The media types of a body, the one first that is typed best. Another form of the same value is none of them, unless only
/// this one can hold the files in it.
pub(in crate::lower) fn choices<'a>(
    spec: &Spec,
    content: &'a Content,
    at: &Origin,
) -> Vec<Representation<'a>> {
    let all = content.iter().map(|(name, media_type)| Representation {
        name,
        kind: match kind(name) {
            MediaFormat::Json if name.contains('*') && is_bytes(media_type) => MediaFormat::Bytes,
            kind => kind,
        },
        media_type,
        at: at.key(name),
    });
    let mut all: Vec<Representation<'a>> = all.collect();
    all.sort_by_key(|it| (it.kind, it.name != "application/json"));
    let mut choices: Vec<Representation<'a>> = Vec::new();
    for other in all {
        let schema = &other.media_type.schema;
        let is_alone =
            schema.is_none() || other.kind == MediaFormat::Multipart && has_files(spec, &other);
        let is_other = |it: &Representation<'_>| {
            it.media_type.schema != *schema || (it.kind != other.kind && is_alone)
        };
        if choices.iter().all(is_other) {
            choices.push(other);
        }
    }
    choices
}

/// Whether a schema says that a body is bytes.
fn is_bytes(media_type: &MediaType) -> bool {
    let Some(ReferenceOr::Item(schema)) = &media_type.schema else {
        return false;
    };
    let keywords = Keywords::of(schema);
    keywords.typ == Some("string") && keywords.format.as_deref() == Some("binary")
}

/// Whether one of the properties of a body is a file.
fn has_files(spec: &Spec, body: &Representation<'_>) -> bool {
    let schema = body.media_type.schema.as_ref();
    let schema = schema.and_then(|it| spec.schema(it, &body.at));
    let properties = schema.and_then(|it| Keywords::of(it.value).properties);
    let mut properties = properties.into_iter().flatten();
    properties.any(|(_, property)| is_file(spec, property))
}

/// Whether a property of a form is a file, bytes that nothing encodes (`OpenAPI 3.0.4, 4.8.14.5`), or a list of files.
pub(in crate::lower) fn is_file(spec: &Spec, property: &ReferenceOr<Box<Schema>>) -> bool {
    let of_bytes = |keywords: &Keywords<'_>| {
        matches!(keywords.format.as_deref(), Some("binary" | "file"))
            || keywords.typ == Some("file")
    };
    let Some(property) = spec.boxed_schema(property, spec.root()) else {
        return false;
    };
    let keywords = Keywords::of(property.value);
    let items = keywords
        .items
        .and_then(|it| spec.boxed_schema(it, spec.root()));
    of_bytes(&keywords) || items.is_some_and(|it| of_bytes(&Keywords::of(it.value)))
}

/// What a method is called after that sends or reads a media type.
pub(in crate::lower) fn word(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let word = match essence.as_str() {
        "application/x-www-form-urlencoded" => "form",
        "text/plain" => "text",
        "application/octet-stream" => "bytes",
        "*/*" => "any",
        essence if essence.starts_with("multipart/") => "multipart",
        essence => essence
            .split_once('/')
            .map_or(essence, |(_, subtype)| subtype),
    };
    let word = word.trim_start_matches("x-");
    // `merge-patch+json` is known as a merge patch.
    let word = word.rsplit_once('+').map_or(word, |(word, _)| word);
    format!("as {word}")
}
