//! Bodies: content in memory or a stream of it comes in; a body that a transport reads goes out.

// boxed          the body of a request or a response, whatever it is made of
// collect        how much of a body is read into memory
// file           what callers upload; `file_reader`: from a disk or a reader of tokio
// shared_stream  when the stream of a file is begun, and whether it can be sent again
// upload         a body of bytes and streams: its length, and what happens when a stream fails
// transfer_progress  how far a body has come
// multipart      the parts of `multipart/form-data`, their names and media types; `parts`: those that a caller names
// xml_body       bodies of XML

mod boxed;
pub(crate) mod collect;
pub(crate) mod file;
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
mod file_reader;
#[doc(hidden)]
pub mod multipart;
mod parts;
mod shared_stream;
pub(crate) mod transfer_progress;
pub(crate) mod upload;
#[cfg(feature = "xml")]
mod xml_body;

pub use boxed::Body;
pub use file::File;
pub use parts::Parts;
pub use transfer_progress::TransferProgress;
