//! Extensions for the serialization of parameters that `OpenAPI` 3.0 cannot express. The `openapiv3` model keeps them.

/// A style that 3.0 does not have for the location: `cookie` of 3.2, and the separators of lists of 2.0.
pub(crate) const STYLE: &str = "x-codegen-style";

/// `allowReserved` outside of a query (`OpenAPI 3.2.0, 4.12.2.1`).
pub(crate) const RESERVED: &str = "x-codegen-allow-reserved";

/// The parameter is the whole query (`OpenAPI 3.2.0, 4.12.1`).
pub(crate) const WHOLE_QUERY: &str = "x-codegen-whole-query";
