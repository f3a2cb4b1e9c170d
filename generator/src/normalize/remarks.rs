//! What is said for readers where nothing of the client is documented: it joins the description of what is nearest.
//!
//! A client has the words of the API, of its tags, operations and security schemes. What a description says about them in
//! other fields, such as a license, a link to a manual, or the scopes of a token, becomes part of these words.

use std::collections::BTreeSet;

use super::schema::as_text;
use super::tree::METHODS;
use crate::markdown::{address, behind, code, join, joined, literal};
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

/// A line of fields that are there; nothing without any. None is Markdown.
fn labelled(label: &str, fields: &[(&str, &str)]) -> Option<String> {
    let fields = fields.iter().map(|(field, text)| (*field, text.trim()));
    let mut fields: Vec<_> = fields.filter(|(_, text)| !text.is_empty()).collect();
    fields.dedup_by_key(|(_, text)| *text);
    let fields = fields.into_iter().map(|(field, text)| match field {
        "url" => address(text),
        _ => literal(text),
    });
    let words: Vec<String> = fields.collect();
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
                append(tag, &format!("{label} {}.", code(&word)));
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
        is_told.then(|| joined(&format!("# {}", literal(&name)), text))
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
        let others: Vec<String> = tags.map(|it| code(&it)).collect();
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
        let scopes: Vec<String> = scopes.map(code).collect();
        let name = code(name);
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
    let tags: Vec<String> = tags.map(|it| code(&it)).collect();
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
            let all: Vec<String> = all.keys().map(code).collect();
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
        ("Form of the token", "bearerFormat", "name"),
        ("OpenID Connect", "openIdConnectUrl", "url"),
        ("Metadata", "oauth2MetadataUrl", "url"),
    ];
    for (label, key, kind) in said {
        let text = scheme.text(key).unwrap_or_default();
        lines.extend(labelled(label, &[(kind, text)]));
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
            words.extend(url.map(|url| format!("{label} {}", address(url))));
        }
        let scopes = flow.get("scopes").and_then(Node::as_mapping);
        let scopes = scopes.into_iter().flat_map(Mapping::entries);
        let scopes = scopes.map(|(scope, text)| {
            let text = text.as_str().unwrap_or_default();
            format!("\n  - {}: {}", code(scope), literal(text))
        });
        let (words, scopes) = (words.join(", "), scopes.collect::<String>());
        lines.push(format!("Flow {}: {words}{scopes}", code(name)));
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
        let name = code(name);
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
        append(schema, &format!("Its content is {}.", code(media_type)));
    }
}

/// A document elsewhere, and what is in it (`OpenAPI 3.0.4, 4.8.11`).
fn document(node: &Node) -> Option<String> {
    let url = address(node.get("url").and_then(Node::as_str)?);
    let words = node.get("description").and_then(Node::as_str);
    let words = words
        .unwrap_or_default()
        .trim()
        .trim_end_matches(['.', ':']);
    Some(match words {
        "" => format!("See {url}"),
        words if words.contains('\n') => joined(words, &format!("See {url}")),
        words => behind(&format!("{words}:"), &url),
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
                join(words, text);
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
                let words = joined(text.trim(), &words);
                object.insert("description", Node::String(words));
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

fn mapping<'m>(outer: &'m mut Mapping, key: &str) -> Option<&'m mut Mapping> {
    outer.get_mut(key)?.as_mapping_mut()
}
