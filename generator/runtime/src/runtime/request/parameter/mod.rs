//! Parameters: a value and its style come in; text for a path, a query, a header, a cookie or a form goes out.
//!
//! - `style`: the styles that a description can name
//! - `in_path`, `in_query`, `in_header`, `in_multipart`: what a style means in each place, and what cannot stand there
//! - `deep_object`: the one style that is not flat
//! - `flat`: what a value is as text, a list of texts, or names and texts
//! - `separator`: what keeps the items of a list apart
//! - `percent`: which characters are encoded

mod deep_object;
pub(crate) mod flat;
mod in_header;
mod in_multipart;
mod in_path;
mod in_query;
pub(crate) mod percent;
mod separator;
pub(crate) mod style;

pub(crate) use in_header::{cookie, header};
pub(crate) use in_multipart::multipart;
pub(crate) use in_path::{DOTS, has_dots, path};
pub(crate) use in_query::{query, whole_query};
