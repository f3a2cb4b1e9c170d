//! What may be shown of URLs and headers.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, Uri};

/// What stands for a value that is not shown.
const REDACTED: &str = "[redacted]";

/// Parts of names that suggest a credential, in lower case.
const WORDS: [&str; 13] = [
    "assertion",
    "auth",
    "code",
    "cookie",
    "credential",
    "jwt",
    "key",
    "pass",
    "pwd",
    "secret",
    "session",
    "sig",
    "token",
];

/// Whether the name suggests that the value is a credential.
fn is_telling(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    WORDS.iter().any(|word| name.contains(word))
}

/// What is hidden in the URLs of a call, beside the values whose names suggest a credential.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hidden {
    /// Percent-encoded names of query parameters.
    names: Vec<String>,
    path: bool,
}

impl Hidden {
    /// Hides the values of these pairs of a query.
    pub(crate) fn mark_query(&mut self, piece: &str) {
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        self.names.extend(piece.split('&').map(name));
    }

    /// Hides the path.
    pub(crate) fn mark_path(&mut self) {
        self.path = true;
    }

    /// `uri` without what is hidden.
    pub(crate) fn show<'a>(&'a self, uri: &'a Uri) -> ShownUri<'a> {
        ShownUri { hidden: self, uri }
    }
}

/// A URL as it is shown.
pub(crate) struct ShownUri<'a> {
    hidden: &'a Hidden,
    uri: &'a Uri,
}

impl fmt::Display for ShownUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hidden, uri } = *self;
        if let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) {
            write!(f, "{scheme}://{authority}")?;
        }
        if hidden.path {
            write!(f, "/{REDACTED}")?;
        } else {
            f.write_str(uri.path())?;
        }
        let mut separator = '?';
        for pair in uri.query().unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let hides = is_telling(name) || hidden.names.iter().any(|hidden| hidden == name);
            let value = if hides && !value.is_empty() {
                REDACTED
            } else {
                value
            };
            if !pair.is_empty() {
                write!(f, "{separator}{name}")?;
                separator = '&';
            }
            if !value.is_empty() {
                write!(f, "={value}")?;
            }
        }
        Ok(())
    }
}

/// Headers as they are shown.
pub(crate) struct ShownHeaders<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for ShownHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.0 {
            map.key(&name.as_str()).value(&shown(name, value));
        }
        map.finish()
    }
}

fn shown<'a>(name: &HeaderName, value: &'a HeaderValue) -> &'a str {
    // A Location is a URL, which often carries credentials of its own.
    let tells = value.is_sensitive() || is_telling(name.as_str()) || name == http::header::LOCATION;
    if tells {
        REDACTED
    } else {
        value.to_str().unwrap_or("[not text]")
    }
}
