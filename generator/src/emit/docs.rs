//! Documentation: the words of a description, made safe for rustdoc.

use proc_macro2::TokenStream;
use quote::quote;

/// How long a line of documentation gets before it is broken.
const WIDTH: usize = 100;

/// Doc comments for a Markdown text.
pub(super) fn emit_docs(text: &str) -> TokenStream {
    emit_lines(&markdown(text))
}

/// Doc comments for lines that are safe already.
pub(super) fn emit_lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// Doc comments for the crate or module around them.
pub(super) fn emit_inner_lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#![doc = #lines])*)
}

/// `#[deprecated]`, where the description advises against a thing.
pub(super) fn emit_deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote!(#[deprecated]))
}

/// A text as inline code, whatever is in it.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.trim().is_empty() {
        return format!("{text:?}");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match longest {
        0 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// Markdown of a description as Markdown for rustdoc: code is never taken for a test, brackets never for a link to an
/// item, angle brackets never for HTML, and long lines are broken.
pub(super) fn markdown(text: &str) -> String {
    let mut out = Printed::default();
    let mut block = Block::Prose;
    let mut after_blank = true;
    for line in text.lines() {
        let line = line.replace('\t', "    ");
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        let content = line.trim();
        let indented = line.strip_prefix("    ").filter(|_| !content.is_empty());
        block = match block {
            Block::Fenced(fence) => {
                let closes =
                    content.starts_with(&fence) && content.trim_matches(['`', '~']).is_empty();
                out.line(line.trim_end());
                if closes {
                    Block::Prose
                } else {
                    Block::Fenced(fence)
                }
            }
            Block::Indented if indented.is_some() || content.is_empty() => {
                out.line(indented.unwrap_or_default().trim_end());
                Block::Indented
            }
            Block::Indented | Block::Prose => {
                if block == Block::Indented {
                    out.end_indented();
                }
                match (opening(content), indented) {
                    (Some(fence), _) => {
                        out.line(&format!("{}{fence}text", indent(&line)));
                        Block::Fenced(fence)
                    }
                    (None, Some(code)) if after_blank => {
                        out.line("```text");
                        out.line(code.trim_end());
                        Block::Indented
                    }
                    (None, _) => {
                        out.prose(&line);
                        Block::Prose
                    }
                }
            }
        };
        after_blank = content.is_empty();
    }
    match block {
        Block::Fenced(fence) => out.line(&fence),
        Block::Indented => out.end_indented(),
        Block::Prose => {}
    }
    out.end_paragraph();
    out.lines.join("\n")
}

/// What a line of Markdown is part of.
#[derive(PartialEq)]
enum Block {
    Prose,
    /// Code behind a fence, which closes it, too.
    Fenced(String),
    Indented,
}

/// Lines of documentation, and the paragraph that is still being read.
#[derive(Default)]
struct Printed {
    lines: Vec<String>,
    paragraph: String,
}

impl Printed {
    fn line(&mut self, line: &str) {
        self.end_paragraph();
        self.lines.push(line.to_owned());
    }

    /// Closes the fence around indented code. Blank lines behind the code are not part of it.
    fn end_indented(&mut self) {
        let mut blank = false;
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
            blank = true;
        }
        self.line("```");
        if blank {
            self.line("");
        }
    }

    /// Adds a line of text to the paragraph, unless it begins one: where the lines of a description end says nothing.
    fn prose(&mut self, line: &str) {
        let content = line.trim();
        let goes_on = |text: &str| {
            let first = text.split(' ').next().unwrap_or_default();
            !text.starts_with(['#', '|', '>', '=']) && !is_marker(first) && !text.starts_with("--")
        };
        let hard_break = self.paragraph.ends_with(['\\', '|']);
        if content.is_empty() {
            return self.line("");
        }
        if self.paragraph.is_empty() || hard_break || !goes_on(content) {
            self.end_paragraph();
            self.paragraph = format!("{}{content}", indent(line));
        } else {
            self.paragraph.push(' ');
            self.paragraph.push_str(content);
        }
        if line.ends_with("  ") || content.starts_with(['#', '=']) {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_empty() {
            let text = paragraph.trim_start();
            wrap(
                &format!("{}{}", indent(&paragraph), inline(text)),
                &mut self.lines,
            );
        }
    }
}

fn indent(line: &str) -> String {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|_| ' ')
        .take(3)
        .collect()
}

/// The fence that opens a block of code, if the line does.
fn opening(content: &str) -> Option<String> {
    ['`', '~'].into_iter().find_map(|sign| {
        let length = content.chars().take_while(|c| *c == sign).count();
        let info = content.get(length..)?;
        (length >= 3 && !(sign == '`' && info.contains('`')))
            .then(|| sign.to_string().repeat(length))
    })
}

