//! The client: settings come in; what all of its requests share goes out.

// builder            the settings, and what holds unless one is set
// handle             the client itself
// checks             which headers and base URLs can be used
// default_transport  what sends requests unless the caller says
// limits             time limits and retries
// server             the URL of a server with variables

mod builder;
pub(crate) mod checks;
mod default_transport;
pub(crate) mod handle;
pub(crate) mod limits;
#[doc(hidden)]
pub mod server;

pub use builder::ClientBuilder;
pub use checks::env;
pub use handle::Client;
pub use server::Server;
