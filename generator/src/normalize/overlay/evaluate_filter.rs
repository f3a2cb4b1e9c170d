//! Whether the filter of a query holds for a value (RFC 9535, 2.3.5.2).

use super::evaluate::answer;
use super::path::{Comparison, Operand, Query, Test};
use crate::source::{Mapping, Node};

/// Whether `test` holds for the value `current` of the document `root`.
pub(super) fn holds(test: &Test, root: &Node, current: &Node) -> bool {
    match test {
        Test::Any(tests) => tests.iter().any(|it| holds(it, root, current)),
        Test::All(tests) => tests.iter().all(|it| holds(it, root, current)),
        Test::Not(test) => !holds(test, root, current),
        Test::Exists(query) => !answer(query, root, current).is_empty(),
        Test::Compare(left, comparison, right) => {
            let (left, right) = (value(left, root, current), value(right, root, current));
            compare(left.as_ref(), *comparison, right.as_ref())
        }
    }
}

/// The value of an operand; `None` where there is none.
fn value(operand: &Operand, root: &Node, current: &Node) -> Option<Node> {
    let only = |query: &Query| match answer(query, root, current).as_slice() {
        [one] => Some(one.node.clone()),
        _ => None,
    };
    let count = |count: usize| i128::try_from(count).ok().map(Node::Int);
    match operand {
        Operand::Literal(node) => Some(node.clone()),
        Operand::Query(query) | Operand::Value(query) => only(query),
        Operand::Count(query) => count(answer(query, root, current).len()),
        Operand::Length(of) => match value(of, root, current)? {
            Node::String(text) => count(text.chars().count()),
            Node::Sequence(items) => count(items.len()),
            Node::Mapping(mapping) => count(mapping.len()),
            _ => None,
        },
    }
}

fn compare(left: Option<&Node>, comparison: Comparison, right: Option<&Node>) -> bool {
    let equal = || match (left, right) {
        (Some(left), Some(right)) => are_equal(left, right),
        (left, right) => left.is_none() && right.is_none(),
    };
    let less = |left: Option<&Node>, right: Option<&Node>| match (left, right) {
        (Some(Node::String(left)), Some(Node::String(right))) => left < right,
        (Some(left), Some(right)) => number(left)
            .zip(number(right))
            .is_some_and(|(left, right)| left < right),
        _ => false,
    };
    match comparison {
        Comparison::Equal => equal(),
        Comparison::NotEqual => !equal(),
        Comparison::Less => less(left, right),
        Comparison::LessOrEqual => less(left, right) || equal(),
        Comparison::Greater => less(right, left),
        Comparison::GreaterOrEqual => less(right, left) || equal(),
    }
}

#[allow(
    clippy::float_cmp,
    reason = "two numbers are equal where they are the same number"
)]
fn are_equal(left: &Node, right: &Node) -> bool {
    match (left, right) {
        (Node::Sequence(left), Node::Sequence(right)) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len() && pairs.all(|(left, right)| are_equal(left, right))
        }
        (Node::Mapping(left), Node::Mapping(right)) => {
            let has = |mapping: &Mapping, key: &str, value| {
                mapping.get(key).is_some_and(|it| are_equal(it, value))
            };
            let mut entries = left.entries().iter();
            left.len() == right.len() && entries.all(|(key, value)| has(right, key, value))
        }
        (left, right) => match number(left).zip(number(right)) {
            Some((one, other)) => one == other,
            None => left == right,
        },
    }
}

#[allow(clippy::cast_precision_loss, reason = "as JSON compares numbers")]
fn number(node: &Node) -> Option<f64> {
    match node {
        Node::Int(number) => Some(*number as f64),
        Node::Float(number) => Some(*number),
        _ => None,
    }
}
