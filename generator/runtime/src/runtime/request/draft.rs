//! A request while it is put together: everything about it that does not depend on the type of its response.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, Uri};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::runtime::body::file::Source;
use crate::runtime::body::upload::{Piece, Upload};
use crate::runtime::client::builder::{check_base_url, header};
use crate::runtime::client::limits::Limits;
use crate::runtime::data::{Encode, Json, View, encode, holds_secret};
use crate::runtime::request::json_pointer::{place, remove};
use crate::runtime::request::parameter::style::{self, Style};
use crate::runtime::trace::Hidden;
use crate::runtime::{Client, Error, Operation, Paging};

/// A request in the making. The first thing wrong with it is kept, and reported when it is to be built or sent.
pub(crate) struct Parts {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    /// That of the operation, unless the operation stands for all of the methods the description does not know.
    pub(crate) method: Method,
    pub(crate) limits: Limits,
    /// In place of the client's.
    pub(crate) base_url: Option<String>,
    /// The property of the answer that says whether the call succeeded.
    pub(crate) envelope: Option<&'static str>,
    /// The operation's own server, in place of the description's.
    pub(crate) server: Option<&'static str>,
    pub(crate) target: Target,
    /// Encoded pairs with `&` between them.
    pub(crate) query: String,
    /// Headers in place of others of their name.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Headers of the client that the call is to go without.
    pub(crate) removed: Vec<HeaderName>,
    /// Headers beside others of their name.
    pub(crate) added: Vec<(HeaderName, HeaderValue)>,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Payload,
    /// How the page that is asked for leads to the next, where it is one of several.
    pub(crate) paging: Option<&'static Paging>,
    /// What traces must not show.
    pub(crate) hidden: Hidden,
    pub(crate) error: Option<Error>,
}

