//! What rustdoc would take for more than text.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};

use super::link::is_allowed;
use crate::hidden::is_hidden;

/// Something in a Markdown text that is not just read by whoever reads the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Danger {
    /// A block of code that `cargo test` compiles and runs; what it begins with.
    Test(String),
    /// HTML, which a browser renders and may run.
    Html(String),
    /// A link that leads neither to the web nor to a mail box, an item of the crate among them; where it leads.
    Link(String),
    /// Something that is fetched when the documentation is read; from where.
    Image(String),
    /// Words in brackets that turn into a link where an item, or a definition in another text, has their name.
    Name(String),
    /// A character that cannot be seen, and changes how others are read.
    Character(char),
}

/// The options that rustdoc renders documentation with. It looks for tests without any.
pub(super) const RENDERED: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// Whatever rustdoc would take for more than text in Markdown that stands in documentation.
pub fn dangers(markdown: &str) -> Vec<Danger> {
    let mut found: Vec<Danger> = markdown
        .chars()
        .filter(|letter| *letter != '\n' && is_hidden(*letter))
        .map(Danger::Character)
        .collect();
    for options in [RENDERED, Options::empty()] {
        let mut names = Vec::new();
        let mut unknown = |link: BrokenLink<'_>| {
            names.push(Danger::Name(link.reference.to_string()));
            None
        };
        let mut events =
            Parser::new_with_broken_link_callback(markdown, options, Some(&mut unknown));
        let defined = events.reference_definitions().iter();
        found.extend(defined.map(|(name, _)| Danger::Name(name.to_owned())));
        found.extend(events.by_ref().filter_map(|event| of_event(&event)));
        drop(events);
        found.append(&mut names);
    }
    found
}

fn of_event(event: &Event<'_>) -> Option<Danger> {
    match event {
        Event::Start(Tag::CodeBlock(kind)) => match kind {
            CodeBlockKind::Fenced(info) if &**info == "text" => None,
            CodeBlockKind::Fenced(info) => Some(Danger::Test(info.to_string())),
            CodeBlockKind::Indented => Some(Danger::Test(String::new())),
        },
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => match link_type {
            LinkType::Email => None,
            LinkType::Inline | LinkType::Autolink if is_allowed(dest_url) => None,
            LinkType::Inline | LinkType::Autolink => Some(Danger::Link(dest_url.to_string())),
            _ => Some(Danger::Name(dest_url.to_string())),
        },
        Event::Start(Tag::Image { dest_url, .. }) => Some(Danger::Image(dest_url.to_string())),
        Event::Start(Tag::FootnoteDefinition(name)) | Event::FootnoteReference(name) => {
            Some(Danger::Name(name.to_string()))
        }
        Event::Html(text) | Event::InlineHtml(text) => Some(Danger::Html(text.to_string())),
        _ => None,
    }
}
