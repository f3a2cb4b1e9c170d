//! What is sent for a security scheme, made from the scheme and the caller's secret.

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use crate::runtime::auth::scheme::{Scheme, SchemeKind};
use crate::runtime::data::{Secret, to_base64};
use crate::runtime::request::parameter::percent::{encode, encode_to};

/// A credential, ready to be sent.
pub(crate) enum Credential {
    /// All clones of the value share one buffer, which is wiped when the last of them is dropped.
    Header(HeaderName, HeaderValue),
    /// A percent-encoded pair of the query.
    Query(Secret<String>),
    /// A pair of the header `Cookie`.
    Cookie(Secret<String>),
}

impl Credential {
    /// # Errors
    ///
    /// Why the secret cannot be sent as the scheme asks for.
    pub(crate) fn new(scheme: &Scheme, secret: &str) -> Result<Self, String> {
        let fault = |what| format!("the credential {} {what}", scheme.name);
        // A header cannot carry spaces around its value. A secret read from a file often ends with a line break.
        let secret = match scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::Header(_) => {
                secret.trim_ascii()
            }
            SchemeKind::Basic | SchemeKind::Query(_) | SchemeKind::Cookie(_) => secret,
        };
        if secret.is_empty() {
            return Err(fault("is empty"));
        }
        let header = |name: HeaderName, text: Secret<String>| {
            let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text))
                .map_err(|_| fault("has characters that cannot stand in a header"))?;
            value.set_sensitive(true);
            Ok(Self::Header(name, value))
        };
        match scheme.kind {
            // A token has no spaces (RFC 6750, section 2.1): this is the whole value of the header.
            SchemeKind::Bearer | SchemeKind::OAuth2(_) if secret.contains(' ') => {
                header(http::header::AUTHORIZATION, secret.into())
            }
            SchemeKind::Bearer | SchemeKind::OAuth2(_) => {
                header(http::header::AUTHORIZATION, joined("Bearer ", secret))
            }
            SchemeKind::Basic if !secret.contains(':') => {
                Err(fault("has no colon between the user and the password"))
            }
            SchemeKind::Basic => {
                let encoded = Secret::new(to_base64(secret.as_bytes()));
                let value = joined("Basic ", encoded.expose());
                header(http::header::AUTHORIZATION, value)
            }
            SchemeKind::Header(name) => HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| fault("goes into a header whose name is not valid"))
                .and_then(|name| header(name, secret.into())),
            SchemeKind::Query(name) => {
                let name = encode(name);
                let mut pair = String::with_capacity(name.len() + 1 + 3 * secret.len());
                pair.push_str(&name);
                pair.push('=');
                encode_to(secret, &mut pair);
                Ok(Self::Query(pair.into()))
            }
            SchemeKind::Cookie(name) => {
                let allowed = |byte| matches!(byte, 0x21..=0x7e) && !br#"",;\"#.contains(&byte);
                if secret.bytes().all(allowed) {
                    Ok(Self::Cookie(joined(&format!("{name}="), secret)))
                } else {
                    Err(fault("has characters that cannot stand in a cookie"))
                }
            }
        }
    }
}

/// Joins two texts in a buffer that is large enough from the start: memory that a buffer grows out of is not wiped.
pub(crate) fn joined(prefix: &str, secret: &str) -> Secret<String> {
    let mut text = String::with_capacity(prefix.len() + secret.len());
    text.push_str(prefix);
    text.push_str(secret);
    text.into()
}
