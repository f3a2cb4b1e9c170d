//! Places in a description.

use std::fmt;
use std::sync::Arc;

/// A place in a description: a file, and a JSON pointer into it (RFC 6901). Line and column are found on demand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The name of the file.
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
        self.clone().into_key(key)
    }

    /// The item at `index`, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.clone().into_index(index)
    }

    fn into_key(mut self, key: &str) -> Self {
        self.pointer.push('/');
        push_escaped(&mut self.pointer, key);
        self
    }

    fn into_index(mut self, index: usize) -> Self {
        self.pointer.push('/');
        self.pointer.push_str(&index.to_string());
        self
    }

    /// The steps of the pointer, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = String> {
        self.pointer
            .split('/')
            .skip(1)
            .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
    }

    /// It and all places around it, the innermost first.
    pub(crate) fn around(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), |place| {
            let end = place.pointer.rfind('/')?;
            let pointer = place.pointer.get(..end)?.to_owned();
            let file = Arc::clone(&place.file);
            Some(Self { file, pointer })
        })
    }

    /// Whether it is `outer`, or inside of it.
    pub fn is_in(&self, outer: &Self) -> bool {
        let rest = self.pointer.strip_prefix(outer.pointer.as_str());
        self.file == outer.file && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The last step of the pointer, unescaped; empty for the whole document.
    pub fn last(&self) -> String {
        self.segments().last().unwrap_or_default()
    }
}

/// A pointer as it is without the `#` that it has in references. Who writes one may do either.
pub(crate) fn pointer_of(text: &str) -> &str {
    let pointer = text.strip_prefix('#');
    pointer.filter(|it| it.starts_with('/')).unwrap_or(text)
}

/// Adds a step to a pointer (RFC 6901, 3).
pub(crate) fn push_escaped(pointer: &mut String, step: &str) {
    if !step.bytes().any(|it| matches!(it, b'~' | b'/')) {
        pointer.push_str(step);
        return;
    }
    for c in step.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.file, self.pointer)
    }
}

/// A place during a walk, which allocates nothing. An [`Origin`] is made of it only for a diagnostic.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: PointerStep<'a>,
}

#[derive(Clone, Copy, Debug)]
enum PointerStep<'a> {
    From(&'a Origin),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// A walk that starts at `origin`.
    pub fn new(origin: &'a Origin) -> Self {
        Self {
            outer: None,
            step: PointerStep::From(origin),
        }
    }

    /// The value under `key`.
    #[must_use]
    pub fn key<'b>(&'b self, key: &'b str) -> At<'b> {
        At {
            outer: Some(self),
            step: PointerStep::Key(key),
        }
    }

    /// The item at `index`, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> At<'_> {
        At {
            outer: Some(self),
            step: PointerStep::Index(index),
        }
    }

    /// The file.
    pub fn file(&self) -> Option<&'a Arc<str>> {
        match (self.outer, self.step) {
            (_, PointerStep::From(origin)) => Some(&origin.file),
            (Some(outer), _) => outer.file(),
            (None, _) => None,
        }
    }

    /// How many steps it is from where the walk started.
    pub fn depth(&self) -> usize {
        std::iter::successors(self.outer, |at| at.outer).count()
    }

    /// The key that it stands under, if it is no item of a list.
    pub fn last_key(&self) -> Option<&'a str> {
        match self.step {
            PointerStep::Key(key) => Some(key),
            PointerStep::From(_) | PointerStep::Index(_) => None,
        }
    }

    /// The place around it.
    pub fn outer(&self) -> Option<&'a At<'a>> {
        self.outer
    }

    /// The place as a value that can be kept.
    pub fn origin(&self) -> Origin {
        let outer = || self.outer.map_or_else(|| Origin::root(""), At::origin);
        match self.step {
            PointerStep::From(origin) => origin.clone(),
            PointerStep::Key(key) => outer().into_key(key),
            PointerStep::Index(index) => outer().into_index(index),
        }
    }
}
