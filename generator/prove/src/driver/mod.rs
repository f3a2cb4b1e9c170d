//! The program that has the client read and write instances: made, compiled, run.

mod build;
mod calls;
pub mod merged;
mod run;
mod source;

pub use build::{Workspace, build};
pub use run::{Answer, Question, run};
pub(crate) use source::write_if_changed;
pub use source::{Client, Dependency, Driver, write, write_manifest};
