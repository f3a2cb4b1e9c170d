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

/// What is hidden in the URLs of a call, beside the values of the query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hidden {
    path: bool,
}

impl Hidden {
    /// Hides the path.
    pub(crate) fn mark_path(&mut self) {
        self.path = true;
    }

    /// `uri` without what is hidden.
    pub(crate) fn show<'a>(&self, uri: &'a Uri) -> ShownUri<'a> {
        let hides_path = self.path;
        ShownUri { hides_path, uri }
    }
}

/// A URL as it is shown: of its query only the names.
pub(crate) struct ShownUri<'a> {
    hides_path: bool,
    uri: &'a Uri,
}

impl fmt::Display for ShownUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hides_path, uri } = *self;
        if let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) {
            write!(f, "{scheme}://{authority}")?;
        }
        if hides_path {
            write!(f, "/{REDACTED}")?;
        } else {
            f.write_str(uri.path())?;
        }
        let pairs = uri.query().unwrap_or_default().split('&');
        let mut separator = '?';
        for pair in pairs.filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some((name, _)) => write!(f, "{separator}{name}={REDACTED}")?,
                None => write!(f, "{separator}{REDACTED}")?,
            }
            separator = '&';
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
