//! What the reader of YAML says, in the words of those who write it: what is wrong in the line, and not what the reader was about to do.

/// An error of the reader: what it says, and the line and column where it stopped, counted from 1.
pub(super) struct YamlError<'a> {
    /// All that it says.
    pub(super) message: &'a str,
    pub(super) position: Option<(usize, usize)>,
}

/// The line and the column of a place in a text.
type LineAndColumn = (usize, usize);

/// The message in other words, and the place that it is about. What is not known here stays as the reader says it.
pub(super) fn in_words(error: &YamlError<'_>, text: &str) -> (String, Option<LineAndColumn>) {
    let YamlError { message, position } = *error;
    let (what, context) = message.split_once(" at line ").unwrap_or((message, ""));
    if let Some(at) = what.strip_prefix("control characters are not allowed at position ") {
        let words = "a control character stands here, which no text of YAML has";
        return (
            words.to_owned(),
            at.parse()
                .ok()
                .and_then(|it| place_of(text, it))
                .or(position),
        );
    }
    let (line, column) = position.unwrap_or((1, 1));
    let around = Around::new(text, line, column);
    let opened = opened_at(context);
    let words = match what {
        "found character that cannot start any token" if !around.has_tab() => {
            let sign = match around.at() {
                Some('`') => " a backtick".to_owned(),
                Some(sign) => format!(" `{}`", sign.escape_debug()),
                None => " this".to_owned(),
            };
            format!("a text cannot begin with{sign}: put it in quotes")
        }
        "found character that cannot start any token"
        | "found a tab character that violates indentation"
        | "found a tab character where an indentation space is expected" => {
            "a tab cannot indent: YAML is indented by spaces".to_owned()
        }
        "mapping values are not allowed in this context" => around.value().to_owned(),
        "could not find expected ':'" => {
            "the line before this one has no `:` behind its key, or is part of a text that has to be indented".to_owned()
        }
        "did not find expected key" => around.key().to_owned(),
        "did not find expected '-' indicator" => {
            "this line stands where the next item of a list would, which begins with `- `: indent it further, or less".to_owned()
        }
        "did not find expected ',' or '}'" | "did not find expected ',' or ']'" => {
            let closing = if what.ends_with("'}'") { '}' } else { ']' };
            let from = opened.map(|(line, _)| format!(" of line {line}"));
            format!("the bracket{} goes on here, so that a `,` or `{closing}` is missing", from.unwrap_or_default())
        }
        "found unexpected end of stream" => {
            let words = "a quote begins here, and is closed nowhere".to_owned();
            return (words, opened.or(position));
        }
        "did not find expected alphabetic or numeric character" => {
            "`*` and `&` begin the name of an alias or an anchor: put a text that begins so in quotes".to_owned()
        }
        "unknown anchor" => {
            "no anchor of this name stands before it: put a text that begins with `*` in quotes".to_owned()
        }
        "found unknown escape character" => {
            "between double quotes, `\\` begins an escape: write it twice, or put the text in single quotes".to_owned()
        }
        "did not find expected comment or line break" => {
            "the text behind `|` or `>` begins in the next line".to_owned()
        }
        "block sequence entries are not allowed in this context" => {
            "a list begins in the line below its key".to_owned()
        }
        other => other.to_owned(),
    };
    (words, position)
}

/// Where what the reader was in had begun, as it says behind its message.
fn opened_at(context: &str) -> Option<LineAndColumn> {
    let (_, place) = context.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The line and the column of a byte.
fn place_of(text: &str, byte: usize) -> Option<LineAndColumn> {
    let before = text.get(..byte)?;
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    Some((line, before.get(start..)?.chars().count() + 1))
}

/// The line that the reader stopped in, and the one before it that has something.
struct Around<'a> {
    line: &'a str,
    before: &'a str,
    /// The column, counted from 0.
    column: usize,
}

impl<'a> Around<'a> {
    fn new(text: &'a str, line: usize, column: usize) -> Self {
        let mut before = "";
        let mut lines = text.lines();
        for other in lines.by_ref().take(line.saturating_sub(1)) {
            if !other.trim().is_empty() {
                before = other;
            }
        }
        Self {
            line: lines.next().unwrap_or_default(),
            before,
            column: column.saturating_sub(1),
        }
    }

    fn at(&self) -> Option<char> {
        self.line.chars().nth(self.column)
    }

    fn read(&self) -> impl Iterator<Item = char> {
        self.line.chars().take(self.column)
    }

    fn has_tab(&self) -> bool {
        let mut indent = self.line.chars().take_while(|it| it.is_whitespace());
        indent.any(|it| it == '\t')
    }

    /// What is wrong where a `:` cannot stand.
    fn value(&self) -> &'static str {
        let read: String = self.read().collect();
        if read.contains(": ") {
            "there is a second `:` in this line: put a text that has `: ` in it in quotes"
        } else if !self.before.contains(": ") && !self.before.trim_end().ends_with(':') {
            "the line before this one has no `: ` between its key and its value"
        } else if indent(self.line) > indent(self.before) {
            "this line is indented further than the one before it, whose key has a value already"
        } else {
            "no key can stand here: a value before it goes on"
        }
    }

    /// What is wrong where a key would have to stand.
    fn key(&self) -> &'static str {
        match self.at() {
            Some('}' | ']') => "this closes a bracket that was not opened",
            _ if self.read().any(|it| it == '"' || it == '\'') => {
                "a text in quotes has ended before this: a quote inside of it belongs into quotes of the other kind, or one before it was not closed"
            }
            _ if self.read().all(char::is_whitespace) => {
                "this line is indented as none around it is: the keys of a mapping stand below each other, as do the items of a list"
            }
            _ => "a key with a `:` behind it would have to stand here",
        }
    }
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|it| *it == ' ').count()
}
