//! Sending: a request in the making comes in, a response or an error goes out.

mod attempt;
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
pub(crate) mod blocking;
mod call;
mod deadline;
pub(crate) mod http_date;
pub(crate) mod redirect;
pub(crate) mod retry;

pub(crate) use call::{open, send_raw};
pub(crate) use deadline::Deadline;
