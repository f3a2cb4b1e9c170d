//! From a body of XML to the type an operation promises.

use crate::runtime::data::xml::{XmlError, XmlRoot, from_xml, written};
use crate::runtime::data::{Decode, Encode, to_json};
use crate::runtime::response::ErrorContent;
use crate::runtime::response::decode::utf8;
use crate::runtime::response::decode_error::Reason;
use crate::runtime::{DecodeError, RawResponse};

/// Reads a body of XML, whatever the content type says.
///
/// # Errors
///
/// The body is not UTF-8, not XML, has a document type, or does not fit `T`.
#[doc(hidden)]
pub fn xml<T: Decode>(response: &RawResponse, root: &XmlRoot) -> Result<T, DecodeError> {
    from_xml(utf8(response)?, root).map_err(|error| {
        let reason = match error {
            XmlError::Text(what) => Reason::Xml(what.to_string()),
            XmlError::Value(error) => Reason::Value(error),
        };
        DecodeError::new(response, reason)
    })
}

/// What an error of XML holds.
#[doc(hidden)]
pub fn xml_content(body: &impl Encode, root: &XmlRoot) -> ErrorContent<'static> {
    ErrorContent::Xml(written(to_json(body), root))
}
