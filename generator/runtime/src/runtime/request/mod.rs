//! Requests: the arguments of a call come in; an `http::Request` goes out.

// operation     what is fixed about an operation
// typed         what callers can change about a request, and the ways to send it
// generated     what generated methods call
// typed_errors  the same with errors as operations document them
// undocumented  requests to endpoints that the description does not have
// draft         the request in the making: `headers`, `urlencoded` (query and forms), `request_body`, `json_edit` fill it
// parameter     how a value is written in each place
// idempotency   the key by which a server knows a request that it has had before
// assemble      from the draft to the request: URL, credentials, which header comes before which

mod assemble;
pub(crate) mod draft;
mod generated;
mod headers;
mod idempotency;
mod json_edit;
mod json_pointer;
pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod request_body;
pub(crate) mod typed;
mod typed_errors;
mod undocumented;
mod urlencoded;

pub use operation::Operation;
pub use parameter::style::{Style, StyleKind};
#[doc(hidden)]
pub use request_body::OrNull;
pub use typed::{Request, Sending};
pub use typed_errors::{Documented, TypedErrors};
