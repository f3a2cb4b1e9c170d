//! Reading the filter of a query (RFC 9535, 2.3.5): tests, comparisons and what they compare.

use super::parse::{Parsed, Parser};
use super::path::{Comparison, Operand, Query, Test};
use crate::source::Node;

impl Parser<'_> {
    pub(super) fn any(&mut self) -> Parsed<Test> {
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
