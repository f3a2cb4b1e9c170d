//! Credentials: a secret and its security scheme come in, what goes on the wire comes out.

pub(crate) mod credentials;

pub use credentials::{Scheme, SchemeKind};
