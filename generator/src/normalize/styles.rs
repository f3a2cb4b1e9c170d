//! Ways to write a parameter that `OpenAPI` 3.0 has no word for: each is an extension of the parameter, which the model keeps.

/// The style, where the place of the parameter does not have it in 3.0: `cookie`, which 3.2 has, and what lists are joined by
/// in 2.0.
pub(crate) const STYLE: &str = "x-codegen-style";

/// Reserved characters stay as they are elsewhere than in a query (`OpenAPI 3.2.0, 4.12.2.1`).
pub(crate) const RESERVED: &str = "x-codegen-allow-reserved";

/// The parameter is all of the query (`OpenAPI 3.2.0, 4.12.1`).
pub(crate) const WHOLE_QUERY: &str = "x-codegen-whole-query";
