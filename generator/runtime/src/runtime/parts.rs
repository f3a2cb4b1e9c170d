//! A request while it is put together: everything about it that does not depend on the type of its response.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::auth::Credential;
use super::client::header;
use super::data::{Encode, Json, View, encode};
use super::flat::{Level, level};
use super::json_pointer::place;
use super::limits::Limits;
use super::style::{self, Style};
use super::{Client, Error, Operation, redirect};

/// A request in the making. The first thing wrong with it is kept, and reported when it is to be built or sent.
pub(super) struct Parts {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    pub(super) limits: Limits,
    path: Vec<(&'static str, String)>,
    query: Vec<String>,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Payload,
    /// Where to send the request instead of where path and query lead.
    url: Option<Uri>,
    error: Option<Error>,
}

/// What is to be sent as the body.
#[derive(Clone)]
enum Payload {
    None,
    Written(Bytes),
    /// JSON that has been changed by hand.
    Json(Json),
}

impl Parts {
    pub(super) fn new(client: &Client, operation: &'static Operation) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        Self {
            client: client.clone(),
            operation,
            limits: client.inner.limits,
            path: Vec::new(),
            query: Vec::new(),
            headers,
            cookies: Vec::new(),
            body: Payload::None,
            url: None,
            error: None,
        }
    }

    pub(super) fn path(&mut self, name: &'static str, value: &dyn Encode, style: Style) {
        if let Some(text) = self.render(name, || style::path(name, value.view(), style)) {
            self.path.push((name, text));
        }
    }

    pub(super) fn query(&mut self, name: &str, value: &dyn Encode, style: Style) {
        let rendered = self.render(name, || style::query(name, value.view(), style));
        self.query.extend(rendered);
    }

    pub(super) fn header(&mut self, name: &str, value: &dyn Encode, style: Style) {
        if let Some(text) = self.render(name, || style::header(value.view(), style)) {
            self.set_header(name, &text);
        }
    }

