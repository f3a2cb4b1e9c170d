//! Webhooks and callbacks, whose payloads are components.

use serde_json::Value;

use super::{Lowering, docs};
use crate::ir::{Direction, Hook, Place};
use crate::normalize::HOOKS;

impl Lowering<'_> {
    /// The requests that the server sends, in the order of the description.
    pub(super) fn hooks(&mut self) -> Vec<Hook> {
        let spec = self.spec;
        let list = spec.openapi.extensions.get(HOOKS).and_then(Value::as_array);
        let mut hooks = Vec::new();
        for hook in list.into_iter().flatten() {
            let text = |key: &str| docs::text(hook.get(key).and_then(Value::as_str));
            hooks.extend(text("name").map(|name| Hook {
                name,
                ty: text("schema").and_then(|schema| self.hook_payload(&schema)),
                docs: text("description"),
            }));
        }
        hooks
    }

    fn hook_payload(&mut self, name: &str) -> Option<crate::ir::Type> {
        let spec = self.spec;
        let node = spec.openapi.components.as_ref()?.schemas.get(name)?;
        let at = spec.root().key("components").key("schemas").key(name);
        self.direction = Direction::Read;
        let resolved = spec.schema(node, &at)?;
        let name = resolved
            .component
            .clone()
            .unwrap_or_else(|| name.to_owned());
        let place = Place::component(&name);
        let lowered = self.resolved(Some(name), resolved.value, &resolved.origin, &place);
        Some(lowered.into_type())
    }
}
