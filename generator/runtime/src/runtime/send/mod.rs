//! Sending: a request in the making comes in, a response or an error goes out.

#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
pub(crate) mod blocking;
mod call;
pub(crate) mod http_date;
pub(crate) mod redirect;
pub(crate) mod retry;

pub(crate) use call::{Deadline, open, send_raw};
