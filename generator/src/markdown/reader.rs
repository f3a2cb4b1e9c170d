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
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.root
}

/// A list or a quote whose end has not come.
enum OpenBlock {
    Quote(Vec<Block>),
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Item(Vec<Block>),
}

#[derive(Default)]
struct MarkdownReader {
    root: Vec<Block>,
    open: Vec<OpenBlock>,
    /// How many are open that count as what is around them.
    passed_over: usize,
    /// The line that is being read: a paragraph, unless a block says otherwise when it ends.
    line: Option<Line>,
    code: Option<String>,
    columns: Vec<Alignment>,
    rows: Vec<Vec<Vec<Inline>>>,
}

impl MarkdownReader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.line().text(&text),
            },
            Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.line().text(&text),
            Event::Code(text) => self.line().code(&text),
            Event::FootnoteReference(name) => self.line().text(&format!("[{name}]")),
            Event::TaskListMarker(is_done) => {
                self.line().text(if is_done { "[x] " } else { "[ ] " });
            }
            Event::SoftBreak => self.line().text(" "),
            Event::HardBreak => self.line().hard_break(),
            Event::Rule => {
                self.end_line();
                self.add(Block::Rule);
            }
        }
    }

    fn line(&mut self) -> &mut Line {
        self.line.get_or_insert_default()
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
                let words = self.line.take().unwrap_or_default().finish(false);
                if !words.is_empty() {
                    let level = level_of(level);
                    self.add(Block::Heading { level, words });
                }
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.add_code(&code);
            }
            TagEnd::TableCell => {
                let words = self.line.take().unwrap_or_default().finish(false);
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
                match self.passed_over {
                    0 => self.close(),
                    _ => self.passed_over -= 1,
                }
            }
            _ => self.end_line(),
        }
    }

    /// Opens a list, an item or a quote.
    fn push(&mut self, open: OpenBlock) {
        let is_item = matches!(open, OpenBlock::Item(_));
        if self.passed_over > 0 || (!is_item && self.open.len() >= MAX_DEPTH) {
            self.passed_over += 1;
        } else {
            self.open.push(open);
        }
    }

    /// Closes the innermost list, item or quote.
    fn close(&mut self) {
        match self.open.pop() {
            Some(OpenBlock::Quote(blocks)) if !blocks.is_empty() => self.add(Block::Quote(blocks)),
            Some(OpenBlock::List { start, items }) if items.iter().any(|it| !it.is_empty()) => {
                self.add(Block::List { start, items });
            }
            Some(OpenBlock::Item(blocks)) => {
                if let Some(OpenBlock::List { items, .. }) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Some(_) | None => {}
        }
    }

    /// Ends a line that is a paragraph.
    fn end_line(&mut self) {
        let words = self.line.take().map(|line| line.finish(true));
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.add(Block::Paragraph(words));
        }
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

    fn add(&mut self, block: Block) {
        match self.open.last_mut() {
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
