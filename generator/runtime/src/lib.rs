//! What every generated client needs at run time.
pub mod runtime;
