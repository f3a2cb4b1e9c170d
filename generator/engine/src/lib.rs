//! Reads descriptions and their configuration, and writes the crates that the generator makes of them.
//!
//! The generator works on texts; everything that reads or writes files is here. [`Client::all`] has the clients that a `codegen.toml` is
//! about, [`Client::generate`] makes one and compares it with its folder, and [`Plan`] shows what would change, or makes it so:
//!
//! ```no_run
//! use std::path::Path;
//!
//! use openapi_engine::{Client, Error};
//!
//! fn main() -> Result<(), Error> {
//!     for client in Client::all(Path::new("codegen.toml"))? {
//!         let generated = client.generate()?;
//!         match generated.made {
//!             Some(made) => made.plan.carry_out()?,
//!             None => return Err(generated.report.to_string().into()),
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Three doors lead here: the program that people install, an `xtask` of their own workspace, and [`build_script`]. The first two share
//! the commands of [`cli`], behind a feature of that name, which is on by default.

pub mod access;
mod build_script;
#[cfg(feature = "cli")]
mod cache;
#[cfg(feature = "cli")]
pub mod cli;
mod client;
mod description;
mod ending;
mod error;
pub mod find;
#[cfg(feature = "cli")]
mod git;
#[cfg(feature = "cli")]
mod host;
#[cfg(feature = "cli")]
mod membership;
pub mod output;
mod plan;
pub mod read;
pub mod write;

pub use build_script::build_script;
#[cfg(feature = "cli")]
pub use cache::Cache;
pub use client::{Client, Generated, Made};
pub use description::{Description, FilesAsked};
pub use ending::Ending;
pub use error::Error;
pub use plan::{Change, Plan};
