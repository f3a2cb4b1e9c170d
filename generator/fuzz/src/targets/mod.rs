//! The targets: one for each kind of text that somebody else writes.

mod answered;
mod config;
mod generate;
mod json;
mod lock;
mod markdown;
mod overlay;
mod own;
mod paths;
mod rust;
mod wire;

use crate::Target;

pub use own::OWN;

/// All of them.
pub const ALL: &[Target] = &[
    generate::GENERATE,
    config::CONFIG,
    lock::LOCK,
    overlay::OVERLAY,
    markdown::MARKDOWN,
    json::JSON,
    wire::url::URL,
    wire::header::HEADER,
    wire::form::FORM,
    wire::multipart::MULTIPART,
    wire::stream::STREAM,
    wire::answer::ANSWER,
];
