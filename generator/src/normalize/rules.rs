//! What the table of objects cannot say: rules that look at several fields of one object.

use crate::diag::Diagnostics;
use crate::origin::Origin;
use crate::source::Node;

/// A rule beyond the table. It sees the entries after the table was applied to them.
pub(super) type Also = fn(&mut Vec<(String, Node)>, &Origin, &mut Diagnostics);

/// The styles for each place of a parameter (`OpenAPI 3.0.4, 4.8.12.2`).
const STYLES: [(&str, &[&str]); 4] = [
    ("path", &["matrix", "label", "simple"]),
    (
        "query",
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];

/// A parameter has a style that its place allows, and either a schema or one media type.
pub(super) fn parameter(
    entries: &mut Vec<(String, Node)>,
    at: &Origin,
    diagnostics: &mut Diagnostics,
) {
    let text = |key: &str| find(entries, key).and_then(Node::as_str).map(str::to_owned);
    if let (Some(place), Some(style)) = (text("in"), text("style")) {
        let allowed = STYLES
            .iter()
            .find(|(name, _)| *name == place)
            .map_or(&[][..], |(_, styles)| styles);
        if !allowed.contains(&style.as_str()) {
            let message = format!("a parameter in the {place} cannot have the style `{style}`");
            diagnostics
                .warning("invalid-style", &at.key("style"), message)
                .hint(format!(
                    "allowed are {}; the client uses the default",
                    list(allowed)
                ));
            entries.retain(|(key, _)| key != "style");
        }
    }
    match (find(entries, "schema"), find(entries, "content")) {
        (None, None) => {
            diagnostics
                .error(
                    "missing-field",
                    at,
                    "a parameter needs `schema` or `content`",
                )
                .hint("add a `schema`");
        }
        (Some(_), Some(_)) => {
            diagnostics.warning(
                "not-carried",
                &at.key("content"),
                "a parameter with a `schema` cannot have `content`",
            );
            entries.retain(|(key, _)| key != "content");
        }
        _ => {}
    }
}

/// A security scheme has the fields of its type.
#[allow(clippy::ptr_arg, reason = "rules have one signature")]
pub(super) fn security_scheme(
    entries: &mut Vec<(String, Node)>,
    at: &Origin,
    diagnostics: &mut Diagnostics,
) {
    let needed: &[&str] = match find(entries, "type").and_then(Node::as_str) {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => &["flows"],
        Some("openIdConnect") => &["openIdConnectUrl"],
        _ => &[],
    };
    for name in needed {
        if find(entries, name).is_none() {
            diagnostics.error(
                "missing-field",
                at,
                format!("a security scheme of this type needs `{name}`"),
            );
        }
    }
    // Flows say how to get a token, which is up to the caller; the model would refuse some of them.
    if let Some((_, flows)) = entries.iter_mut().find(|(key, _)| key == "flows") {
        *flows = Node::Mapping(Vec::new());
    }
}

fn find<'n>(entries: &'n [(String, Node)], key: &str) -> Option<&'n Node> {
    entries
        .iter()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value)
}

/// Words as a sentence lists them.
pub(super) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}
