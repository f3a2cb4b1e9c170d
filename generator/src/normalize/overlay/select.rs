//! Answering a query: the places of all that it leads to, in the order of the document.

use std::rc::Rc;

use super::path::{Comparison, Operand, Query, Segment, Selector, Test};
use crate::source::{Mapping, Node};

/// A step of the way to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PathElement {
    Key(String),
    Index(usize),
}

/// A value, and the way to it from the inside out.
#[derive(Clone)]
struct SelectedNode<'n> {
    node: &'n Node,
    way: Option<Rc<Way<'n>>>,
}

struct Way<'n> {
    last: Last<'n>,
    before: Option<Rc<Way<'n>>>,
}

#[derive(Clone, Copy)]
enum Last<'n> {
    Key(&'n str),
    Index(usize),
}

/// The ways to all that `query` leads to in the document `root`.
pub(super) fn select(query: &Query, root: &Node) -> Vec<Vec<PathElement>> {
    let found = answer(query, root, root);
    found.iter().map(steps).collect()
}

fn steps(found: &SelectedNode<'_>) -> Vec<PathElement> {
    let mut steps = Vec::new();
    let mut way = found.way.as_ref();
    while let Some(link) = way {
        steps.push(match link.last {
            Last::Key(key) => PathElement::Key(key.to_owned()),
            Last::Index(index) => PathElement::Index(index),
        });
        way = link.before.as_ref();
    }
    steps.reverse();
    steps
}

fn answer<'n>(query: &Query, root: &'n Node, current: &'n Node) -> Vec<SelectedNode<'n>> {
    let node = if query.from_root { root } else { current };
    let mut found = vec![SelectedNode { node, way: None }];
    for Segment {
        descends,
        selectors,
    } in &query.segments
    {
        let mut next = Vec::new();
        for it in &found {
            if *descends {
                below(it, &mut |it| take(selectors, it, root, &mut next));
            } else {
                take(selectors, it, root, &mut next);
            }
        }
        found = next;
    }
    found
}

/// A value and all below it, the outer before the inner.
fn below<'n>(from: &SelectedNode<'n>, visit: &mut dyn FnMut(&SelectedNode<'n>)) {
    visit(from);
    for child in children(from) {
        below(&child, visit);
    }
}

fn children<'n>(of: &SelectedNode<'n>) -> Vec<SelectedNode<'n>> {
    match of.node {
        Node::Mapping(mapping) => {
            let entries = mapping.entries().iter();
            let child = |(key, node): &'n (String, Node)| child(of, Last::Key(key), node);
            entries.map(child).collect()
        }
        Node::Sequence(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, node)| child(of, Last::Index(index), node))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn child<'n>(of: &SelectedNode<'n>, last: Last<'n>, node: &'n Node) -> SelectedNode<'n> {
    let before = of.way.clone();
    SelectedNode {
        node,
        way: Some(Rc::new(Way { last, before })),
    }
}

fn take<'n>(
    selectors: &[Selector],
    of: &SelectedNode<'n>,
    root: &'n Node,
    found: &mut Vec<SelectedNode<'n>>,
) {
    for selector in selectors {
        match (selector, of.node) {
            (Selector::Name(name), Node::Mapping(mapping)) => {
                let entry = mapping.entries().iter().find(|(key, _)| key == name);
                found.extend(entry.map(|(key, node)| child(of, Last::Key(key), node)));
            }
            (Selector::Wildcard, _) => found.extend(children(of)),
            (Selector::Filter(test), _) => {
                let all = children(of).into_iter();
                found.extend(all.filter(|it| holds(test, root, it.node)));
            }
            (Selector::Index(index), Node::Sequence(items)) => {
                found.extend(item(of, items, position(*index, items.len())));
            }
            (Selector::Slice { start, end, step }, Node::Sequence(items)) => {
                let indexes = slice(*start, *end, *step, items.len());
                found.extend(
                    indexes
                        .into_iter()
                        .filter_map(|index| item(of, items, index)),
                );
            }
            _ => {}
        }
    }
}

fn item<'n>(of: &SelectedNode<'n>, items: &'n [Node], index: i64) -> Option<SelectedNode<'n>> {
    let index = usize::try_from(index).ok()?;
    Some(child(of, Last::Index(index), items.get(index)?))
}

/// An index, which counts from the end where negative.
fn position(index: i64, length: usize) -> i64 {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    if index < 0 {
        index.saturating_add(length)
    } else {
        index
    }
}

/// The indexes of a slice (RFC 9535, 2.3.4.2.2).
fn slice(start: Option<i64>, end: Option<i64>, step: i64, length: usize) -> Vec<i64> {
    let count = i64::try_from(length).unwrap_or(i64::MAX);
    let bound = |index: Option<i64>, default: i64, least: i64, most: i64| {
        index
            .map_or(default, |it| position(it, length))
            .clamp(least, most)
    };
    let mut indexes = Vec::new();
    if step > 0 {
        let (mut at, end) = (bound(start, 0, 0, count), bound(end, count, 0, count));
        while at < end {
            indexes.push(at);
            at = at.saturating_add(step);
        }
    } else if step < 0 {
        let (mut at, end) = (
            bound(start, count - 1, -1, count - 1),
            bound(end, -1, -1, count - 1),
        );
        while at > end {
            indexes.push(at);
            at = at.saturating_add(step);
        }
    }
    indexes
}

