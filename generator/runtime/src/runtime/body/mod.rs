//! Bodies: what callers give comes in, bytes or a stream of them goes out.

pub(crate) mod boxed;
pub(crate) mod file;
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
mod file_reader;
pub mod multipart;
pub(crate) mod upload;

pub use boxed::Body;
pub use file::File;
