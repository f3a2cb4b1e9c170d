//! The words of a line as Markdown.

use super::link::autolink;
use super::tree::{Inline, Mark};

/// How a text is kept from being more than a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// Where it would be.
    Needed,
    /// Everywhere.
    All,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineContext {
    Paragraph,
    Heading,
    Cell,
}

/// The words of a line.
pub(super) fn line(words: &[Inline], place: LineContext, escape: Escape) -> String {
    let mut out = String::new();
    for (index, word) in words.iter().enumerate() {
        match word {
            Inline::Text(text) if escape == Escape::All => out.push_str(&escaped_all(text)),
            Inline::Text(text) => {
                let is_last = index + 1 == words.len();
                out.push_str(&escaped(text, place, is_last));
            }
            Inline::Code(text) if place == LineContext::Cell => {
                out.push_str(&code(text).replace('|', "\\|"));
            }
            Inline::Code(text) => out.push_str(&code(text)),
            Inline::Marked(mark, words) => {
                let sign = match mark {
                    Mark::Emphasis => "*",
                    Mark::Strong => "**",
                    Mark::Strike => "~~",
                };
                out.extend([sign, &line(words, place, escape), sign]);
            }
            Inline::Link { words, url } => {
                out.extend(["[", &line(words, place, escape), "](", url, ")"]);
            }
            Inline::Url(url) => out.push_str(&autolink(url)),
            Inline::Break => out.push_str("\\\n"),
        }
    }
    out
}

/// A text as inline code, whatever is in it (`CommonMark 0.31, 6.1`). There is no code without a letter.
pub(super) fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return format!("{text:?}");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_bare = !text.starts_with(['`', ' ']) && !text.ends_with(['`', ' ']);
    let blank = if is_bare { "" } else { " " };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// A text in which no sign means anything.
pub(super) fn escaped_all(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        if letter.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A text in which no sign means anything where it stands. How its lines begin is up to whoever breaks them.
pub(super) fn escaped(text: &str, place: LineContext, is_last: bool) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let closing = text.trim_end_matches(['#', ' ']).len();
    let mut before = None;
    // Of the underscores that are being looked at: they cannot end what others begin.
    let mut is_harmless = false;
    let mut letters = text.char_indices().peekable();
    while let Some((index, letter)) = letters.next() {
        let rest = text.get(index + letter.len_utf8()..).unwrap_or_default();
        let after = letters.peek().map(|(_, letter)| *letter);
        let is_escaped = match letter {
            '`' | '[' | ']' | '<' => true,
            '\\' => after.is_none_or(|it| it == ' ' || it.is_ascii_punctuation()),
            '*' | '~' => before != Some(' ') || after != Some(' '),
            '_' => {
                if before != Some('_') {
                    is_harmless = before.is_none_or(|it| it == ' ') || is_inside_word(before, rest);
                }
                !is_harmless
            }
            '&' => is_entity(rest),
            '|' => place == LineContext::Cell,
            '!' => after.is_none() && !is_last,
            ':' => rest.starts_with("//") && is_scheme(&out),
            '#' => place == LineContext::Heading && index >= closing,
            _ => false,
        };
        if is_escaped {
            out.push('\\');
        }
        out.push(letter);
        before = Some(letter);
    }
    out
}

/// Whether underscores have letters on both sides, where they set off nothing.
fn is_inside_word(before: Option<char>, rest: &str) -> bool {
    let after = rest.trim_start_matches('_').chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// Whether what follows a `&` stands for a character, as in `&amp;`.
fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.get(end..).is_some_and(|it| it.starts_with(';')))
}

/// Whether a text ends with what a URL begins with.
fn is_scheme(text: &str) -> bool {
    text.ends_with("http") || text.ends_with("https")
}
