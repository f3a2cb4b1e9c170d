//! Names of components (`OpenAPI 3.0.4, 4.8.7.1`).

use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// A name is made of letters, digits, dots, hyphens and underscores. Tools write others as well, in the names of generic
/// types say; nothing is lost by them, but a character that nobody sees is a mistake.
pub(super) fn components(root: &Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = at.key("components");
    let Some(Node::Mapping(sections)) = root.get("components") else {
        return;
    };
    for (section, components) in sections.entries() {
        let Node::Mapping(components) = components else {
            continue;
        };
        if section.starts_with("x-") {
            continue;
        }
        let at = at.key(section);
        for name in components.keys() {
            if let Some(wrong) = name.chars().find(|c| c.is_control()) {
                let message = format!("{wrong:?} cannot stand in the name of a component");
                diagnostics
                    .error("invalid-name", &at.key(name).origin(), message)
                    .hint("names are made of letters, digits, `.`, `-` and `_`");
            }
        }
    }
}
