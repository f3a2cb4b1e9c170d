//! OAuth 2: the flows of a security scheme come in; tokens go out, which are kept and renewed.

// tokens              the provider: which token is held, and when it is renewed
// token_fetch         one request to a token server and its answer; `token_answer` reads that
// shared_fetch        one request for all calls that wait for it
// oauth2_error        why there is no token
// authorization_code  the way of a user through a browser, with PKCE

#[cfg(feature = "oauth2-pkce")]
mod authorization_code;
mod oauth2_error;
mod shared_fetch;
mod token_answer;
mod token_fetch;
mod tokens;

#[cfg(feature = "oauth2-pkce")]
pub use authorization_code::{Authorization, AuthorizationCode};
pub use oauth2_error::OAuth2Error;
pub use token_answer::OAuth2Token;
pub use tokens::{ClientAuthentication, OAuth2};
