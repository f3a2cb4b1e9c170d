//! HTML in Markdown: the tags for what Markdown has as well. All others are text.

use pulldown_cmark::{Event, Parser};

use super::tree::Mark;

/// How long the name of an entity may be.
const MAX_ENTITY: usize = 40;

/// How many characters a tag may have behind its name.
const MAX_TAG: usize = 2000;

const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";

/// What a tag is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Mark(Mark),
    Code,
    Link,
    Image,
    /// What is around words and is not seen.
    Around,
    Break,
    Rule,
    Paragraph,
    Heading(usize),
    Quote,
    List {
        is_ordered: bool,
    },
    Item,
    Preformatted,
    Table,
    Rows,
    Row,
    Cell,
}

/// A tag that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HtmlTag<'a> {
    pub(super) element: Element,
    pub(super) is_end: bool,
    /// As it is written.
    pub(super) source: &'a str,
    /// What stands behind its name.
    attributes: &'a str,
}

/// A part of a text with HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HtmlPiece<'a> {
    Text(&'a str),
    Tag(HtmlTag<'a>),
}

impl HtmlTag<'_> {
    /// The value of an attribute, if it is one.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '/');
            let is_end = |it: char| it.is_whitespace() || "=/".contains(it);
            let (found, behind) = rest.split_at_checked(rest.find(is_end).unwrap_or(rest.len()))?;
            let behind = behind.trim_start();
            let (value, behind) = match behind.strip_prefix('=') {
                Some(behind) => value(behind.trim_start())?,
                None => ("", behind),
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(decoded(value));
            }
            if behind.is_empty() || behind.len() == rest.len() {
                return None;
            }
            rest = behind;
        }
    }
}

/// The value that a text begins with, and what follows.
fn value(text: &str) -> Option<(&str, &str)> {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text.get(1..)?.split_once(quote),
        _ => text.split_at_checked(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

/// The tags that are known, and the text between them; comments are left out.
pub(super) fn pieces(text: &str) -> Vec<HtmlPiece<'_>> {
    let mut pieces = Vec::new();
    let last_end = text.rfind(COMMENT_END).unwrap_or_default();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let open = at + found;
        let rest = text.get(open..).unwrap_or_default();
        let comment = || (open < last_end).then(|| comment(rest)).flatten();
        let found = tag(rest).map(|tag| (tag.source.len(), Some(tag)));
        let Some((length, tag)) = found.or_else(|| Some((comment()?, None))) else {
            at = open + 1;
            continue;
        };
        pieces.extend(text.get(start..open).map(HtmlPiece::Text));
        pieces.extend(tag.map(HtmlPiece::Tag));
        at = open + length;
        start = at;
    }
    pieces.extend(text.get(start..).map(HtmlPiece::Text));
    pieces.retain(|it| *it != HtmlPiece::Text(""));
    pieces
}

/// How long the comment is that a text begins with.
fn comment(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(COMMENT)?;
    Some(COMMENT.len() + inner.find(COMMENT_END)? + COMMENT_END.len())
}

/// The tag that a text begins with, if it is known.
fn tag(text: &str) -> Option<HtmlTag<'_>> {
    let inner = text.strip_prefix('<')?;
    let (is_end, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let length = inner.find(|it: char| !it.is_ascii_alphanumeric())?;
    let (name, behind) = inner.split_at_checked(length)?;
    let element = element(&name.to_ascii_lowercase())?;
    if !behind.starts_with(|it: char| it.is_whitespace() || "/>".contains(it)) {
        return None;
    }
    let mut quote = None;
    let mut letters = behind.char_indices().take(MAX_TAG);
    let (end, _) = letters.find(|(_, letter)| {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(*letter),
            (_, Some(open)) if open == *letter => quote = None,
            _ => {}
        }
        "<>".contains(*letter) && quote.is_none()
    })?;
    let attributes = behind.get(..end)?;
    let source = text.get(..text.len() - behind.len() + end + 1)?;
    source.ends_with('>').then_some(HtmlTag {
        element,
        is_end,
        source,
        attributes,
    })
}

