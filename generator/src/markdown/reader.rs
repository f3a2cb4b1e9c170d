//! Markdown to blocks.

use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::danger::RENDERED;
use super::line::Line;
use super::tree::{Block, Inline, Mark};

/// How many lists and quotes may be inside each other. Those deeper down count as what is around them.
const MAX_DEPTH: usize = 12;

/// What rustdoc knows beside plain Markdown, but for the quotation marks and dashes that it prints for others.
const KNOWN: Options = RENDERED.difference(Options::ENABLE_SMART_PUNCTUATION);

/// The blocks of a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    let mut reader = MarkdownReader::default();
    for event in Parser::new_ext(text, KNOWN) {
        reader.event(event);
    }
    reader.end_line();
    reader.end_table();
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.root
}

/// A list or a quote whose end has not come.
pub(super) enum OpenBlock {
    Quote(Vec<Block>),
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Item(Vec<Block>),
}

/// What a line is, and whether a block can begin in it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum LineKind {
    #[default]
    Paragraph,
    /// A heading of Markdown, or a cell of a table.
    OneLine,
    HtmlHeading,
    HtmlCell,
}

/// What is read so far. Blocks that are HTML are read in [`super::html_blocks`].
#[derive(Default)]
pub(super) struct MarkdownReader {
    root: Vec<Block>,
    /// What is open, and whether a tag of HTML has opened it.
    pub(super) open: Vec<(OpenBlock, bool)>,
    /// How many are open that count as what is around them.
    passed_over: usize,
    /// The line that is being read: a paragraph, unless a block says otherwise when it ends.
    pub(super) line: Option<Line>,
    pub(super) line_kind: LineKind,
    pub(super) code: Option<String>,
    columns: Vec<Alignment>,
    rows: Vec<Vec<Vec<Inline>>>,
    /// A block of HTML, as it is written.
    html: Option<String>,
    /// The rows of a table of HTML.
    pub(super) html_rows: Option<Vec<Vec<Vec<Inline>>>>,
}

