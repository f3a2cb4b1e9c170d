//! Whether an input has done something that none before it has.

use std::sync::atomic::{AtomicU64, Ordering};

/// What all inputs so far have done: for each edge of the program, how often one of them took it, roughly.
#[derive(Debug)]
pub(crate) struct Feedback {
    counters: &'static [AtomicU64],
    /// A bit for each range of counts, a byte for each edge.
    seen: Vec<u64>,
}

impl Feedback {
    /// Nothing done so far.
    pub(crate) fn new() -> Self {
        let counters = openapi_client_coverage::counters();
        Self {
            counters,
            seen: vec![0; counters.len()],
        }
    }

    /// Whether what has been counted since the last look is new. What counts from now on is counted anew.
    pub(crate) fn is_new(&mut self) -> bool {
        let mut is_new = false;
        for (counter, seen) in self.counters.iter().zip(&mut self.seen) {
            let counts = counter.load(Ordering::Relaxed);
            if counts != 0 {
                counter.store(0, Ordering::Relaxed);
                let ranges = u64::from_le_bytes(counts.to_le_bytes().map(range));
                is_new |= ranges & !*seen != 0;
                *seen |= ranges;
            }
        }
        is_new
    }

    /// How many edges have been taken.
    pub(crate) fn edges(&self) -> usize {
        let taken = |word: &u64| word.to_le_bytes().iter().filter(|byte| **byte != 0).count();
        self.seen.iter().map(taken).sum()
    }
}

/// The bit for the range that a count is in: what happens once more often is rarely new.
fn range(count: u8) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2 => 1 << 1,
        3 => 1 << 2,
        4..8 => 1 << 3,
        8..16 => 1 << 4,
        16..32 => 1 << 5,
        32..128 => 1 << 6,
        128.. => 1 << 7,
    }
}
