//! What goes wrong with which call, and what has to come of it: worked out by client and server alike from one seed.

/// How many times the client sends a call again, which is what it does unless told otherwise.
const RETRIES: u8 = 2;

/// Of so many requests ...
const OF: u64 = 10_000;
/// ... this many meet each of the three kinds of fault.
const FAULTY: u64 = 100;

/// What the server does to a request instead of answering it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Resets the connection, and does nothing else.
    ResetBefore,
    /// Does what it was asked for, and resets the connection.
    ResetAfter,
    /// Does what it was asked for, and closes the connection in the middle of the body.
    Truncated,
    /// Answers 429 with a `Retry-After` of so many seconds, and does nothing else.
    TooMany(u8),
}

impl Fault {
    /// Whether the server does what it was asked for.
    pub(crate) fn executes(fault: Option<Self>) -> bool {
        !matches!(fault, Some(Self::ResetBefore | Self::TooMany(_)))
    }
}

/// The operations that are called, by turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A GET.
    Get,
    /// A POST that is declared to be idempotent.
    Kick,
    /// A POST that may not be repeated.
    Create,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Get, Self::Kick, Self::Create];

    pub(crate) fn of(call: usize) -> Self {
        match call % 3 {
            0 => Self::Get,
            1 => Self::Kick,
            _ => Self::Create,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Kick => "POST, declared idempotent",
            Self::Create => "POST",
        }
    }
}

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With the answer to this very call.
    Answered,
    /// With the error of a connection that broke.
    Broken,
    /// With status 429.
    TooMany,
    /// In any other way.
    Wrong,
}

/// What has to come of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) end: End,
    /// How many requests the server sees.
    pub(crate) arrivals: u8,
    /// How many of them it acts upon.
    pub(crate) executions: u8,
}

/// The faults of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
}

impl Plan {
    /// What happens to the request of `call` that arrives after `earlier` others of the same call.
    pub(crate) fn fault(self, call: usize, earlier: u8) -> Option<Fault> {
        let place = (call as u64) << 8 | u64::from(earlier);
        let number = mixed(self.seed ^ mixed(place)) % OF;
        let fault = match (number / FAULTY, number % FAULTY) {
            (0, part) if part < FAULTY / 2 => Fault::ResetBefore,
            (0, _) => Fault::ResetAfter,
            (1, _) => Fault::Truncated,
            // A wait of a second is what shows that it is kept; most are none, so that a run is not all waiting.
            (2, part) => Fault::TooMany(u8::from(part < FAULTY / 10)),
            _ => return None,
        };
        Some(fault)
    }

    /// What the rules of the client make of the faults that `call` meets.
    pub(crate) fn expected(self, call: usize) -> Expected {
        let mut executions = 0;
        let mut arrivals = 0;
        loop {
            let fault = self.fault(call, arrivals);
            arrivals += 1;
            executions += u8::from(Fault::executes(fault));
            let (end, is_sent_again) = match fault {
                None => (End::Answered, false),
                Some(Fault::TooMany(_)) => (End::TooMany, true),
                // Whether the server acted upon the request is not known.
                Some(_) => (End::Broken, Kind::of(call) != Kind::Create),
            };
            if !is_sent_again || arrivals > RETRIES {
                return Expected {
                    end,
                    arrivals,
                    executions,
                };
            }
        }
    }
}

/// A number in which every bit depends on every bit of `number` (the finalizer of `SplitMix64`).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan { seed: 7 };
    const CALLS: usize = 100_000;

    #[test]
    fn one_call_in_a_hundred_meets_each_kind_of_fault() {
        let faults: Vec<Fault> = (0..CALLS).filter_map(|call| PLAN.fault(call, 0)).collect();
        let share = |kind: fn(&Fault) -> bool| faults.iter().filter(|fault| kind(fault)).count();
        for (count, expected) in [
            (share(|it| *it == Fault::ResetBefore), 500),
            (share(|it| *it == Fault::ResetAfter), 500),
            (share(|it| *it == Fault::Truncated), 1000),
            (share(|it| *it == Fault::TooMany(0)), 900),
            (share(|it| *it == Fault::TooMany(1)), 100),
        ] {
            assert!(
                count.abs_diff(expected) < expected / 4,
                "{count} for {expected}"
            );
        }
    }

    #[test]
    fn a_call_that_may_not_be_repeated_is_never_acted_upon_twice() {
        for call in (0..CALLS).filter(|call| Kind::of(*call) == Kind::Create) {
            let Expected {
                end, executions, ..
            } = PLAN.expected(call);
            assert!(executions <= 1);
            assert!(end != End::Answered || executions == 1);
        }
    }

    #[test]
    fn a_call_that_may_be_repeated_is_sent_three_times_at_most() {
        for call in (0..CALLS).filter(|call| Kind::of(*call) != Kind::Create) {
            let Expected { end, arrivals, .. } = PLAN.expected(call);
            assert!((1..=3).contains(&arrivals));
            assert_eq!(
                end == End::Answered,
                PLAN.fault(call, arrivals - 1).is_none()
            );
        }
    }
}
