//! The proof of the requests: what an operation sends, read back by the rules of `OpenAPI`.

mod body;
mod cases;
mod described;
mod message;
mod multipart;
mod proof;
mod styles;

pub use cases::{Call, Case, calls, fill};
pub use described::{Described, Parameter, Style};
pub use message::Message;
pub use proof::{BASE, judge};
pub use styles::{Read, Shape, is_carried, read_parameter};
