//! The clock of tokio.

use std::time::Duration;

use crate::runtime::{BoxFuture, Clock};

/// The clock of the tokio runtime that the call runs on. On wasm tokio has no clock.
#[derive(Clone, Copy, Debug)]
pub struct TokioClock {
    start: tokio::time::Instant,
}

impl TokioClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        Self {
            start: tokio::time::Instant::now(),
        }
    }
}

impl Default for TokioClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TokioClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        // The timer is made when it is first polled, since there may be no runtime before.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
