//! Credentials: how each goes on the wire, and which of them an operation gets.
//!
//! Whatever a client holds of a credential lies in buffers that are overwritten once the client and all requests made from
//! it are gone. What has been written into a URL, a cookie header or the buffers of a connection is not.

use std::fmt;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use crate::runtime::data::Secret;
use crate::runtime::request::parameter::style;
use crate::runtime::{Error, Operation};

/// A security scheme of the description (`OpenAPI` 3.0.4, 4.8.27). Generated code holds one `static` of these per scheme.
#[derive(Debug)]
pub struct Scheme {
    /// The name operations refer to it by.
    pub name: &'static str,
    /// How its credential is sent.
    pub kind: SchemeKind,
}

/// How the credential of a scheme is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// As `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// As `Authorization: Basic …` (RFC 7617); the secret is `user:password`.
    Basic,
    /// In the header of this name.
    Header(&'static str),
    /// In the query parameter of this name.
    Query(&'static str),
    /// In the cookie of this name.
    Cookie(&'static str),
}

/// A credential, ready to be sent.
pub(crate) enum Credential {
    /// The value shares a buffer that is wiped with the last of its clones.
    Header(HeaderName, HeaderValue),
    /// A pair of a query, encoded.
    Query(Secret<String>),
    /// A pair of a cookie header.
    Cookie(Secret<String>),
}

/// The credentials of a client by the name of their scheme.
#[derive(Default)]
pub(crate) struct Credentials {
    known: Vec<(&'static str, Credential)>,
    /// Whether what is missing is not ours to add.
    pub(crate) elsewhere: bool,
}

/// Shows which there are, and nothing of them.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.known.iter().map(|(scheme, _)| scheme))
            .finish()
    }
}

impl Credentials {
    /// Adds a credential, or replaces the one of the same scheme.
    pub(crate) fn set(
        &mut self,
        scheme: &'static Scheme,
        secret: &Secret<String>,
    ) -> Result<(), Error> {
        let credential = Credential::new(scheme, secret.expose())?;
        self.known.retain(|(name, _)| *name != scheme.name);
        self.known.push((scheme.name, credential));
        Ok(())
    }

    /// The schemes whose credentials `operation` is to be sent with: those of the first alternative that can be satisfied.
    /// The anonymous one comes last wherever it stands, since whoever gives a credential means it to be used.
    pub(crate) fn choose(
        &self,
        operation: &'static Operation,
    ) -> Result<&'static [&'static str], Error> {
        let needs = operation.security;
        let anonymous =
            self.elsewhere || needs.is_empty() || needs.iter().any(|schemes| schemes.is_empty());
        needs
            .iter()
            .copied()
            .filter(|schemes| !schemes.is_empty())
            .find(|schemes| schemes.iter().all(|name| self.get(name).is_some()))
            .or_else(|| anonymous.then_some(&[]))
            .ok_or(Error::MissingCredentials {
                operation: operation.id,
                needs,
            })
    }

    /// The credentials for an endpoint that the description does not know: those it asks for in general, or, where it asks
    /// for nothing that there is, all.
    pub(crate) fn general(
        &self,
        needs: &'static [&'static [&'static str]],
    ) -> impl Iterator<Item = &Credential> {
        let chosen = needs
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .find(|schemes| schemes.iter().all(|name| self.get(name).is_some()));
        let known = self.known.iter();
        let wanted = known.filter(move |(name, _)| chosen.is_none_or(|it| it.contains(name)));
        wanted.map(|(_, credential)| credential)
    }

    /// The names, encoded, of the query parameters that hold credentials.
    pub(crate) fn query_names(&self) -> Vec<&str> {
        let names = self
            .known
            .iter()
            .filter_map(|(_, credential)| match credential {
                Credential::Query(pair) => pair.expose().split('=').next(),
                Credential::Header(..) | Credential::Cookie(_) => None,
            });
        names.collect()
    }

    /// Every credential there is, in the order they were given.
    #[cfg(feature = "tracing")]
    pub(crate) fn all(&self) -> impl Iterator<Item = &Credential> {
        self.known.iter().map(|(_, credential)| credential)
    }

    /// Hides the values of those that go into the query.
    #[cfg(feature = "tracing")]
    pub(crate) fn hide(&self, hidden: &mut crate::runtime::trace::redact::Hidden) {
        for credential in self.all() {
            if let Credential::Query(pair) = credential {
                hidden.mark_query(pair.expose());
            }
        }
    }

    /// The credential for the scheme of this name.
    pub(crate) fn get(&self, scheme: &str) -> Option<&Credential> {
        let found = self.known.iter().find(|(name, _)| *name == scheme);
        found.map(|(_, credential)| credential)
    }
}

impl Credential {
    fn new(scheme: &Scheme, secret: &str) -> Result<Self, Error> {
        let fault = |what| Error::config(format!("the credential {} {what}", scheme.name));
        // A header cannot carry spaces around its value, and a secret read from a file tends to end with a line break.
        let secret = match scheme.kind {
            SchemeKind::Bearer | SchemeKind::Header(_) => secret.trim_ascii(),
            _ => secret,
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
            SchemeKind::Bearer => header(http::header::AUTHORIZATION, joined("Bearer ", secret)),
            SchemeKind::Basic => {
                let encoded = Secret::new(base64(secret.as_bytes()));
                let value = joined("Basic ", encoded.expose());
                header(http::header::AUTHORIZATION, value)
            }
            SchemeKind::Header(name) => HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| fault("goes into a header whose name is not valid"))
                .and_then(|name| header(name, secret.into())),
            SchemeKind::Query(name) => {
                let name = style::encode(name);
                let mut pair = String::with_capacity(name.len() + 1 + 3 * secret.len());
                pair.push_str(&name);
                pair.push('=');
                style::encode_to(secret, &mut pair);
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

/// Two texts in a buffer that never had to grow, for what a buffer grows out of is not wiped.
fn joined(prefix: &str, secret: &str) -> Secret<String> {
    let mut text = String::with_capacity(prefix.len() + secret.len());
    text.push_str(prefix);
    text.push_str(secret);
    text.into()
}

/// Base64 with padding (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0, |group, index| {
            group << 8 | u32::from(chunk.get(index).copied().unwrap_or(0))
        });
        for index in 0..4 {
            let digit = (group >> (18 - 6 * index)) & 63;
            let letter = ALPHABET.get(digit as usize).copied();
            out.push(char::from(
                letter.filter(|_| index <= chunk.len()).unwrap_or(b'='),
            ));
        }
    }
    out
}
