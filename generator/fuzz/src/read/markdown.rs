//! Markdown as rustdoc reads it.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// The extensions that rustdoc renders.
pub(crate) const RENDERED: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// What is in a text besides text.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Blocks of code that are not marked as text: `cargo test` compiles all in a language that it knows, and in none.
    pub(crate) code: Vec<Code>,
    /// HTML, in a block or in a line.
    pub(crate) html: Vec<String>,
    /// Where links and images lead that lead neither to the web nor to a mail box, and those that are written without a URL.
    pub(crate) links: Vec<String>,
}

/// A block of code.
#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) language: String,
    pub(crate) text: String,
}

/// Looks for tests without the extensions of Markdown, and for all else with them, as rustdoc does.
pub(crate) fn inspect(text: &str) -> Found {
    let mut found = Found::default();
    for options in [Options::empty(), RENDERED] {
        let mut names = Vec::new();
        let mut unknown = |link: BrokenLink<'_>| {
            names.push(format!("[{}]", link.reference));
            None
        };
        let mut code = None;
        for event in Parser::new_with_broken_link_callback(text, options, Some(&mut unknown)) {
            see(event, &mut code, &mut found);
        }
        found.links.append(&mut names);
    }
    found
}

fn see(event: Event<'_>, code: &mut Option<Code>, found: &mut Found) {
    match event {
        Event::Start(Tag::CodeBlock(kind)) => {
            let language = match kind {
                CodeBlockKind::Fenced(language) => language.to_string(),
                CodeBlockKind::Indented => String::new(),
            };
            *code = Some(Code {
                language,
                text: String::new(),
            });
        }
        Event::Text(text) => {
            if let Some(code) = code {
                code.text.push_str(&text);
            }
        }
        Event::End(TagEnd::CodeBlock) => found
            .code
            .extend(code.take().filter(|code| code.language != "text")),
        Event::Html(html) | Event::InlineHtml(html) => found.html.push(html.to_string()),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => {
            let is_named = !matches!(
                link_type,
                LinkType::Inline | LinkType::Autolink | LinkType::Email
            );
            let is_mail = link_type == LinkType::Email;
            if is_named || !(is_mail || leads_out(&dest_url)) {
                found.links.push(dest_url.to_string());
            }
        }
        Event::Start(Tag::Image { dest_url, .. }) => found.links.push(dest_url.to_string()),
        _ => {}
    }
}

fn leads_out(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::inspect;

    #[test]
    fn all_that_is_more_than_text_is_found() {
        let shown = |text: &str| {
            let found = inspect(text);
            (found.code.len(), found.html.len(), found.links.len())
        };
        assert_eq!(
            shown("text `code` [a](https://a.b) <a@b.c>\n\n```text\nlet x;\n```"),
            (0, 0, 0)
        );
        assert_eq!(shown("- a\n\n      let x;\n"), (2, 0, 0));
        assert_eq!(shown("> ~~~no_run\n> let x;\n"), (2, 0, 0));
        assert_eq!(shown("a <b>"), (0, 2, 0));
        assert_eq!(shown("<div>\n\na"), (0, 2, 0));
        assert_eq!(shown("[a] [b](crate::b)"), (0, 0, 4));
        assert_eq!(shown("[a]\n\n[a]: https://a.b"), (0, 0, 2));
        assert_eq!(shown("![a](https://a.b)"), (0, 0, 2));
    }
}
