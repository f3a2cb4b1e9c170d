//! Traces: what happens to a call comes in, spans and events go out; nothing without the feature `tracing`.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
pub(crate) mod redact;
#[cfg(feature = "tracing")]
mod spans;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{AnswerTrace, AttemptTrace, CallTrace, Hidden};
#[cfg(feature = "tracing")]
pub(crate) use spans::{AnswerTrace, AttemptTrace, CallTrace, Hidden};
