//! Credentials: a security scheme and a secret come in; what is sent with an operation goes out.
//!
//! Whatever a client holds of a credential lies in buffers that are overwritten once the client and all requests made from
//! it are gone. What has been written into a URL, a cookie header or the buffers of a connection is not.

// scheme       which kinds of schemes there are
// credential   where each kind puts the secret, and which characters it may have there
// credentials  which credentials of the client an operation is sent with

pub(crate) mod credential;
pub(crate) mod credentials;
mod scheme;

pub use scheme::{Scheme, SchemeKind};
