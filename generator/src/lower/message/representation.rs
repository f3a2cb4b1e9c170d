//! Representations: the media types that a message has, of which the client takes some (RFC 9110, 3.2).

use openapiv3::{Content, MediaType};

use super::form_object::names_of_files;
use super::media_type::{MediaFormat, essence, patch};
use crate::lower::merge::conjuncts::conjuncts;
use crate::lower::merge::subschema::Subschema;
use crate::lower::schema::keywords::Keywords;
use crate::lower::xml;
use crate::origin::Origin;
use crate::spec::Spec;

/// A media type that a message has.
pub(in crate::lower) struct Representation<'a> {
    /// The media type, as the description writes it.
    pub(in crate::lower) name: &'a str,
    /// What it is read and written as.
    pub(in crate::lower) format: MediaFormat,
    pub(in crate::lower) media_type: &'a MediaType,
    pub(in crate::lower) at: Origin,
}

/// The representations of a message that the client has, the one first that is typed best. Another format of the same value
/// is none of them, unless only this one can hold the files in it.
pub(in crate::lower) fn representations<'a>(
    spec: &Spec,
    content: &'a Content,
    at: &Origin,
) -> Vec<Representation<'a>> {
    distinct(spec, content, at, |_| None)
}

/// The same of the body of a `PATCH`, where a media type may say how the changes are meant: `merge-patch+json` (RFC 7396) is another
/// thing than `json-patch+json` (RFC 6902), even where nothing else is said about either.
pub(super) fn representations_of_patch<'a>(
    spec: &Spec,
    content: &'a Content,
    at: &Origin,
) -> Vec<Representation<'a>> {
    distinct(spec, content, at, patch)
}

/// The representations that differ in their schema, in their format, or in what `meaning` says of their media types.
fn distinct<'a>(
    spec: &Spec,
    content: &'a Content,
    at: &Origin,
    meaning: impl Fn(&str) -> Option<String>,
) -> Vec<Representation<'a>> {
    let all = content.iter().map(|(name, media_type)| Representation {
        name,
        format: match MediaFormat::of(name) {
            // What may be any media type is JSON, unless its schema says otherwise.
            MediaFormat::Json
                if name.contains('*') && is_bytes(spec, media_type, &at.key(name)) =>
            {
                MediaFormat::Bytes
            }
            MediaFormat::Xml if xml::is_structured(spec, media_type, &at.key(name)) => {
                MediaFormat::Xml
            }
            MediaFormat::Xml | MediaFormat::Text => format_of_text(spec, media_type, &at.key(name)),
            format => format,
        },
        media_type,
        at: at.key(name),
    });
    let mut all: Vec<Representation<'a>> = all.collect();
    all.sort_by_key(|it| (it.format, essence(it.name) != "application/json"));
    let mut kept: Vec<Representation<'a>> = Vec::new();
    for other in all {
        let schema = &other.media_type.schema;
        let is_alone = schema.is_none() || other.format.holds_files() && has_files(spec, &other);
        let differs = |it: &Representation<'_>| {
            it.media_type.schema != *schema
                || (it.format != other.format && is_alone)
                || (other.format.is_json() && meaning(it.name) != meaning(other.name))
        };
        if kept.iter().all(differs) {
            kept.push(other);
        }
    }
    kept
}

/// What a text is read and written as: bytes and scalars are texts, too, and Elysia says of each that it is `text/plain`.
fn format_of_text(spec: &Spec, media_type: &MediaType, at: &Origin) -> MediaFormat {
    match keywords(spec, media_type, at).and_then(|it| it.typ) {
        _ if is_bytes(spec, media_type, at) => MediaFormat::Bytes,
        // As a text, it is what it is as JSON.
        Some("integer" | "number" | "boolean") => MediaFormat::Json,
        _ => MediaFormat::Text,
    }
}

/// Whether a schema says that a message is bytes.
pub(super) fn is_bytes(spec: &Spec, media_type: &MediaType, at: &Origin) -> bool {
    keywords(spec, media_type, at)
        .is_some_and(|it| it.typ == Some("string") && it.format.as_deref() == Some("binary"))
}

fn keywords<'a>(spec: &'a Spec, media_type: &'a MediaType, at: &Origin) -> Option<Keywords<'a>> {
    let schema = media_type.schema.as_ref()?;
    let resolved = spec.schema(schema, &at.key("schema"))?;
    Some(Keywords::of(resolved.value))
}

/// Whether nothing is said about a message.
pub(super) fn is_anything(spec: &Spec, media_type: &MediaType, at: &Origin) -> bool {
    let Some(schema) = &media_type.schema else {
        return true;
    };
    let resolved = spec.schema(schema, &at.key("schema"));
    resolved.is_some_and(|it| {
        it.value.schema_data.extensions.is_empty() && {
            let keywords = Keywords::of(it.value);
            !keywords.constrain_type() && !keywords.not
        }
    })
}

/// Whether one of the properties of a message is a file.
pub(super) fn has_files(spec: &Spec, of: &Representation<'_>) -> bool {
    let Some(schema) = &of.media_type.schema else {
        return false;
    };
    let Some(resolved) = spec.schema(schema, &of.at.key("schema")) else {
        return false;
    };
    let conjuncts = conjuncts(spec, &[Subschema::of(resolved)]);
    let mut properties = conjuncts.iter().filter_map(|it| it.keywords.properties);
    properties.any(|it| names_of_files(spec, it, of.media_type).next().is_some())
}
