//! The changelog of a client: what changed between two versions of it, in words for those who call it.
//!
//! In come a comparison and the text of `CHANGELOG.md`; out goes that text with an entry. [`mod@entry`] sorts the changes into sections,
//! [`versions`] decides which version they are told under, and [`file`] puts them into the text, in which everything else stays as it is.

mod entry;
mod file;
mod versions;

pub use entry::ChangelogEntry;
