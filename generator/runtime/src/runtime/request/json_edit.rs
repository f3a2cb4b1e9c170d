//! Changes to a JSON body that has been written: values set, and values removed.

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use crate::runtime::data::Json;
use crate::runtime::request::draft::Draft;
use crate::runtime::request::json_pointer::{place, remove};
use crate::runtime::request::request_body::RequestBody;

const NOT_JSON: &str = "its body is not JSON, so no part of it can be changed";

impl Draft {
    /// Sets the value at `pointer`, and makes the objects that are missing on the way there.
    pub(crate) fn set_json(&mut self, pointer: &str, value: Json) {
        self.edit_json(pointer, |json| {
            *place(json, pointer)? = value;
            Ok(())
        });
    }

    /// Sets a boolean property of the body. To set one to `false` that is not there changes nothing.
    pub(crate) fn json_flag(&mut self, name: &str, value: bool) {
        let is_on = |bytes: &Bytes| {
            let on = format!("\"{name}\":true");
            bytes.windows(on.len()).any(|it| it == on.as_bytes())
        };
        let is_needed = match &self.body {
            RequestBody::None => value,
            RequestBody::Written(bytes) => value || is_on(bytes),
            RequestBody::Json(_) | RequestBody::Streamed(_) => true,
        };
        if is_needed {
            self.set_json(&format!("/{name}"), value.into());
        }
    }

    /// Removes the value at `pointer`, if there is one.
    pub(crate) fn remove_json(&mut self, pointer: &str) {
        if pointer.is_empty() {
            self.body = RequestBody::None;
            self.headers.retain(|(name, _)| *name != CONTENT_TYPE);
        } else if !matches!(self.body, RequestBody::None) {
            self.edit_json(pointer, |json| remove(json, pointer));
        }
    }

    fn edit_json(
        &mut self,
        pointer: &str,
        edit: impl FnOnce(&mut Json) -> Result<(), &'static str>,
    ) {
        let mut json = match std::mem::replace(&mut self.body, RequestBody::None) {
            RequestBody::Json(json) => json,
            RequestBody::None => {
                self.set_static_header(CONTENT_TYPE, "application/json");
                Json::Null
            }
            RequestBody::Streamed(_) => return self.refuse(NOT_JSON),
            RequestBody::Written(bytes) => match serde_json::from_slice(&bytes) {
                Ok(json) => json,
                Err(_) => return self.refuse(NOT_JSON),
            },
        };
        if let Err(reason) = edit(&mut json) {
            self.refuse(format!("{pointer:?} {reason}"));
        }
        self.body = RequestBody::Json(json);
    }
}
