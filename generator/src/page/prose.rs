//! Texts of a description as HTML.
//!
//! Their Markdown is read by the room that reads it for rustdoc, in whose tree nothing but text is left: HTML, scripts and links that
//! lead to anything but the web or a mail box have become text there. What is written here is the page's own markup alone.

use super::html::{Html, html, number, text};
use crate::markdown::{Block, Inline, Mark, blocks};

/// The lowest heading that HTML has.
const LOWEST: u8 = 6;

/// A text in Markdown. Its headings are those below `level`, as it stands in a part of the page that has such a heading.
pub(crate) fn prose(markdown: &str, level: u8) -> Html {
    blocks(markdown)
        .into_iter()
        .map(|it| block(it, level))
        .collect()
}

/// A text in Markdown of which only the words count, in a line.
pub(crate) fn line(markdown: &str) -> Html {
    let words = blocks(markdown).into_iter().map(|block| match block {
        Block::Paragraph(words) | Block::Heading { words, .. } => inlines(words),
        other => block_words(other),
    });
    super::html::joined(words, " ")
}

fn block_words(of: Block) -> Html {
    let parts: Vec<Html> = match of {
        Block::Paragraph(words) | Block::Heading { words, .. } => vec![inlines(words)],
        Block::Code(lines) => lines.iter().map(|it| text(it)).collect(),
        Block::Quote(blocks) => blocks.into_iter().map(block_words).collect(),
        Block::List { start: _, items } => items.into_iter().flatten().map(block_words).collect(),
        Block::Table { columns: _, rows } => rows.into_iter().flatten().map(inlines).collect(),
        Block::Rule => Vec::new(),
    };
    super::html::joined(parts, " ")
}

fn block(of: Block, level: u8) -> Html {
    match of {
        Block::Paragraph(words) => html!["<p>", inlines(words), "</p>\n"],
        Block::Heading { level: _, words } => heading(level + 1, inlines(words)),
        Block::Code(lines) => {
            html!["<pre><code>", text(&lines.join("\n")), "</code></pre>\n"]
        }
        Block::Quote(inner) => {
            html!["<blockquote>\n", all(inner, level), "</blockquote>\n"]
        }
        Block::List { start, items } => {
            let items: Html = items
                .into_iter()
                .map(|it| html!["<li>", item(it, level), "</li>\n"])
                .collect();
            match start.and_then(|it| usize::try_from(it).ok()) {
                Some(start) => html!["<ol start=\"", number(start), "\">\n", items, "</ol>\n"],
                None => html!["<ul>\n", items, "</ul>\n"],
            }
        }
        Block::Table { columns: _, rows } => table(rows),
        Block::Rule => html!["<hr>\n"],
    }
}

fn all(of: Vec<Block>, level: u8) -> Html {
    of.into_iter().map(|it| block(it, level)).collect()
}

/// An item of one paragraph has no space around it.
fn item(mut of: Vec<Block>, level: u8) -> Html {
    if let [Block::Paragraph(words)] = of.as_mut_slice() {
        return inlines(std::mem::take(words));
    }
    all(of, level)
}

/// A heading of a level. Past the lowest, it is a paragraph that looks like one.
pub(super) fn heading(level: u8, words: Html) -> Html {
    let (start, end) = match level {
        0..=2 => ("<h2>", "</h2>\n"),
        3 => ("<h3>", "</h3>\n"),
        4 => ("<h4>", "</h4>\n"),
        5 => ("<h5>", "</h5>\n"),
        LOWEST => ("<h6>", "</h6>\n"),
        _ => ("<p class=\"heading\">", "</p>\n"),
    };
    html![start, words, end]
}

fn table(rows: Vec<Vec<Vec<Inline>>>) -> Html {
    let mut rows = rows.into_iter();
    let row = |cells: Vec<Vec<Inline>>, start, end| {
        let cells: Html = cells
            .into_iter()
            .map(|it| html![start, inlines(it), end])
            .collect();
        html!["<tr>", cells, "</tr>\n"]
    };
    // A cell without words is no head of a column to a screen reader.
    let head = rows.next().map(|cells| {
        let is_named = cells.iter().all(|it| !it.is_empty());
        if is_named {
            row(cells, "<th scope=\"col\">", "</th>")
        } else {
            row(cells, "<td>", "</td>")
        }
    });
    let body: Html = rows.map(|it| row(it, "<td>", "</td>")).collect();
    html!["<table>\n", head, body, "</table>\n"]
}

fn inlines(words: Vec<Inline>) -> Html {
    words.into_iter().map(inline).collect()
}

fn inline(word: Inline) -> Html {
    match word {
        Inline::Text(words) => text(&words),
        Inline::Code(words) => super::html::code(&words),
        Inline::Marked(mark, words) => {
            let (start, end) = match mark {
                Mark::Emphasis => ("<em>", "</em>"),
                Mark::Strong => ("<strong>", "</strong>"),
                Mark::Strike => ("<s>", "</s>"),
            };
            html![start, inlines(words), end]
        }
        Inline::Link { words, url } => link(&url, inlines(words)),
        Inline::Url(url) => {
            let shown = url.strip_prefix("mailto:").unwrap_or(&url);
            link(&url, text(shown))
        }
        Inline::Break => html!["<br>\n"],
    }
}

/// A link out of the page, which tells the other side nothing about it. One without words is no link.
fn link(url: &str, words: Html) -> Html {
    if words.is_empty() {
        return words;
    }
    html![
        "<a rel=\"noreferrer\" href=\"",
        text(url),
        "\">",
        words,
        "</a>"
    ]
}

#[cfg(test)]
mod tests {
    use super::{line, prose};

    #[test]
    fn markdown_is_markup_of_the_page() {
        let cases = [
            (
                "A *b* **c** `<d>`.",
                "<p>A <em>b</em> <strong>c</strong> <code>&lt;d&gt;</code>.</p>\n",
            ),
            ("# One\n\n### Two", "<h4>One</h4>\n<h4>Two</h4>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
            (
                "[a](https://b.c \"d\")",
                "<p><a rel=\"noreferrer\" href=\"https://b.c\">a</a> (d)</p>\n",
            ),
            ("    a <b>", "<pre><code>a &lt;b&gt;</code></pre>\n"),
            (
                "| a | |\n|--|--|\n| 1 | 2 |",
                "<table>\n<tr><td>a</td><td></td></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(prose(text, 3).into_text(), expected, "of {text:?}");
        }
    }

    #[test]
    fn nothing_hostile_is_left() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "![a](data:text/html,b)",
            "<a href='javascript:a'>b</a>",
            "<svg/onload=alert(1)>",
            "</main></body><style>*{display:none}</style>",
            "<http://a.b/\"onclick=alert(1)>",
        ] {
            let made = prose(text, 3).into_text();
            for hostile in [
                "<script",
                "<img",
                "<svg",
                "<style",
                "</main",
                "href=\"j",
                "\"onclick",
            ] {
                assert!(!made.contains(hostile), "{text}: {made}");
            }
        }
    }

    #[test]
    fn a_line_has_no_blocks() {
        assert_eq!(line("# A\n\n- `b`\n- c").into_text(), "A <code>b</code> c");
    }
}
