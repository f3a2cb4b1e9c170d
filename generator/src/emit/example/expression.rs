//! The context of an expression, which decides whether the expression has to name its type.

/// The context of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExpressionContext {
    /// The expression has the type, and the compiler infers it from the context.
    Known,
    /// The context takes `impl Into` of the type.
    Into,
    /// The expression has the type, and nothing in the context tells the compiler: it names the type.
    Free,
}

impl ExpressionContext {
    /// The context of the expressions inside an expression of this context.
    pub(super) fn inside(self) -> Self {
        match self {
            Self::Known => Self::Known,
            Self::Into | Self::Free => Self::Free,
        }
    }
}
