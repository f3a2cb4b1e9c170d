//! Operations: the file of each resource, with a method for each of its operations.
//!
//! In come resources and operations of the model; out goes Rust. [`resource`] puts a file together. [`method`] is the function
//! that a caller calls, [`method_docs`] with [`outcomes`] its documentation, [`parameter`] how it passes on what is no part of the body, [`params`] the struct of what it takes by name,
//! [`mod@body`] how it writes a request body, [`response`] what it returns, [`error`] what its errors are read as, and [`paging`] how a list leads to its next page.

pub(in crate::emit) mod body;
pub(in crate::emit) mod error;
pub(in crate::emit) mod method;
mod method_docs;
mod outcomes;
pub(in crate::emit) mod paging;
pub(in crate::emit) mod parameter;
pub(in crate::emit) mod params;
pub(in crate::emit) mod resource;
pub(in crate::emit) mod response;
