//! Reading a query (RFC 9535, 2). The functions `match` and `search`, which need regular expressions, are not read.

use super::path::{Comparison, Operand, Query, Segment, Selector, Test};
use crate::source::Node;

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

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, String>;

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

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn eat(&mut self, token: &str) -> bool {
        let is_there = self.rest().starts_with(token);
        if is_there {
            self.at += token.len();
        }
        is_there
    }

    fn expect(&mut self, token: &str) -> Parsed<()> {
        if self.eat(token) {
            Ok(())
        } else {
            Err(format!("expected `{token}`"))
        }
    }

    fn space(&mut self) {
        while self
            .peek()
            .is_some_and(|c| matches!(c, ' ' | '\t' | '\n' | '\r'))
        {
            self.at += 1;
        }
    }

    /// Reads what is nested, but not without end.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err("the query is nested too deeply".to_owned());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn segments(&mut self) -> Parsed<Vec<Segment>> {
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

    fn string(&mut self) -> Parsed<String> {
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

    fn any(&mut self) -> Parsed<Test> {
        self.list("||", Self::all, Test::Any)
    }

    fn all(&mut self) -> Parsed<Test> {
        self.list("&&", Self::test, Test::All)
    }

    fn list(
        &mut self,
        token: &str,
        read: fn(&mut Self) -> Parsed<Test>,
        make: fn(Vec<Test>) -> Test,
    ) -> Parsed<Test> {
        let mut tests = vec![self.nested(read)?];
        loop {
            self.space();
            if !self.eat(token) {
                break;
            }
            self.space();
            tests.push(self.nested(read)?);
        }
        Ok(match tests.len() {
            1 => tests.swap_remove(0),
            _ => make(tests),
        })
    }

    fn test(&mut self) -> Parsed<Test> {
        if self.eat("!") {
            self.space();
            return Ok(Test::Not(Box::new(self.nested(Self::test)?)));
        }
        if self.eat("(") {
            self.space();
            let test = self.nested(Self::any)?;
            self.space();
            self.expect(")")?;
            return Ok(test);
        }
        let left = self.operand()?;
        self.space();
        let comparisons = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let Some((_, comparison)) = comparisons.into_iter().find(|(token, _)| self.eat(token))
        else {
            return match left {
                Operand::Query(query) => Ok(Test::Exists(query)),
                _ => Err("expected a comparison".to_owned()),
            };
        };
        self.space();
        let right = self.operand()?;
        let is_one = |it: &Operand| match it {
            Operand::Query(query) => query.is_singular(),
            _ => true,
        };
        if is_one(&left) && is_one(&right) {
            Ok(Test::Compare(left, comparison, right))
        } else {
            Err("only what leads to one value can be compared".to_owned())
        }
    }

    fn operand(&mut self) -> Parsed<Operand> {
        match self.peek() {
            Some('$' | '@') => self.query().map(Operand::Query),
            Some('\'' | '"') => Ok(Operand::Literal(Node::String(self.string()?))),
            Some(c) if c == '-' || c.is_ascii_digit() => self.number(),
            _ => self.word(),
        }
    }

    fn query(&mut self) -> Parsed<Query> {
        let from_root = self.next() == Some('$');
        Ok(Query {
            from_root,
            segments: self.nested(Self::segments)?,
        })
    }

    fn number(&mut self) -> Parsed<Operand> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        let number = serde_json::from_str(word).map_err(|_| format!("`{word}` is no number"))?;
        self.at += end;
        Ok(Operand::Literal(number))
    }

    fn word(&mut self) -> Parsed<Operand> {
        for (word, node) in [
            ("true", Node::Bool(true)),
            ("false", Node::Bool(false)),
            ("null", Node::Null),
        ] {
            if self.eat(word) {
                return Ok(Operand::Literal(node));
            }
        }
        if self.eat("length(") {
            self.space();
            let of = self.nested(Self::operand)?;
            self.closing()?;
            return Ok(Operand::Length(Box::new(of)));
        }
        for (word, make) in [
            ("count(", Operand::Count as fn(Query) -> Operand),
            ("value(", Operand::Value),
        ] {
            if self.eat(word) {
                self.space();
                if !matches!(self.peek(), Some('$' | '@')) {
                    return Err("expected a query".to_owned());
                }
                let query = self.query()?;
                self.closing()?;
                return Ok(make(query));
            }
        }
        Err("expected a query, a value, `length`, `count` or `value`".to_owned())
    }

    fn closing(&mut self) -> Parsed<()> {
        self.space();
        self.expect(")")
    }
}

/// How long the escape is whose backslash stands before `rest`.
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