/// A line of text outside code blocks.
fn inline(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if c == '`' {
            let ticks: String = rest.chars().take_while(|c| *c == '`').collect();
            let body = rest.get(ticks.len()..).unwrap_or_default();
            if let Some(end) = body.find(&ticks) {
                let length = ticks.len() * 2 + end;
                out.push_str(rest.get(..length).unwrap_or_default());
                rest = rest.get(length..).unwrap_or_default();
            } else {
                out.push_str(&ticks.replace('`', "\\`"));
                rest = body;
            }
        } else if let Some((link, length)) = link(rest) {
            out.push_str(&link);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            match c {
                '\\' => match after.chars().next() {
                    Some(escaped) if escaped.is_ascii_punctuation() => {
                        out.push(c);
                        out.push(escaped);
                        rest = after.get(1..).unwrap_or_default();
                        continue;
                    }
                    _ => out.push_str("\\\\"),
                },
                '[' | ']' | '<' | '>' => {
                    out.push('\\');
                    out.push(c);
                }
                c => out.push(c),
            }
            rest = after;
        }
    }
    // A quotation is the one use of `>` at the start of a line.
    match out.strip_prefix("\\>") {
        Some(quoted) => format!(">{quoted}"),
        None => out,
    }
}

/// A link at the start of `text`, and how much of it the link takes.
fn link(text: &str) -> Option<(String, usize)> {
    let is_url = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    let clean = |url: &str| !url.contains(|c: char| c.is_whitespace() || "<>[]()`\"".contains(c));
    if let Some((label, rest)) = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("))
    {
        let (url, _) = rest.split_once(')')?;
        let plain = !label.contains(['[', ']', '<', '>', '`', '\\']);
        return (is_url(url) && clean(url) && plain)
            .then(|| (format!("[{label}]({url})"), label.len() + url.len() + 4));
    }
    let (bracket, rest) = match text.strip_prefix('<') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if !is_url(rest) {
        return None;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || "<>[]`\"|".contains(c))
        .unwrap_or(rest.len());
    let url = rest.get(..end)?;
    if bracket {
        return rest
            .get(end..)?
            .starts_with('>')
            .then(|| (format!("<{url}>"), end + 2));
    }
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_', '\'']);
    Some((format!("<{url}>"), url.len()))
}

/// Breaks a line of prose between words. Tables and headings stay as they are: for them, a line is a unit.
pub(super) fn wrap(line: &str, lines: &mut Vec<String>) {
    let content = line.trim_start();
    if line.chars().count() <= WIDTH || content.starts_with(['|', '#']) {
        lines.push(line.to_owned());
        return;
    }
    let marker = content
        .split_inclusive(' ')
        .next()
        .filter(|word| is_marker(word.trim_end()));
    let hanging = " ".repeat(line.len() - content.len() + marker.map_or(0, str::len));
    let hanging = if content.starts_with('>') {
        "> ".to_owned()
    } else {
        hanging
    };
    let mut current = line
        .get(..line.len() - content.len())
        .unwrap_or_default()
        .to_owned();
    let mut empty = true;
    for word in content.split(' ').filter(|word| !word.is_empty()) {
        // A word that would mean something at the start of a line stays on the line before.
        let breaks =
            !word.starts_with(['#', '|', '>', '+', '=', '-', '*', '~', '`']) && !is_marker(word);
        if !empty && breaks && current.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut current, hanging.clone()));
            empty = true;
        }
        if !empty {
            current.push(' ');
        }
        current.push_str(word);
        empty = false;
    }
    lines.push(current);
}

/// Whether a word starts an item of a list.
fn is_marker(word: &str) -> bool {
    matches!(word, "-" | "*" | "+")
        || word
            .strip_suffix(['.', ')'])
            .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{code, markdown};

    #[test]
    fn text_is_never_more_than_text() {
        let cases = [
            ("plain *text* and `Vec<T>`", "plain *text* and `Vec<T>`"),
            ("see [Foo] and <b>", "see \\[Foo\\] and \\<b\\>"),
            (
                "a [link](https://example.com/a) stays",
                "a [link](https://example.com/a) stays",
            ),
            ("a [trap](javascript:x)", "a \\[trap\\](javascript:x)"),
            ("go to https://example.com.", "go to <https://example.com>."),
            ("one ` tick", "one \\` tick"),
            ("back\\slash and \\[ escape", "back\\\\slash and \\[ escape"),
            ("```\nlet x;\n```", "```text\nlet x;\n```"),
            ("```rust\nopen", "```text\nopen\n```"),
            (
                "intro\n\n    code\n\nend",
                "intro\n\n```text\ncode\n```\n\nend",
            ),
            ("a\n    lazy continuation", "a lazy continuation"),
            (
                "two lines\nof one paragraph\n\nand *another*",
                "two lines of one paragraph\n\nand *another*",
            ),
            (
                "a list:\n- one\n  more\n- two",
                "a list:\n- one more\n- two",
            ),
            (
                "| a | b |\n| - | - |\n| 1 | 2 |",
                "| a | b |\n| - | - |\n| 1 | 2 |",
            ),
            ("Title\n=====\ntext", "Title\n=====\ntext"),
            ("# Title\ntext", "# Title\ntext"),
            ("bell\u{7} and \u{0}nul", "bell and nul"),
        ];
        for (text, expected) in cases {
            assert_eq!(markdown(text), expected, "for {text:?}");
        }
    }

    #[test]
    fn long_lines_are_broken_between_words() {
        let text = "word ".repeat(30);
        let wrapped = markdown(&text);
        assert!(wrapped.lines().count() > 1 && wrapped.lines().all(|line| line.len() <= 100));
        assert_eq!(wrapped.split_whitespace().count(), 30);
    }

    #[test]
    fn code_takes_any_text() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code(""), "\"\"");
    }
}
