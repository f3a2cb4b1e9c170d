//! Where a node of a description stands.

use std::fmt;
use std::sync::Arc;

/// A place in a description: a file, and a JSON pointer into it (RFC 6901). Line and column are found on demand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file as its reader called it.
    pub file: Arc<str>,
    /// The pointer; empty for the whole document.
    pub pointer: String,
}

impl Origin {
    /// The whole document.
    pub fn root(file: impl Into<Arc<str>>) -> Self {
        Self {
            file: file.into(),
            pointer: String::new(),
        }
    }

    /// The value under `key`.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut pointer = self.pointer.clone();
        pointer.push('/');
        for c in key.chars() {
            match c {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                c => pointer.push(c),
            }
        }
        Self {
            file: Arc::clone(&self.file),
            pointer,
        }
    }

    /// The item at `index`, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self {
            file: Arc::clone(&self.file),
            pointer: format!("{}/{index}", self.pointer),
        }
    }

    /// The steps of the pointer, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = String> {
        self.pointer
            .split('/')
            .skip(1)
            .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
    }

    /// The last step of the pointer, unescaped; empty for the whole document.
    pub fn last(&self) -> String {
        self.segments().last().unwrap_or_default()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.file, self.pointer)
    }
}
