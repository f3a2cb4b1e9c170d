//! The program that has the client read and write instances: made, compiled, run.

mod build;
mod calls;
mod run;
mod source;

pub use build::{Workspace, build};
pub use run::{Answer, Question, run};
pub use source::{Client, Dependency, Driver, write};
