//! The files of a description: the root, and those that references lead to.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::read::{read, without_bom};
use super::weight::{Budget, MAX_REPEATED, weight};
use super::{Document, Input, Node, Unread};
use crate::diag::{Diagnostics, Sources};
use crate::origin::Origin;

/// How many times the weight of all files may be copied, in addition to a fixed amount.
const COPIES: usize = 4;

/// How many bytes all files may have.
const MAX_TEXT: usize = 256 << 20;

/// All files read so far, each once.
#[derive(Debug)]
pub struct Library<'a> {
    input: &'a Input<'a>,
    texts: Sources,
    /// The content of each file; `None` where it could not be read.
    documents: BTreeMap<Arc<str>, Option<Node>>,
    /// The budget for copies.
    copies: Budget,
    /// Whether the budget was exceeded.
    has_refused: Cell<bool>,
}

impl<'a> Library<'a> {
    /// A library without files.
    pub fn new(input: &'a Input<'a>) -> Self {
        Self {
            input,
            texts: Sources::new(),
            documents: BTreeMap::new(),
            copies: Budget::new(MAX_REPEATED),
            has_refused: Cell::new(false),
        }
    }

    /// Reads the root. `None` where it cannot be read, which is reported.
    pub fn root(&mut self, diagnostics: &mut Diagnostics) -> Option<Arc<str>> {
        let file: Arc<str> = Arc::from(self.input.name);
        let text = without_bom(self.input.text).to_owned();
        // No description begins with an angle bracket.
        if text.trim_start().starts_with('<') {
            let message = "this is HTML or XML, and neither YAML nor JSON";
            diagnostics
                .error(
                    "not-a-description",
                    &Origin::root(Arc::clone(&file)),
                    message,
                )
                .hint(
                    "a page that shows a description has a link to the file itself: save that one",
                );
            self.texts.insert(file, text);
            return None;
        }
        self.add(&file, text, diagnostics)?;
        Some(file)
    }

    /// The content of a file, to be changed: the only copy, unless it has to be `kept` for others.
    pub(crate) fn take(&mut self, file: &Arc<str>, kept: bool) -> Option<Document> {
        let root = if kept {
            self.get(file).cloned()
        } else {
            self.documents.remove(file).flatten()
        };
        Some(Document {
            file: Arc::clone(file),
            root: root?,
        })
    }

    /// Reads another file, unless it was read before. Mistakes in it are reported; if it is not available, that is reported at
    /// the reference, `at`.
    pub fn load(
        &mut self,
        file: &Arc<str>,
        at: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<&Node> {
        if !self.documents.contains_key(file) {
            match (self.input.loader)(file) {
                Ok(text) if self.has_room_for(&text) => {
                    self.add(file, without_bom(&text).to_owned(), diagnostics);
                }
                unread => {
                    report(file, unread.err(), at, diagnostics);
                    self.documents.insert(Arc::clone(file), None);
                }
            }
        }
        self.get(file)
    }

    /// The content of a file that the client may not need. `None`, without a diagnostic, where it cannot be read: [`Self::load`]
    /// reports that where the file is needed.
    pub(crate) fn peek(&mut self, file: &str) -> Option<&Node> {
        if !self.documents.contains_key(file) {
            let text = (self.input.loader)(file).ok();
            let text = text.filter(|it| self.has_room_for(it))?;
            let (file, mut unheard) = (Arc::from(file), Diagnostics::new());
            self.add(&file, without_bom(&text).to_owned(), &mut unheard);
            if unheard.has_errors() {
                self.documents.remove(&file);
                self.texts.remove(&file);
            }
        }
        self.get(file)
    }

    /// The content of a file that has been read.
    pub fn get(&self, file: &str) -> Option<&Node> {
        self.documents.get(file)?.as_ref()
    }

    /// The content of a file that has been read, to be changed for all later readers.
    pub(crate) fn get_mut(&mut self, file: &str) -> Option<&mut Node> {
        self.documents.get_mut(file)?.as_mut()
    }

    /// Whether something may be copied once more. Nested references can ask for more copies than fit into memory; the first
    /// that is refused is reported, at `at`.
    pub(crate) fn may_copy(&self, node: &Node, at: &Origin, diagnostics: &mut Diagnostics) -> bool {
        let may = self.copies.take(weight(node)).is_ok();
        if !may && !self.has_refused.replace(true) {
            let message = "references lead to the same things so often that the description is larger than any compiler can read";
            diagnostics.error("too-large", at, message);
        }
        may
    }

    /// Whether a copy was refused, so that something is missing.
    pub(crate) fn has_refused(&self) -> bool {
        self.has_refused.get()
    }

    /// Forgets the contents of all files, but not their texts.
    pub(crate) fn forget(&mut self) {
        self.documents.clear();
    }

    /// The texts of all files, for the report.
    pub fn into_texts(self) -> Sources {
        self.texts
    }

    fn has_room_for(&self, text: &str) -> bool {
        let read: usize = self.texts.values().map(String::len).sum();
        read + text.len() <= MAX_TEXT
    }

    fn add(
        &mut self,
        file: &Arc<str>,
        text: String,
        diagnostics: &mut Diagnostics,
    ) -> Option<&Node> {
        let root = read(file, &text, diagnostics);
        self.copies.add(COPIES * root.as_ref().map_or(0, weight));
        self.texts.insert(Arc::clone(file), text);
        self.documents
            .entry(Arc::clone(file))
            .or_insert(root)
            .as_ref()
    }
}

/// Reports a file that cannot be read. Without a reason, it is too long.
fn report(file: &str, unread: Option<Unread>, at: &Origin, diagnostics: &mut Diagnostics) {
    match unread {
        Some(Unread::Failed(reason)) => {
            let message = format!("`{file}` cannot be read: {reason}");
            let error = diagnostics.error("unreadable-file", at, message);
            let below = file.find("components/").and_then(|at| file.get(at..));
            if let Some(below) = below.filter(|it| !it.contains('.')) {
                error.hint(format!("a place in the same file is written `#/{below}`"));
            }
        }
        Some(Unread::Refused { hint }) => {
            let message = format!(
                "`{file}` is not read, as references stay within the folder of the description"
            );
            diagnostics.error("forbidden-file", at, message).hint(hint);
        }
        None => {
            let message = format!("with `{file}`, the description has more than {MAX_TEXT} bytes");
            diagnostics.error("too-large", at, message);
        }
    }
}
