//! Text for readers, of which nothing may ever become code.

use serde_json::Value;

use super::Choices;

/// A word that occurs in such text and nowhere else: no name that is made of it is written as it is.
pub(crate) const SENTINEL: &str = "zQ7_frEe";

/// What such text may be.
pub(crate) const TEXTS: &[&str] = &[
    "zQ7_frEe",
    "A text. fn zQ7_frEe() { std::process::exit(1) }",
    "*/ zQ7_frEe!(); /*",
    "\"); zQ7_frEe(\"",
    "\\\"zQ7_frEe\\",
    "```\nzQ7_frEe();\n```",
    "```rust\nzQ7_frEe();",
    "~~~no_run\nzQ7_frEe();\n~~~\n",
    "a\n\n    zQ7_frEe();\n",
    "- a\n\n      zQ7_frEe();\n- ````\n  zQ7_frEe()\n  ````",
    "> ```\n> zQ7_frEe()\n\n1. ~~~\n   zQ7_frEe()",
    "| a | b |\n| - | - |\n| `zQ7_frEe` | [zQ7_frEe] |",
    "`zQ7_frEe` [zQ7_frEe](zQ7_frEe) [`zQ7_frEe`][zQ7_frEe]\n\n[zQ7_frEe]: zQ7_frEe",
    "<script>zQ7_frEe()</script> <zQ7_frEe>",
    "[a](javascript:zQ7_frEe()) <ftp://zQ7_frEe> ![a](file:///zQ7_frEe)",
    "#[zQ7_frEe]\n#![zQ7_frEe]\nzQ7_frEe",
    "# zQ7_frEe\nzQ7_frEe\n===\n",
    "\r\nzQ7_frEe\r",
    "r#\"zQ7_frEe\"# 'zQ7_frEe",
    "{zQ7_frEe} ${zQ7_frEe} {}",
    "\u{202e}zQ7_frEe\u{2028}\u{feff}zQ7_frEe\0\u{1b}",
    "zQ7_frEe[^1]\n\n[^1]: zQ7_frEe",
    "",
];

/// The fields that are text for readers, wherever they stand.
const FIELDS: &[&str] = &[
    "description",
    "summary",
    "termsOfService",
    "example",
    "bearerFormat",
    "x-note",
];

/// Whether the sentinel is part of a name that a file of ours gives, as it may be: nothing would tell that from text that
/// has become code.
pub(crate) fn names_sentinel(value: &toml::Value) -> bool {
    match value {
        // The folders of a module are names, too.
        toml::Value::String(path) => path
            .split('/')
            .any(|name| name.contains(SENTINEL) && syn::parse_str::<syn::Type>(name).is_ok()),
        toml::Value::Table(members) => members.values().any(names_sentinel),
        toml::Value::Array(items) => items.iter().any(names_sentinel),
        _ => false,
    }
}

/// Puts the sentinel into all text for readers below a node.
pub(crate) fn salt(node: &mut Value, choices: &mut Choices<'_>) {
    match node {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(text) if FIELDS.contains(&key.as_str()) => {
                        let salted = choices.one(TEXTS);
                        if choices.is(50) {
                            text.push_str(salted);
                        } else {
                            salted.clone_into(text);
                        }
                    }
                    member => salt(member, choices),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| salt(item, choices)),
        _ => {}
    }
}
