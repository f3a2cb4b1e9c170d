//! Calls of a generated client against a real server, with every byte that is exchanged.
//!
//! A program starts [`Calls`], makes a client with their URL, and has each thing that it tries in a [`check`](Calls::check), which
//! compares what the client was told, what is on the [`Wire`], and what the client read:
//!
//! ```no_run
//! # async fn example() -> std::process::ExitCode {
//! use conformance::Calls;
//!
//! let mut calls = Calls::start();
//! let url = calls.url();
//! calls.check("a book is found", async |wire| {
//!     // A generated client is called here.
//!     let call = wire.only();
//!     assert_eq!(call.line(), "GET /books/1");
//!     assert_eq!(call.status(), 200);
//!     Ok(())
//! }).await;
//! calls.end()
//! # }
//! ```

mod calls;
mod exchange;
mod operations;
mod proxy;
mod whole;
mod wire;

pub use calls::{Calls, Checked};
pub use exchange::Exchange;
pub use whole::whole;
pub use wire::Wire;

/// The environment variable with the URL of the server.
pub const SERVER: &str = "CONFORMANCE_SERVER";
/// The environment variable with the path that all operations are below, as `/api`.
pub const BASE: &str = "CONFORMANCE_BASE";
/// The environment variable with the file of the description.
pub const DESCRIPTION: &str = "CONFORMANCE_DESCRIPTION";
