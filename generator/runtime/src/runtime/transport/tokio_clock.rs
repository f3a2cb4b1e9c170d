//! The clock of tokio.

use std::time::Duration;

use crate::runtime::{BoxFuture, Clock};

/// The clock of the tokio runtime the call runs on. There is none on wasm, where tokio cannot tell the time.
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
        // The timer is made when it is first polled, since only then a runtime is sure to be there.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
