//! Sending: a draft comes in; a response or an error goes out.
//!
//! - `call`: the loop over attempts
//! - `attempt`: one attempt, its time limit, and which response is an error
//! - `retry`: whether an error is followed by another attempt, and after what wait; `http_date` reads the header for that
//!   `rate_limit` what the server says about requests that are left; `policy` is what a caller may change about all of that
//! - `redirect`: the request that follows a redirect, and which headers and bodies go along
//! - `sent`: the values of a request, which errors do not repeat
//! - `deadline`: when a call or a stream must be over
//! - `blocking`: the thread that calls run on in code that is not asynchronous

mod attempt;
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
pub(crate) mod blocking;
pub(crate) mod call;
mod deadline;
pub(crate) mod http_date;
mod policy;
mod rate_limit;
pub(crate) mod redirect;
pub(crate) mod retry;
mod sent;

pub(crate) use call::{open, send_raw};
pub(crate) use deadline::Deadline;
pub use policy::{RetryBudget, RetryPolicy};
