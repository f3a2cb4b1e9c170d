//! Where in a document reading failed.

use std::cell::{Cell, RefCell};
use std::fmt;

use crate::runtime::data::ObjectTable;
use crate::runtime::data::read::names::Names;

/// One step into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Into the property of this name.
    Key(String),
    /// Into the item at this place of an array, counted from 0.
    Index(usize),
}

/// The path from the root of a document to a value, written like `data.participants[3].email`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Segment>);

impl Path {
    /// The steps, the outermost first.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Whether the path is the root itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Key(key) if position == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

/// How deep objects and arrays may be nested; `serde_json` has the same limit.
const MAX_DEPTH: u16 = 128;

/// The reader's own state: its depth, what the last value was, and, while an error is returned, the path from there to the root.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    depth: Cell<u16>,
    steps: RefCell<Vec<Segment>>,
    /// Whether the value read last was a `null` that its place cannot tell from no value.
    null: Cell<bool>,
    pub(crate) names: Names,
}

impl Trail {
    /// Notes whether the value read last was a `null` that its place cannot tell from no value.
    #[inline]
    pub(crate) fn note_null(&self, is_lost: bool) {
        self.null.set(is_lost);
    }

    /// Whether the value read last was such a `null`; the next one is not, until that is noted.
    #[inline]
    pub(crate) fn take_null(&self) -> bool {
        self.null.take()
    }

    /// The place of the property `key` in a table. Servers mostly send properties in the order of the description, so that `next` is
    /// the first guess.
    #[inline]
    pub(crate) fn find(
        &self,
        table: &'static ObjectTable,
        key: &str,
        next: usize,
    ) -> Option<usize> {
        match table.fields.get(next) {
            Some(field) if field.wire == key => Some(next),
            _ => self.names.find(table, key),
        }
    }

    /// Runs `read` one level deeper.
    pub(crate) fn deeper<T, E: serde::de::Error>(
        &self,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let depth = self.depth.get();
        if depth >= MAX_DEPTH {
            return Err(E::custom(format_args!("more than {MAX_DEPTH} levels deep")));
        }
        self.depth.set(depth + 1);
        let result = read();
        self.depth.set(depth);
        result
    }

    /// Adds a step to the path of the error that is being returned.
    pub(crate) fn came_from(&self, step: Segment) {
        self.steps.borrow_mut().push(step);
    }

    /// Adds the property `key` to the path of the error that is being returned.
    #[cold]
    pub(crate) fn came_out_of(&self, key: &str) {
        self.came_from(Segment::Key(key.to_owned()));
    }

    /// The path from the root to the error.
    pub(crate) fn into_path(self) -> Path {
        let mut steps = self.steps.into_inner();
        steps.reverse();
        Path(steps)
    }
}
