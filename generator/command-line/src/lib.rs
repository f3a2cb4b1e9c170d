//! What every generated command line needs at run time.
//!
//! The module [`driver`] is copied into each command line as it stands, so its paths begin with `crate::driver`, and it holds no
//! tests.

pub mod driver;
