//! Descriptions brought into one form: `OpenAPI` 3.0, of a shape that the model can hold without a loss.
//!
//! One walk over the document checks it against [`grammar`], a table of the objects of the specification. What does not
//! fit is reported where it stands and taken out, so that the phases after it meet only what they know.

mod grammar;
mod rules;
mod walk;

pub(crate) use walk::nearest;

use crate::diag::Diagnostics;
use crate::origin::Origin;
use crate::source::{Document, Node};

/// Checks and completes a document. `None` where its version is not one that can be read.
pub fn to_3_0(mut document: Document, diagnostics: &mut Diagnostics) -> Option<Document> {
    let at = Origin::root(document.file.clone());
    check_version(&document.root, &at, diagnostics)?;
    walk::walk(&mut document.root, &at, diagnostics);
    Some(document)
}

fn check_version(root: &Node, at: &Origin, diagnostics: &mut Diagnostics) -> Option<()> {
    if !matches!(root, Node::Mapping(_)) {
        let message = format!(
            "an OpenAPI description is a mapping, but this is {}",
            root.kind()
        );
        diagnostics.error("not-a-description", at, message);
        return None;
    }
    let (key, version) = ["openapi", "swagger"]
        .into_iter()
        .find_map(|key| Some((key, root.get(key)?)))
        .or_else(|| {
            diagnostics
                .error(
                    "not-a-description",
                    at,
                    "this file does not say which version of OpenAPI it follows",
                )
                .hint("an OpenAPI description has `openapi: 3.0.4` at its top");
            None
        })?;
    let at = at.key(key);
    let version = match version {
        Node::String(version) => version.clone(),
        Node::Float(number) => number.to_string(),
        other => {
            diagnostics.error(
                "invalid-type",
                &at,
                format!("expected a version, found {}", other.kind()),
            );
            return None;
        }
    };
    if key == "openapi" && (version == "3.0" || version.starts_with("3.0.")) {
        return Some(());
    }
    diagnostics
        .error(
            "unsupported-version",
            &at,
            format!("version {version} is not supported"),
        )
        .hint("supported are the versions 3.0.x");
    None
}
