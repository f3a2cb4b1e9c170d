//! Arrays: tuples, and items that nothing else describes.

use super::{Cx, distinct, take};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Marks an array whose `items` is an object that has a property for each place, in their order.
pub(crate) const PLACES: &str = "x-prefix-items";

/// How many items a tuple may have: the runtime implements no longer ones.
const MOST_PLACES: usize = 8;

/// Rewrites `prefixItems` and lists under `items` (JSON Schema 2020-12, 10.3.1). With a supported number of places and no typed
/// items behind them, it is a tuple. Otherwise it becomes a list: of the union of its places where there are no further items,
/// or else of any value.
pub(super) fn tuples(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    schema.remove(PLACES);
    let key = match (schema.get("prefixItems"), schema.get("items")) {
        (Some(Node::Sequence(_)), _) => "prefixItems",
        (_, Some(Node::Sequence(_))) => "items",
        // A boolean does not describe items.
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

/// The extension of a schema whose `items` are those that its members do not describe either.
pub(crate) const UNEVALUATED_ITEMS: &str = "x-codegen-unevaluated-items";

/// Makes `unevaluatedItems`, which is about items that nothing else describes, `items`. A boolean is removed.
pub(super) fn unevaluated(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    schema.remove(UNEVALUATED_ITEMS);
    match take(schema, "unevaluatedItems", at) {
        Some(Node::Mapping(rest)) if !schema.contains("items") => {
            schema.insert("items", Node::Mapping(rest));
            schema.insert(UNEVALUATED_ITEMS, Node::Bool(true));
        }
        Some(Node::Mapping(_)) => cx.not_checked("unevaluatedItems", at),
        _ => {}
    }
}
