//! Documentation, put together of fixed words and of texts of the description, which cannot become code or markup here.

use std::ops::Add;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::markdown::{self, first_sentence, for_rustdoc, lead};

/// How long constraints may be that are said twice.
const LONGEST_CONSTRAINTS: usize = 160;

/// The documentation of the first item of a list that is printed with a line for each. It is taken out when that is done; no other
/// looks like it, as its lines start with a blank.
pub(crate) const LINE_BREAK: &str = "===";

/// Stands in front of each line of a comment that is one attribute until it is printed: an attribute for each line would be most of the
/// tokens of a client. No text has it, as what is hidden is shown ([`markdown`]).
pub(crate) const LINE: char = '\u{1}';

/// Has a list printed with a line for each item, in front of the first.
pub(super) fn emit_line_break() -> TokenStream {
    quote!(#[doc = #LINE_BREAK])
}

/// Markdown for rustdoc. A text of the description can become part of it only through the functions here, which escape it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs(String);

/// Documentation put together of string literals and of other documentation.
macro_rules! docs {
    ($($part:expr),* $(,)?) => { $crate::emit::docs::Docs::default() $(+ $part)* };
}
pub(super) use docs;

impl Add<&'static str> for Docs {
    type Output = Self;

    fn add(mut self, own: &'static str) -> Self {
        self.0.push_str(own);
        self
    }
}

impl Add<&Docs> for Docs {
    type Output = Self;

    fn add(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }
}

impl Add for Docs {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self + &other
    }
}

impl Docs {
    /// Markdown of the description, as blocks.
    pub(super) fn of(text: &str) -> Self {
        Self(for_rustdoc(text))
    }

    /// Markdown of the description: its first paragraph, which fits into a line, and the rest.
    pub(super) fn lead_of(text: &str) -> (Self, Self) {
        let made = for_rustdoc(text);
        let (lead, rest) = lead(&made);
        (Self(lead), Self(rest.to_owned()))
    }

    /// The first sentence about a field, with its `constraints`, which are a part of `text`. Long ones are not repeated.
    pub(super) fn brief(text: Option<&str>, constraints: Option<&str>) -> Self {
        let text = text.unwrap_or_default();
        let constraints = constraints.unwrap_or_default();
        let is_more = constraints.is_empty() || !text.starts_with(constraints);
        let sentence = Some(text).filter(|_| is_more);
        let sentence = Self(sentence.and_then(first_sentence).unwrap_or_default()).ended();
        let is_short = constraints.chars().count() <= LONGEST_CONSTRAINTS;
        let constraints = Self(for_rustdoc(if is_short { constraints } else { "" }));
        joined([sentence, constraints], " ").wrapped()
    }

    /// A text that is no Markdown, in a line.
    pub(super) fn literal(text: &str) -> Self {
        Self(markdown::literal(text))
    }

    /// Rust in a line: an identifier, a path, a type.
    pub(super) fn rust(tokens: &impl ToTokens) -> Self {
        Self(tokens.to_token_stream().to_string().replace(' ', ""))
    }

    /// A line of a manifest, made of the name and the version of the package.
    pub(super) fn manifest_line(line: &str) -> Self {
        Self(line.to_owned())
    }

    /// The same without a part of a path.
    pub(super) fn without(&self, part: &str) -> Self {
        Self(self.0.replace(part, ""))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// The same with a full stop, where it looks like a sentence.
    pub(super) fn ended(self) -> Self {
        let is_open = self.0.ends_with(char::is_alphanumeric) && !self.0.contains("```");
        if is_open { self + "." } else { self }
    }

    /// The same on one line.
    pub(super) fn in_a_line(&self) -> Self {
        Self(self.0.replace('\n', " "))
    }

    /// The same, in lines of limited length.
    pub(super) fn wrapped(&self) -> Self {
        Self(markdown::wrap(&self.0))
    }
}

/// A text as inline code, whatever is in it.
pub(super) fn code(text: &str) -> Docs {
    Docs(markdown::code(text))
}

/// Parts with blank lines between them.
pub(super) fn paragraphs(parts: impl IntoIterator<Item = Docs>) -> Docs {
    joined(parts, "\n\n")
}

/// The items of a list, each of which is one already.
pub(super) fn list(items: impl IntoIterator<Item = Docs>) -> Docs {
    joined(items, "\n")
}

/// Parts with a separator between them.
pub(super) fn joined(parts: impl IntoIterator<Item = Docs>, between: &'static str) -> Docs {
    let parts = parts.into_iter().filter(|it| !it.is_empty());
    let parts: Vec<String> = parts.map(|it| it.0).collect();
    Docs(parts.join(between))
}

/// An item of a list: a line, and blocks behind it.
pub(super) fn item(line: &Docs, rest: &Docs) -> Docs {
    Docs(markdown::item(&line.0, &rest.0))
}

/// An item of a list with a list in it.
pub(super) fn nested(item: Docs, inner: &Docs) -> Docs {
    let lines = inner.0.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("\n  {line}"),
    });
    Docs(item.0 + &lines.collect::<String>())
}

/// An item of a list: its beginning, followed by a text of the description.
pub(super) fn list_item(head: Docs, words: &str) -> Docs {
    let (lead, rest) = Docs::lead_of(words);
    item(&(head + lead), &rest).ended()
}

/// Doc comments.
pub(super) fn emit_docs(docs: &Docs) -> TokenStream {
    let text = Some(comment(docs.0.lines())).filter(|it| !it.is_empty());
    let text = text.iter();
    quote!(#(#[doc = #text])*)
}

/// The comments of code, beside it: where there are many, as those of methods, their texts are no tokens at all.
#[derive(Debug, Default)]
pub struct Comments(Vec<Docs>);

impl Comments {
    /// A doc comment that is put in when the code is printed.
    pub(super) fn emit(&mut self, docs: Docs) -> TokenStream {
        let number = format!("{LINE}{}", self.0.len());
        self.0.push(docs);
        quote!(#[doc = #number])
    }

    /// The comment with a number. No line of one is a number, as it starts with a blank.
    pub(crate) fn numbered(&self, number: &str) -> Option<&str> {
        let docs = self.0.get(number.parse::<usize>().ok()?)?;
        Some(docs.as_str())
    }
}

/// Doc comments for the crate or module around them.
pub(super) fn emit_inner_docs(docs: &Docs) -> TokenStream {
    let text = Some(comment(docs.0.lines())).filter(|it| !it.is_empty());
    let text = text.iter();
    quote!(#(#![doc = #text])*)
}

/// Lines of a comment as the text of one attribute.
pub(crate) fn comment<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> String {
    let mut text = String::new();
    for line in lines {
        let line = line.as_ref();
        debug_assert!(
            !line.contains(LINE),
            "a text has no character that is hidden"
        );
        text.push(LINE);
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    text
}

/// Doc comments for what a description says.
pub(super) fn emit_words(text: &str) -> TokenStream {
    emit_docs(&Docs::of(text))
}

/// The lines of a comment, each with the blank behind its sign.
pub(super) fn lines(docs: &Docs) -> impl Iterator<Item = String> {
    docs.0.lines().map(|line| match line {
        "" => String::new(),
        line => format!(" {line}"),
    })
}

/// `#[deprecated]`, where the description says so.
pub(super) fn emit_deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}
