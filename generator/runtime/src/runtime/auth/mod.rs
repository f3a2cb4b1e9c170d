//! Credentials: a security scheme and a secret come in; what is sent with an operation goes out.
//!
//! Whatever a client holds of a credential lies in buffers that are overwritten once the client and all requests made from
//! it are gone. What has been written into a URL, a cookie header or the buffers of a connection is not.

// scheme            which kinds of schemes there are; `flow` where their tokens come from
// credential        where each kind puts the secret, and which characters it may have there
// provider          who is asked for a credential when a call is sent
// credentials       which credentials of the client and the call an operation is sent with
// call_credentials  those of one call, given or asked for; `asked` asks
// oauth2            a provider that gets tokens from a token server

mod asked;
pub(crate) mod call_credentials;
pub(crate) mod credential;
pub(crate) mod credentials;
mod flow;
#[cfg(feature = "oauth2-flows")]
pub mod oauth2;
mod provider;
mod scheme;

pub use flow::{OAuth2Flow, OAuth2FlowKind};
pub use provider::{CredentialError, CredentialProvider, CredentialRequest, CredentialSource};
pub use scheme::{Scheme, SchemeKind};
