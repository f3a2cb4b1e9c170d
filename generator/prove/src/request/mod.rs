//! The proof of the requests: what an operation sends, read back by the rules of `OpenAPI`.

mod body;
mod carried;
mod cases;
mod described;
mod given;
mod message;
mod multipart;
mod proof;
mod styles;
mod template;

pub use carried::is_carried;
pub use cases::{Call, Case, calls, fill};
pub use described::{Described, Parameter, Style};
pub use message::Message;
pub use proof::{BASE, judge};
pub use styles::{Read, ValueShape, read_parameter};
