//! Security schemes: how a description says that a credential is sent.

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