    pub(super) fn cookie(&mut self, name: &str, value: &dyn Encode, style: Style) {
        let rendered = self.render(name, || style::cookie(name, value.view(), style));
        self.cookies.extend(rendered);
    }

    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(reason) => self.refuse(reason),
        }
    }

    pub(super) fn set_static_header(&mut self, name: HeaderName, value: &'static str) {
        self.headers.insert(name, HeaderValue::from_static(value));
    }

    pub(super) fn body(&mut self, content_type: &'static str, bytes: Bytes) {
        self.set_static_header(CONTENT_TYPE, content_type);
        self.body = Payload::Written(bytes);
    }

    pub(super) fn json_body(&mut self, value: &dyn Encode) {
        if !matches!(value.view(), View::None) {
            self.json(serde_json::to_vec(&Written(value)));
        }
    }

    pub(super) fn json_fields(&mut self, fields: &[(&'static str, &dyn Encode)]) {
        self.json(serde_json::to_vec(&Fields(fields)));
    }

    pub(super) fn form_fields(&mut self, fields: &[(&str, &dyn Encode, Style)]) {
        let pairs: Vec<_> = fields
            .iter()
            .filter_map(|(name, value, style)| {
                self.render(name, || style::query(name, value.view(), *style))
            })
            .collect();
        let form = pairs.join("&").into();
        self.body("application/x-www-form-urlencoded", form);
    }

    pub(super) fn form_body(&mut self, value: &dyn Encode) {
        match level(value.view()) {
            Level::Absent => {}
            Level::Fields(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, value as &dyn Encode, Style::FORM))
                    .collect();
                self.form_fields(&fields);
            }
            Level::Scalar(_) | Level::Items(_) => {
                self.refuse("its body is not an object, so that it cannot be a form");
            }
        }
    }

    pub(super) fn multipart(&mut self, written: Result<(String, Bytes), &'static str>) {
        match written {
            Ok((content_type, bytes)) => self.typed_body(&content_type, bytes),
            Err(reason) => self.refuse(format!("a part of its body {reason}")),
        }
    }

    pub(super) fn typed_body(&mut self, content_type: &str, bytes: Bytes) {
        self.set_header(CONTENT_TYPE.as_str(), content_type);
        self.body = Payload::Written(bytes);
    }

    fn json(&mut self, written: serde_json::Result<Vec<u8>>) {
        match written {
            Ok(bytes) => self.body("application/json", bytes.into()),
            Err(error) => self.refuse(format!("its body cannot be written: {error}")),
        }
    }

    /// Puts `value` where `pointer` says, and objects on the way there where there is nothing.
    pub(super) fn set_json(&mut self, pointer: &str, value: Json) {
        let mut json = match std::mem::replace(&mut self.body, Payload::None) {
            Payload::Json(json) => json,
            Payload::None => {
                self.set_static_header(CONTENT_TYPE, "application/json");
                Json::Null
            }
            Payload::Written(bytes) => match serde_json::from_slice(&bytes) {
                Ok(json) => json,
                Err(_) => return self.refuse("its body is not JSON, so no part of it can be set"),
            },
        };
        match place(&mut json, pointer) {
            Ok(target) => *target = value,
            Err(reason) => self.refuse(format!("{pointer:?} {reason}")),
        }
        self.body = Payload::Json(json);
    }

    /// The request as it is sent, with credentials.
    pub(super) fn build(self) -> Result<http::Request<Bytes>, Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let client = &*self.client.inner;
        let path = match self.url {
            Some(_) => String::new(),
            None => expand(self.operation, &self.path, &client.parameters)?,
        };
        let Self {
            operation,
            mut query,
            mut cookies,
            ..
        } = self;

        let mut headers = client.headers.clone();
        for credential in client.credentials.choose(operation)? {
            match credential {
                Credential::Header(name, value) => {
                    headers.insert(name, value.clone());
                }
                Credential::Query(pair) => query.push(pair.clone()),
                Credential::Cookie(pair) => cookies.push(pair.clone()),
            }
        }
        headers.extend(self.headers);
        let refused = |reason: &str| Error::InvalidRequest {
            operation: operation.id,
            reason: reason.into(),
        };
        if !cookies.is_empty() {
            let (name, value) = header(COOKIE.as_str(), &cookies.join("; "))
                .map_err(|_| refused("a cookie has characters that cannot stand in a header"))?;
            headers.insert(name, value);
        }

        let mut url = match self.url {
            Some(url) => url.to_string(),
            None => format!("{}{path}", client.base_url),
        };
        for pair in query {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&pair);
        }
        let body = match self.body {
            Payload::None => Bytes::new(),
            Payload::Written(bytes) => bytes,
            Payload::Json(json) => json.to_string().into(),
        };
        let mut request = http::Request::new(body);
        *request.method_mut() = operation.method.clone();
        *request.uri_mut() = Uri::try_from(url).map_err(|_| refused("its URL is not valid"))?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// A request for the same thing. What is wrong with this one is not wrong with that, as it is reported once.
    pub(super) fn again(&self) -> Box<Self> {
        Box::new(Self {
            client: self.client.clone(),
            operation: self.operation,
            limits: self.limits,
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            cookies: self.cookies.clone(),
            body: self.body.clone(),
            url: self.url.clone(),
            error: None,
        })
    }

    /// The value of a query parameter, decoded.
    pub(super) fn query_value(&self, name: &str) -> Option<String> {
        let name = style::encode(name);
        let values = self.query.iter().flat_map(|pairs| pairs.split('&'));
        let mut found = values.filter_map(|pair| pair.strip_prefix(&*name)?.strip_prefix('='));
        let value = percent_encoding::percent_decode_str(found.next_back()?);
        Some(value.decode_utf8_lossy().into_owned())
    }

    /// Sets a query parameter, in place of whatever it would have been.
    pub(super) fn set_query(&mut self, name: &str, value: &str) {
        let name = style::encode(name);
        let is_other = |pair: &&str| pair.split('=').next() != Some(&*name);
        for pairs in &mut self.query {
            *pairs = pairs
                .split('&')
                .filter(is_other)
                .collect::<Vec<_>>()
                .join("&");
        }
        self.query.retain(|pairs| !pairs.is_empty());
        self.query.push(format!("{name}={}", style::encode(value)));
    }

    /// Sends the request to `url` instead, which is one that the server gave.
    ///
    /// # Errors
    ///
    /// It is not a URL of the same server, to which alone the credentials may go, or where the request goes already.
    pub(super) fn go_to(&mut self, url: &str) -> Result<(), Error> {
        let operation = self.operation.id;
        let fault = |reason| Error::Paging { operation, reason };
        let here = self.again().build()?.uri().clone();
        let there = redirect::resolve(&here, url)
            .ok_or_else(|| fault("the URL of the next page is not valid"))?;
        if !redirect::same_origin(&here, &there) {
            return Err(fault("the URL of the next page is that of another server"));
        }
        let there = self
            .without_credentials(&there)
            .ok_or_else(|| fault("the URL of the next page is not valid"))?;
        if self.url.as_ref() == Some(&there)
            || self.without_credentials(&here).as_ref() == Some(&there)
        {
            return Err(fault("the server sends the same URL again"));
        }
        self.query.clear();
        self.url = Some(there);
        Ok(())
    }

    /// A URL without the credentials in its query, which are added to every request.
    fn without_credentials(&self, url: &Uri) -> Option<Uri> {
        let Some((path, query)) = url
            .path_and_query()
            .and_then(|it| it.as_str().split_once('?'))
        else {
            return Some(url.clone());
        };
        let names = self.client.inner.credentials.query_names();
        let kept = query.split('&').filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !names.contains(&name)
        });
        let query = kept.collect::<Vec<_>>().join("&");
        let target = if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        };
        let mut parts = url.clone().into_parts();
        parts.path_and_query = Some(target.parse().ok()?);
        Uri::from_parts(parts).ok()
    }

    /// The text of a parameter; nothing if it is not set or cannot be written.
    fn render(
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

    fn refuse(&mut self, reason: impl Into<Box<str>>) {
        self.fail(Error::InvalidRequest {
            operation: self.operation.id,
            reason: reason.into(),
        });
    }

    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

/// Puts the parameters into the path of `operation`, those of the client where the call has none.
fn expand(
    operation: &'static Operation,
    given: &[(&'static str, String)],
    client: &[(&'static str, String)],
) -> Result<String, Error> {
    let mut pieces = operation.path.split('{');
    let mut path = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // A brace that nothing closes is no parameter; the generator lets none through.
        let (name, literal) = piece.split_once('}').unwrap_or((piece, ""));
        if let Some((_, text)) = given.iter().find(|(known, _)| *known == name) {
            path.push_str(text);
        } else if let Some((_, value)) = client.iter().find(|(known, _)| *known == name) {
            let invalid = |reason| Error::InvalidParameter {
                operation: operation.id,
                name: name.into(),
                reason,
            };
            let text = style::path(name, View::Str(value), Style::SIMPLE).map_err(invalid)?;
            path.push_str(&text.unwrap_or_default());
        } else {
            return Err(Error::MissingParameter {
                operation: operation.id,
                name,
            });
        }
        path.push_str(literal);
    }
    Ok(path)
}

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
