//! Credentials: a security scheme and a secret come in; what goes on the wire with an operation goes out.
//!
//! - `scheme`: the kinds of schemes there are
//! - `credential`: where each kind puts the secret, and what the secret must be like
//! - `credentials`: which of the client's credentials an operation is sent with
//!
//! Whatever a client holds of a credential lies in buffers that are overwritten once the client and all requests made from
//! it are gone. What has been written into a URL, a cookie header or the buffers of a connection is not.

pub(crate) mod credential;
pub(crate) mod credentials;
mod scheme;

pub use scheme::{Scheme, SchemeKind};
