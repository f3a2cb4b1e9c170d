//! Operations: what a caller can ask of the server.

use super::{Field, Parameter, ResourceId, Type, Value};
use crate::origin::Origin;

/// An operation (`OpenAPI 3.0.4, 4.8.10`).
#[derive(Debug)]
pub struct Operation {
    /// Its `operationId`, or method and path where it has none.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path template, `/a/{b}`.
    pub path: String,
    /// The group it belongs to; `None` for a method of the client itself.
    pub resource: Option<ResourceId>,
    /// What its Rust method is named after.
    pub name: String,
    /// Whether the configuration chose that name, so that no lock may change it.
    pub name_is_chosen: bool,
    /// One line about it.
    pub summary: Option<String>,
    /// All else the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Whether the description advises against it.
    pub deprecated: bool,
    /// Whether sending it twice does what sending it once does.
    pub idempotent: bool,
    /// Names of security schemes: one of the outer list suffices, all of an inner one are needed.
    pub security: Vec<Vec<String>>,
    /// Its parameters: those of the path in the order of the template, then the others in the order of the description.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub body: Option<Body>,
    /// What it answers when all went well.
    pub success: Success,
    /// The names of the headers that come with it, in lower case.
    pub response_headers: Vec<String>,
    /// What it answers otherwise, as far as the description says.
    pub errors: Vec<ErrorResponse>,
    /// Where it stands.
    pub origin: Origin,
}

impl Operation {
    /// The parameters a caller passes one by one: those of the path that the client cannot hold.
    pub fn positional(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(|parameter| parameter.is_positional())
    }

    /// The parameters that are fields of the params.
    pub fn named(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(|parameter| !parameter.is_positional())
    }

    /// Whether a caller passes anything beyond positional parameters.
    pub fn takes_params(&self) -> bool {
        self.body.is_some() || self.named().next().is_some()
    }
}

/// The methods of HTTP that a description can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
}

impl Method {
    /// The method called `name`, in the lower case of a path item.
    pub fn from_key(name: &str) -> Option<Self> {
        Some(match name {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            "trace" => Self::Trace,
            _ => return None,
        })
    }

    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }

    /// Whether sending it twice does what sending it once does (RFC 9110, 9.2.2).
    pub fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

/// What an operation sends, as `application/json` (`OpenAPI 3.0.4, 4.8.13`).
#[derive(Debug)]
pub struct Body {
    /// How a caller gives it.
    pub shape: BodyShape,
    /// Whether there is always one.
    pub required: bool,
    /// What it may look like as a whole.
    pub example: Option<Value>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// How a caller gives a body.
#[derive(Debug)]
pub enum BodyShape {
    /// An object written in place: its properties are fields of the params.
    Fields(Vec<Field>),
    /// Anything else is one field of the params.
    Whole(Type),
}

/// What an operation answers when all went well.
#[derive(Debug)]
pub enum Success {
    /// Nothing that is read.
    Empty,
    /// A JSON value.
    Json(Type),
    /// A text.
    Text,
}

/// What an operation answers with some error status.
#[derive(Debug)]
pub struct ErrorResponse {
    /// The status as the description writes it: `404`, `4XX`, `default`.
    pub status: String,
    /// What its body is read as, if it is JSON.
    pub ty: Option<Type>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
}
