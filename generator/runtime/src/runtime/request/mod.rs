//! Requests: arguments of a call come in, an `http::Request` goes out.

mod assemble;
pub(crate) mod draft;
mod generated;
mod json_pointer;
pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod typed;
mod undocumented;
mod urlencoded;

pub use operation::Operation;
pub use parameter::style::{Style, StyleKind};
pub use typed::{Request, Sending};
