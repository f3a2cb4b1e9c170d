//! How long a call may take and how often it may be sent again.

use std::time::Duration;

/// The limits of one call. A client has a set of them, which each request may change for itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// For the whole call: connecting, all attempts, the waits between them, and the body.
    pub(crate) total: Duration,
    /// For one attempt, its body included.
    pub(crate) attempt: Duration,
    /// How many times a call may be sent again after the first.
    pub(crate) retries: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            total: Duration::from_secs(120),
            attempt: Duration::from_secs(60),
            retries: 2,
        }
    }
}
