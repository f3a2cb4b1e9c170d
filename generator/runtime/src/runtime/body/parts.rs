//! Parts that the description has no names for, as their caller names them.

use crate::runtime::File;
use crate::runtime::body::multipart::Part;

/// The parts of a body (`multipart/form-data`) in their order: texts and files, each with its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Vec<(String, PartContent)>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum PartContent {
    Text(String),
    File(File),
}

impl Parts {
    /// No parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.0.push((name.into(), PartContent::Text(text.into())));
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, file: impl Into<File>) -> Self {
        self.0.push((name.into(), PartContent::File(file.into())));
        self
    }

    /// The parts as they are written.
    pub(crate) fn each(&self) -> Vec<Part<'_>> {
        let parts = self.0.iter().map(|(name, content)| match content {
            PartContent::Text(text) => Part::value(name, text, None),
            PartContent::File(file) => Part::files(name, file, None),
        });
        parts.collect()
    }
}

/// Texts with their names.
impl<N: Into<String>, T: Into<String>, const COUNT: usize> From<[(N, T); COUNT]> for Parts {
    fn from(texts: [(N, T); COUNT]) -> Self {
        let texts = texts.into_iter();
        texts.fold(Self::new(), |parts, (name, text)| parts.text(name, text))
    }
}
