//! Who looks at the clock while an input runs, and ends the process that takes too long.

use std::fs;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What the process says before it ends.
pub(crate) const TOO_LONG: &str = "the input takes too long";

/// How often the clock is looked at.
const GLANCE: Duration = Duration::from_millis(100);

/// How many times as long an input may wait as it may run.
const WAITING: u32 = 60;

/// A thread with a clock.
#[derive(Debug)]
pub(crate) struct Watch {
    /// Even while an input runs, and another number for each.
    input: Arc<AtomicU64>,
}

impl Watch {
    /// Starts it: an input may run for as long as `patience`.
    pub(crate) fn start(patience: Duration) -> Self {
        let input = Arc::new(AtomicU64::new(1));
        let seen = Arc::clone(&input);
        thread::spawn(move || {
            let mut last = 1;
            let (mut begun, mut ran) = (Instant::now(), Duration::ZERO);
            loop {
                thread::sleep(GLANCE);
                let now = seen.load(Ordering::Relaxed);
                let runs = cpu_time();
                if now != last {
                    last = now;
                    begun = Instant::now();
                    ran = runs.unwrap_or_default();
                    continue;
                }
                let waits = begun.elapsed();
                let runs = runs.map_or(waits, |runs| runs.saturating_sub(ran));
                if now.is_multiple_of(2) && (runs > patience || waits > patience * WAITING) {
                    super::tell(TOO_LONG);
                    process::abort();
                }
            }
        });
        Self { input }
    }

    /// An input begins, or has ended.
    pub(crate) fn turn(&self) {
        self.input.fetch_add(1, Ordering::Relaxed);
    }
}

/// How long this process has run on all processors together, where the system tells: other work on the machine is no reason to
/// give up an input.
fn cpu_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, which may be anything, ends with the last parenthesis.
    let (_, numbers) = stat.rsplit_once(')')?;
    let hundredths: Option<u64> = numbers
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(|it| it.parse::<u64>().ok())
        .sum();
    Some(Duration::from_millis(10 * hundredths?))
}
