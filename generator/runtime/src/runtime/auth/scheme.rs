//! Security schemes: how a description says that a credential is sent.

use crate::runtime::auth::OAuth2Flow;

/// A security scheme of the description (`OpenAPI` 3.0.4, 4.8.27). Generated code has one per scheme, a constant of its `Client`.
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
    /// As `Authorization: Bearer …`; the token comes from one of these flows.
    OAuth2(&'static [OAuth2Flow]),
    /// In the header of this name.
    Header(&'static str),
    /// In the query parameter of this name.
    Query(&'static str),
    /// In the cookie of this name.
    Cookie(&'static str),
}

impl Scheme {
    /// The name of the header that the credential is sent in, if that is where it goes.
    pub(crate) fn header(&self) -> Option<&'static str> {
        match self.kind {
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::OAuth2(_) => Some("authorization"),
            SchemeKind::Header(name) => Some(name),
            SchemeKind::Query(_) | SchemeKind::Cookie(_) => None,
        }
    }
}
