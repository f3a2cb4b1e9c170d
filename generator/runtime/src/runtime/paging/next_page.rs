//! The request for the next page, made from the one for the page before.

use http::Uri;

use crate::runtime::paging::progress::SAME_URL;
use crate::runtime::request::draft::{Draft, Target};
use crate::runtime::request::parameter::percent::encode;
use crate::runtime::send::redirect;
use crate::runtime::{Error, Style};

impl Draft {
    /// A copy of the request. The error stays here, as it is reported once.
    pub(crate) fn again(&self) -> Box<Self> {
        Box::new(Self {
            client: self.client.clone(),
            operation: self.operation,
            method: self.method.clone(),
            limits: self.limits,
            retry_policy: self.retry_policy.clone(),
            base_url: self.base_url.clone(),
            envelope: self.envelope,
            not_modified: self.not_modified,
            idempotency_key: self.idempotency_key.clone(),
            server: self.server,
            target: self.target.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            removed: self.removed.clone(),
            added: self.added.clone(),
            cookies: self.cookies.clone(),
            credentials: self.credentials.clone(),
            body: self.body.clone(),
            paging: self.paging,
            hidden: self.hidden.clone(),
            error: None,
        })
    }

    /// The value of a query parameter, decoded.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        value(&self.query, name)
    }

    /// Sends the request to `url` instead, which the server gave. One behind a proxy may not know its own name: of a URL of
    /// another server, the value of `parameter` is taken, if it has one.
    ///
    /// # Errors
    ///
    /// It is not a URL of the same server, the only one that may be sent the credentials, or it is the URL of this
    /// request.
    pub(crate) fn go_to(&mut self, url: &str, parameter: Option<&str>) -> Result<(), Error> {
        let operation = self.operation.id;
        let fault = |reason| Error::Paging { operation, reason };
        let here = self.again().build()?.uri().clone();
        let there = redirect::resolve(&here, url)
            .ok_or_else(|| fault("the URL of the next page is not valid"))?;
        if !redirect::same_origin(&here, &there) {
            let value = |name| Some((name, value(there.query()?, name)?));
            let Some((name, value)) = parameter.and_then(value) else {
                return Err(fault("the URL of the next page is that of another server"));
            };
            if self.query_value(name).as_ref() == Some(&value) {
                return Err(fault(SAME_URL));
            }
            self.remove_query(name);
            self.query(name, &value, Style::FORM);
            return Ok(());
        }
        let there = self
            .without_credentials(&there)
            .ok_or_else(|| fault("the URL of the next page is not valid"))?;
        if self.without_credentials(&here).as_ref() == Some(&there) {
            return Err(fault(SAME_URL));
        }
        self.query.clear();
        self.target = Target::Whole(there);
        Ok(())
    }

    /// A URL without the credentials in its query, which are added to every request.
    fn without_credentials(&self, url: &Uri) -> Option<Uri> {
        let whole = url.path_and_query().map(http::uri::PathAndQuery::as_str);
        let Some((path, query)) = whole.and_then(|it| it.split_once('?')) else {
            return Some(url.clone());
        };
        let mut names = self.client.inner.credentials.query_names();
        names.extend(self.credentials.query_names());
        let kept = query.split('&').filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !names.iter().any(|it| it == name)
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
}

/// The value of a parameter in a query, decoded.
fn value(query: &str, name: &str) -> Option<String> {
    let name = encode(name);
    let pairs = query.split('&');
    let mut values = pairs.filter_map(|pair| pair.strip_prefix(&*name)?.strip_prefix('='));
    let value = percent_encoding::percent_decode_str(values.next_back()?);
    Some(value.decode_utf8_lossy().into_owned())
}
