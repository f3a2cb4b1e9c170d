//! The grammar of the one form: which objects `OpenAPI` 3.0 has, with which fields (`OpenAPI 3.0.4, 4.8`).
//!
//! In comes the document that all rewrites have made; it goes out without what the `openapiv3` crate could not read. [`table`]
//! is the table of the objects, made of what [`shape`] has, and [`security`] the part of it about authentication; [`field_rules`] are
//! rules that look at several fields of one object.
//! [`mod@walk`] checks every node against the table, and [`scalars`] the values that hold no others. What rewrites would pass over is
//! checked [`mod@before`] them.

mod before;
mod field_rules;
mod scalars;
mod security;
mod shape;
mod table;
mod walk;

pub(super) use before::before;
pub(super) use walk::walk;