impl MarkdownReader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Html(text) => self.html.get_or_insert_default().push_str(&text),
            Event::InlineHtml(text) => self.inline_html(&text),
            Event::Code(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.line().code(&text),
            },
            Event::FootnoteReference(name) => self.text(&format!("[{name}]")),
            Event::TaskListMarker(is_done) => self.text(if is_done { "[x] " } else { "[ ] " }),
            Event::SoftBreak | Event::HardBreak if self.code.is_some() => self.text("\n"),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.line().hard_break(),
            Event::Rule => {
                self.end_line();
                self.add(Block::Rule);
            }
        }
    }

    pub(super) fn line(&mut self) -> &mut Line {
        self.line.get_or_insert_default()
    }

    pub(super) fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.line().text(text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.line().start_mark(Mark::Emphasis),
            Tag::Strong => self.line().start_mark(Mark::Strong),
            Tag::Strikethrough => self.line().start_mark(Mark::Strike),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => self.line().start_link(&format!("mailto:{dest_url}"), ""),
            // An image is a link to it.
            Tag::Link {
                dest_url, title, ..
            }
            | Tag::Image {
                dest_url, title, ..
            } => self.line().start_link(&dest_url, &title),
            // The name of a footnote may stand before it.
            Tag::Paragraph => {}
            tag => {
                self.end_line();
                if !matches!(tag, Tag::HtmlBlock) {
                    self.end_table();
                }
                self.start_block(tag);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.push(OpenBlock::Quote(Vec::new())),
            Tag::List(start) => self.push(OpenBlock::List {
                start,
                items: Vec::new(),
            }),
            Tag::Item => self.push(OpenBlock::Item(Vec::new())),
            Tag::Heading { .. } | Tag::TableCell => self.line_kind = LineKind::OneLine,
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::FootnoteDefinition(name) => self.line().text(&format!("[{name}]: ")),
            Tag::Table(columns) => self.columns = columns,
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => self.line().end(),
            TagEnd::Heading(level) => {
                self.end_heading(level_of(level));
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.add_code(&code);
            }
            TagEnd::TableCell => {
                let words = self.one_line();
                if let Some(row) = self.rows.last_mut() {
                    row.push(words);
                }
            }
            TagEnd::Table => {
                let columns = std::mem::take(&mut self.columns);
                let rows = std::mem::take(&mut self.rows);
                self.add(Block::Table { columns, rows });
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.end_line();
                self.end_table();
                if self.passed_over > 0 {
                    self.passed_over -= 1;
                } else {
                    // What a tag has opened in it ends with it.
                    while matches!(self.open.last(), Some((_, true))) {
                        self.close();
                    }
                    self.close();
                }
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.html_block(&html);
                self.end_line();
            }
            _ => self.end_line(),
        }
    }

    /// Opens a list, an item or a quote.
    fn push(&mut self, open: OpenBlock) {
        let is_item = matches!(open, OpenBlock::Item(_));
        if self.passed_over > 0 || (!is_item && !self.has_room()) {
            self.passed_over += 1;
        } else {
            self.open.push((open, false));
        }
    }

    /// Whether a list or a quote can begin inside of what is open.
    pub(super) fn has_room(&self) -> bool {
        self.passed_over == 0 && self.open.len() < MAX_DEPTH
    }

    /// Closes the innermost list, item or quote.
    pub(super) fn close(&mut self) {
        match self.open.pop().map(|(open, _)| open) {
            Some(OpenBlock::Quote(blocks)) if !blocks.is_empty() => self.add(Block::Quote(blocks)),
            Some(OpenBlock::List { start, items }) if items.iter().any(|it| !it.is_empty()) => {
                self.add(Block::List { start, items });
            }
            Some(OpenBlock::Item(blocks)) => {
                // Signs alone, one inside the other, would be a rule. Where items have numbers, an empty one counts.
                if let Some((OpenBlock::List { items, start }, _)) = self.open.last_mut()
                    && (start.is_some() || !blocks.is_empty())
                {
                    items.push(blocks);
                }
            }
            Some(_) | None => {}
        }
    }

    /// Ends a line that is a paragraph, or code that a tag of HTML has begun.
    pub(super) fn end_line(&mut self) {
        self.line_kind = LineKind::Paragraph;
        if let Some(code) = self.code.take() {
            let lines = code.lines().skip_while(|line| line.trim().is_empty());
            self.add_code(&lines.collect::<Vec<_>>().join("\n"));
        }
        let words = self.line.take().map(|line| line.finish(true));
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.add(Block::Paragraph(words));
        }
    }

    pub(super) fn end_heading(&mut self, level: usize) {
        let words = self.one_line();
        if !words.is_empty() {
            self.add(Block::Heading { level, words });
        }
    }

    /// The line that is being read, as that of a heading or a cell.
    pub(super) fn one_line(&mut self) -> Vec<Inline> {
        self.line_kind = LineKind::Paragraph;
        self.line.take().unwrap_or_default().finish(false)
    }

    fn add_code(&mut self, code: &str) {
        let code = super::visible::visible(code);
        let lines = code.lines().map(|line| line.trim_end().to_owned());
        let mut lines: Vec<String> = lines.collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        if !lines.is_empty() {
            self.add(Block::Code(lines));
        }
    }

    pub(super) fn add(&mut self, block: Block) {
        // Nothing but cells is in a table.
        if self.html_rows.as_ref().is_some_and(|it| !it.is_empty()) {
            self.end_table();
        }
        match self.open.last_mut().map(|(open, _)| open) {
            Some(OpenBlock::Quote(blocks) | OpenBlock::Item(blocks)) => blocks.push(block),
            Some(OpenBlock::List { items, .. }) => items.push(vec![block]),
            None => self.root.push(block),
        }
    }
}

fn level_of(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
