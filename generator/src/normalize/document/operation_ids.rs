//! Names of operations, of which each has its own (`OpenAPI 3.0.4, 4.8.10.1`).

use std::collections::BTreeMap;

use super::operations;
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::Mapping;

/// The code of what is reported here.
pub(super) const CODE: &str = "duplicate-operation-id";

/// The first operation of a name.
struct First {
    path: String,
    operation: Mapping,
    origin: Origin,
}

/// Reports operations that have the same name.
///
/// Real descriptions have such, and their operations can be told apart by what they do: a warning suffices. Two methods of
/// one path that agree in every word are a copy that was never finished. Nothing says which of them the name is for, so that
/// this is an error unless the configuration accepts it.
pub(super) fn unique(
    root: &mut Mapping,
    is_accepted: impl Fn(&Origin) -> bool,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    operations(root, at, |_, _, operation, _| {
        *counts.entry(name(operation)).or_default() += 1;
    });
    let mut seen: BTreeMap<String, Vec<First>> = BTreeMap::new();
    operations(root, at, |path, _, operation, at| {
        let name = name(operation);
        if name.is_empty() || counts.get(&name).is_none_or(|count| *count < 2) {
            return;
        }
        let here = at.key("operationId").origin();
        let others = seen.entry(name.clone()).or_default();
        let is_twin = |it: &&First| it.path == path && it.operation == *operation;
        let twin = others.iter().find(is_twin);
        if let Some(twin) = twin.filter(|_| !is_accepted(&here)) {
            let message = format!(
                "the operation `{name}` is described twice, word for word, for two methods of one path"
            );
            diagnostics.error(CODE, &here, message).hint(format!(
                "the other one is at {}; where both are meant, list this place under `allow.{CODE}` in codegen.toml",
                twin.origin.pointer
            ));
        } else if let Some(other) = twin.or(others.last()) {
            let message = format!("another operation is called `{name}`, too");
            diagnostics
                .warning(CODE, &here, message)
                .hint(format!("the other one is at {}", other.origin.pointer));
        }
        others.push(First {
            path: path.to_owned(),
            operation: operation.clone(),
            origin: at.origin(),
        });
    });
}

fn name(operation: &Mapping) -> String {
    operation
        .text("operationId")
        .unwrap_or_default()
        .trim()
        .to_owned()
}
