//! JSON as the server sent it: a tree of pieces of its text, so that the order of properties and the digits of numbers stay.

use std::fmt::Write as _;

use serde::de::IgnoredAny;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// A string, a number, `true`, `false` or `null`, as it is written.
    Scalar(String),
    /// An array.
    Array(Vec<Node>),
    /// An object: names as they are written, and values.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Reads a text.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        // Once this has read the text, it is JSON, and not nested deeper than a recursion may go.
        serde_json::from_str::<IgnoredAny>(text)?;
        Ok(Reader { rest: text }.value())
    }

    /// The value of a string; `None` for anything else.
    pub(super) fn as_text(&self) -> Option<String> {
        match self {
            Self::Scalar(text) => unquoted(text),
            Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// The value of a property.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let mut found = members.iter().filter(|(key, _)| is_called(key, name));
        found.next_back().map(|(_, value)| value)
    }

    /// The value that a JSON pointer leads to (RFC 6901).
    pub(super) fn at(&self, pointer: &str) -> Option<&Self> {
        let Some(steps) = pointer.strip_prefix('/') else {
            return pointer.is_empty().then_some(self);
        };
        steps.split('/').try_fold(self, |node, step| {
            let step = step.replace("~1", "/").replace("~0", "~");
            match node {
                Self::Array(items) => items.get(step.parse::<usize>().ok()?),
                Self::Object(_) => node.get(&step),
                Self::Scalar(_) => None,
            }
        })
    }

    /// The text on one line.
    pub(super) fn compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// The text in lines, for people. Control characters are escaped, which a terminal would obey.
    pub(super) fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        escape_controls(&out)
    }

    /// Writes the value; `indent` is how deep it is, where there are lines.
    fn write(&self, out: &mut String, indent: Option<usize>) {
        let inner = indent.map(|it| it + 1);
        match self {
            Self::Scalar(text) => out.push_str(text),
            Self::Array(items) if items.is_empty() => out.push_str("[]"),
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    begin_line(out, index, inner);
                    item.write(out, inner);
                }
                end_line(out, indent);
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    begin_line(out, index, inner);
                    out.push_str(key);
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    value.write(out, inner);
                }
                end_line(out, indent);
                out.push('}');
            }
        }
    }
}

fn begin_line(out: &mut String, index: usize, indent: Option<usize>) {
    if index > 0 {
        out.push(',');
    }
    end_line(out, indent);
}

fn end_line(out: &mut String, indent: Option<usize>) {
    if let Some(depth) = indent {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
}

/// The value of a string as it is written in JSON.
pub(super) fn unquoted(written: &str) -> Option<String> {
    serde_json::from_str(written).ok()
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn is_called(key: &str, name: &str) -> bool {
    unquoted(key).is_some_and(|it| it == name)
}

/// A text whose control characters are written as in JSON, but for the ends of lines.
pub(super) fn escape_controls(text: &str) -> String {
    let is_control = |c: char| c.is_control() && c != '\n';
    if !text.contains(is_control) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_control(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Reads a text that is known to be JSON.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn value(&mut self) -> Node {
        match self.next() {
            Some('[') => {
                self.skip(1);
                let mut items = Vec::new();
                while !self.is_end(']') {
                    items.push(self.value());
                }
                Node::Array(items)
            }
            Some('{') => {
                self.skip(1);
                let mut members = Vec::new();
                while !self.is_end('}') {
                    let key = self.scalar();
                    if self.next() == Some(':') {
                        self.skip(1);
                    }
                    members.push((key, self.value()));
                }
                Node::Object(members)
            }
            _ => Node::Scalar(self.scalar()),
        }
    }

    /// The next character that means something.
    fn next(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Whether a list has ended here. A comma before the next item is passed over.
    fn is_end(&mut self, end: char) -> bool {
        match self.next() {
            Some(',') => self.skip(1),
            Some(c) if c == end => {
                self.skip(1);
                return true;
            }
            Some(_) => {}
            None => return true,
        }
        false
    }

    fn scalar(&mut self) -> String {
        let is_string = self.next() == Some('"');
        let end = if is_string {
            let mut is_escaped = false;
            let mut inside = self.rest.char_indices().skip(1);
            let quote = inside.find(|(_, c)| {
                let is_end = *c == '"' && !is_escaped;
                is_escaped = *c == '\\' && !is_escaped;
                is_end
            });
            quote.map_or(self.rest.len(), |(at, _)| at + 1)
        } else {
            let is_end = |c: char| matches!(c, ',' | ']' | '}' | ':') || c.is_ascii_whitespace();
            self.rest.find(is_end).unwrap_or(self.rest.len())
        };
        let text = self.rest.get(..end).unwrap_or_default().to_owned();
        // Something is taken in any case, so that a list ends.
        self.skip(end.max(1));
        text
    }
}
