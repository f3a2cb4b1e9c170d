//! Whether the description has a place for a value: a name, or a schema for properties without one.

use serde_json::Value;

use super::schemas::Schemas;

/// How long a chain of references and members is followed.
const CHAIN: usize = 40;

/// Whether a property, by the path to it in an instance of the schema of this number, is one that the schema has a place for. What is
/// inside of a value about which nothing is said has one.
pub fn is_named(schemas: &Schemas<'_>, number: usize, path: &str) -> bool {
    match around(schemas, number, path) {
        Ok(_) => true,
        // What has no properties of its own may have any.
        Err(outer) => {
            let has_own = |it: &&Value| {
                ["properties", "required"]
                    .iter()
                    .any(|key| it.get(*key).is_some())
            };
            !outer.iter().any(has_own)
        }
    }
}

/// Whether the schema says that the value at the path is a whole number, and no other.
pub fn is_integer(schemas: &Schemas<'_>, number: usize, path: &str) -> bool {
    let says = |it: &Value, ty: &str| match it.get("type") {
        Some(Value::Array(several)) => several.iter().any(|it| it == ty),
        Some(one) => one == ty,
        None => false,
    };
    around(schemas, number, path).is_ok_and(|found| {
        let mut all = Vec::new();
        for it in &found {
            expand(schemas, it, CHAIN, &mut all);
        }
        let any = |ty| all.iter().any(|it| says(it, ty));
        any("integer") && !any("number")
    })
}

/// The schemas of the value at a path; or those of the last value before it that has any.
fn around<'a>(
    schemas: &'a Schemas<'_>,
    number: usize,
    path: &str,
) -> Result<Vec<&'a Value>, Vec<&'a Value>> {
    let mut around = vec![schemas.get(number)];
    for step in path.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let mut all = Vec::new();
        for it in &around {
            expand(schemas, it, CHAIN, &mut all);
        }
        let inner: Vec<&Value> = all.iter().flat_map(|it| at(it, &step)).collect();
        if inner.is_empty() {
            return Err(all);
        }
        around = inner;
    }
    Ok(around)
}

/// The schema, and all that it consists of.
fn expand<'a>(
    schemas: &'a Schemas<'_>,
    schema: &'a Value,
    chain: usize,
    found: &mut Vec<&'a Value>,
) {
    if chain == 0 {
        return;
    }
    found.push(schema);
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        expand(schemas, schemas.target(reference), chain - 1, found);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        let members = schema.get(key).and_then(Value::as_array);
        members
            .into_iter()
            .flatten()
            .for_each(|it| expand(schemas, it, chain - 1, found));
    }
    for key in ["then", "else"] {
        schema
            .get(key)
            .into_iter()
            .for_each(|it| expand(schemas, it, chain - 1, found));
    }
}

/// The schemas that one schema has for the value under a key or an index.
fn at<'a>(schema: &'a Value, step: &str) -> Vec<&'a Value> {
    let named = schema.get("properties").and_then(|it| it.get(step));
    let is_index = step.bytes().all(|it| it.is_ascii_digit()) && !step.is_empty();
    let index = step.parse::<usize>().ok().filter(|_| is_index);
    let placed = index.and_then(|index| schema.get("prefixItems")?.get(index));
    let items = index.and_then(|_| schema.get("items"));
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let patterns = patterns.into_iter().flat_map(|it| it.values());
    let found = named.into_iter().chain(placed).chain(items).chain(patterns);
    let found: Vec<&Value> = found.collect();
    if !found.is_empty() {
        return found;
    }
    let rest = schema.get("additionalProperties");
    rest.into_iter()
        .filter(|it| **it != Value::Bool(false))
        .collect()
}
