//! From the draft of a request to the request as it is sent.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::runtime::auth::credential::Credential;
use crate::runtime::auth::credentials::HeldCredential;
use crate::runtime::client::checks::header;
use crate::runtime::client::handle::{ClientInner, ClientParameter};
use crate::runtime::request::draft::{Draft, Target};
use crate::runtime::request::parameter;
use crate::runtime::request::parameter::style::Style;
use crate::runtime::request::request_body::RequestBody;
use crate::runtime::{Error, Operation};

impl Draft {
    /// The request as it is sent, with credentials as far as they need not be asked for or have been.
    pub(crate) fn build(&self) -> Result<http::Request<Bytes>, Error> {
        let operation = self.operation;
        let client = &*self.client.inner;
        let own = self.server.filter(|_| !client.base_url_is_given);
        let base_url = self.base_url.as_deref().or(own);
        let base_url = base_url.unwrap_or(&client.base_url);
        let url = url(operation, base_url, &self.target, self.query.len(), client)?;
        let credentials = self.chosen_credentials()?;
        // With those that a transport adds, so that it need not grow.
        let headers = client.headers.len() + self.headers.len() + 4;
        let mut wire = Wire {
            url,
            has_query: match &self.target {
                Target::Whole(url) => url.query().is_some(),
                // Some descriptions tell operations apart by a query in the path.
                Target::Described(_) => operation.path.contains('?'),
                Target::Given(_) => false,
            },
            headers: HeaderMap::with_capacity(headers),
            cookies: self.cookies.clone(),
        };
        if !self.query.is_empty() {
            wire.add_query(&self.query);
        }
        for (name, value) in &client.headers {
            wire.set_header(name, value);
        }
        for (scheme, held) in credentials {
            match &**held {
                HeldCredential::Fixed(credential) => wire.add_credential(credential),
                // Asked for before the call is sent, and not before it is only shown.
                HeldCredential::Provided(_) => {
                    if let Some(credential) = self.credentials.provided(scheme.name) {
                        wire.add_credential(&credential);
                    }
                }
            }
        }
        for name in &self.removed {
            wire.headers.remove(name);
        }
        for (name, value) in &self.headers {
            wire.set_header(name, value);
        }
        for (name, value) in &self.added {
            wire.headers.append(name, value.clone());
        }
        set_cookies(operation, &wire.cookies, &mut wire.headers)?;

        let mut request = http::Request::new(match &self.body {
            // A stream takes the place of this when it is sent.
            RequestBody::None | RequestBody::Streamed(_) => Bytes::new(),
            RequestBody::Written(bytes) => bytes.clone(),
            RequestBody::Json(json) => json.to_string().into(),
        });
        *request.method_mut() = self.method.clone();
        *request.uri_mut() =
            Uri::try_from(wire.url).map_err(|_| refused(operation, "its URL is not valid"))?;
        *request.headers_mut() = wire.headers;
        Ok(request)
    }
}

/// The places that a credential can go to.
struct Wire {
    url: String,
    has_query: bool,
    headers: HeaderMap,
    cookies: Vec<String>,
}

impl Wire {
    fn add_query(&mut self, pairs: &str) {
        self.url.push(if self.has_query { '&' } else { '?' });
        self.url.push_str(pairs);
        self.has_query = true;
    }

    /// What is run through once costs most for being fetched, so that this is there once, and not in each of its callers.
    #[inline(never)]
    fn set_header(&mut self, name: &HeaderName, value: &HeaderValue) {
        self.headers.insert(name, value.clone());
    }

    fn add_credential(&mut self, credential: &Credential) {
        match credential {
            Credential::Header(name, value) => self.set_header(name, value),
            Credential::Query(pair) => self.add_query(pair.expose()),
            Credential::Cookie(pair) => self.cookies.push(pair.expose().clone()),
        }
    }
}

