//! Who looks at the clock while an input runs, and ends the process that takes too long.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long an input may take: far longer than any does, even on a machine with other work.
pub(crate) const LONGEST: Duration = Duration::from_secs(20);

/// What the process says before it ends.
pub(crate) const TOO_LONG: &str = "the input takes too long";

/// How often the clock is looked at.
const GLANCE: Duration = Duration::from_millis(250);

/// A thread with a clock.
#[derive(Debug)]
pub(crate) struct Watch {
    start: Instant,
    /// When the input at hand began, in nanoseconds from the start; zero where there is none.
    begun: Arc<AtomicU64>,
}

impl Watch {
    pub(crate) fn start() -> Self {
        let watch = Self {
            start: Instant::now(),
            begun: Arc::default(),
        };
        let (start, begun) = (watch.start, Arc::clone(&watch.begun));
        thread::spawn(move || {
            loop {
                thread::sleep(GLANCE);
                let begun = begun.load(Ordering::Relaxed);
                if begun != 0 && start.elapsed().saturating_sub(Duration::from_nanos(begun)) > LONGEST {
                    super::tell(TOO_LONG);
                    process::abort();
                }
            }
        });
        watch
    }

    /// An input begins.
    pub(crate) fn begin(&self) {
        self.begun.store(self.now(), Ordering::Relaxed);
    }

    /// It has ended, after so long.
    pub(crate) fn end(&self) -> Duration {
        Duration::from_nanos(self.now() - self.begun.swap(0, Ordering::Relaxed))
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX).max(1)
    }
}
