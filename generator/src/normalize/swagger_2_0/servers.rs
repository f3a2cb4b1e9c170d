//! `host`, `basePath` and `schemes` (`OpenAPI 2.0, 4.4.1`).

use crate::origin::At;
use crate::source::{Mapping, Node};

/// They become one server: of several schemes, the one that is encrypted.
pub(super) fn servers(root: &mut Mapping, at: &At<'_>) {
    let host = root.remove("host");
    let path = root.remove("basePath");
    let schemes = root.remove("schemes");
    if root.contains("servers") {
        return;
    }
    let host = host
        .as_ref()
        .and_then(Node::as_str)
        .unwrap_or_default()
        .trim();
    let path = path
        .as_ref()
        .and_then(Node::as_str)
        .unwrap_or_default()
        .trim();
    if host.is_empty() && path.is_empty() {
        return;
    }
    let slash = if path.is_empty() || path.starts_with('/') {
        ""
    } else {
        "/"
    };
    let (url, key) = if host.is_empty() {
        (format!("{slash}{path}"), "basePath")
    } else if host.contains("://") {
        (
            format!("{}{slash}{path}", host.trim_end_matches('/')),
            "host",
        )
    } else {
        let scheme = scheme(schemes.as_ref());
        (
            format!("{scheme}://{}{slash}{path}", host.trim_end_matches('/')),
            "host",
        )
    };
    let server = Mapping::made(&at.key(key), [("url", Node::String(url))]);
    root.insert("servers", Node::Sequence(vec![Node::Mapping(server)]));
}

fn scheme(schemes: Option<&Node>) -> &str {
    let listed = schemes.and_then(Node::as_list).unwrap_or_default();
    let has = |scheme: &str| listed.iter().any(|it| it.as_str() == Some(scheme));
    if has("http") && !has("https") {
        "http"
    } else {
        "https"
    }
}
