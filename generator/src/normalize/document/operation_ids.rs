//! Identifiers of operations, which are unique (`OpenAPI 3.0.4, 4.8.10.1`).

use std::collections::BTreeMap;

use super::operations;
use crate::diag::Diagnostics;
use crate::normalize::METHOD;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// The code of what is reported here.
const CODE: &str = "duplicate-operation-id";

/// Tells operations apart that have the same identifier.
///
/// Frameworks write such where one route has several methods: these are named after their methods, too. What else has the same
/// identifier gets a number when it is named.
pub(super) fn unique(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_route: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    operations(root, at, |place, _, operation, _| {
        let (route, method) = route(place, operation);
        let name = name(operation);
        *counts.entry(name.clone()).or_default() += 1;
        of_route.entry((name, route)).or_default().push(method);
    });
    let mut last: BTreeMap<String, String> = BTreeMap::new();
    operations(root, at, |place, _, operation, at| {
        let name = name(operation);
        if name.is_empty() || counts.get(&name).is_none_or(|count| *count < 2) {
            return;
        }
        let here = at.key("operationId").origin();
        let (route, method) = route(place, operation);
        let methods = of_route.get(&(name.clone(), route));
        let own = methods.and_then(|methods| with_method(&name, &method, methods));
        let own = own.filter(|own| *own == name || !counts.contains_key(own));
        if let Some(other) = last.get(&name) {
            let message = format!("another operation is called `{name}`, too");
            let hint = match &own {
                Some(own) => format!("the other one is at {other}; this one is `{own}` here"),
                None => format!("the other one is at {other}"),
            };
            diagnostics.warning(CODE, &here, message).hint(hint);
        }
        if let Some(own) = own {
            operation.insert("operationId", Node::text(own));
        }
        last.insert(name, at.origin().pointer);
    });
}

/// The path of an operation, and its method.
fn route((path, key): (&str, &str), operation: &Mapping) -> (String, String) {
    match (operation.text(METHOD), path.rsplit_once('#')) {
        (Some(method), Some((path, _))) => (path.to_owned(), method.to_ascii_lowercase()),
        _ => (path.to_owned(), key.to_owned()),
    }
}

/// An identifier with the method behind it, where other methods of the route have the same. The one that the others are said
/// to accompany needs none. `FastAPI` has put one of the methods there, whichever came first.
fn with_method(name: &str, method: &str, methods: &[String]) -> Option<String> {
    if methods.len() < 2 {
        return None;
    }
    let without = |method: &String| name.strip_suffix(method)?.strip_suffix('_');
    if let Some(name) = methods.iter().find_map(without) {
        return Some(format!("{name}_{method}"));
    }
    let is_companion = |method: &str| matches!(method, "head" | "options" | "trace");
    let main = methods.iter().filter(|it| !is_companion(it)).count();
    let is_alone = main == 1 && !is_companion(method);
    let separator = if name.contains('-') { '-' } else { '_' };
    (!is_alone).then(|| format!("{name}{separator}{method}"))
}

fn name(operation: &Mapping) -> String {
    operation
        .text("operationId")
        .unwrap_or_default()
        .trim()
        .to_owned()
}
