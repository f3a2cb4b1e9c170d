//! What Markdown says, without the many ways to say it.

use pulldown_cmark::Alignment;

/// A block. Everything that may be more than text has become text when it is read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    Paragraph(Vec<Inline>),
    Heading {
        level: usize,
        words: Vec<Inline>,
    },
    /// The lines of a block of code.
    Code(Vec<String>),
    Quote(Vec<Block>),
    List {
        /// The first number, where there are numbers.
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Table {
        columns: Vec<Alignment>,
        /// The head is the first.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Inline {
    Text(String),
    Code(String),
    Marked(Mark, Vec<Inline>),
    /// A link with words of its own.
    Link {
        words: Vec<Inline>,
        url: String,
    },
    /// A link that is shown as it is: a URL or the address of a mail box.
    Url(String),
    /// The end of a line that is meant.
    Break,
}

/// What words are set off with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Emphasis,
    Strong,
    Strike,
}

/// The text of a line without anything around it.
pub(crate) fn text_of(line: &[Inline]) -> String {
    let mut text = String::new();
    for inline in line {
        match inline {
            Inline::Text(it) | Inline::Code(it) | Inline::Url(it) => text.push_str(it),
            Inline::Marked(_, words) | Inline::Link { words, .. } => text.push_str(&text_of(words)),
            Inline::Break => text.push(' '),
        }
    }
    text
}
