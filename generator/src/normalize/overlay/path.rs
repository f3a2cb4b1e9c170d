//! `JSONPath` (RFC 9535): the model of a query.

use crate::source::Node;

/// A query: where it starts, and its segments.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Query {
    /// Whether it starts at `$`, the whole document, and not at `@`, the value that a filter looks at.
    pub(super) from_root: bool,
    pub(super) segments: Vec<Segment>,
}

impl Query {
    /// Whether it leads to one value at most (RFC 9535, 2.3.5.1).
    pub(super) fn is_singular(&self) -> bool {
        let is_one = |it: &Selector| matches!(it, Selector::Name(_) | Selector::Index(_));
        let mut segments = self.segments.iter();
        segments
            .all(|it| !it.descends && it.selectors.len() == 1 && it.selectors.iter().all(is_one))
    }
}

/// A segment of a query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// Whether it is a descendant segment, `..`.
    pub(super) descends: bool,
    pub(super) selectors: Vec<Selector>,
}

/// A selector: which children a segment selects.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    /// An item, counted from the end where negative.
    Index(i64),
    Slice {
        start: Option<i64>,
        end: Option<i64>,
        step: i64,
    },
    Filter(Test),
}

/// The logical expression of a filter.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Exists(Query),
    Compare(Operand, Comparison, Operand),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Literal(Node),
    Query(Query),
    /// `length(…)`: how many characters, items or entries there are.
    Length(Box<Operand>),
    /// `count(…)`: how many values a query leads to.
    Count(Query),
    /// `value(…)`: the value that a query leads to, if it is the only one.
    Value(Query),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
