//! Responses whose body cannot be read.

use std::fmt;
use std::str::Utf8Error;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::runtime::RawResponse;
use crate::runtime::data::JsonError;

/// A response whose body is not what the description promises. Everything that came is kept.
pub struct DecodeError(Box<DecodeFailure>);

struct DecodeFailure {
    response: RawResponse,
    reason: Reason,
}

pub(crate) enum Reason {
    Utf8(Utf8Error),
    Json(JsonError),
    /// The value that its XML stands for does not fit, which has no line.
    #[allow(dead_code, reason = "a description need not have bodies of XML")]
    Value(JsonError),
    /// It is no XML that is read: what is wrong, and where.
    #[allow(dead_code, reason = "a description need not have bodies of XML")]
    Xml(String),
    /// The end is missing, and what is there does not show it.
    Cut,
    /// The operation documents no body for the status.
    Undocumented,
    /// A stream of server-sent events goes on as something else.
    NoEvents,
}

impl DecodeError {
    pub(crate) fn new(response: &RawResponse, reason: Reason) -> Self {
        Self(Box::new(DecodeFailure {
            response: response.clone(),
            reason,
        }))
    }

    /// That nothing is documented about the body of an answer.
    #[doc(hidden)]
    pub fn undocumented(response: &RawResponse) -> Self {
        Self::new(response, Reason::Undocumented)
    }

    /// The name of the operation.
    pub fn operation(&self) -> &'static str {
        self.0.response.operation().id
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.0.response.status()
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.0.response.headers()
    }

    /// The body of the response, decompressed.
    pub fn body(&self) -> &Bytes {
        self.0.response.body()
    }

    /// Whether the body is all there. That of a failure may be longer than the client keeps, or have broken off.
    pub fn is_complete(&self) -> bool {
        self.0.response.is_complete()
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.request_id()
    }

    /// Where and why the JSON did not fit, or the JSON that XML stands for; `None` where the body was neither, or ended too early.
    pub fn json(&self) -> Option<&JsonError> {
        match &self.0.reason {
            Reason::Json(error) | Reason::Value(error) => Some(error),
            Reason::Utf8(_)
            | Reason::Xml(_)
            | Reason::Cut
            | Reason::Undocumented
            | Reason::NoEvents => None,
        }
    }
}

/// The way out where an integer of the server does not fit the type that its description asks for.
const WIDER: &str = ": the integer of the type is too small for the number there, and a wider one can be chosen by `[formats]` \
                     or `[types]` in codegen.toml";

/// Says where the body does not fit and what was expected, but not what is there, as that may be a secret; [`DecodeError::json`]
/// says that.
impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the body of {}'s {} response ",
            self.operation(),
            self.status()
        )?;
        match &self.0.reason {
            _ if !self.is_complete() => {
                write!(f, "is cut short after {} bytes", self.body().len())
            }
            Reason::Cut => f.write_str("is cut short"),
            Reason::Undocumented => f.write_str("is not documented"),
            Reason::NoEvents => f.write_str("is no stream of events, as the one before was"),
            Reason::Utf8(error) => write!(f, "is not UTF-8 at byte {}", error.valid_up_to()),
            Reason::Xml(what) => write!(f, "cannot be read as XML: {what}"),
            Reason::Json(error) | Reason::Value(error) => {
                f.write_str("does not fit its type")?;
                if let Some(reason) = error.reason() {
                    write!(f, ": {reason}")?;
                }
                if !error.path().is_root() {
                    write!(f, " at {}", error.path())?;
                }
                if matches!(self.0.reason, Reason::Json(_)) {
                    write!(f, " (line {} column {})", error.line(), error.column())?;
                }
                if error.is_about_an_integer() {
                    f.write_str(WIDER)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("response", &self.0.response)
            .field("at", &format_args!("{self}"))
            .finish()
    }
}

/// Has no source: a JSON error quotes the value, and logs of an error include its sources.
impl std::error::Error for DecodeError {}
