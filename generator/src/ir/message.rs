//! Messages: what an operation sends, and what it is answered.

use super::{Constraints, Field, Style, Type, Value, XmlId};
use crate::origin::Origin;

/// What an operation sends (`OpenAPI 3.0.4, 4.8.13`).
#[derive(Clone, Debug)]
pub struct Body {
    /// The media type, as the description writes it.
    pub media_type: String,
    /// How it is written.
    pub format: BodyFormat,
    /// How a caller gives it.
    pub shape: BodyShape,
    /// Whether there is always one.
    pub required: bool,
    /// A property of it that the caller does not set.
    pub flag: Option<Flag>,
    /// What the client checks of it; nothing where it checks none.
    pub constraints: Constraints,
    /// What it may look like as a whole.
    pub example: Option<Value>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A property of a body that says yes or no, and that the method sets and not its caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Its name on the wire.
    pub wire: String,
    /// What it says.
    pub value: bool,
    /// Whether it is sent in any case, and not only in place of another value.
    pub always: bool,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// As JSON.
    Json,
    /// As the pairs of a form, `application/x-www-form-urlencoded`.
    Form,
    /// As parts of their own, `multipart/form-data`.
    Multipart,
    /// As a document of XML.
    Xml(XmlId),
    /// As a text.
    Text,
    /// As it is.
    Bytes,
}

/// How a caller gives a body.
#[derive(Clone, Debug)]
pub enum BodyShape {
    /// An object written in place: its properties are fields of the params.
    Fields(Vec<BodyField>),
    /// Anything else is one field of the params.
    Whole(Type),
}

/// A property of a body that is a field of the params.
#[derive(Clone, Debug)]
pub struct BodyField {
    /// The property.
    pub field: Field,
    /// How it is written in a form.
    pub style: Style,
    /// Whether the description says so.
    pub is_styled: bool,
    /// The media type it has as a part of its own, where the description names one.
    pub media_type: Option<String>,
}

/// What an operation answers when all went well.
#[derive(Clone, Debug)]
pub enum Success {
    /// Nothing that is read.
    Empty,
    /// The same whatever the status.
    One(Payload),
    /// What depends on the status: an [`Answer`].
    Several(Type),
    /// Items that come one by one.
    Stream(Streaming),
}

impl Success {
    /// The types in it.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::One(payload) => payload.ty(),
            Self::Several(ty) => Some(ty),
            Self::Stream(stream) => stream.item.ty(),
            Self::Empty => None,
        }
    }

    /// The JSON value that it is whatever the status.
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::One(payload) => payload.json(),
            Self::Several(_) | Self::Stream(_) | Self::Empty => None,
        }
    }

    /// The type of its JSON, wherever there is some.
    pub fn page(&self) -> Option<&Type> {
        match self.json() {
            Some(Type::Nullable(inner)) => Some(inner),
            answer => answer,
        }
    }

    /// The types in it, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::One(payload) => payload.ty_mut(),
            Self::Several(ty) => Some(ty),
            Self::Stream(stream) => stream.item.ty_mut(),
            Self::Empty => None,
        }
    }
}

/// A response whose items come one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Streaming {
    /// How they are told apart.
    pub framing: Framing,
    /// What each of them is.
    pub item: StreamItem,
}

/// How the items of a response are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Framing {
    /// As server-sent events, of each of which the data is the item.
    Data,
    /// As server-sent events, each of which is an item with its fields, and with data that is JSON.
    Event,
    /// The same, with data that is text.
    TextEvent,
    /// By lines.
    Lines,
    /// As a JSON text sequence (RFC 7464).
    Sequence,
}

impl Framing {
    /// Whether they are server-sent events.
    pub fn is_events(self) -> bool {
        match self {
            Self::Data | Self::Event | Self::TextEvent => true,
            Self::Lines | Self::Sequence => false,
        }
    }
}

/// What an item of a stream is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamItem {
    /// A JSON value.
    Json(Type),
    /// A text.
    Text,
    /// An event with its fields, about whose data nothing is known.
    Event,
}

impl StreamItem {
    /// The type it is read as, where it is JSON.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Event => None,
        }
    }

    /// The type it is read as, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Text | Self::Event => None,
        }
    }
}

/// What stands in a response.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Payload {
    /// A JSON value.
    Json(Type),
    /// A JSON value or a text, as the description leaves open which of them it is.
    Any(Type),
    /// The value that a document of XML stands for.
    Xml(Type, XmlId),
    /// A text.
    Text,
    /// Anything, as it came.
    Bytes,
}

impl Payload {
    /// The type of the JSON value that it is. What only works for JSON asks for it, and not for [`Payload::ty`].
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Any(ty) => Some(ty),
            Self::Xml(..) | Self::Text | Self::Bytes => None,
        }
    }

    /// The type in it.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Any(ty) | Self::Xml(ty, _) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }

    /// The type in it, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) | Self::Any(ty) | Self::Xml(ty, _) => Some(ty),
            Self::Text | Self::Bytes => None,
        }
    }
}

/// What a response holds, by its status.
#[derive(Debug)]
pub struct Answer {
    /// The cases, in the order of the description.
    pub cases: Vec<Case>,
}

/// What a response of one status holds.
#[derive(Clone, Debug)]
pub struct Case {
    /// The status as the description writes it: `202`, `2XX`, `default`.
    pub status: String,
    /// What it is named after: what HTTP calls the status.
    pub name: String,
    /// What it holds; `None` for nothing.
    pub payload: Option<Payload>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
}

/// What an answer looks like: where it stands, and what the description gives as an example of it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The status as the description writes it: `202`, `2XX`, `default`.
    pub status: String,
    /// The media type; `None` where there is no body.
    pub media_type: Option<String>,
    /// The example of its body, or of an item of it where they come one by one.
    pub example: Option<Value>,
    /// Where the body stands.
    pub origin: Origin,
}

/// What a status means that is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentedStatus {
    /// The status as the description writes it: `202`, `2XX`, `302`, `default`.
    pub status: String,
    /// What the description says about it, in Markdown.
    pub docs: String,
}

/// A header of a response (`OpenAPI 3.0.4, 4.8.21`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseHeader {
    /// Its name, as the description writes it.
    pub name: String,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
}
