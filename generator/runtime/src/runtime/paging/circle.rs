//! Whether a list has begun to go round in a circle.

/// Watches a sequence, and keeps one member of it: after 1, 2, 4, 8 … steps the one that is just there. Once the sequence
/// goes in a circle no longer than that distance, it comes back to that member (Brent's algorithm).
#[derive(Default)]
pub(crate) struct Circle {
    kept: String,
    /// How many steps there have been since.
    steps: u64,
    /// How many there may be before another is kept.
    distance: u64,
}

impl Circle {
    /// Takes the next member; whether the sequence is known to have been there before.
    pub(crate) fn comes_back_to(&mut self, member: &str) -> bool {
        if self.distance > 0 && self.kept == member {
            return true;
        }
        if self.steps == self.distance {
            member.clone_into(&mut self.kept);
            self.steps = 0;
            self.distance = self.distance.saturating_mul(2).max(1);
        }
        self.steps += 1;
        false
    }
}