/// The URL without its query, with room for that.
fn url(
    operation: &'static Operation,
    base_url: &str,
    target: &Target,
    query: usize,
    client: &ClientInner,
) -> Result<String, Error> {
    let path = match target {
        Target::Described(given) => {
            let values = given.iter().map(|(_, text)| text.len()).sum::<usize>();
            operation.path.len() + values
        }
        Target::Given(path) => path.len(),
        Target::Whole(url) => return Ok(url.to_string()),
    };
    let mut url = String::with_capacity(base_url.len() + path + 1 + query);
    url.push_str(base_url);
    match target {
        Target::Described(given) => expand(operation, given, &client.parameters, &mut url)?,
        Target::Given(path) => url.push_str(path),
        Target::Whole(_) => {}
    }
    Ok(url)
}

fn refused(operation: &'static Operation, reason: &str) -> Error {
    Error::InvalidRequest {
        operation: operation.id,
        reason: reason.into(),
    }
}

fn set_cookies(
    operation: &'static Operation,
    cookies: &[String],
    headers: &mut HeaderMap,
) -> Result<(), Error> {
    if !cookies.is_empty() {
        let (name, value) = header(COOKIE.as_str(), &cookies.join("; ")).map_err(|_| {
            let reason = "a cookie has characters that cannot stand in a header";
            refused(operation, reason)
        })?;
        headers.insert(name, value);
    }
    Ok(())
}

/// Appends the path of `operation` with its parameters.
fn expand(
    operation: &'static Operation,
    given: &[(&'static str, String)],
    client: &[ClientParameter],
    url: &mut String,
) -> Result<(), Error> {
    let start = url.len();
    let mut template = operation.path;
    while let Some((literal, name, rest)) = next_parameter(template) {
        url.push_str(literal);
        url.push_str(&value(operation, name, given, client)?);
        template = rest;
    }
    url.push_str(template);
    let path = url.get(start..).unwrap_or_default();
    if parameter::has_dots(path) {
        return refuse_dots(operation, given, client, path);
    }
    Ok(())
}

/// The text of a parameter in a path: that of the call, else that of the client.
fn value<'v>(
    operation: &'static Operation,
    name: &'static str,
    given: &'v [(&'static str, String)],
    client: &[ClientParameter],
) -> Result<Cow<'v, str>, Error> {
    if let Some((_, text)) = given.iter().find(|(known, _)| *known == name) {
        return Ok(text.into());
    }
    let Some((_, value)) = client.iter().find(|(known, _)| *known == name) else {
        return Err(Error::MissingParameter {
            operation: operation.id,
            name,
        });
    };
    let text = parameter::path(name, value.view(), Style::SIMPLE);
    let text = text.map_err(|reason| invalid(operation, name, reason))?;
    Ok(text.unwrap_or_default().into())
}

/// An error if a parameter of `path` has a part in a segment of dots: one that is only a part of its segment may make one with the rest
/// of it.
fn refuse_dots(
    operation: &'static Operation,
    given: &[(&'static str, String)],
    client: &[ClientParameter],
    path: &str,
) -> Result<(), Error> {
    let mut template = operation.path;
    let mut end = 0;
    while let Some((literal, name, rest)) = next_parameter(template) {
        let start = end + literal.len();
        end = start + value(operation, name, given, client)?.len();
        let before = path.get(..start).unwrap_or_default();
        let before = before.rfind('/').map_or(0, |slash| slash + 1);
        let behind = path.get(end..).unwrap_or_default();
        let behind = behind.find('/').map_or(path.len(), |slash| end + slash);
        if parameter::has_dots(path.get(before..behind).unwrap_or_default()) {
            return Err(invalid(operation, name, parameter::DOTS));
        }
        template = rest;
    }
    Ok(())
}

fn invalid(operation: &'static Operation, name: &str, reason: &'static str) -> Error {
    Error::InvalidParameter {
        operation: operation.id,
        name: name.into(),
        reason,
    }
}

/// The first parameter of a path: what stands before it, its name, and what stands behind it. The generator rejects paths with unpaired
/// braces.
fn next_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = split_at_sign(path, b'{')?;
    let (name, rest) = split_at_sign(rest, b'}').unwrap_or((rest, ""));
    Some((literal, name, rest))
}

/// What stands before and behind a sign. The pieces of a path are too short to search them by the word, as `str` does.
fn split_at_sign(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}
