//! What is said for readers where nothing of the client is documented: it joins the description of what is nearest.
//!
//! A client has the words of the API, of its tags, operations and security schemes. What a description says about them in
//! other fields, such as a license, a link to a manual, or the scopes of a token, becomes part of these words.

use std::collections::BTreeSet;

use super::schema::as_text;
use super::tree::METHODS;
use crate::source::{Mapping, Node};
use crate::words::says;

/// Moves remarks to descriptions. `is_whole`: no operation has been left out before.
pub(super) fn remarks(root: &mut Mapping, is_whole: bool) {
    tags(root);
    let general = root.get("security").map(scopes).unwrap_or_default();
    let mut first = BTreeSet::new();
    if let Some(Node::Mapping(paths)) = root.get_mut("paths") {
        for (_, item) in paths.entries_mut() {
            if let Node::Mapping(item) = item {
                path_item(item, &general, &mut first);
            }
        }
    }
    if let Some(schemes) = mapping(root, "components").and_then(|it| mapping(it, "securitySchemes"))
    {
        for (name, scheme) in schemes.entries_mut() {
            if let Node::Mapping(scheme) = scheme {
                security_scheme(name, scheme);
            }
        }
    }
    let manual = root.remove("externalDocs");
    let manual = manual.as_ref().and_then(document);
    let chapters = if is_whole {
        chapters(root, &first)
    } else {
        Vec::new()
    };
    if let Some(info) = mapping(root, "info") {
        about(info, manual);
        for text in &chapters {
            append(info, text);
        }
    }
}

/// What there is to know about the API as a whole.
fn about(info: &mut Mapping, manual: Option<String>) {
    if let Some(Node::String(summary)) = info.remove("summary") {
        prepend(info, &summary);
    }
    let mut lines = Vec::new();
    lines.extend(manual);
    let terms = info.text("termsOfService");
    lines.extend(terms.and_then(|it| labelled("Terms of service", &[it])));
    for (label, key, fields) in [
        ("Contact", "contact", ["name", "email", "url"]),
        ("License", "license", ["name", "identifier", "url"]),
    ] {
        let object = info.get(key);
        let words = fields
            .iter()
            .filter_map(|field| object?.get(field)?.as_str());
        lines.extend(labelled(label, &words.collect::<Vec<_>>()));
    }
    if !lines.is_empty() {
        append(info, &format!("- {}", lines.join("\n- ")));
    }
}

/// A line of words that are there; nothing without any.
fn labelled(label: &str, words: &[&str]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(|it| it.trim()).collect();
    let mut words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
    words.dedup();
    (!words.is_empty()).then(|| format!("{label}: {}", words.join(", ")))
}

fn tags(root: &mut Mapping) {
    let Some(Node::Sequence(tags)) = root.get_mut("tags") else {
        return;
    };
    for tag in tags.iter_mut().filter_map(Node::as_mapping_mut) {
        if let Some(Node::String(summary)) = tag.remove("summary") {
            prepend(tag, &summary);
        }
        for (key, label) in [("parent", "Part of"), ("kind", "Kind:")] {
            if let Some(word) = tag.remove(key).as_ref().and_then(tag_name) {
                append(tag, &format!("{label} {}.", quoted(&word)));
            }
        }
        linked(tag);
    }
}

/// What is said about tags under which no operation is found.
fn chapters(root: &Mapping, first: &BTreeSet<String>) -> Vec<String> {
    let tags = root.get("tags").and_then(Node::as_list);
    let tags = tags.into_iter().flatten().filter_map(|tag| {
        let name = tag_name(tag)?;
        let text = tag.get("description")?.as_str()?.trim();
        let is_told = !text.is_empty() && !first.contains(&name);
        is_told.then(|| format!("# {}\n\n{text}", name.trim()))
    });
    tags.collect()
}

