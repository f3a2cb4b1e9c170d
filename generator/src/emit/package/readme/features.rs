//! The table of Cargo features.

use toml::Value;

use crate::emit::Context;
use crate::emit::docs::{Docs, code, docs, list, paragraphs};
use crate::emit::package::cargo_toml::manifest;
use crate::emit::package::features::Features;
use crate::manifest::{FEATURES, RESOURCES};

/// What each feature of every client is for.
const WORDS: [(&str, &str); 13] = [
    (
        "rustls",
        "the transport, with TLS by rustls and the certificates of the system",
    ),
    ("native-tls", "the transport, with the TLS of the system"),
    (
        "reqwest",
        "the transport alone, which `rustls` and `native-tls` turn on",
    ),
    (
        "tokio",
        "the clock, files and readers of tokio, for a transport of your own",
    ),
    ("blocking", "calls without async"),
    (
        "mock",
        "a transport for tests, which answers from memory, and constructors of what only the server sends",
    ),
    (
        "tracing",
        "spans of calls and attempts, as OpenTelemetry names them",
    ),
    (
        "webhook-signatures",
        "checks of the signatures of what the server sends by itself",
    ),
    (
        "oauth2-flows",
        "tokens of OAuth 2, got from the token server and renewed",
    ),
    (
        "oauth2-pkce",
        "the same for users, who grant access in a browser",
    ),
    ("jiff", "dates and times from and to those of jiff"),
    ("chrono", "dates and times from and to those of chrono"),
    ("time", "dates and times from and to those of time"),
];

/// The features, which of them are on, and what they are for.
pub(super) fn table(cx: &Context<'_>) -> Docs {
    let manifest = manifest(cx);
    let default = manifest.get("features").and_then(|it| it.get("default"));
    let is_default = |name: &str| {
        let names = default.and_then(Value::as_array);
        names.is_some_and(|all| all.iter().any(|it| it.as_str() == Some(name)))
    };
    let row = |name: &str, is_on: bool, words: Docs| {
        let default = if is_on { "yes" } else { "" };
        docs!["| ", code(name), " | ", default, " | ", words, " |"]
    };
    let features = Features::new(cx);
    let resources = (!features.is_empty()).then(|| {
        let words = if features.are_shared() {
            "all operations; resources have a feature of the first word of their names, and types are compiled with what uses them"
        } else {
            "all operations; each resource has a feature of its name, and types are compiled with what uses them"
        };
        row(RESOURCES, is_default(RESOURCES), docs![words])
    });
    let hooks = features.hooks().map(|name| {
        let of_all = features.hooks_are_of_resource() && is_default(RESOURCES);
        let words = docs!["types of what the server sends by itself: webhooks and callbacks"];
        row(name, is_default(name) || of_all, words)
    });
    let known = WORDS
        .iter()
        .filter(|(name, _)| FEATURES.contains_key(*name));
    let known = known.map(|(name, words)| row(name, is_default(name), docs![*words]));
    let rows = resources.into_iter().chain(hooks).chain(known);
    let head = docs!["| feature | default | what for |\n| --- | --- | --- |"];
    paragraphs([docs!["## Features"], list([head].into_iter().chain(rows))])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::WORDS;
    use crate::manifest::FEATURES;

    #[test]
    fn every_feature_is_explained() {
        let explained: BTreeSet<&str> = WORDS.iter().map(|(name, _)| *name).collect();
        let all = FEATURES.keys().map(String::as_str);
        let all: BTreeSet<&str> = all.filter(|name| *name != "default").collect();
        assert_eq!(explained, all);
    }
}
