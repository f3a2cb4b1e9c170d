//! A request while it is put together. Nothing here depends on the type of its response.

use std::sync::Arc;

use http::header::ACCEPT;
use http::{HeaderName, HeaderValue, Method, Uri};

use crate::runtime::auth::call_credentials::CallCredentials;
use crate::runtime::client::checks::{check_base_url, header};
use crate::runtime::client::limits::Limits;
use crate::runtime::data::{Encode, holds_secret};
use crate::runtime::request::parameter::{self, style::Style};
use crate::runtime::request::request_body::{RequestBody, is_given};
use crate::runtime::trace::Hidden;
use crate::runtime::{Client, Error, Operation, Paging, RetryPolicy};

/// A request that is not sent yet. Its first error is kept, and reported when it is built or sent.
pub(crate) struct Draft {
    pub(crate) client: Client,
    pub(crate) operation: &'static Operation,
    /// The operation's, unless the operation stands for all methods that the description does not have.
    pub(crate) method: Method,
    pub(crate) limits: Limits,
    /// In place of the client's.
    pub(crate) retry_policy: Option<Arc<RetryPolicy>>,
    /// In place of the client's.
    pub(crate) base_url: Option<String>,
    /// The property of the response that says whether the call succeeded.
    pub(crate) envelope: Option<&'static str>,
    /// Whether that nothing has changed (304) is a success.
    pub(crate) not_modified: bool,
    /// The header with the key by which the server knows a request that it has had before.
    pub(crate) idempotency_key: Option<HeaderName>,
    /// The operation's own server, in place of the description's.
    pub(crate) server: Option<&'static str>,
    pub(crate) target: Target,
    /// Encoded pairs with `&` between them.
    pub(crate) query: String,
    /// Headers that replace others of their name.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Headers of the client that are left out.
    pub(crate) removed: Vec<HeaderName>,
    /// Headers beside others of their name.
    pub(crate) added: Vec<(HeaderName, HeaderValue)>,
    pub(crate) cookies: Vec<String>,
    pub(crate) credentials: CallCredentials,
    pub(crate) body: RequestBody,
    /// How the requested page leads to the next, if it is one of several.
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
    /// To this path, which the description does not have.
    Given(String),
    /// To this URL, which the server gave for the next page. The base URL is not used.
    Whole(Uri),
}

impl Draft {
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Self {
        let mut headers = Vec::with_capacity(4);
        headers.push((ACCEPT, HeaderValue::from_static("application/json")));
        Self {
            client: client.clone(),
            operation,
            method: operation.method.clone(),
            limits: client.inner.limits,
            retry_policy: None,
            base_url: None,
            envelope: None,
            not_modified: false,
            idempotency_key: None,
            server: None,
            target: Target::Described(Vec::new()),
            query: String::new(),
            headers,
            removed: Vec::new(),
            added: Vec::new(),
            cookies: Vec::new(),
            credentials: CallCredentials::default(),
            body: RequestBody::None,
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
        if let Some(text) = self.render(name, || parameter::path(name, value.view(), style)) {
            if holds_secret(value.view()) {
                self.hidden.mark_path();
            }
            if let Target::Described(parameters) = &mut self.target {
                parameters.push((name, text));
            }
        }
    }

    pub(crate) fn header(&mut self, name: &str, value: &dyn Encode, style: Style) {
        if let Some(text) = self.render(name, || parameter::header(value.view(), style)) {
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

    /// A header that the client may hold, be it as one for every request.
    pub(crate) fn client_header(&mut self, name: &'static str, value: &dyn Encode, style: Style) {
        let client = Client::clone(&self.client);
        let is_it = |known: &str| known.eq_ignore_ascii_case(name);
        match given_or_held(&client, value, is_it) {
            Some(value) => self.header(name, value, style),
            None if client.inner.headers.contains_key(name) => {}
            None => self.miss(name),
        }
    }

    /// A parameter of the query that the client may hold.
    pub(crate) fn client_query(&mut self, name: &'static str, value: &dyn Encode, style: Style) {
        let client = Client::clone(&self.client);
        match given_or_held(&client, value, |known| known == name) {
            Some(value) => self.query(name, value, style),
            None => self.miss(name),
        }
    }

    pub(crate) fn cookie(&mut self, name: &str, value: &dyn Encode, style: Style) {
        let rendered = self.render(name, || parameter::cookie(name, value.view(), style));
        self.cookies.extend(rendered);
    }

    /// The text of a parameter; `None` if it is not set or cannot be written.
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

    fn miss(&mut self, name: &'static str) {
        self.fail(Error::MissingParameter {
            operation: self.operation.id,
            name,
        });
    }

    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

/// The value of a parameter for a call, or else the one that the client holds.
fn given_or_held<'v>(
    client: &'v Client,
    value: &'v dyn Encode,
    is_it: impl Fn(&str) -> bool,
) -> Option<&'v dyn Encode> {
    if is_given(value.view()) {
        return Some(value);
    }
    let mut held = client.inner.parameters.iter();
    held.find(|(known, _)| is_it(known))
        .map(|(_, value)| &**value as &dyn Encode)
}
