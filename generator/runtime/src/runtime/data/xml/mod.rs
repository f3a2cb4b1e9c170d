//! Bodies of XML: their shapes, and how a value is read from XML and written as XML.
//!
//! A type has one table, which is about JSON. What a schema says about XML (`OpenAPI 3.2.0, 4.26`) is a shape beside it: the names of
//! elements and attributes, and what is a list. XML becomes the JSON value that it stands for, and the type reads that, so that both
//! have the same rules and the same errors.
//!
//! - `shape`: what generated code says of a schema
//! - `document`: text to a tree of elements; the only file that knows of `quick-xml`
//! - `read`, `write`: a tree to a JSON value, and a JSON value to text, by a shape
//! - `untyped`: the same for what no schema describes

mod document;
mod read;
mod shape;
mod untyped;
mod write;

use std::fmt;

use crate::runtime::data::read::fill::fill;
use crate::runtime::data::read::location::Trail;
use crate::runtime::data::{Decode, Json, JsonError};
pub use shape::{XmlField, XmlName, XmlNode, XmlObject, XmlRoot, XmlShape, XmlSpace};

/// How deep elements may be nested, as objects of JSON.
const MAX_DEPTH: usize = 128;

/// The namespace of `xsi:nil` (XML Schema Part 1, 2.6.2).
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Why a text cannot be read as a type.
#[derive(Debug)]
pub(crate) enum XmlError {
    /// It is no XML, or of a kind that is not read.
    Text(NotXml),
    /// The value does not fit the type.
    Value(JsonError),
}

/// What is wrong with a text, and where.
#[derive(Debug)]
pub(crate) struct NotXml {
    reason: &'static str,
    line: usize,
    column: usize,
}

impl NotXml {
    fn new(reason: &'static str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |it| it + 1);
        Self {
            reason,
            line: before.matches('\n').count() + 1,
            column: before.len() - start + 1,
        }
    }
}

impl fmt::Display for NotXml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            reason,
            line,
            column,
        } = self;
        write!(f, "{reason} (line {line} column {column})")
    }
}

/// Reads a document.
///
/// # Errors
///
/// The text is no XML 1.0 in UTF-8, has a document type, is nested too deep, or does not fit `T`.
pub(crate) fn from_xml<T: Decode>(text: &str, root: &XmlRoot) -> Result<T, XmlError> {
    let json = json_of(text, root)?;
    let mut value = T::blank();
    let trail = Trail::default();
    match fill(value.slot(), &trail, json) {
        Ok(()) => Ok(value),
        Err(error) => Err(XmlError::Value(JsonError::new(trail.into_path(), error))),
    }
}

/// The document of a value that has been written as JSON, whose writer knows the tags of unions and what an object keeps.
///
/// # Errors
///
/// What keeps it from being written, as it follows the words "its body".
pub(crate) fn written(
    json: serde_json::Result<Vec<u8>>,
    root: &XmlRoot,
) -> Result<Vec<u8>, String> {
    let json = json.and_then(|json| serde_json::from_slice::<Json>(&json));
    let json = json.map_err(|error| format!("cannot be written: {error}"))?;
    write::to_xml(&json, root).map_err(str::to_owned)
}

/// The JSON value that a document stands for.
fn json_of(text: &str, root: &XmlRoot) -> Result<Json, XmlError> {
    let element = document::parse(text).map_err(XmlError::Text)?;
    read::root(&element, root).map_err(|error| XmlError::Value(error.into()))
}
