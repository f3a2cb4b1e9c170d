//! Reading a query (RFC 9535, 2). The functions `match` and `search`, which need regular expressions, are not read.

use super::path::{Query, Segment, Selector};

/// How deep parentheses and queries may be nested in each other.
const MAX_DEPTH: usize = 50;

/// Reads a query that starts at the whole document; on failure, says what is wrong, and with which character.
pub(super) fn parse(text: &str) -> Result<Query, String> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
    };
    let result = parser.whole();
    result.map_err(|message| {
        let before = text.get(..parser.at).unwrap_or(text);
        format!("{message} at character {}", before.chars().count() + 1)
    })
}

pub(super) struct Parser<'t> {
    text: &'t str,
    pub(super) at: usize,
    depth: usize,
}

pub(super) type Parsed<T> = Result<T, String>;

impl Parser<'_> {
    fn whole(&mut self) -> Parsed<Query> {
        self.expect("$")?;
        let query = Query {
            from_root: true,
            segments: self.segments()?,
        };
        match self.rest() {
            "" => Ok(query),
            _ => Err("expected `.`, `[` or the end".to_owned()),
        }
    }

    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn eat(&mut self, token: &str) -> bool {
        let is_there = self.rest().starts_with(token);
        if is_there {
            self.at += token.len();
        }
        is_there
    }

    pub(super) fn expect(&mut self, token: &str) -> Parsed<()> {
        if self.eat(token) {
            Ok(())
        } else {
            Err(format!("expected `{token}`"))
        }
    }

    pub(super) fn space(&mut self) {
        while self
            .peek()
            .is_some_and(|c| matches!(c, ' ' | '\t' | '\n' | '\r'))
        {
            self.at += 1;
        }
    }

    /// Reads something nested, up to the greatest depth.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err("the query is nested too deeply".to_owned());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    pub(super) fn segments(&mut self) -> Parsed<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let end = self.at;
            self.space();
            let descends = self.eat("..");
            let selectors = if self.eat("[") {
                self.nested(Self::selectors)?
            } else if descends || self.eat(".") {
                vec![self.shorthand()?]
            } else {
                self.at = end;
                return Ok(segments);
            };
            segments.push(Segment {
                descends,
                selectors,
            });
        }
    }

    fn shorthand(&mut self) -> Parsed<Selector> {
        if self.eat("*") {
            return Ok(Selector::Wildcard);
        }
        let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        let rest = self.rest();
        let end = rest.find(|c| !is_first(c) && !c.is_ascii_digit());
        let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        if !name.starts_with(is_first) {
            return Err("expected a name or `*`".to_owned());
        }
        let name = name.to_owned();
        self.at += name.len();
        Ok(Selector::Name(name))
    }

    /// The selectors between brackets, of which the first has been read.
    fn selectors(&mut self) -> Parsed<Vec<Selector>> {
        let mut selectors = Vec::new();
        loop {
            self.space();
            selectors.push(self.selector()?);
            self.space();
            if !self.eat(",") {
                self.expect("]")?;
                return Ok(selectors);
            }
        }
    }

    fn selector(&mut self) -> Parsed<Selector> {
        match self.peek() {
            Some('\'' | '"') => Ok(Selector::Name(self.string()?)),
            Some('*') => {
                self.at += 1;
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.at += 1;
                self.space();
                Ok(Selector::Filter(self.any()?))
            }
            Some(c) if c == ':' || c == '-' || c.is_ascii_digit() => self.index_or_slice(),
            _ => Err("expected a name in quotes, a number, `*` or `?`".to_owned()),
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.integer()?;
        self.space();
        if !self.eat(":") {
            return start
                .map(Selector::Index)
                .ok_or_else(|| "expected a number".to_owned());
        }
        self.space();
        let end = self.integer()?;
        self.space();
        let mut step = None;
        if self.eat(":") {
            self.space();
            step = self.integer()?;
        }
        Ok(Selector::Slice {
            start,
            end,
            step: step.unwrap_or(1),
        })
    }

    fn integer(&mut self) -> Parsed<Option<i64>> {
        let rest = self.rest();
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        let length = rest.len() - digits.len() + count;
        if length == 0 {
            return Ok(None);
        }
        let word = rest.get(..length).unwrap_or_default();
        let has_zeros = digits.starts_with('0') && (count > 1 || word.starts_with('-'));
        match word.parse() {
            Ok(number) if !has_zeros => {
                self.at += length;
                Ok(Some(number))
            }
            _ => Err(format!("`{word}` is no index")),
        }
    }

    pub(super) fn string(&mut self) -> Parsed<String> {
        let quote = self.next();
        let mut text = String::new();
        loop {
            let start = self.at;
            match self.next() {
                None => return Err("the name has no end".to_owned()),
                c if c == quote => return Ok(text),
                Some('\\') => {
                    let end = self.text.get(self.at..).and_then(escape_length);
                    let escape = end.and_then(|end| self.text.get(start..self.at + end));
                    let escape =
                        escape.ok_or_else(|| "an escape that JSON does not have".to_owned())?;
                    self.at = start + escape.len();
                    // As in JSON, but for the quote of the other kind.
                    let json = format!("\"{}\"", if escape == "\\'" { "'" } else { escape });
                    let character: String = serde_json::from_str(&json)
                        .map_err(|_| "an escape that JSON does not have".to_owned())?;
                    text.push_str(&character);
                }
                Some(c) if c < ' ' => return Err("a control character".to_owned()),
                Some(c) => text.push(c),
            }
        }
    }
}

/// The length of the escape sequence whose backslash is before `rest`.
fn escape_length(rest: &str) -> Option<usize> {
    match rest.chars().next()? {
        'u' => {
            let is_high = |word: &str| {
                u16::from_str_radix(word, 16).is_ok_and(|it| (0xd800..0xdc00).contains(&it))
            };
            let is_pair = is_high(rest.get(1..5)?);
            Some(if is_pair { 11 } else { 5 })
        }
        c => Some(c.len_utf8()),
    }
}