/// Where a request goes, below the base URL.
#[derive(Clone)]
pub(crate) enum Target {
    /// To the path of the operation, with these parameters.
    Described(Vec<(&'static str, String)>),
    /// To this path, which the description does not know.
    Given(String),
    /// To this URL of the API, which the server gave, and not below the base URL.
    Whole(Uri),
}

/// What is to be sent as the body.
#[derive(Clone)]
pub(crate) enum Payload {
    None,
    Written(Bytes),
    /// JSON that has been changed by hand.
    Json(Json),
    /// What is read while it is sent.
    Streamed(Arc<Upload>),
}

impl From<Source> for Payload {
    fn from(source: Source) -> Self {
        match source {
            Source::Whole(bytes) => Self::Written(bytes),
            Source::Streamed(stream) => Self::Streamed(Upload::new(vec![Piece::Stream(stream)])),
        }
    }
}

impl Parts {
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        let mut headers = Vec::with_capacity(4);
        headers.push((ACCEPT, HeaderValue::from_static("application/json")));
        Self {
            client: client.clone(),
            operation,
            method: operation.method.clone(),
            limits: client.inner.limits,
            base_url: None,
            envelope: None,
            server: None,
            target: Target::Described(Vec::new()),
            query: String::new(),
            headers,
            removed: Vec::new(),
            added: Vec::new(),
            cookies: Vec::new(),
            body: Payload::None,
            paging: None,
            hidden: Hidden::default(),
            error: None,
        }
    }

    pub(crate) fn set_base_url(&mut self, url: &str) {
        match check_base_url(url) {
            Ok(url) => self.base_url = Some(url),
            Err(reason) => self.refuse(reason),
        }
    }

    pub(crate) fn path(&mut self, name: &'static str, value: &dyn Encode, style: Style) {
        if let Some(text) = self.render(name, || style::path(name, value.view(), style)) {
            if holds_secret(value.view()) {
                self.hidden.mark_path();
            }
            if let Target::Described(parameters) = &mut self.target {
                parameters.push((name, text));
            }
        }
    }

    pub(crate) fn header(&mut self, name: &str, value: &dyn Encode, style: Style) {
        if let Some(text) = self.render(name, || style::header(value.view(), style)) {
            match header(name, &text) {
                Ok((name, mut value_of_header)) => {
                    if holds_secret(value.view()) {
                        value_of_header.set_sensitive(true);
                    }
                    self.put_header(name, value_of_header);
                }
                Err(reason) => self.refuse(reason),
            }
        }
    }

    pub(crate) fn cookie(&mut self, name: &str, value: &dyn Encode, style: Style) {
        let rendered = self.render(name, || style::cookie(name, value.view(), style));
        self.cookies.extend(rendered);
    }

    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => {
                self.added.retain(|(added, _)| *added != name);
                self.put_header(name, value);
            }
            Err(reason) => self.refuse(reason),
        }
    }

    fn put_header(&mut self, name: HeaderName, value: HeaderValue) {
        match self.headers.iter_mut().find(|(known, _)| *known == name) {
            Some((_, place)) => *place = value,
            None => self.headers.push((name, value)),
        }
    }

    pub(crate) fn add_header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok(header) => self.added.push(header),
            Err(reason) => self.refuse(reason),
        }
    }

    pub(crate) fn remove_header(&mut self, name: &str) {
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(name) => {
                self.headers.retain(|(known, _)| *known != name);
                self.added.retain(|(added, _)| *added != name);
                self.removed.push(name);
            }
            Err(_) => self.refuse(format!("{name:?} is not the name of a header")),
        }
    }

    pub(crate) fn set_static_header(&mut self, name: HeaderName, value: &'static str) {
        match HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes())) {
            Ok(value) => self.put_header(name, value),
            Err(_) => self.refuse(format!("{value:?} cannot be the value of a header")),
        }
    }

    pub(crate) fn body(&mut self, content_type: &'static str, bytes: Bytes) {
        self.set_static_header(CONTENT_TYPE, content_type);
        self.body = Payload::Written(bytes);
    }

    /// Names the media type of the body, if there is one.
    pub(crate) fn set_content_type(&mut self, media_type: &'static str) {
        if !matches!(self.body, Payload::None) {
            self.set_static_header(CONTENT_TYPE, media_type);
        }
    }

    /// Puts another name in the place of the one that a body of parts has, if there is one.
    pub(crate) fn set_multipart_type(&mut self, media_type: &'static str) {
        let known = self.headers.iter().find(|(name, _)| *name == CONTENT_TYPE);
        let parameters = known.and_then(|(_, value)| value.to_str().ok()?.split_once(';'));
        let named = parameters.map(|(_, parameters)| format!("{media_type};{parameters}"));
        if let Some(named) = named {
            self.set_header(CONTENT_TYPE.as_str(), &named);
        }
    }

    pub(crate) fn any_body(&mut self, content_type: &str, body: Payload) {
        self.set_header(CONTENT_TYPE.as_str(), content_type);
        self.body = body;
    }

    pub(crate) fn json_body(&mut self, value: &dyn Encode) {
        if !matches!(value.view(), View::None) {
            self.json_or_null(value);
        }
    }

    pub(crate) fn json_or_null(&mut self, value: &dyn Encode) {
        self.json(serde_json::to_vec(&Written(value)));
    }

    pub(crate) fn json_fields(&mut self, fields: &[(&'static str, &dyn Encode)]) {
        self.json(serde_json::to_vec(&Fields(fields)));
    }

    pub(crate) fn multipart(&mut self, written: Result<(String, Payload), &'static str>) {
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

    /// Puts `value` where `pointer` says, and objects on the way there where there is nothing.
    pub(crate) fn set_json(&mut self, pointer: &str, value: Json) {
        self.edit_json(pointer, |json| {
            *place(json, pointer)? = value;
            Ok(())
        });
    }

    /// Sets a property of the body that says yes or no.
    pub(crate) fn json_flag(&mut self, name: &str, value: bool) {
        let is_on = |bytes: &Bytes| {
            let on = format!("\"{name}\":true");
            bytes.windows(on.len()).any(|it| it == on.as_bytes())
        };
        let is_needed = match &self.body {
            Payload::None => value,
            Payload::Written(bytes) => value || is_on(bytes),
            Payload::Json(_) | Payload::Streamed(_) => true,
        };
        if is_needed {
            self.set_json(&format!("/{name}"), value.into());
        }
    }

    /// Takes away what `pointer` leads to, if anything.
    pub(crate) fn remove_json(&mut self, pointer: &str) {
        if pointer.is_empty() {
            self.body = Payload::None;
            self.headers.retain(|(name, _)| *name != CONTENT_TYPE);
        } else if !matches!(self.body, Payload::None) {
            self.edit_json(pointer, |json| remove(json, pointer));
        }
    }

    fn edit_json(
        &mut self,
        pointer: &str,
        edit: impl FnOnce(&mut Json) -> Result<(), &'static str>,
    ) {
        let mut json = match std::mem::replace(&mut self.body, Payload::None) {
            Payload::Json(json) => json,
            Payload::None => {
                self.set_static_header(CONTENT_TYPE, "application/json");
                Json::Null
            }
            Payload::Streamed(_) => return self.refuse(NOT_JSON),
            Payload::Written(bytes) => match serde_json::from_slice(&bytes) {
                Ok(json) => json,
                Err(_) => return self.refuse(NOT_JSON),
            },
        };
        if let Err(reason) = edit(&mut json) {
            self.refuse(format!("{pointer:?} {reason}"));
        }
        self.body = Payload::Json(json);
    }

    /// The text of a parameter; nothing if it is not set or cannot be written.
    pub(crate) fn render(
        &mut self,
        name: &str,
        write: impl FnOnce() -> Result<Option<String>, &'static str>,
    ) -> Option<String> {
        write().unwrap_or_else(|reason| {
            self.fail(Error::InvalidParameter {
                operation: self.operation.id,
                name: name.into(),
                reason,
            });
            None
        })
    }

    pub(crate) fn refuse(&mut self, reason: impl Into<Box<str>>) {
        self.fail(Error::InvalidRequest {
            operation: self.operation.id,
            reason: reason.into(),
        });
    }

    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

const NOT_JSON: &str = "its body is not JSON, so no part of it can be changed";

/// A value as serde writes it.
struct Written<'a>(&'a dyn Encode);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        encode(self.0, serializer)
    }
}

/// An object whose fields are parameters of a method. Those not set are left out.
struct Fields<'a>(&'a [(&'static str, &'a dyn Encode)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entries = serializer.serialize_map(None)?;
        for (name, value) in self.0 {
            if !matches!(value.view(), View::None) {
                entries.serialize_entry(name, &Written(*value))?;
            }
        }
        entries.end()
    }
}
