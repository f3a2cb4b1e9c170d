//! A page as a whole: a file of HTML that needs no other, and is read by people, by keyboards and by screen readers.

use super::html::{Html, html, number, text};

/// The style and the script of every page. They are all that a page may have of either, by their hashes.
const STYLE: &str = include_str!("../../page/page.css");
const SCRIPT: &str = include_str!("../../page/search.js");
const STYLE_HASH: &str = "sha256-lBQ/i2uhdmsUgjw+mucJB5rMKiw8c0zc71a9TC1y+Gk=";
const SCRIPT_HASH: &str = "sha256-BHYxiIYn6fYa35YNPcwNhZDfTOGK7c+SCwZP02y7m94=";

/// How many entries a table of contents has at most whose groups are open.
const MOST_OPEN: usize = 60;

/// A page.
pub(crate) struct HtmlDocument {
    /// What the window is called.
    pub(crate) title: String,
    /// The head of the page: its first heading and what belongs to that.
    pub(crate) head: Html,
    /// What it is about, as a table of contents.
    pub(crate) contents: Vec<ContentsGroup>,
    /// What it says.
    pub(crate) body: Html,
}

/// Entries of the table of contents that belong together.
pub(crate) struct ContentsGroup {
    /// What they have in common.
    pub(crate) title: Html,
    /// The entries.
    pub(crate) entries: Vec<ContentsEntry>,
}

/// An entry of the table of contents.
pub(crate) struct ContentsEntry {
    /// The anchor that it leads to.
    pub(crate) anchor: String,
    /// What it is called.
    pub(crate) name: Html,
    /// What else is to be found by a search.
    pub(crate) more: Html,
}

impl HtmlDocument {
    /// The file.
    pub(crate) fn into_text(self) -> String {
        let Self {
            title,
            head,
            contents,
            body,
        } = self;
        let page = html![
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"",
            text(&policy()),
            "\">\n",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<meta name=\"color-scheme\" content=\"light dark\">\n",
            "<meta name=\"referrer\" content=\"no-referrer\">\n",
            "<title>",
            text(&title),
            "</title>\n<style>",
            STYLE,
            "</style>\n</head>\n<body>\n",
            "<a class=\"skip\" href=\"#main-content\">Skip to the content</a>\n",
            "<header>\n",
            head,
            "</header>\n",
            table_of_contents(contents),
            "<main id=\"main-content\" tabindex=\"-1\">\n",
            body,
            "</main>\n<script>",
            SCRIPT,
            "</script>\n</body>\n</html>\n",
        ];
        page.into_text()
    }
}

/// What a browser may do for the page: nothing but to show it with its own style and to run its own script.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
    )
}

/// The search needs the script, which shows it.
fn table_of_contents(groups: Vec<ContentsGroup>) -> Html {
    let all: usize = groups.iter().map(|it| it.entries.len()).sum();
    let open = if all > MOST_OPEN { "" } else { " open" };
    let groups: Html = groups
        .into_iter()
        .map(|ContentsGroup { title, entries }| {
            let count = number(entries.len());
            let entries: Html = entries.into_iter().map(entry).collect();
            html![
                "<details",
                open,
                ">\n<summary>",
                title,
                " <span class=\"count\">",
                count,
                "</span></summary>\n<ul>\n",
                entries,
                "</ul>\n</details>\n",
            ]
        })
        .collect();
    html![
        "<nav aria-label=\"Contents\">\n<div class=\"search\" hidden>\n",
        "<label for=\"search-box\">Search</label>\n",
        "<input id=\"search-box\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\">\n",
        "<p role=\"status\"></p>\n</div>\n<div class=\"groups\">\n",
        groups,
        "</div>\n</nav>\n",
    ]
}

fn entry(entry: ContentsEntry) -> Html {
    let ContentsEntry { anchor, name, more } = entry;
    let more = more
        .some()
        .map(|it| html![" <span class=\"more\">", it, "</span>"]);
    html![
        "<li><a href=\"#",
        text(&anchor),
        "\">",
        name,
        more,
        "</a></li>\n"
    ]
}

#[cfg(test)]
mod tests;
