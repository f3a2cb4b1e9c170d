//! The runtime of a client that has one of its own: the files that its description needs.

use super::runtime::RUNTIME;
use crate::files::MARK;
use crate::manifest::XML;

/// The files below `src/runtime/`, of which those about XML are only there where a body is.
pub(in crate::emit) fn emit_runtime(has_xml: bool) -> Vec<(String, String)> {
    let is_needed = |path: &str| has_xml || !path.split('/').any(|it| it.contains("xml"));
    let files = RUNTIME.iter().filter(|(path, _)| is_needed(path));
    files
        .map(|(path, text)| {
            let text = with_or_without_xml(text, has_xml);
            (format!("src/runtime/{path}"), format!("// {MARK}\n{text}"))
        })
        .collect()
}

/// A file of the runtime in which nothing depends on the feature: a client cannot do without what its description needs, and no other
/// has the crate for it. The feature is that of statements which end with their line, such as a `use`.
fn with_or_without_xml(text: &str, has_xml: bool) -> String {
    let condition = format!("#[cfg(feature = \"{XML}\")]");
    let mut out = String::new();
    let mut is_left_out = false;
    for line in text.split_inclusive('\n') {
        if line.trim() == condition {
            is_left_out = !has_xml;
            continue;
        }
        if !is_left_out {
            out.push_str(line);
        }
        is_left_out &= !line.trim_end().ends_with(';');
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_client_has_a_condition_about_xml() {
        for has_xml in [true, false] {
            for (path, text) in super::emit_runtime(has_xml) {
                assert!(!text.contains("feature = \"xml\""), "{path}");
                assert!(has_xml || !text.contains("quick_xml"), "{path}");
                assert!(syn::parse_file(&text).is_ok(), "{path}");
            }
        }
    }
}
