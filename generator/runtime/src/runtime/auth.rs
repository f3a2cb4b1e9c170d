//! Credentials: how each goes on the wire, and which of them an operation gets.

use std::fmt;

use http::{HeaderName, HeaderValue};

use super::{Error, Operation, style};

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
pub(super) enum Credential {
    Header(HeaderName, HeaderValue),
    /// A pair of a query, encoded.
    Query(String),
    /// A pair of a cookie header.
    Cookie(String),
}

/// The credentials of a client by the name of their scheme.
#[derive(Default)]
pub(super) struct Credentials {
    known: Vec<(&'static str, Credential)>,
    /// Whether what is missing is not ours to add.
    pub(super) elsewhere: bool,
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
    pub(super) fn set(&mut self, scheme: &Scheme, secret: &str) -> Result<(), Error> {
        let credential = Credential::new(scheme, secret)?;
        self.known.retain(|(name, _)| *name != scheme.name);
        self.known.push((scheme.name, credential));
        Ok(())
    }

    /// The credentials `operation` is to be sent with: those of the first alternative that can be satisfied. The
    /// anonymous one comes last wherever it stands, since whoever gives a credential means it to be used.
    pub(super) fn choose(&self, operation: &'static Operation) -> Result<Vec<&Credential>, Error> {
        let needs = operation.security;
        let anonymous =
            self.elsewhere || needs.is_empty() || needs.iter().any(|schemes| schemes.is_empty());
        needs
            .iter()
            .filter(|schemes| !schemes.is_empty())
            .find_map(|schemes| schemes.iter().map(|name| self.get(name)).collect())
            .or_else(|| anonymous.then(Vec::new))
            .ok_or(Error::MissingCredentials {
                operation: operation.id,
                needs,
            })
    }

    /// The names, encoded, of the query parameters that hold credentials.
    pub(super) fn query_names(&self) -> Vec<&str> {
        let names = self
            .known
            .iter()
            .filter_map(|(_, credential)| match credential {
                Credential::Query(pair) => pair.split('=').next(),
                Credential::Header(..) | Credential::Cookie(_) => None,
            });
        names.collect()
    }

    fn get(&self, scheme: &str) -> Option<&Credential> {
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
        let header = |name: HeaderName, text: &str| {
            let mut value = HeaderValue::from_str(text)
                .map_err(|_| fault("has characters that cannot stand in a header"))?;
            value.set_sensitive(true);
            Ok(Self::Header(name, value))
        };
        match scheme.kind {
            SchemeKind::Bearer => header(http::header::AUTHORIZATION, &format!("Bearer {secret}")),
            SchemeKind::Basic => header(
                http::header::AUTHORIZATION,
                &format!("Basic {}", base64(secret.as_bytes())),
            ),
            SchemeKind::Header(name) => HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| fault("goes into a header whose name is not valid"))
                .and_then(|name| header(name, secret)),
            SchemeKind::Query(name) => Ok(Self::Query(format!(
                "{}={}",
                style::encode(name),
                style::encode(secret)
            ))),
            SchemeKind::Cookie(name) => {
                let allowed = |byte| matches!(byte, 0x21..=0x7e) && !br#"",;\"#.contains(&byte);
                if secret.bytes().all(allowed) {
                    Ok(Self::Cookie(format!("{name}={secret}")))
                } else {
                    Err(fault("has characters that cannot stand in a cookie"))
                }
            }
        }
    }
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