fn holds(test: &Test, root: &Node, current: &Node) -> bool {
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

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::{PathElement, select};
    use crate::source::Node;

    const DOCUMENT: &str = r#"{
        "shop": {
            "items": [
                {"name": "tea", "price": 3, "tags": ["hot", "dry"]},
                {"name": "ice", "price": 2.5, "cold": true},
                {"name": "mug", "price": 12, "tags": []}
            ],
            "it's": {"open": null, "a/b": 1}
        },
        "limit": 3
    }"#;

    fn answer(query: &str) -> Vec<String> {
        let root: Node = serde_json::from_str(DOCUMENT).unwrap();
        let query = parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let shown = |steps: &Vec<PathElement>| {
            let shown = steps.iter().map(|step| match step {
                PathElement::Key(key) => key.clone(),
                PathElement::Index(index) => index.to_string(),
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        select(&query, &root).iter().map(shown).collect()
    }

    #[test]
    fn queries_lead_where_the_specification_says() {
        let cases: &[(&str, &[&str])] = &[
            ("$", &[""]),
            ("$.limit", &["limit"]),
            ("$['shop'][\"it's\"]['a/b']", &["shop it's a/b"]),
            ("$ .shop ['it\\'s'] .open", &["shop it's open"]),
            ("$['shop', 'limit'].*", &["shop items", "shop it's"]),
            ("$.shop.items[0].name", &["shop items 0 name"]),
            ("$.shop.items[-1]", &["shop items 2"]),
            ("$.shop.items[3]", &[]),
            ("$.shop.items[-4]", &[]),
            (
                "$.shop.items[1:].name",
                &["shop items 1 name", "shop items 2 name"],
            ),
            ("$.shop.items[::-2]", &["shop items 2", "shop items 0"]),
            ("$.shop.items[:-2]", &["shop items 0"]),
            ("$.shop.items[::0]", &[]),
            ("$..tags[0]", &["shop items 0 tags 0"]),
            ("$..open", &["shop it's open"]),
            ("$..[?@.cold]", &["shop items 1"]),
            ("$.shop.items[?@.cold == true].name", &["shop items 1 name"]),
            ("$.shop.items[?@.price > $.limit]", &["shop items 2"]),
            ("$.shop.items[?@.price == 3.0]", &["shop items 0"]),
            (
                "$.shop.items[?@.price >= 3 && !(@.name == 'tea')]",
                &["shop items 2"],
            ),
            (
                "$.shop.items[?@.name < 'm' || @.price<0]",
                &["shop items 1"],
            ),
            ("$.shop.items[?!@.tags]", &["shop items 1"]),
            ("$.shop.items[?@.tags == $.nothing]", &["shop items 1"]),
            ("$.shop.items[?length(@.tags) == 0]", &["shop items 2"]),
            ("$.shop.items[?count(@.tags[*]) == 2]", &["shop items 0"]),
            (
                "$.shop.items[?value(@.tags[0:1]) == 'hot']",
                &["shop items 0"],
            ),
            ("$.shop[\"it's\"][?@ == null]", &["shop it's open"]),
            (
                "$['\\u0073hop'].items[0, 0]['price']",
                &["shop items 0 price", "shop items 0 price"],
            ),
        ];
        for (query, expected) in cases {
            assert_eq!(answer(query), *expected, "{query}");
        }
    }

    #[test]
    fn what_is_no_query_says_where() {
        for (query, message) in [
            ("", "expected `$` at character 1"),
            ("paths", "expected `$` at character 1"),
            ("$.", "expected a name or `*` at character 3"),
            ("$.a-b", "expected `.`, `[` or the end at character 4"),
            ("$['a", "the name has no end at character 5"),
            (
                "$['a\\x']",
                "an escape that JSON does not have at character 7",
            ),
            ("$[01]", "`01` is no index at character 3"),
            (
                "$[?@.a == @..b]",
                "only what leads to one value can be compared at character 15",
            ),
            ("$[?1]", "expected a comparison at character 5"),
            (
                "$[?@ == []]",
                "expected a query, a value, `length`, `count` or `value` at character 9",
            ),
            (
                "$[?match(@.a, 'b')]",
                "expected a query, a value, `length`, `count` or `value` at character 4",
            ),
        ] {
            assert_eq!(parse(query).unwrap_err(), message, "{query}");
        }
        let deep = format!("$[?{}@.a{}]", "(".repeat(1000), ")".repeat(1000));
        assert!(
            parse(&deep)
                .unwrap_err()
                .starts_with("the query is nested too deeply")
        );
    }
}
