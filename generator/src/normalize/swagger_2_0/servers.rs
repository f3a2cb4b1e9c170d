//! `host`, `basePath` and `schemes` (`OpenAPI 2.0, 4.4.1`).

use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Rewrites them to one server, with `https` where there are several schemes.
pub(super) fn servers(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let host = root.remove("host");
    let path = root.remove("basePath");
    let schemes = root.remove("schemes");
    sockets_only(schemes.as_ref(), &at.key("schemes"), diagnostics);
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

/// An operation that has other schemes than the whole description goes to a server of its own: `general` with its scheme.
pub(super) fn own(
    operation: &mut Mapping,
    general: Option<&str>,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(schemes) = operation.remove("schemes") else {
        return;
    };
    let at = &at.key("schemes");
    sockets_only(Some(&schemes), at, diagnostics);
    let listed = schemes.as_list().unwrap_or_default();
    let known = general.and_then(|it| it.split_once("://"));
    let Some((general, rest)) = known.filter(|_| !operation.contains("servers")) else {
        return;
    };
    let mut listed = listed.iter().filter_map(Node::as_str);
    if listed.clone().all(|it| it != "http" && it != "https") || listed.any(|it| it == general) {
        return;
    }
    let url = format!("{}://{rest}", scheme(Some(&schemes)));
    let server = Mapping::made(at, [("url", Node::String(url))]);
    operation.insert("servers", Node::Sequence(vec![Node::Mapping(server)]));
}

/// Reports schemes that are only those of web sockets.
fn sockets_only(schemes: Option<&Node>, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let listed = schemes.and_then(Node::as_list).unwrap_or_default();
    let is_web = |scheme: &Node| matches!(scheme.as_str(), Some("http" | "https"));
    if !listed.is_empty() && !listed.iter().any(is_web) {
        let message = "the client speaks HTTP, which is none of these schemes";
        diagnostics
            .warning("not-carried", &at.origin(), message)
            .about_key();
    }
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
