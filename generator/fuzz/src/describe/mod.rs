//! Descriptions: those of the golden cases, changed ones, and ones that are made up.

#![allow(
    clippy::indexing_slicing,
    reason = "what is assigned to a key of a JSON object is added to it"
)]

mod changed;
mod choices;
mod golden;
mod made_up;
mod schema;
mod swagger;
mod text;

pub(crate) use changed::changed;
pub(crate) use choices::Choices;
pub(crate) use golden::{Case, cases, no_file};
pub(crate) use made_up::made_up;
pub(crate) use text::{SENTINEL, TEXTS, names_sentinel};
