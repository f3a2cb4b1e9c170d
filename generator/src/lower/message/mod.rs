//! Messages: what an operation sends, and what it is answered.
//!
//! In come the request body and the responses of an operation; out go the body, the success and the errors of the model.
//! [`media_type`] decides what a media type is read and written as, and [`representation`] which of the media types of a
//! message the client has. [`body`] lowers request bodies, with [`form`] for those that are sent property by property,
//! [`form_object`] for the properties of several schemas, and [`mod@file`] for those that are files; [`response`] lowers
//! responses. [`equal`] knows the media types that need no method of their own. [`flag`] knows properties that say yes or no, by which a caller asks for a stream and a server says that a call
//! succeeded.

pub(super) mod body;
pub(super) mod equal;
mod file;
pub(super) mod flag;
mod form;
mod form_object;
pub(super) mod media_type;
pub(super) mod representation;
pub(super) mod response;

use openapiv3::{ReferenceOr, Schema};

use super::losses::not_carried;
use super::schema::keywords::Keywords;
use crate::diag::Diagnostics;
use crate::spec::Spec;
use representation::Representation;

/// The schema of a message, if it is described by one.
fn schema_of<'a>(spec: &'a Spec, of: &Representation<'a>) -> Option<&'a Schema> {
    let schema = of.media_type.schema.as_ref()?;
    Some(spec.schema(schema, &of.at.key("schema"))?.value)
}

/// Reports that a schema says something about the structure of a message that is handed over as it is.
pub(super) fn structure_is_lost(
    spec: &Spec,
    diagnostics: &mut Diagnostics,
    of: &Representation<'_>,
) {
    let is_structured = schema_of(spec, of).is_some_and(|schema| {
        let keywords = Keywords::of(schema);
        // utoipa describes bytes as the numbers that they are.
        let is_number = |it: &ReferenceOr<Box<Schema>>| {
            matches!(it, ReferenceOr::Item(it) if Keywords::of(it).typ == Some("integer"))
        };
        let is_list = |it| !(of.format.is_bytes() && is_number(it));
        keywords.has_properties()
            || keywords.items.is_some_and(is_list)
            || !keywords.all_of.is_empty()
    });
    if is_structured {
        let what = format!("the structure of what is `{}`", of.name);
        not_carried(diagnostics, &of.at.key("schema"), &what);
    }
}
