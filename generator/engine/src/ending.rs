//! How a command ends.

/// How a command ended, as its exit code. The worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// All is well.
    Done = 0,
    /// Generated files are out of date, there are warnings that were denied, calls that do not conform, or a broken promise.
    Stale = 1,
    /// The description cannot be used, or a file cannot be read or written.
    Failed = 2,
    /// The command line is wrong. What `clap` ends with is 2, as a wrong description is.
    Usage = 64,
}
