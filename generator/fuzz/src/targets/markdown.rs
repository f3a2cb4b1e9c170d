//! Text of a description as documentation: whatever Markdown it is, rustdoc takes it for text, alone and behind another.
//!
//! A byte 1 in an input stands between two texts.

use std::time::Duration;

use openapi_generator::markdown::for_rustdoc;
use pulldown_cmark::{Event, Parser};

use crate::read::markdown::{RENDERED, inspect};
use crate::{Target, Verdict};

/// The target.
pub(super) const MARKDOWN: Target = Target {
    name: "markdown",
    run,
    seeds: || {
        crate::describe::TEXTS
            .iter()
            .map(|text| text.as_bytes().to_vec())
            .collect()
    },
    words: &[
        "```",
        "```rust",
        "````",
        "~~~",
        "~~~~no_run",
        "    ",
        "\t",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "10) ",
        "> ",
        ">",
        "# ",
        "###### ",
        "===",
        "---",
        "***",
        "___",
        "| a | b |\n| - | - |\n",
        "|",
        "[a]",
        "[a][b]",
        "[a]: https://a.b\n",
        "[^1]",
        "[^1]: a\n",
        "![a](b)",
        "[a](b)",
        "[a](<b c> \"d\")",
        "](",
        "<a>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "<script>",
        "<div>\n",
        "<p>",
        "<b>",
        "</b>",
        "<code>",
        "</code>",
        "<a href='https://a.b'>",
        "</a>",
        "<br>",
        "<ul><li>",
        "</li></ul>",
        "<blockquote>",
        "<table><tr><td>",
        "</td></tr></table>",
        "</pre>",
        "<h2>",
        "</h2>",
        "<pre>",
        "<a@b.c>",
        "<https://a.b>",
        "https://a.b/c_(d)",
        "http://",
        "mailto:a@b.c",
        "javascript:",
        "&lt;",
        "&#60;",
        "&amp;",
        "&#x1F980;",
        "\\",
        "\\\n",
        "  \n",
        "\n\n",
        "\n",
        "\r\n",
        "\r",
        "`",
        "``",
        "`a`",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "~",
        "[ ] ",
        "[x] ",
        "'",
        "\"",
        "--",
        "...",
        ":",
        ":-",
        "fn main() {}",
        "\u{a0}",
        "\u{2029}",
        "\u{202e}",
        "\u{feff}",
        "é",
        "\0",
        "\u{1}",
        "{#id}",
        "$a$",
        "^a^",
        "==a==",
    ],
    longest: 2048,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

fn run(input: &[u8]) -> Verdict {
    let text = String::from_utf8_lossy(input);
    let (first, second) = text.split_once('\u{1}').unwrap_or((&text, ""));
    let made = [first, second].map(for_rustdoc);
    for (text, made) in [first, second].into_iter().zip(&made) {
        holds(made, text)?;
        // Words are what a reader reads; signs may be written otherwise, and the scheme of a mail box need not be shown.
        let (words, kept) = (words(text).replace("mailto", ""), words(made));
        ensure!(
            is_within(&words, &kept),
            "words that are gone: {words:?}\n{kept:?}\n{text:?}\n{made}"
        );
    }
    holds(&made.join("\n\n"), &text)?;
    // A text without an end would have what follows for its own.
    let last = format!("{}\n\n```text\nlast\n```", made.join("\n\n"));
    let ends = Parser::new_ext(&last, RENDERED).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    ensure!(
        ends.last().as_deref() == Some("last\n"),
        "a text without an end: {text:?}\n{last}"
    );
    Ok(())
}

fn holds(made: &str, text: &str) -> Verdict {
    let found = inspect(made);
    let is_text = found.code.is_empty() && found.html.is_empty() && found.links.is_empty();
    ensure!(is_text, "more than text: {found:?}\n{text:?}\n{made}");
    let hidden = made.chars().find(|c| c.is_control() && *c != '\n');
    ensure!(
        hidden.is_none(),
        "a character that nobody sees: {hidden:?}\n{text:?}\n{made}"
    );
    Ok(())
}

/// The letters and digits that a text shows. Each side of a paragraph separator is a text of its own. A carriage return ends a line (`CommonMark 0.31, 2.1`), which the parser sees in some places
/// only.
fn words(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let events = text
        .split('\u{2029}')
        .flat_map(|text| Parser::new_ext(text, RENDERED));
    let shown = events.filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        _ => None,
    });
    let shown: String = shown.collect();
    shown.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether all characters of a text are in another, in their order.
fn is_within(text: &str, other: &str) -> bool {
    let mut other = other.chars();
    text.chars().all(|wanted| other.any(|c| c == wanted))
}
