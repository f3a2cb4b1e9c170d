//! What comes of an input.

/// Nothing to object to, or why not.
pub type Verdict = Result<(), Stop>;

/// Why a target does not go on.
#[derive(Debug)]
pub enum Stop {
    /// The bytes are no input of this target.
    NoInput,
    /// Something does not hold that has to.
    Fault(String),
}

impl Stop {
    /// A fault, said in words.
    pub fn fault(message: impl Into<String>) -> Self {
        Self::Fault(message.into())
    }
}

impl From<arbitrary::Error> for Stop {
    fn from(_: arbitrary::Error) -> Self {
        Self::NoInput
    }
}

/// Goes on where a condition holds, and ends in a fault elsewhere.
macro_rules! ensure {
    ($holds:expr, $($message:tt)+) => {
        if !$holds {
            return Err($crate::Stop::Fault(format!($($message)+)));
        }
    };
}
