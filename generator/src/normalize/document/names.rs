//! Names of components (`OpenAPI 3.0.4, 4.8.7.1`).

use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Reports names with characters other than those of the specification. Letters of any script, spaces, and the marks by which
/// tools write generic types, paths and pointers are accepted, too.
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
            if let Some(wrong) = name.chars().find(|c| !is_allowed(*c)) {
                let message = format!("`{wrong}` cannot stand in the name of a component");
                diagnostics
                    .warning("invalid-name", &at.key(name).origin(), message)
                    .hint("names are made of letters, digits, `.`, `-` and `_`");
            }
        }
    }
}

fn is_allowed(c: char) -> bool {
    const LET_PASS: &str = ".-_<>[](){},`+$/:~%=|&' ";
    c.is_ascii_alphanumeric() || LET_PASS.contains(c) || !(c.is_ascii() || c.is_control())
}
