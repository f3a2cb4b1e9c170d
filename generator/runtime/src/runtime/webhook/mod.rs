//! Requests that the server sends: who receives them checks that they are the server's.
//!
//! ```ignore
//! let verifier = WebhookVerifier::new(SignatureScheme::github(), secret)?;
//! let payload: Payload = verifier.read(&headers, &body)?;
//! ```

mod signature_scheme;
mod webhook_error;
mod webhook_verifier;

pub use signature_scheme::{SignatureAlgorithm, SignatureEncoding, SignatureScheme};
pub use webhook_error::WebhookError;
pub use webhook_verifier::WebhookVerifier;