fn path_item(item: &mut Mapping, general: &[String], first: &mut BTreeSet<String>) {
    let words: Vec<String> = ["summary", "description"]
        .iter()
        .filter_map(|key| Some(item.text(key)?.trim().to_owned()))
        .collect();
    for method in METHODS {
        let Some(operation) = mapping(item, method) else {
            continue;
        };
        for text in &words {
            if operation.text("summary").map(str::trim) != Some(text) {
                append(operation, text);
            }
        }
        let tags = operation.get("tags").and_then(Node::as_list);
        let mut tags = tags.unwrap_or_default().iter().filter_map(tag_name);
        first.extend(tags.next());
        let others: Vec<String> = tags.map(|it| quoted(&it)).collect();
        if !others.is_empty() {
            append(operation, &format!("Also tagged {}.", others.join(", ")));
        }
        linked(operation);
        let own = operation.get("security").map(scopes);
        for text in own.as_deref().unwrap_or(general) {
            append(operation, text);
        }
    }
}

/// The scopes that a token needs, one text for each alternative that names some.
fn scopes(security: &Node) -> Vec<String> {
    let alternatives = security.as_list().unwrap_or_default().iter();
    let schemes = alternatives.filter_map(Node::as_mapping);
    let schemes = schemes.flat_map(|it| it.entries().iter());
    let texts = schemes.filter_map(|(name, scopes)| {
        let scopes = scopes.as_list()?.iter().filter_map(Node::as_str);
        let scopes: Vec<String> = scopes.map(quoted).collect();
        let name = quoted(name);
        (!scopes.is_empty()).then(|| format!("Scopes of {name}: {}.", scopes.join(", ")))
    });
    texts.collect()
}

/// All that is said about a request that the server sends: of the operation, the path item, and the body.
pub(super) fn of_hook(operation: &Mapping, item: &Mapping, body: Option<&Node>) -> String {
    let mut words = Mapping::new(Vec::new());
    for object in [operation, item] {
        for key in ["summary", "description"] {
            append(&mut words, object.text(key).unwrap_or_default());
        }
    }
    let body = body.and_then(|it| it.get("description")?.as_str());
    append(&mut words, body.unwrap_or_default());
    if operation.get("deprecated") == Some(&Node::Bool(true)) {
        append(&mut words, "Deprecated.");
    }
    let tags = operation.get("tags").and_then(Node::as_list);
    let tags = tags.unwrap_or_default().iter().filter_map(tag_name);
    let tags: Vec<String> = tags.map(|it| quoted(&it)).collect();
    if !tags.is_empty() {
        append(&mut words, &format!("Tagged {}.", tags.join(", ")));
    }
    if let Some(security) = operation.get("security") {
        append(&mut words, &credentials(security));
        for text in scopes(security) {
            append(&mut words, &text);
        }
    }
    let manual = operation.get("externalDocs").and_then(document);
    append(&mut words, &manual.unwrap_or_default());
    words.text("description").unwrap_or_default().to_owned()
}

/// With which credentials a request comes, of which each alternative is a list.
fn credentials(security: &Node) -> String {
    let alternatives = security.as_list().unwrap_or_default().iter();
    let alternatives = alternatives.filter_map(Node::as_mapping);
    let alternatives: Vec<String> = alternatives
        .map(|all| {
            let all: Vec<String> = all.keys().map(quoted).collect();
            match all.as_slice() {
                [] => "none".to_owned(),
                all => all.join(" and "),
            }
        })
        .collect();
    match alternatives.as_slice() {
        [] => String::new(),
        all => format!("Credentials that come with it: {}.", all.join(", or ")),
    }
}

