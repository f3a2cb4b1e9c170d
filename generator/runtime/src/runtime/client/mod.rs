//! The client: settings come in, what every request of it shares goes out.

mod builder;
pub(crate) mod checks;
mod default_transport;
pub(crate) mod handle;
pub(crate) mod limits;
pub mod server;

pub use builder::ClientBuilder;
pub use checks::env;
pub use handle::Client;
pub use server::Server;
