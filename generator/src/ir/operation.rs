//! Operations: what a caller can ask of the server.

use super::{
    Body, BodyShape, Constraints, DocumentedStatus, ErrorResponse, ErrorType, OperationId,
    Parameter, ResourceId, ResponseHeader, Sample, Server, Success, Type,
};
use crate::origin::Origin;

/// How many parameters of a path are passed by their places.
const MOST_POSITIONAL: usize = 3;

/// An operation (`OpenAPI 3.0.4, 4.8.10`), or another way to call one.
#[derive(Clone, Debug)]
pub struct Operation {
    /// How it differs from the operation before it, if it is the same in the description.
    pub variant: Option<Variant>,
    /// Its `operationId`, or method and path where it has none.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path template, `/a/{b}`.
    pub path: String,
    /// Its first tag.
    pub tag: Option<String>,
    /// The group it belongs to; `None` for a method of the client itself.
    pub resource: Option<ResourceId>,
    /// What its Rust method is named after.
    pub name: NameSource,
    /// One line about it.
    pub summary: Option<String>,
    /// All else the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Whether the description advises against it.
    pub deprecated: bool,
    /// Whether sending it twice does what sending it once does.
    pub idempotent: bool,
    /// The header with a key by which the server knows a request that it has had before, so that a call with one may be sent again.
    pub idempotency_header: Option<IdempotencyHeader>,
    /// Names of security schemes: one of the outer list suffices, all of an inner one are needed.
    pub security: Vec<Vec<String>>,
    /// Its own servers, of which it goes to the first; none for those of the whole API.
    pub servers: Vec<Server>,
    /// Its parameters: those of the path in the order of the template, then the others in the order of the description.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub body: Option<Body>,
    /// The media type it asks for, where several would be read in the same way.
    pub accept: Option<String>,
    /// What it answers when all went well.
    pub success: Success,
    /// What it is that nothing has changed (304).
    pub not_modified: NotModified,
    /// What that looks like, by status; the first is of a status that has it.
    pub samples: Vec<Sample>,
    /// What each status means that is no error.
    pub outcomes: Vec<DocumentedStatus>,
    /// The property of its answer that says whether the call succeeded.
    pub envelope: Option<String>,
    /// The headers that come with it.
    pub response_headers: Vec<ResponseHeader>,
    /// What it answers otherwise, as far as the description says.
    pub errors: Vec<ErrorResponse>,
    /// What these are read as, once that is known; `None` where none of them has a body.
    pub error: Option<ErrorType>,
    /// Where it stands.
    pub origin: Origin,
}

/// What the method of an operation is named after.
#[derive(Clone, Debug)]
pub enum NameSource {
    /// A name that the configuration chose, which no lock may change.
    Chosen(String),
    /// Its `operationId`.
    OperationId(String),
    /// Its method and path.
    Path,
}

impl NameSource {
    /// Its `operationId`, if it is that.
    pub fn operation_id(&self) -> Option<&str> {
        match self {
            Self::OperationId(id) => Some(id),
            Self::Chosen(_) | Self::Path => None,
        }
    }
}

impl Operation {
    /// Whether a caller passes the parameter by its place: it is one of a few in the path that the client cannot hold. More than a few
    /// are mistaken for each other.
    pub fn is_positional(&self, parameter: &Parameter) -> bool {
        let all = self.parameters.iter().filter(|it| it.is_from_caller());
        parameter.is_from_caller() && all.count() <= MOST_POSITIONAL
    }

    /// The parameters a caller passes one by one.
    pub fn positional(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(|parameter| self.is_positional(parameter))
    }

    /// The parameters that are fields of the params.
    pub fn named(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(|parameter| !self.is_positional(parameter))
    }

    /// What the client checks of what it sends.
    pub fn checks(&self) -> impl Iterator<Item = &Constraints> {
        let parameters = self.parameters.iter().map(|it| &it.constraints);
        let body = self.body.iter().map(|it| &it.constraints);
        parameters.chain(body).filter(|it| !it.is_empty())
    }

    /// Every type that the operation has.
    pub fn types(&self) -> Vec<&Type> {
        let mut types: Vec<&Type> = self.parameters.iter().map(|it| &it.field.ty).collect();
        match self.body.as_ref().map(|body| &body.shape) {
            Some(BodyShape::Fields(fields)) => types.extend(fields.iter().map(|it| &it.field.ty)),
            Some(BodyShape::Whole(ty)) => types.push(ty),
            None => {}
        }
        types.extend(self.success.ty());
        let bodies = self.errors.iter().flat_map(|it| &it.bodies);
        types.extend(bodies.filter_map(|it| it.payload.ty()));
        types.extend(self.error.as_ref().and_then(ErrorType::ty));
        types
    }

    /// Every type that the operation has, to be changed.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        let parameters = self.parameters.iter_mut();
        let mut types: Vec<&mut Type> = parameters.map(|it| &mut it.field.ty).collect();
        match self.body.as_mut().map(|body| &mut body.shape) {
            Some(BodyShape::Fields(fields)) => {
                types.extend(fields.iter_mut().map(|it| &mut it.field.ty));
            }
            Some(BodyShape::Whole(ty)) => types.push(ty),
            None => {}
        }
        types.extend(self.success.ty_mut());
        let bodies = self.errors.iter_mut().flat_map(|it| &mut it.bodies);
        types.extend(bodies.filter_map(|it| it.payload.ty_mut()));
        types.extend(self.error.as_mut().and_then(ErrorType::ty_mut));
        types
    }

    /// Whether a caller passes anything beyond positional parameters.
    pub fn takes_params(&self) -> bool {
        let by_body = |body: &Body| match &body.shape {
            BodyShape::Fields(fields) => !fields.is_empty(),
            BodyShape::Whole(_) => true,
        };
        self.body.as_ref().is_some_and(by_body) || self.named().next().is_some()
    }
}

/// The header with a key by which a server knows a request that it has had before.
#[derive(Clone, Debug)]
pub struct IdempotencyHeader {
    /// Its name.
    pub name: String,
    /// Whether a call has a key of its own where the caller gives none: the server takes those that the client makes.
    pub is_made: bool,
}

/// What the status 304 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotModified {
    /// Among what the operation answers when all went well.
    Answer,
    /// An error, as any other status is.
    Error,
}

/// Another way to call an operation: with another body, or for another answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The operation, which comes before all of its variants.
    pub of: OperationId,
    /// What follows its name.
    pub name: String,
    /// Whether it takes what the operation takes.
    pub shares_params: bool,
    /// How it differs, as a sentence.
    pub docs: String,
}

/// The method of an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Any other, by its name on the wire: `QUERY`, `PURGE`.
    Other(String),
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
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Other(name) => name,
        }
    }

    /// Whether it only asks for something that the server has (RFC 9110, 9.2.1), with a body to say what.
    pub fn is_query(&self) -> bool {
        matches!(self, Self::Other(name) if name == "QUERY")
    }

    /// Whether sending it twice does what sending it once does (RFC 9110, 9.2.2).
    pub fn is_idempotent(&self) -> bool {
        match self {
            Self::Post | Self::Patch => false,
            Self::Other(_) => self.is_query(),
            _ => true,
        }
    }
}
