//! Remarks about credentials: the schemes, the scopes of a token, the alternatives of a request.

use super::paragraphs::{append, labelled};
use crate::markdown::{address, code, literal};
use crate::source::{Mapping, Node};

/// The scopes that a token needs, one text for each alternative that names some.
pub(super) fn scopes(security: &Node) -> Vec<String> {
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

/// The credentials that a request of the server has: the alternatives, each of which is a list.
pub(super) fn credentials(security: &Node) -> String {
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

/// Moves what a scheme says about getting a credential into its description, since that is up to the caller.
pub(super) fn security_scheme(name: &str, scheme: &mut Mapping) {
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
