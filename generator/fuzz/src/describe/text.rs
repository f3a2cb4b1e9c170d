//! Text for readers, of which nothing may ever become code.

use serde_json::Value;

use super::Choices;

/// A word that occurs in such text and nowhere else.
pub(crate) const SENTINEL: &str = "zq7free";

/// What such text may be.
pub(crate) const TEXTS: &[&str] = &[
    "zq7free",
    "A text. fn zq7free() { std::process::exit(1) }",
    "*/ zq7free!(); /*",
    "\"); zq7free(\"",
    "\\\"zq7free\\",
    "```\nzq7free();\n```",
    "```rust\nzq7free();",
    "~~~no_run\nzq7free();\n~~~\n",
    "a\n\n    zq7free();\n",
    "- a\n\n      zq7free();\n- ````\n  zq7free()\n  ````",
    "> ```\n> zq7free()\n\n1. ~~~\n   zq7free()",
    "| a | b |\n| - | - |\n| `zq7free` | [zq7free] |",
    "`zq7free` [zq7free](zq7free) [`zq7free`][zq7free]\n\n[zq7free]: zq7free",
    "<script>zq7free()</script> <zq7free>",
    "[a](javascript:zq7free()) <ftp://zq7free> ![a](file:///zq7free)",
    "#[zq7free]\n#![zq7free]\nzq7free",
    "# zq7free\nzq7free\n===\n",
    "\r\nzq7free\r",
    "r#\"zq7free\"# 'zq7free",
    "{zq7free} ${zq7free} {}",
    "\u{202e}zq7free\u{2028}\u{feff}zq7free\0\u{1b}",
    "zq7free[^1]\n\n[^1]: zq7free",
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
