//! Tables: the items of an answer as rows, their scalar properties as columns.

use super::json::{Node, escape_controls};

/// How many characters a cell shows on a terminal.
const WIDEST: usize = 40;

/// A table of items; of one that is no list, a line for each property. `is_narrow` shortens long cells.
pub(super) fn table(node: &Node, is_narrow: bool) -> String {
    match rows(node) {
        Some(items) => print(&columns(items), items, is_narrow),
        None => properties(node, is_narrow),
    }
}

/// The items of an answer: it is a list, or an object around one.
fn rows(node: &Node) -> Option<&[Node]> {
    match node {
        Node::Array(items) => Some(items),
        Node::Object(members) => {
            let mut lists = members.iter().filter_map(|(_, value)| match value {
                Node::Array(items) => Some(items.as_slice()),
                _ => None,
            });
            let first = lists.next()?;
            // Of two lists, neither is what the answer is about.
            lists.next().is_none().then_some(first)
        }
        Node::Scalar(_) => None,
    }
}

/// The names of the properties that are scalars, in the order in which they come first.
fn columns(items: &[Node]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in items {
        let Node::Object(members) = item else {
            continue;
        };
        for (key, value) in members {
            if matches!(value, Node::Scalar(_)) && !names.contains(key) {
                names.push(key.clone());
            }
        }
    }
    names
}

fn print(names: &[String], items: &[Node], is_narrow: bool) -> String {
    if names.is_empty() {
        let lines = items.iter().map(|item| cell(item, is_narrow));
        return lines.map(|it| it + "\n").collect();
    }
    let head = names.iter().map(|key| {
        let name = Node::Scalar(key.clone());
        cell(&name, is_narrow).to_uppercase()
    });
    let mut lines = vec![head.collect::<Vec<_>>()];
    for item in items {
        let members = match item {
            Node::Object(members) => members.as_slice(),
            _ => &[],
        };
        let cells = names.iter().map(|name| {
            let found = members.iter().find(|(key, _)| key == name);
            found.map_or_else(String::new, |(_, value)| cell(value, is_narrow))
        });
        lines.push(cells.collect());
    }
    align(&lines)
}

fn properties(node: &Node, is_narrow: bool) -> String {
    let Node::Object(members) = node else {
        return cell(node, is_narrow) + "\n";
    };
    let lines: Vec<Vec<String>> = members
        .iter()
        .map(|(key, value)| {
            let name = Node::Scalar(key.clone());
            vec![cell(&name, is_narrow), cell(value, is_narrow)]
        })
        .collect();
    align(&lines)
}

/// What a cell shows: a text as it is, anything else as JSON, `null` as nothing.
fn cell(node: &Node, is_narrow: bool) -> String {
    let text = match node {
        Node::Scalar(text) if text == "null" => String::new(),
        node => node.as_text().unwrap_or_else(|| node.compact()),
    };
    let text = escape_controls(&text.replace('\n', " "));
    if !is_narrow || text.chars().count() <= WIDEST {
        return text;
    }
    let mut short: String = text.chars().take(WIDEST - 1).collect();
    short.push('…');
    short
}

fn align(lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|it| it.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    for line in lines {
        let mut text = String::new();
        for (cell, width) in line.iter().zip(&widths) {
            text.push_str(cell);
            let missing = width.saturating_sub(cell.chars().count()) + 2;
            text.extend(std::iter::repeat_n(' ', missing));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}
