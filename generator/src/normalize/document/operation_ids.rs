//! Identifiers of operations, which are unique (`OpenAPI 3.0.4, 4.8.10.1`).

use std::collections::BTreeMap;

use super::operations;
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::Mapping;

/// The code of what is reported here.
pub(crate) const CODE: &str = "duplicate-operation-id";

/// An operation that another may be a copy of.
struct First {
    operation: Mapping,
    origin: Origin,
}

/// Reports operations that have the same identifier.
///
/// Published descriptions have such. Where the operations differ otherwise, a warning suffices. Two methods of one path that
/// agree in all else are an unfinished copy, and nothing says which of them the identifier is for: that is an error, unless the
/// configuration accepts it.
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
    let mut of_path: BTreeMap<(String, String), Vec<First>> = BTreeMap::new();
    let mut last: BTreeMap<String, Origin> = BTreeMap::new();
    operations(root, at, |path, _, operation, at| {
        let name = name(operation);
        if name.is_empty() || counts.get(&name).is_none_or(|count| *count < 2) {
            return;
        }
        let here = at.key("operationId").origin();
        let others = of_path.entry((name.clone(), path.to_owned())).or_default();
        let twin = others.iter().find(|it| it.operation == *operation);
        if let Some(twin) = twin.filter(|_| !is_accepted(&here)) {
            let message = format!(
                "the operation `{name}` is described twice, word for word, for two methods of one path"
            );
            diagnostics.error(CODE, &here, message).hint(format!(
                "the other one is at {}; where both are meant, list this place under `allow.{CODE}` in codegen.toml",
                twin.origin.pointer
            ));
        } else if let Some(other) = twin.map(|it| &it.origin).or(last.get(&name)) {
            let message = format!("another operation is called `{name}`, too");
            diagnostics
                .warning(CODE, &here, message)
                .hint(format!("the other one is at {}", other.pointer));
        }
        others.push(First {
            operation: operation.clone(),
            origin: at.origin(),
        });
        last.insert(name, at.origin());
    });
}

fn name(operation: &Mapping) -> String {
    operation
        .text("operationId")
        .unwrap_or_default()
        .trim()
        .to_owned()
}
