//! Good descriptions with a few nodes dropped, doubled, renamed or replaced.

use serde_json::{Map, Value, json};

use super::golden::{Case, cases};
use super::text::{SENTINEL, salt};
use super::{Choices, TEXTS};

/// A golden case whose description has been changed, and that description.
pub(crate) fn changed(choices: &mut Choices<'_>) -> Option<(&'static Case, Value)> {
    let index = choices.below(cases().len());
    let case = cases().get(index)?;
    let mut description = case.value.clone();
    if choices.is(50) {
        salt(&mut description, choices);
    }
    for _ in 0..choices.below(5) {
        change(&mut description, choices);
    }
    without_texts_as_names(&mut description);
    Some((case, description))
}

/// Removes text for readers from where properties are required by their names: nothing would tell such a name from text that has become
/// code.
fn without_texts_as_names(node: &mut Value) {
    match node {
        Value::Object(members) => {
            for (key, member) in members {
                if let (Value::Array(names), "required") = (&mut *member, key.as_str()) {
                    names.retain(|it| !it.as_str().is_some_and(|it| it.contains(SENTINEL)));
                }
                without_texts_as_names(member);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(without_texts_as_names),
        _ => {}
    }
}

/// Changes a node.
fn change(root: &mut Value, choices: &mut Choices<'_>) {
    let count = count(root);
    let graft = nth(root, choices.below(count)).clone();
    let node = choices.below(count);
    let Some((parent, place)) = parent_of(root, node) else {
        return;
    };
    match parent {
        Value::Object(members) => change_member(members, place, graft, choices),
        Value::Array(items) => change_item(items, place, graft, choices),
        _ => {}
    }
}

fn change_member(
    members: &mut Map<String, Value>,
    place: usize,
    graft: Value,
    choices: &mut Choices<'_>,
) {
    let Some(key) = members.keys().nth(place).cloned() else {
        return;
    };
    let Some(node) = members.get_mut(&key) else {
        return;
    };
    match choices.below(6) {
        0 => {
            members.remove(&key);
        }
        1 => {
            let value = node.clone();
            members.insert(format!("{key}-"), value);
        }
        2 => *node = value(choices),
        3 => {
            let value = members.remove(&key).unwrap_or_default();
            members.insert(name(choices), value);
        }
        4 => *node = graft,
        _ => *node = wrapped(&node.take(), &graft, choices),
    }
}

fn change_item(items: &mut Vec<Value>, place: usize, graft: Value, choices: &mut Choices<'_>) {
    let Some(node) = items.get_mut(place) else {
        return;
    };
    match choices.below(6) {
        0 => {
            items.remove(place);
        }
        1 => {
            let value = node.clone();
            items.push(value);
        }
        2 => *node = value(choices),
        3 => items.push(value(choices)),
        4 => items.push(graft),
        _ => *node = wrapped(&node.take(), &graft, choices),
    }
}

/// A node inside of what can be around a schema, or around anything.
fn wrapped(node: &Value, other: &Value, choices: &mut Choices<'_>) -> Value {
    match choices.below(7) {
        0 => json!({"allOf": [node, other]}),
        1 => json!({"oneOf": [node, other]}),
        2 => json!({"anyOf": [other, node], "discriminator": {"propertyName": "type"}}),
        3 => json!({"type": "array", "items": node}),
        4 => json!({"type": "object", "properties": {"a": node}, "additionalProperties": other}),
        5 => json!({"schema": node, "example": other}),
        _ => json!([node]),
    }
}

fn name(choices: &mut Choices<'_>) -> String {
    if choices.is(30) {
        return choices.word();
    }
    let names = [
        "type",
        "enum",
        "oneOf",
        "anyOf",
        "allOf",
        "items",
        "properties",
        "required",
        "nullable",
        "readOnly",
        "additionalProperties",
        "discriminator",
        "format",
        "default",
        "description",
        "content",
        "schema",
        "post",
        "Self",
        "lib",
        "main",
        "con",
        "nul",
        "build",
        "",
        "/",
        "{}",
        "a.b",
        "a[]",
        "日本",
        "$ref",
        "x-nullable",
        "const",
        "example",
    ];
    choices.one(&names).to_owned()
}

fn value(choices: &mut Choices<'_>) -> Value {
    match choices.below(9) {
        0 => Value::Null,
        1 => choices.any::<bool>().into(),
        2 => choices.any::<i64>().into(),
        3 => choices.any::<f64>().into(),
        4 => name(choices).into(),
        5 => choices.one(TEXTS).into(),
        6 => choices.list(3, name).into(),
        _ => {
            let values = [
                json!({}),
                json!({"type": "string"}),
                json!({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {}}}}}),
                json!({"oneOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}),
                json!({"enum": ["a", "A", "", 1, null, "lib", "e\u{301}", "é"]}),
                json!({"type": "array", "enum": [[1]]}),
                json!({"type": "integer", "enum": ["a", 1.5]}),
                json!({"$ref": "#/components/schemas/Base"}),
                json!({"$ref": "#"}),
                json!({"$ref": "../../../../etc/passwd"}),
                json!(["string", "null"]),
            ];
            values
                .get(choices.below(values.len()))
                .cloned()
                .unwrap_or_default()
        }
    }
}

/// How many nodes there are below a node, and the node itself.
fn count(node: &Value) -> usize {
    1 + match node {
        Value::Object(members) => members.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// The node with this number among those.
fn nth(node: &Value, mut number: usize) -> &Value {
    if number == 0 {
        return node;
    }
    number -= 1;
    let children: Vec<&Value> = match node {
        Value::Object(members) => members.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => return node,
    };
    for child in children {
        let count = count(child);
        if number < count {
            return nth(child, number);
        }
        number -= count;
    }
    node
}

/// What holds that node, and its place there; `None` for the root.
fn parent_of(node: &mut Value, number: usize) -> Option<(&mut Value, usize)> {
    let mut left = number.checked_sub(1)?;
    let counts: Vec<usize> = match node {
        Value::Object(members) => members.values().map(count).collect(),
        Value::Array(items) => items.iter().map(count).collect(),
        _ => return None,
    };
    for (place, count) in counts.into_iter().enumerate() {
        if left == 0 {
            return Some((node, place));
        }
        if left < count {
            let child = match node {
                Value::Object(members) => members.values_mut().nth(place),
                Value::Array(items) => items.get_mut(place),
                _ => None,
            };
            return parent_of(child?, left);
        }
        left -= count;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{count, nth, parent_of};
    use serde_json::json;

    #[test]
    fn every_node_has_a_number() {
        let mut root = json!({"a": [1, {"b": 2}], "c": 3});
        assert_eq!(count(&root), 6);
        let nodes: Vec<_> = (0..6).map(|number| nth(&root, number).clone()).collect();
        assert_eq!(
            nodes[1..],
            [
                json!([1, {"b": 2}]),
                json!(1),
                json!({"b": 2}),
                json!(2),
                json!(3)
            ]
        );
        assert!(parent_of(&mut root, 0).is_none());
        let (parent, place) = parent_of(&mut root, 4).unwrap();
        assert_eq!((&*parent, place), (&json!({"b": 2}), 0));
        let (parent, place) = parent_of(&mut root, 3).unwrap();
        assert_eq!((&*parent, place), (&json!([1, {"b": 2}]), 1));
        let (parent, place) = parent_of(&mut root, 5).unwrap();
        assert_eq!((parent.is_object(), place), (true, 1));
    }
}
