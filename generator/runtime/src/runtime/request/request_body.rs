//! The body of a request: JSON, a form, parts, or any other content.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use crate::runtime::body::file::FileSource;
use crate::runtime::body::upload::{Piece, Upload};
use crate::runtime::data::{Encode, Json, View, fields_to_json, to_json};
use crate::runtime::request::draft::Draft;

/// The body of a request, before an attempt is made of it.
#[derive(Clone)]
pub(crate) enum RequestBody {
    None,
    Written(Bytes),
    /// JSON that the caller has edited.
    Json(Json),
    /// A body that is read while it is sent.
    Streamed(Arc<Upload>),
}

impl From<FileSource> for RequestBody {
    fn from(source: FileSource) -> Self {
        match source {
            FileSource::Whole(bytes) => Self::Written(bytes),
            FileSource::Streamed(stream) => {
                Self::Streamed(Upload::new(vec![Piece::Stream(stream)]))
            }
        }
    }
}

impl Draft {
    pub(crate) fn body(&mut self, content_type: &'static str, bytes: Bytes) {
        self.set_static_header(CONTENT_TYPE, content_type);
        self.body = RequestBody::Written(bytes);
    }

    pub(crate) fn any_body(&mut self, content_type: &str, body: RequestBody) {
        self.set_header(CONTENT_TYPE.as_str(), content_type);
        self.body = body;
    }

    pub(crate) fn json_body(&mut self, value: &dyn Encode) {
        if !matches!(value.view(), View::None) {
            self.json_or_null(value);
        }
    }

    pub(crate) fn json_or_null(&mut self, value: &dyn Encode) {
        self.json(to_json(value));
    }

    pub(crate) fn json_fields(&mut self, fields: &[(&'static str, &dyn Encode)]) {
        self.json(fields_to_json(fields));
    }

    pub(crate) fn multipart(&mut self, written: Result<(String, RequestBody), &'static str>) {
        match written {
            Ok((content_type, body)) => self.any_body(&content_type, body),
            Err(reason) => self.refuse(format!("a part of its body {reason}")),
        }
    }

    pub(crate) fn json(&mut self, written: serde_json::Result<Vec<u8>>) {
        match written {
            Ok(bytes) => self.body("application/json", bytes.into()),
            Err(error) => self.refuse(format!("its body cannot be written: {error}")),
        }
    }
}

/// A field of a body that is always there: `None` is `null`.
#[doc(hidden)]
#[derive(Debug)]
pub struct OrNull<'a, T>(pub &'a Option<T>);

impl<T: Encode> Encode for OrNull<'_, T> {
    fn view(&self) -> View<'_> {
        match self.0.view() {
            View::None => View::Any(&NOT_GIVEN),
            view => view,
        }
    }
}

/// The `null` of a field that the caller has not given, which no other `null` is.
static NOT_GIVEN: Json = Json::Null;

/// Whether the caller has given a value.
pub(crate) fn is_given(value: View<'_>) -> bool {
    match value {
        View::None => false,
        View::Any(json) => !std::ptr::eq(json, &raw const NOT_GIVEN),
        _ => true,
    }
}
