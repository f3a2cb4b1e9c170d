//! The client: settings come in, what every request of it shares goes out.

pub(crate) mod builder;
pub(crate) mod limits;
pub mod server;

pub use builder::{Client, ClientBuilder, env};
pub use server::Server;
