//! From text to values.
//!
//! In come the root file and a [`Loader`] for others; out goes a [`Library`] with a tree of [`Node`]s for each file.
//! [`mod@read`] reads YAML and JSON; [`depth`], [`mod@weight`], [`pointer_lengths`] and [`aliases`] are limits to hostile
//! texts, and [`huge`] handles numbers out of range.

mod aliases;
mod depth;
mod deserializer;
mod huge;
mod library;
mod lookup;
mod mapping;
mod node;
mod pointer_lengths;
mod read;
mod weight;
mod yaml_words;

use std::sync::Arc;

pub use library::Library;
pub use mapping::Mapping;
pub use node::Node;
pub(crate) use read::{MAX_DEPTH, read};
pub(crate) use weight::{Budget, MAX_REPEATED, weight};

/// Loads the text of a file by its name: the reference, resolved against the path of the root file. It decides which files a
/// description may read, as descriptions are not trusted.
pub type Loader<'a> = &'a dyn Fn(&str) -> Result<String, Unread>;

/// Why the text of a file is not available.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It cannot be read, for this reason.
    Failed(String),
    /// A description may not read it, whether it exists or not.
    Refused {
        /// What would allow it.
        hint: String,
    },
}

/// The input of the compiler.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The name of the root file, as diagnostics show it. References to other files are relative to it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What gives the texts of other files.
    pub loader: Loader<'a>,
}

impl<'a> Input<'a> {
    /// A description in one file.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self {
            name,
            text,
            loader: &|_| {
                let reason = "only the description itself was given";
                Err(Unread::Failed(reason.to_owned()))
            },
        }
    }

    /// The same description, with other files.
    #[must_use]
    pub fn with_loader(self, loader: Loader<'a>) -> Self {
        Self { loader, ..self }
    }
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A file that has been read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name, as diagnostics show it.
    pub file: Arc<str>,
    /// Its content.
    pub root: Node,
}
