//! Whether a client reads and writes what its description says.
//!
//! [`document`] reads the description by itself, as JSON Schema; [`instances`] makes values of each schema, of which [`validity`]
//! takes those that the `jsonschema` crate accepts; [`driver`] has the types of the client read and write them; [`compare`] says what
//! differs, and [`report`] what came of it. [`request`] does the same for operations: what is sent is read back by the rules of
//! `OpenAPI`. All that is taken from the generator is the [`manifest`]: which type is where. [`plan`] has the
//! order of all this, and [`batch`] what several clients share.

pub mod batch;
pub mod compare;
pub mod document;
pub mod driver;
pub mod instances;
pub mod json;
pub mod manifest;
pub mod plan;
pub mod report;
pub mod request;
pub mod schemas;
pub mod validity;
