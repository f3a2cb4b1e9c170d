//! What every generated client needs at run time.
//!
//! The module [`runtime`] is copied into each client as it stands, so its paths begin with `crate::runtime` and it holds
//! no tests.
//!
//! The error type of an operation is a part of the type of its requests, so that another one is refused:
//!
//! ```
//! use openapi_runtime::runtime::{Request, TypedError};
//!
//! async fn title(request: Request<(), String>) -> Option<String> {
//!     match request.typed_errors().await {
//!         Err(TypedError::Documented(error)) => Some(error.body),
//!         Ok(()) | Err(TypedError::Other(_)) => None,
//!     }
//! }
//! ```
//!
//! ```compile_fail,E0308
//! use openapi_runtime::runtime::{Request, TypedError};
//!
//! async fn code(request: Request<(), String>) -> Option<i64> {
//!     match request.typed_errors().await {
//!         Err(TypedError::Documented(error)) => Some(error.body),
//!         Ok(()) | Err(TypedError::Other(_)) => None,
//!     }
//! }
//! ```

pub mod runtime;
mod shared;

/// Whether `null` in the place of a list or a map is an empty one, and no error. Every client says so as it is configured.
const NULL_IS_EMPTY: bool = true;

#[cfg(test)]
mod tests;
