//! Texts of a description as Markdown for rustdoc.
//!
//! A description is somebody else's text, and its Markdown joins documentation that is rendered by rustdoc and searched for
//! tests by `cargo test`. Whatever it is, it has to stay text there. It is read into a small tree, in which nothing but text
//! is left, the tree is printed, and what was printed is looked at once more. HTML that says what Markdown can say, too, is read like it.

mod danger;
mod escape;
mod html;
mod html_blocks;
mod line;
mod link;
mod memo;
mod print;
mod reader;
mod sentence;
mod tree;
mod visible;
mod wrap;

pub use danger::{Danger, dangers};

use escape::{Escape, LineContext, escaped, escaped_all};
use line::one_line;
use memo::TextMemo;
pub(crate) use print::plain::{PlainText, plain_text};
use print::{indented, print};
use reader::read;
pub(crate) use sentence::first_sentence;
pub(crate) use tree::{Block, Inline, Mark, text_of};
pub(crate) use visible::visible;

/// How long a line of documentation gets before it is broken.
const WIDTH: usize = 100;

/// Stands where texts have been joined: each is Markdown of its own. It is Unicode's paragraph separator.
const JOINT: char = '\u{2029}';

thread_local! {
    static MADE: TextMemo<String> = TextMemo::new();
}

/// Markdown of a description as Markdown that rustdoc takes for nothing but text: [`dangers`] finds none in it.
///
/// It can stand beside any other, as everything that it opens is closed at its end, and it defines nothing.
pub fn for_rustdoc(text: &str) -> String {
    if is_prose(text) {
        return wrap(text);
    }
    TextMemo::of(&MADE, text, made_for_rustdoc)
}

fn made_for_rustdoc(text: &str) -> String {
    let blocks = blocks(text);
    let printed = print(&blocks, WIDTH, Escape::Needed).join("\n");
    if read(&printed) == blocks && dangers(&printed).is_empty() {
        return printed;
    }
    let printed = print(&blocks, WIDTH, Escape::All).join("\n");
    if dangers(&printed).is_empty() {
        return printed;
    }
    plain(&blocks).join("\n\n")
}

/// What Markdown of a description says, of which everything that may be more than text has become text.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    // Characters are shown in what has been read: before that, what shows them could mean something else to Markdown.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split(JOINT).flat_map(read).collect()
}

/// Puts a text of a description behind another, so that neither changes what the other says.
pub(crate) fn join(text: &mut String, more: &str) {
    text.truncate(text.trim_end().len());
    text.push_str("\n\n");
    text.push(JOINT);
    text.push_str(more.trim());
}

/// Two texts of a description as one.
pub(crate) fn joined(text: &str, more: &str) -> String {
    let mut text = text.to_owned();
    join(&mut text, more);
    text
}

/// A text of a description behind words about it: in their paragraph, unless it begins with something else than one.
pub(crate) fn behind(head: &str, text: &str) -> String {
    if wrap::begins_prose(text) {
        format!("{head} {text}")
    } else {
        joined(head, text)
    }
}

/// A text as inline code, whatever is in it.
pub(crate) fn code(text: &str) -> String {
    escape::code(&visible(text).replace('\n', " "))
}

/// A text that is no Markdown, such as a title or the name of a person, as Markdown on one line.
pub(crate) fn literal(text: &str) -> String {
    escaped(one_line(text).trim(), LineContext::Heading, true)
}

/// An address as a link, if it may be one.
pub(crate) fn address(url: &str) -> String {
    let url = visible(url.trim());
    if link::is_allowed(&url) {
        link::autolink(&link::normal(&url, true))
    } else {
        code(&url)
    }
}

/// Breaks paragraphs of Markdown into lines.
pub(crate) fn wrap(text: &str) -> String {
    wrap::wrap(text, WIDTH).join("\n")
}

/// An item of a list: its first paragraph, and what else is in it.
pub(crate) fn item(lead: &str, rest: &str) -> String {
    let mut lines = wrap::wrap(lead, WIDTH - 2);
    // An item that begins with a blank line ends with it.
    let blank = (!lines.is_empty() && !rest.is_empty()).then(String::new);
    lines.extend(blank.into_iter().chain(rest.lines().map(str::to_owned)));
    indented("- ", lines).join("\n")
}

/// What [`for_rustdoc`] has made, as the paragraph that it begins with, on a line of its own, and the rest. Where it begins
/// with something else, there is only a rest.
pub(crate) fn lead(made: &str) -> (String, &str) {
    let (first, rest) = made.split_once("\n\n").unwrap_or((made, ""));
    if !is_paragraph(first) {
        return (String::new(), made);
    }
    let mut lead = String::with_capacity(first.len());
    for line in first.lines() {
        if !lead.is_empty() {
            lead.push(if ends_with_break(&lead) { '\n' } else { ' ' });
        }
        lead.push_str(line);
    }
    (lead, rest)
}

/// Whether lines that were printed are a paragraph: no other block begins as one does.
fn is_paragraph(lines: &str) -> bool {
    let word = lines.split([' ', '\n']).next().unwrap_or_default();
    let is_number = word
        .strip_suffix(['.', ')'])
        .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
    let is_heading = !word.is_empty() && word.bytes().all(|it| it == b'#');
    let is_sign = matches!(word, "-" | "*" | ">" | "___");
    !(is_number || is_heading || is_sign || word.starts_with("```") || word.starts_with('|'))
}

fn ends_with_break(line: &str) -> bool {
    (line.len() - line.trim_end_matches('\\').len()) % 2 == 1
}

/// Whether a text is a line without any sign that could mean something, as most are.
fn is_prose(text: &str) -> bool {
    let is_plain =
        |letter: char| letter.is_alphanumeric() || " .,;'\"()/-?!%{}@=+".contains(letter);
    text.starts_with(char::is_alphabetic) && text.chars().all(is_plain)
}

/// The words of blocks alone, in paragraphs.
fn plain(blocks: &[Block]) -> Vec<String> {
    let paragraph = |words: &str| vec![wrap(&escaped_all(&one_line(words)))];
    let plain = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(words) | Block::Heading { words, .. } => paragraph(&text_of(words)),
        Block::Code(lines) => paragraph(&lines.join(" ")),
        Block::Quote(blocks) => plain(blocks),
        Block::List { items, .. } => items.iter().flat_map(|item| plain(item)).collect(),
        Block::Table { rows, .. } => {
            let cells = rows.iter().flatten();
            cells.flat_map(|cell| paragraph(&text_of(cell))).collect()
        }
        Block::Rule => Vec::new(),
    });
    plain.filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests;
