//! What is known of an exchange that reqwest has given up.

use std::error::Error as StdError;

use crate::runtime::{TransportError, TransportErrorKind};

/// URLs are taken out of errors, for a query may hold a credential.
pub(crate) fn transport_error(error: reqwest::Error) -> TransportError {
    let kind = if error.is_builder() {
        TransportErrorKind::Permanent
    } else if error.is_connect() || (error.is_request() && is_not_sent(&error)) {
        TransportErrorKind::NotSent
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}

/// Whether the connection was lost before the request was written to it, which reqwest does not tell: no connection came
/// to the point of taking it, or the one that did gave it back.
fn is_not_sent(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<hyper_util::client::legacy::Error>()
            && error.connect_info().is_none()
        {
            return true;
        }
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            return error.is_canceled();
        }
        source = error.source();
    }
    false
}
