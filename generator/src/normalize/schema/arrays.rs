//! Arrays whose items are told apart by their places.

use super::{Cx, distinct, take};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Marks an array whose `items` is an object that has a property for each place, in their order.
pub(crate) const PLACES: &str = "x-prefix-items";

/// How many places an array can have to be a tuple: so many the runtime knows.
const MOST_PLACES: usize = 8;

/// A tuple, written as `prefixItems` or as a list of `items`, has its places told apart unless there are too many or too few, or more of
/// a certain type behind them; else it becomes a list of what any of its places may hold, if there
/// are no further items, and else of anything (JSON Schema 2020-12, 10.3.1).
pub(super) fn tuples(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    schema.remove(PLACES);
    let key = match (schema.get("prefixItems"), schema.get("items")) {
        (Some(Node::Sequence(_)), _) => "prefixItems",
        (_, Some(Node::Sequence(_))) => "items",
        // Neither of the two says that there can be no item.
        (_, Some(Node::Bool(_) | Node::Null)) => {
            schema.remove("items");
            return;
        }
        _ => return,
    };
    let Some(Node::Sequence(mut places)) = take(schema, key, at) else {
        return;
    };
    let rest = take(
        schema,
        if key == "items" {
            "additionalItems"
        } else {
            "items"
        },
        at,
    );
    if (2..=MOST_PLACES).contains(&places.len()) && !matches!(rest, Some(Node::Mapping(_))) {
        let properties = (0..).map(|index: usize| index.to_string()).zip(places);
        let properties = Node::Mapping(Mapping::new(properties.collect()));
        let items = [("type", Node::text("object")), ("properties", properties)];
        schema.insert("items", Node::Mapping(Mapping::made(&at.key(key), items)));
        schema.insert(PLACES, Node::Bool(true));
        return;
    }
    let is_full = match schema.get("maxItems") {
        Some(Node::Int(most)) => usize::try_from(*most).is_ok_and(|most| most <= places.len()),
        _ => false,
    };
    let is_closed = rest == Some(Node::Bool(false))
        || schema.get("unevaluatedItems") == Some(&Node::Bool(false));
    match rest {
        Some(Node::Mapping(rest)) => places.push(Node::Mapping(rest)),
        _ if is_full || is_closed => {}
        _ => places.clear(),
    }
    let is_told_apart = places.len() == 1;
    let mut places = distinct(places);
    if !is_told_apart {
        cx.warning(
            "not-carried",
            &at.key(key),
            "the client does not tell the places of this list apart",
        );
    }
    let items = match (places.len(), places.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            places.push(last);
            Node::Mapping(Mapping::made(
                &at.key(key),
                [("anyOf", Node::Sequence(places))],
            ))
        }
        (_, None) => Node::Mapping(Mapping::made(&at.key(key), [])),
    };
    schema.insert("items", items);
}

/// `unevaluatedItems` is about items that nothing else describes; as a flag, it only forbids.
pub(super) fn unevaluated(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    match take(schema, "unevaluatedItems", at) {
        Some(Node::Mapping(rest)) if !schema.contains("items") => {
            schema.insert("items", Node::Mapping(rest));
        }
        Some(Node::Mapping(_)) => cx.not_checked("unevaluatedItems", at),
        _ => {}
    }
}
