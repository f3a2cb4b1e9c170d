//! The targets: one for each kind of text that somebody else writes.

mod answered;
mod config;
mod generate;
mod json;
mod lock;
mod paths;
mod rust;
mod wire;

use crate::Target;

/// All of them.
pub const ALL: &[Target] = &[
    generate::GENERATE,
    config::CONFIG,
    lock::LOCK,
    json::JSON,
    wire::url::URL,
    wire::header::HEADER,
    wire::form::FORM,
    wire::multipart::MULTIPART,
    wire::stream::STREAM,
    wire::answer::ANSWER,
];