/// How to come by a credential is up to the caller, who reads it here.
fn security_scheme(name: &str, scheme: &mut Mapping) {
    let mut lines = Vec::new();
    if scheme.remove("deprecated") == Some(Node::Bool(true)) {
        lines.push("Deprecated.".to_owned());
    }
    let said = [
        ("Form of the token", "bearerFormat"),
        ("OpenID Connect", "openIdConnectUrl"),
        ("Metadata", "oauth2MetadataUrl"),
    ];
    for (label, key) in said {
        lines.extend(labelled(label, &[scheme.text(key).unwrap_or_default()]));
    }
    scheme.remove("oauth2MetadataUrl");
    let flows = scheme.get("flows").and_then(Node::as_mapping);
    for (name, flow) in flows.into_iter().flat_map(Mapping::entries) {
        let mut words = Vec::new();
        for (label, key) in [
            ("authorized at", "authorizationUrl"),
            ("authorized at", "deviceAuthorizationUrl"),
            ("token from", "tokenUrl"),
            ("renewed at", "refreshUrl"),
        ] {
            let url = flow.get(key).and_then(Node::as_str);
            words.extend(url.map(|url| format!("{label} {url}")));
        }
        let scopes = flow.get("scopes").and_then(Node::as_mapping);
        let scopes = scopes.into_iter().flat_map(Mapping::entries);
        let scopes = scopes.map(|(scope, text)| {
            let text = text.as_str().unwrap_or_default();
            format!("\n  - {}: {text}", quoted(scope))
        });
        let (words, scopes) = (words.join(", "), scopes.collect::<String>());
        lines.push(format!("Flow {}: {words}{scopes}", quoted(name)));
    }
    if lines.is_empty() {
        return;
    }
    if scheme
        .text("description")
        .unwrap_or_default()
        .trim()
        .is_empty()
    {
        let name = quoted(name);
        append(
            scheme,
            &format!("The credential for the security scheme {name}."),
        );
    }
    append(scheme, &format!("- {}", lines.join("\n- ")));
}

/// Adds where there is more to read about an object to its description.
pub(super) fn linked(object: &mut Mapping) {
    let found = object.remove("externalDocs");
    if let Some(text) = found.as_ref().and_then(document) {
        append(object, &text);
    }
}

/// Adds what a text holds to its description. That it may be anything goes without saying.
pub(super) fn holds(schema: &mut Mapping, media_type: &str) {
    let media_type = media_type.trim();
    if !media_type.is_empty() && media_type != "application/octet-stream" {
        append(schema, &format!("Its content is {}.", quoted(media_type)));
    }
}

/// A document elsewhere, and what is in it (`OpenAPI 3.0.4, 4.8.11`).
fn document(node: &Node) -> Option<String> {
    let url = node.get("url").and_then(Node::as_str)?.trim();
    let words = node.get("description").and_then(Node::as_str);
    let words = words
        .unwrap_or_default()
        .trim()
        .trim_end_matches(['.', ':']);
    Some(match words {
        "" => format!("See {url}"),
        words => format!("{words}: {url}"),
    })
}

/// Adds a paragraph to a description that does not have it.
pub(super) fn append(object: &mut Mapping, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    match object.get_mut("description") {
        Some(Node::String(words)) if !words.trim().is_empty() => {
            if !says(words, text) {
                words.truncate(words.trim_end().len());
                words.push_str("\n\n");
                words.push_str(text);
            }
        }
        None | Some(Node::Null | Node::String(_)) => object.insert("description", Node::text(text)),
        Some(_) => {}
    }
}

/// Puts a paragraph before a description that does not have it.
pub(super) fn prepend(object: &mut Mapping, text: &str) {
    match object.text("description").map(str::to_owned) {
        Some(words) if !words.trim().is_empty() => {
            if !says(&words, text.trim()) {
                let joined = format!("{}\n\n{words}", text.trim());
                object.insert("description", Node::String(joined));
            }
        }
        _ => append(object, text),
    }
}

/// The name of a tag, which YAML may take for a number or a boolean. An object stands for its name.
pub(super) fn tag_name(tag: &Node) -> Option<String> {
    match tag {
        Node::Mapping(tag) => tag.get("name").and_then(tag_name),
        Node::String(name) => Some(name.clone()),
        tag => as_text(tag),
    }
}

/// A word as inline code.
fn quoted(word: &str) -> String {
    format!("`{}`", word.replace('`', "'"))
}

fn mapping<'m>(outer: &'m mut Mapping, key: &str) -> Option<&'m mut Mapping> {
    outer.get_mut(key)?.as_mapping_mut()
}
