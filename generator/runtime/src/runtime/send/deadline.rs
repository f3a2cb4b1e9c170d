//! When a call, an attempt or a stream must be over.

use std::time::Duration;

use crate::runtime::Timeout;

/// A moment by the clock of the transport, and whose limit it is.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) at: Duration,
    pub(crate) limit: Timeout,
}

impl Deadline {
    /// The deadline of a stream that may stay silent for as long as `idle`, but not beyond `end`.
    pub(crate) fn idle(now: Duration, idle: Duration, end: Option<Self>) -> Self {
        let next = Self {
            at: now.saturating_add(idle),
            limit: Timeout::Idle(idle),
        };
        match end {
            Some(end) if end.at < next.at => end,
            _ => next,
        }
    }
}
