//! Arrays: empty, with one item, with each item that its schema has.

use crate::json::Json;

use super::shape::Shape;
use super::{Instance, Maker, Standing, dedup, limits};

/// How many items a list has that shows many.
const MANY: usize = 24;

/// Arrays that may be of a shape.
pub(super) fn arrays<'a>(maker: Maker<'a>, shape: &Shape<'a>, depth: usize) -> Vec<Instance> {
    let least = shape.count("minItems").unwrap_or(0).min(limits::SIZE);
    let most = shape.count("maxItems").unwrap_or(usize::MAX);
    let first: Vec<Vec<Json>> = shape
        .first_items
        .iter()
        .map(|it| maker.values(it, depth + 1))
        .collect();
    let others = match (shape.no_more_items, shape.items.as_slice()) {
        (true, _) => Vec::new(),
        (false, []) if !first.is_empty() => vec![Json::String("more".to_owned()), Json::Null],
        (false, []) => vec![
            Json::String("item".to_owned()),
            Json::Number("1".to_owned()),
            Json::Null,
        ],
        (false, items) => maker.values_of_all(items, depth + 1),
    };
    let list = |count: usize, from: usize| -> Option<Vec<Json>> {
        let mut items = Vec::new();
        for index in 0..count.max(least).min(most) {
            let values = first.get(index).unwrap_or(&others);
            let index = if shape.unique {
                index
            } else {
                (index + from) % values.len().max(1)
            };
            items.push(values.get(index)?.clone());
        }
        if shape.unique {
            dedup(&mut items);
        }
        Some(items)
    };
    let several = first.len().max(2);
    let mut found = Vec::new();
    let mut add = |label: &str, items: Option<Vec<Json>>| {
        if let Some(items) = items {
            let value = Json::Array(items);
            found.push(Instance {
                value,
                label: label.to_owned(),
                standing: Standing::Valid,
            });
        }
    };
    add("a list", list(several, 0));
    add("a list with one item", list(first.len().max(1), 0));
    add("an empty list", list(0, 0));
    if depth < 2 {
        add(
            "a list with every kind of item",
            list(others.len().clamp(1, MANY), 0),
        );
        for from in 1..others.len().min(limits::values(depth + 1)) {
            add("a list with another item", list(first.len().max(1), from));
        }
        for from in 1..first.iter().map(Vec::len).max().unwrap_or(0) {
            add("other items", list(several, from));
        }
    }
    found
}
