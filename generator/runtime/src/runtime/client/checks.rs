//! Checks of settings: headers, base URLs, environment variables.

use http::{HeaderName, HeaderValue, Uri};

use crate::runtime::Error;
use crate::runtime::send::redirect::has_valid_port;

/// The environment variable `name`, if it is set and not empty.
///
/// # Errors
///
/// [`Error::Config`] if its value is not Unicode.
#[doc(hidden)]
pub fn env(name: &str) -> Result<Option<String>, Error> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(Error::config(format!(
            "the environment variable {name} is not Unicode"
        ))),
    }
}

/// A header by name and value. Values of headers that carry secrets are marked as sensitive.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let parsed = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("{name:?} is not the name of a header"))?;
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| format!("the header {name} has characters that cannot stand in a header"))?;
    value.set_sensitive(matches!(
        parsed.as_str(),
        "authorization" | "cookie" | "proxy-authorization"
    ));
    Ok((parsed, value))
}

/// `url` as a base URL, without a slash at its end.
///
/// # Errors
///
/// What is wrong with it. The URL itself is not shown, as it may hold a password.
pub(crate) fn check_base_url(url: &str) -> Result<String, &'static str> {
    if url.contains(['?', '#']) {
        return Err("the base URL must not have a query or a fragment");
    }
    let uri: Uri = url.parse().map_err(|_| "the base URL is not a valid URL")?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("the base URL must begin with http:// or https://");
    }
    match uri.authority() {
        Some(authority) if !has_valid_port(authority) => {
            Err("the base URL has a port that is none")
        }
        Some(authority) if authority.as_str().contains('@') => {
            Err("the base URL must not have a user or a password")
        }
        Some(authority) if !authority.host().is_empty() => {
            // In lower case, as it is compared.
            let scheme = uri.scheme_str().unwrap_or_default();
            let rest = url.get(scheme.len()..).unwrap_or_default();
            Ok(format!("{scheme}{}", rest.trim_end_matches('/')))
        }
        _ => Err("the base URL has no host"),
    }
}
