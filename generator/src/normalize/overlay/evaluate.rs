//! Evaluating a query: the paths of the nodes that it selects, in the order of the document.

use std::rc::Rc;

use super::evaluate_filter::holds;
use super::path::{Query, Segment, Selector};
use crate::source::Node;

/// An element of the normalized path to a node (RFC 9535, 2.7).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PathElement {
    Key(String),
    Index(usize),
}

/// A node, and its path as a linked list from the node to the root.
#[derive(Clone)]
pub(super) struct SelectedNode<'n> {
    pub(super) node: &'n Node,
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

/// The paths of all nodes that `query` selects in the document `root`.
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

pub(super) fn answer<'n>(
    query: &Query,
    root: &'n Node,
    current: &'n Node,
) -> Vec<SelectedNode<'n>> {
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

/// Visits a node and all its descendants, outer ones first.
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
