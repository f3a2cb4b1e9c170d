//! `cargo xtask diff`: what changed between two descriptions, and which version the client needs.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;
use openapi_generator::diff::report::{Titles, json, markdown, text};
use openapi_generator::diff::{Outcome, Version, diff};
use openapi_generator::source::{Input, Unread};

use crate::access::Access;
use crate::{DiffArgs, Ending, output, read};

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

/// Compares the descriptions.
pub(crate) fn run(args: &DiffArgs) -> Result<Ending, String> {
    todo!()
}
