//! Text to values: YAML and JSON become one tree of [`Node`]s.

mod deserializer;
mod node;
mod read;

pub(crate) use read::without_bom;

use std::sync::Arc;

pub use node::Node;
pub use read::read;

/// What the compiler reads.
pub struct Input<'a> {
    /// The name of the root file, as diagnostics show it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A file that has been read.
#[derive(Debug)]
pub struct Document {
    /// Its name, as diagnostics show it.
    pub file: Arc<str>,
    /// Its content.
    pub root: Node,
}
