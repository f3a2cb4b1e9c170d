//! Media types: what each is read and written as.

use crate::ir::Framing;

/// What a media type is to the client. Of several that describe the same value, the first is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum MediaFormat {
    /// `application/json`, or any with the suffix `+json` (RFC 6839, 3.1).
    Json,
    /// `multipart/form-data` and its kin.
    Multipart,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `application/xml`, `text/xml`, or any with the suffix `+xml` (RFC 7303), of a value with a structure.
    Xml,
    /// `text/…`, and XML that is no more than a text to the client.
    Text,
    /// Anything else.
    Bytes,
    /// Values that come one by one.
    Stream(Framing),
}

impl MediaFormat {
    /// The format of a media type.
    pub(in crate::lower) fn of(media_type: &str) -> Self {
        let essence = essence(media_type).to_ascii_lowercase();
        match essence.as_str() {
            // Kubernetes': `stream=watch`.
            "application/json" if has_parameter(media_type, "stream") => {
                Self::Stream(Framing::Lines)
            }
            "application/json" | "application/x-json" | "text/json" | "text/x-json" | "*/*"
            | "application/*" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "application/xml" | "application/x-xml" | "text/xml" => Self::Xml,
            "application/yaml" | "application/x-yaml" => Self::Text,
            "text/event-stream" => Self::Stream(Framing::Data),
            "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-lines"
            | "application/ndjson"
            | "application/x-ndjson"
            | "application/stream+json"
            | "application/x-json-stream" => Self::Stream(Framing::Lines),
            essence if essence == "application/json-seq" || essence.ends_with("+json-seq") => {
                Self::Stream(Framing::Sequence)
            }
            // JSON is YAML, too.
            essence if essence.ends_with("+json") || essence.ends_with("-patch+yaml") => Self::Json,
            essence if essence.starts_with("multipart/") => Self::Multipart,
            essence if essence.ends_with("+xml") => Self::Xml,
            essence if essence.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }

    /// Whether a file can be one of the properties of a message, as it is.
    pub(super) fn holds_files(self) -> bool {
        match self {
            Self::Multipart => true,
            Self::Json | Self::Form | Self::Xml | Self::Text | Self::Bytes | Self::Stream(_) => {
                false
            }
        }
    }

    /// Whether a value of any type can be written in it as JSON.
    pub(super) fn is_json(self) -> bool {
        match self {
            Self::Json => true,
            Self::Multipart
            | Self::Form
            | Self::Xml
            | Self::Text
            | Self::Bytes
            | Self::Stream(_) => false,
        }
    }

    /// Whether it is one of files, about whose content the client knows nothing.
    pub(super) fn is_bytes(self) -> bool {
        match self {
            Self::Bytes => true,
            Self::Json
            | Self::Multipart
            | Self::Form
            | Self::Xml
            | Self::Text
            | Self::Stream(_) => false,
        }
    }

    /// Whether the schema of a request body says how it is written.
    pub(super) fn is_written_by_schema(self) -> bool {
        match self {
            Self::Json | Self::Multipart | Self::Form | Self::Xml | Self::Stream(_) => true,
            Self::Text | Self::Bytes => false,
        }
    }

    /// Whether the schema of a response says how it is read.
    pub(super) fn is_read_by_schema(self) -> bool {
        match self {
            Self::Json | Self::Xml | Self::Stream(_) => true,
            Self::Multipart | Self::Form | Self::Text | Self::Bytes => false,
        }
    }
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether a media type has a parameter of this name (RFC 9110, 8.3.1).
fn has_parameter(media_type: &str, name: &str) -> bool {
    let mut parameters = media_type.split(';').skip(1);
    parameters.any(|it| {
        let key = it.split('=').next().unwrap_or_default();
        key.trim().eq_ignore_ascii_case(name)
    })
}

/// The kind of patch that a media type is one of.
pub(super) fn patch(media_type: &str) -> Option<String> {
    let essence = essence(media_type).to_ascii_lowercase();
    let (kind, _) = essence.rsplit_once('+')?;
    kind.ends_with("-patch").then(|| kind.to_owned())
}

/// What a method is named after that sends or reads a media type.
pub(in crate::lower) fn method_words(media_type: &str) -> String {
    let essence = essence(media_type).to_ascii_lowercase();
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