fn element(name: &str) -> Option<Element> {
    Some(match name {
        "b" | "strong" => Element::Mark(Mark::Strong),
        "i" | "em" => Element::Mark(Mark::Emphasis),
        "s" | "del" | "strike" => Element::Mark(Mark::Strike),
        "code" | "tt" | "kbd" | "samp" => Element::Code,
        "a" => Element::Link,
        "img" => Element::Image,
        "span" | "font" | "small" | "big" | "u" => Element::Around,
        "br" => Element::Break,
        "hr" => Element::Rule,
        "p" | "div" | "center" => Element::Paragraph,
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "blockquote" => Element::Quote,
        "ul" => Element::List { is_ordered: false },
        "ol" => Element::List { is_ordered: true },
        "li" => Element::Item,
        "pre" => Element::Preformatted,
        "table" => Element::Table,
        "thead" | "tbody" | "tfoot" => Element::Rows,
        "tr" => Element::Row,
        "td" | "th" => Element::Cell,
        _ => return None,
    })
}

/// A text with characters in the place of `&lt;` and its like.
pub(super) fn decoded(text: &str) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        done.push_str(before);
        let is_part = |it: char| it == '#' || it.is_ascii_alphanumeric();
        let end = behind.find(|it: char| !is_part(it));
        let name = end.filter(|end| *end <= MAX_ENTITY);
        let name = name.and_then(|end| behind.get(..end));
        rest = behind;
        match name.and_then(|name| Some((entity(name)?, behind.get(name.len() + 1..)?))) {
            Some((character, behind)) => {
                done.push_str(&character);
                rest = behind;
            }
            None => done.push('&'),
        }
    }
    done.push_str(rest);
    done
}

/// What an entity stands for, as the reader of Markdown knows it.
fn entity(name: &str) -> Option<String> {
    let source = format!("&{name};");
    let events = Parser::new(&source).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    let found: String = events.collect();
    (found != source).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::{Element, HtmlPiece, decoded, pieces};
    use crate::markdown::tree::Mark;

    fn shown(text: &str) -> Vec<String> {
        let shown = |piece: &HtmlPiece<'_>| match piece {
            HtmlPiece::Text(text) => (*text).to_owned(),
            HtmlPiece::Tag(tag) => format!("{:?}", tag.element),
        };
        pieces(text).iter().map(shown).collect()
    }

    #[test]
    fn tags_are_told_from_text() {
        let strong = format!("{:?}", Element::Mark(Mark::Strong));
        assert_eq!(shown("a <B\n>b</b >"), ["a ", &strong, "b", &strong]);
        for text in [
            "a < b > c",
            "<id>",
            "<bold>",
            "<b",
            "< b>",
            "<b:c>",
            "<!-- a",
            "<a b='>",
        ] {
            assert_eq!(shown(text), [text]);
        }
        assert_eq!(shown("a<!-- <b> -->c"), ["a", "c"]);
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let cases = [
            (r#"<a title="b>c" HREF = 'd&amp;e'>"#, Some("d&e")),
            ("<a href=b/c>", Some("b/c")),
            ("<a disabled href>", Some("")),
            ("<a = b>", None),
            ("<a x-href='b'>", None),
        ];
        for (text, expected) in cases {
            let [HtmlPiece::Tag(tag)] = pieces(text)[..] else {
                panic!("{text} is a tag");
            };
            assert_eq!(tag.attribute("href").as_deref(), expected, "of {text}");
        }
    }

    #[test]
    fn entities_are_characters() {
        let text = "&lt;a&gt; &amp;amp; b&nbsp;c &nothing; & &#60; &;&#x41;";
        assert_eq!(decoded(text), "<a> &amp; b\u{a0}c &nothing; & < &;A");
    }
}
