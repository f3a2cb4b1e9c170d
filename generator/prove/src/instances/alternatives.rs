//! The ways to be of a schema: its choices, made.

use serde_json::Value;

use crate::document::Schemas;

use super::shape::Shape;

/// How long a chain of references and members is followed.
const CHAIN: usize = 40;

/// At most `most` ways to be of a schema, so chosen that each branch of each choice is in one of them.
pub(super) fn of<'a>(schemas: &'a Schemas<'a>, schema: &'a Value, most: usize) -> Vec<Shape<'a>> {
    let mut found = expand(schemas, schema, most, CHAIN);
    found.truncate(most);
    found
}

/// Ways to be of several schemas at once.
pub(super) fn of_all<'a>(
    schemas: &'a Schemas<'a>,
    all: &[&'a Value],
    most: usize,
) -> Vec<Shape<'a>> {
    let mut found = vec![Shape::default()];
    for schema in all {
        found = product(&found, &expand(schemas, schema, most, CHAIN), most);
    }
    found
}

fn expand<'a>(
    schemas: &'a Schemas<'a>,
    schema: &'a Value,
    most: usize,
    chain: usize,
) -> Vec<Shape<'a>> {
    let Some(members) = schema.as_object() else {
        return if schema == &Value::Bool(false) {
            Vec::new()
        } else {
            vec![Shape::default()]
        };
    };
    if chain == 0 {
        return Vec::new();
    }
    let inner = |schema| expand(schemas, schema, most, chain - 1);
    let mut found = vec![Shape::new(members)];
    if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
        found = product(&found, &inner(schemas.target(reference)), most);
    }
    let list = |key| members.get(key).and_then(Value::as_array);
    for member in list("allOf").into_iter().flatten() {
        found = product(&found, &inner(member), most);
    }
    if let Some(branches) = list("oneOf") {
        let branches: Vec<Shape<'a>> = branches.iter().flat_map(inner).collect();
        found = product(&found, &branches, most);
    }
    if let Some(branches) = list("anyOf") {
        let branches: Vec<Vec<Shape<'a>>> = branches.iter().map(inner).collect();
        found = product(&found, &any_of(&branches, most), most);
    }
    if let Some(condition) = members.get("if") {
        let branch = |key| {
            members
                .get(key)
                .map_or_else(|| vec![Shape::default()], inner)
        };
        let mut branches = product(&inner(condition), &branch("then"), most);
        branches.extend(branch("else"));
        found = product(&found, &branches, most);
    }
    found
}

/// Each branch alone; each with the next; and as many at once as can be.
fn any_of<'a>(branches: &[Vec<Shape<'a>>], most: usize) -> Vec<Shape<'a>> {
    let mut found: Vec<Shape<'a>> = branches.iter().flatten().cloned().collect();
    for (one, next) in branches.iter().zip(branches.iter().skip(1)) {
        found.extend(
            one.first()
                .zip(next.first())
                .and_then(|(one, next)| one.and(next)),
        );
    }
    if branches.len() > 2 {
        let mut all = Shape::default();
        for shape in branches.iter().filter_map(|it| it.first()) {
            all = all.and(shape).unwrap_or(all);
        }
        found.push(all);
    }
    found.truncate(most.max(1));
    found
}

/// What both say, for all pairs if they are few, or else for so many that each is in one.
fn product<'a>(one: &[Shape<'a>], other: &[Shape<'a>], most: usize) -> Vec<Shape<'a>> {
    let all = one.len() * other.len();
    if all <= most.min(32) || one.len() <= 1 || other.len() <= 1 {
        return one
            .iter()
            .flat_map(|a| other.iter().filter_map(|b| a.and(b)))
            .take(most.max(1))
            .collect();
    }
    let mut found = Vec::new();
    let (long, short) = if one.len() >= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    for (index, a) in long.iter().enumerate().take(most) {
        let partners = short
            .iter()
            .cycle()
            .skip(index % short.len())
            .take(short.len());
        found.extend({
            let mut partners = partners;
            partners.find_map(|b| a.and(b))
        });
    }
    found
}
