//! Parameters: a value and a style come in, text for a path, a query, a header or a cookie goes out.

pub(crate) mod flat;
pub(crate) mod style;
