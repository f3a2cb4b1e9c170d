//! The headers of a request, as its caller and its operation set them.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};

use crate::runtime::client::checks::header;
use crate::runtime::request::draft::Draft;
use crate::runtime::request::request_body::RequestBody;

impl Draft {
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => {
                self.added.retain(|(added, _)| *added != name);
                self.put_header(name, value);
            }
            Err(reason) => self.refuse(reason),
        }
    }

    pub(crate) fn put_header(&mut self, name: HeaderName, value: HeaderValue) {
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

    /// Sets the media type of the body, if there is a body.
    pub(crate) fn set_content_type(&mut self, media_type: &'static str) {
        if !matches!(self.body, RequestBody::None) {
            self.set_static_header(CONTENT_TYPE, media_type);
        }
    }

    /// Replaces the media type of a multipart body, if there is a body, and keeps its boundary.
    pub(crate) fn set_multipart_type(&mut self, media_type: &'static str) {
        let known = self.headers.iter().find(|(name, _)| *name == CONTENT_TYPE);
        let parameters = known.and_then(|(_, value)| value.to_str().ok()?.split_once(';'));
        let named = parameters.map(|(_, parameters)| format!("{media_type};{parameters}"));
        if let Some(named) = named {
            self.set_header(CONTENT_TYPE.as_str(), &named);
        }
    }
}
