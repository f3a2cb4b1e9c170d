//! Which failures are followed by another attempt, and after what wait: the part that a caller may change.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::StatusCode;

/// When a failed attempt is followed by another.
///
/// How often is said by `max_retries`, which the builder of the client and each request have.
#[derive(Clone, Debug)]
#[must_use]
pub struct RetryPolicy {
    pub(crate) first_wait: Duration,
    pub(crate) longest_wait: Duration,
    pub(crate) longest_asked_wait: Duration,
    pub(crate) also_on: Vec<StatusCode>,
    pub(crate) never_on: Vec<StatusCode>,
    pub(crate) budget: Option<RetryBudget>,
}

impl RetryPolicy {
    /// The policy of a client that is given none.
    pub const fn new() -> Self {
        Self {
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            longest_asked_wait: Duration::from_secs(60),
            also_on: Vec::new(),
            never_on: Vec::new(),
            budget: None,
        }
    }

    /// The wait before the first retry, half a second unless set. It doubles with each of the next, and each wait is shortened by
    /// up to a quarter at random.
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// What the doubling stops at: 8 seconds unless set.
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// The longest wait that a server may ask for: a minute unless set. Asked for more, the call fails at once.
    pub const fn longest_asked_wait(mut self, wait: Duration) -> Self {
        self.longest_asked_wait = wait;
        self
    }

    /// A status that an idempotent call is sent again after, as after the 500s.
    pub fn also_on(mut self, status: StatusCode) -> Self {
        self.never_on.retain(|it| *it != status);
        self.also_on.push(status);
        self
    }

    /// A status after which no call is sent again, unless the server asks for that with `x-should-retry`.
    pub fn never_on(mut self, status: StatusCode) -> Self {
        self.also_on.retain(|it| *it != status);
        self.never_on.push(status);
        self
    }

    /// What the retries of all calls of this policy, and of its clones, have together.
    pub fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Whether there is something left for a retry, which is then taken.
    pub(crate) fn take(&self) -> bool {
        self.budget.as_ref().is_none_or(RetryBudget::take)
    }

    /// A call has succeeded, at once or by a retry.
    pub(crate) fn earn(&self, was_retried: bool) {
        if let Some(budget) = &self.budget {
            budget.earn(was_retried);
        }
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// How many retries many calls have together, so that a server that is down is not sent several times of everything.
///
/// A retry takes one, and gives it back if the call succeeds by it; calls that succeed at once give some back as well. While there is
/// none, a call fails as it would without retries. Clones share what there is.
#[derive(Clone, Debug)]
pub struct RetryBudget {
    left: Arc<AtomicU32>,
    most: u32,
    earned: u32,
}

/// The parts that a retry is counted in.
const PARTS: u32 = 100;

impl RetryBudget {
    /// A budget that begins with so many retries, and never has more. Ten calls that succeed at once give one back.
    pub fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(PARTS);
        Self {
            left: Arc::new(AtomicU32::new(most)),
            most,
            earned: PARTS / 10,
        }
    }

    /// How many calls have to succeed at once for a retry to be given back: from 1 to 100.
    #[must_use]
    pub fn successes_per_retry(mut self, calls: u32) -> Self {
        self.earned = PARTS / calls.clamp(1, PARTS);
        self
    }

    fn take(&self) -> bool {
        let taken = |left: u32| left.checked_sub(PARTS);
        self.change(taken)
    }

    fn earn(&self, was_retried: bool) {
        let earned = if was_retried { PARTS } else { self.earned };
        let earn = |left: u32| (left < self.most).then(|| self.most.min(left + earned));
        self.change(earn);
    }

    fn change(&self, to: impl FnMut(u32) -> Option<u32>) -> bool {
        let (order, failed) = (Ordering::Relaxed, Ordering::Relaxed);
        self.left.fetch_update(order, failed, to).is_ok()
    }
}
