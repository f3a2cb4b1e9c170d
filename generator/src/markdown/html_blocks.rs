//! HTML to blocks, where Markdown has them as well.

use pulldown_cmark::Alignment;

use super::html::{Element, HtmlPiece, HtmlTag, decoded, pieces};
use super::reader::{LineKind, MarkdownReader, OpenBlock};
use super::tree::Block;

/// How many cells a table may get that are not written.
const MAX_CELLS: usize = 10_000;

impl MarkdownReader {
    /// A block of HTML, in which nothing is Markdown.
    pub(super) fn html_block(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                HtmlPiece::Tag(tag) => self.tag(&tag),
                HtmlPiece::Text(text) => self.text(&decoded(text)),
            }
        }
    }

    /// A tag or a comment among words that are Markdown.
    pub(super) fn inline_html(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                HtmlPiece::Tag(tag) => self.tag(&tag),
                HtmlPiece::Text(text) => self.text(text),
            }
        }
    }

    fn tag(&mut self, tag: &HtmlTag<'_>) {
        if self.code.is_some() {
            return self.tag_in_code(tag);
        }
        match tag.element {
            Element::Mark(_) | Element::Code | Element::Link | Element::Around => {
                self.line().tag(tag);
            }
            Element::Break => self.line_break(),
            Element::Image => self.image(tag),
            _ => self.block_tag(tag),
        }
    }

    /// A tag of a block, which is a blank where no block can begin.
    fn block_tag(&mut self, tag: &HtmlTag<'_>) {
        let of_table = [Element::Cell, Element::Row, Element::Rows, Element::Table];
        match (self.line_kind, tag.element) {
            (LineKind::Paragraph, _) => {
                self.end_line();
                self.block(tag);
            }
            (LineKind::HtmlHeading, Element::Heading(level)) if tag.is_end => {
                self.end_heading(level);
            }
            (LineKind::HtmlCell, element) if of_table.contains(&element) => {
                self.end_cell();
                self.block(tag);
            }
            _ => self.text(" "),
        }
    }

    fn block(&mut self, tag: &HtmlTag<'_>) {
        match (tag.element, tag.is_end) {
            (Element::Heading(_), false) => self.line_kind = LineKind::HtmlHeading,
            (Element::Rule, _) => self.add(Block::Rule),
            (Element::Preformatted, false) => self.code = Some(String::new()),
            (Element::Quote, false) => self.open_html(OpenBlock::Quote(Vec::new())),
            (Element::List { is_ordered }, false) => self.open_html(OpenBlock::List {
                start: is_ordered.then(|| first_number(tag)),
                items: Vec::new(),
            }),
            (Element::Item, false) => self.start_item(),
            (Element::Quote | Element::List { .. } | Element::Item, true) => {
                self.close_html(tag.element);
            }
            (Element::Table, is_end) => {
                self.end_table();
                self.html_rows = (!is_end).then(Vec::new);
            }
            (Element::Row, false) => self.html_rows.iter_mut().for_each(|it| it.push(Vec::new())),
            (Element::Cell, false) if self.html_rows.is_some() => {
                self.line_kind = LineKind::HtmlCell;
            }
            _ => {}
        }
    }

    /// In code, a line ends where it is broken, and words are not set off.
    fn tag_in_code(&mut self, tag: &HtmlTag<'_>) {
        match tag.element {
            Element::Break => self.text("\n"),
            Element::Preformatted if tag.is_end => self.end_line(),
            _ => {}
        }
    }

    /// Two breaks are the end of a paragraph.
    fn line_break(&mut self) {
        if self.line().is_at_break() && self.line_kind == LineKind::Paragraph {
            self.end_line();
        } else {
            self.line().hard_break();
        }
    }

    /// An image is a link to it.
    fn image(&mut self, tag: &HtmlTag<'_>) {
        let Some(url) = tag.attribute("src") else {
            return self.text(tag.source);
        };
        let words = tag.attribute("alt").unwrap_or_default();
        let title = tag.attribute("title").unwrap_or_default();
        let line = self.line();
        line.start_link(&url, &title);
        line.text(&words);
        line.end();
    }

    fn open_html(&mut self, open: OpenBlock) {
        if self.has_room() {
            self.end_table();
            self.open.push((open, true));
        }
    }

    /// An item ends the one before it, and is in a list.
    fn start_item(&mut self) {
        let is_item = |it: &(OpenBlock, bool)| matches!(it, (OpenBlock::Item(_), true));
        if self.open.last().is_some_and(is_item) {
            self.close();
        }
        if !matches!(self.open.last(), Some((OpenBlock::List { .. }, true))) {
            self.open_html(OpenBlock::List {
                start: None,
                items: Vec::new(),
            });
        }
        if matches!(self.open.last(), Some((OpenBlock::List { .. }, true))) {
            self.open.push((OpenBlock::Item(Vec::new()), true));
        }
    }

    /// Closes the innermost of what a tag has opened, and what tags have opened in it.
    fn close_html(&mut self, element: Element) {
        let is_it = |open: &OpenBlock| match open {
            OpenBlock::Quote(_) => element == Element::Quote,
            OpenBlock::List { start, .. } => {
                let is_ordered = start.is_some();
                element == Element::List { is_ordered }
            }
            OpenBlock::Item(_) => element == Element::Item,
        };
        let is_around =
            |open: &OpenBlock| element == Element::Item && matches!(open, OpenBlock::List { .. });
        let inner = self.open.iter().rev();
        let mut inner = inner.take_while(|(open, is_html)| *is_html && !is_around(open));
        if let Some(depth) = inner.position(|(open, _)| is_it(open)) {
            self.end_table();
            (0..=depth).for_each(|_| self.close());
        }
    }

    fn end_cell(&mut self) {
        let words = self.one_line();
        let rows = self.html_rows.get_or_insert_default();
        if rows.is_empty() {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(words);
        }
    }

    /// Adds the table of HTML that is being read. All of its rows are equally long.
    pub(super) fn end_table(&mut self) {
        let mut rows = self.html_rows.take().unwrap_or_default();
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let length = rows.iter().map(Vec::len).max().unwrap_or_default();
        // Whoever reads a table takes short rows for longer ones, except for the head.
        let is_small = length.saturating_mul(rows.len()) <= MAX_CELLS;
        let resized = if is_small { rows.len() } else { 1 };
        for row in rows.iter_mut().take(resized) {
            row.resize(length, Vec::new());
        }
        if !rows.is_empty() {
            let columns = vec![Alignment::None; length];
            self.add(Block::Table { columns, rows });
        }
    }
}

/// The number of the first item.
fn first_number(tag: &HtmlTag<'_>) -> u64 {
    let start = tag.attribute("start");
    start.and_then(|it| it.parse().ok()).unwrap_or(1)
}
