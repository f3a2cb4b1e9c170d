//! Remarks about the API as a whole and about its tags.

use std::collections::BTreeSet;

use super::paragraphs::{append, labelled, linked, prepend};
use super::tag_name;
use crate::markdown::{code, joined, literal};
use crate::source::{Mapping, Node};

/// Moves contact, license, terms and the manual into the description of the API.
pub(super) fn about(info: &mut Mapping, manual: Option<String>) {
    if let Some(Node::String(summary)) = info.remove("summary") {
        prepend(info, &summary);
    }
    let mut lines = Vec::new();
    lines.extend(manual);
    let terms = info.text("termsOfService");
    lines.extend(terms.and_then(|it| labelled("Terms of service", &[("url", it)])));
    for (label, key, fields) in [
        ("Contact", "contact", ["name", "email", "url"]),
        ("License", "license", ["name", "identifier", "url"]),
    ] {
        let object = info.get(key);
        let words = fields
            .iter()
            .filter_map(|field| Some((*field, object?.get(field)?.as_str()?)));
        lines.extend(labelled(label, &words.collect::<Vec<_>>()));
    }
    if !lines.is_empty() {
        append(info, &format!("- {}", lines.join("\n- ")));
    }
}

pub(super) fn tags(root: &mut Mapping) {
    let Some(Node::Sequence(tags)) = root.get_mut("tags") else {
        return;
    };
    for tag in tags.iter_mut().filter_map(Node::as_mapping_mut) {
        if let Some(Node::String(summary)) = tag.remove("summary") {
            prepend(tag, &summary);
        }
        for (key, label) in [("parent", "Part of"), ("kind", "Kind:")] {
            if let Some(word) = tag.remove(key).as_ref().and_then(tag_name) {
                append(tag, &format!("{label} {}.", code(&word)));
            }
        }
        linked(tag);
    }
}

/// The descriptions of tags that no operation has first, so that no resource carries them.
pub(super) fn chapters(root: &Mapping, first: &BTreeSet<String>) -> Vec<String> {
    let tags = root.get("tags").and_then(Node::as_list);
    let tags = tags.into_iter().flatten().filter_map(|tag| {
        let name = tag_name(tag)?;
        let text = tag.get("description")?.as_str()?.trim();
        let is_told = !text.is_empty() && !first.contains(&name);
        is_told.then(|| joined(&format!("# {}", literal(&name)), text))
    });
    tags.collect()
}
