//! What surrounds a value that is written as Rust, which decides how much of its type the value has to show.

/// What surrounds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExpressionContext {
    /// It has the type, and the compiler knows it.
    Known,
    /// It is made into the type by `Into`.
    Into,
    /// It has the type, and has to show it by itself.
    Free,
}

impl ExpressionContext {
    /// The place of what is inside a value of this place.
    pub(super) fn inside(self) -> Self {
        match self {
            Self::Known => Self::Known,
            Self::Into | Self::Free => Self::Free,
        }
    }
}
