//! Traces: what happens to a call comes in; spans and events go out. Without the feature `tracing` there are none.
//!
//! - `context`: the headers by which the spans of a server are joined to them
//! - `spans`: the spans of calls and attempts, and their fields
//! - `redact`: what is not shown of URLs and headers
//! - `off`: the same methods, which do nothing

mod context;
#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod redact;
#[cfg(feature = "tracing")]
mod spans;

pub(crate) use context::Inject;
#[cfg(not(feature = "tracing"))]
pub(crate) use off::{AnswerTrace, AttemptTrace, CallTrace, Hidden};
#[cfg(feature = "tracing")]
pub(crate) use spans::{AnswerTrace, AttemptTrace, CallTrace, Hidden};
