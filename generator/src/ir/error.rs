//! Errors: what an operation answers when something went wrong.

use super::{Payload, ResponseHeader, Type, Value};
use crate::origin::Origin;

/// What the documented errors of an operation are read as.
#[derive(Clone, Debug)]
pub enum ErrorType {
    /// The same whatever the status.
    One(Payload),
    /// What depends on the status: an [`Answer`](super::Answer).
    Several(Type),
}

impl ErrorType {
    /// The types in it.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::One(payload) => payload.ty(),
            Self::Several(ty) => Some(ty),
        }
    }

    /// The types in it, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::One(payload) => payload.ty_mut(),
            Self::Several(ty) => Some(ty),
        }
    }
}

/// What an operation answers with some error status.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    /// The status as the description writes it: `404`, `4XX`, `default`.
    pub status: String,
    /// What its body may be, that first which is typed best.
    pub bodies: Vec<ErrorBody>,
    /// The headers that come with it.
    pub headers: Vec<ResponseHeader>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
}

/// What the body of an error may be.
#[derive(Clone, Debug)]
pub struct ErrorBody {
    /// Its media type, as the description writes it.
    pub media_type: String,
    /// What it is read as. It is bytes where nothing is known about it.
    pub payload: Payload,
    /// What it may look like.
    pub example: Option<Value>,
    /// What the description says about it, unless its type has the words, in Markdown.
    pub docs: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}
