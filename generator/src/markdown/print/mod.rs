//! Blocks to Markdown: one way to say each thing. [`plain`] makes text of them that has no markup.

pub(super) mod plain;

use pulldown_cmark::Alignment;

use crate::markdown::escape::{Escape, LineContext, line};
use crate::markdown::tree::{Block, Inline};
use crate::markdown::wrap::wrap;

/// How narrow lines get that are inside of other things.
const LEAST_WIDTH: usize = 40;

/// The lines of blocks.
pub(super) fn print(blocks: &[Block], width: usize, escape: Escape) -> Vec<String> {
    let mut lines = Vec::new();
    let mut before: Option<&Block> = None;
    let mut marker = Marker::First;
    for block in blocks {
        let follows = matches!(
            (before, block),
            (Some(Block::List { .. }), Block::List { .. })
        );
        marker = if follows {
            marker.other()
        } else {
            Marker::First
        };
        if before.is_some() {
            lines.push(String::new());
        }
        lines.extend(print_block(block, marker, width, escape));
        before = Some(block);
    }
    lines
}

/// The sign of a list: that of the list directly before it would make both one.
#[derive(Clone, Copy)]
enum Marker {
    First,
    Second,
}

impl Marker {
    fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

fn print_block(block: &Block, marker: Marker, width: usize, escape: Escape) -> Vec<String> {
    match block {
        Block::Paragraph(words) => wrap(&line(words, LineContext::Paragraph, escape), width),
        Block::Heading { level, words } => {
            let words = line(words, LineContext::Heading, escape);
            vec![format!("{} {words}", "#".repeat(*level))]
        }
        Block::Code(code) => print_code(code),
        Block::Quote(blocks) => print(blocks, narrowed(width, 2), escape)
            .into_iter()
            .map(|line| match line.as_str() {
                "" => ">".to_owned(),
                line => format!("> {line}"),
            })
            .collect(),
        Block::List { start, items } => print_list(*start, items, marker, width, escape),
        Block::Table { columns, rows } => print_table(columns, rows, escape),
        Block::Rule => vec!["___".to_owned()],
    }
}

fn narrowed(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(LEAST_WIDTH)
}

/// Code behind a fence that is longer than any in it.
fn print_code(code: &[String]) -> Vec<String> {
    let ticks = |line: &String| line.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let longest = code.iter().map(ticks).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let open = format!("{fence}text");
    let lines = std::iter::once(open).chain(code.iter().cloned());
    lines.chain([fence]).collect()
}

fn print_list(
    start: Option<u64>,
    items: &[Vec<Block>],
    marker: Marker,
    width: usize,
    escape: Escape,
) -> Vec<String> {
    let is_tight = items.iter().all(|it| is_tight(it));
    let mut lines = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let sign = match (start, marker) {
            (None, Marker::First) => "- ".to_owned(),
            (None, Marker::Second) => "* ".to_owned(),
            (Some(start), marker) => {
                let number = start.saturating_add(index as u64).min(999_999_999);
                let sign = match marker {
                    Marker::First => '.',
                    Marker::Second => ')',
                };
                format!("{number}{sign} ")
            }
        };
        if index > 0 && !is_tight {
            lines.push(String::new());
        }
        let width = narrowed(width, sign.len());
        let item = if is_tight {
            let blocks = item.iter();
            let blocks = blocks.flat_map(|it| print_block(it, Marker::First, width, escape));
            blocks.collect()
        } else {
            print(item, width, escape)
        };
        lines.extend(indented(&sign, item));
    }
    lines
}

/// Lines behind the sign of an item.
pub(super) fn indented(sign: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return vec![sign.trim_end().to_owned()];
    }
    let indent = " ".repeat(sign.len());
    let lines = lines.into_iter().enumerate();
    lines
        .map(|(index, line)| match (index, line.as_str()) {
            (0, line) => format!("{sign}{line}"),
            (_, "") => line,
            (_, line) => format!("{indent}{line}"),
        })
        .collect()
}

/// Whether the blocks of an item can stand without blank lines between them.
fn is_tight(item: &[Block]) -> bool {
    let can_follow = |block: &Block| match block {
        Block::List { start, items } => {
            start.is_none_or(|it| it == 1) && items.first().is_some_and(|it| !it.is_empty())
        }
        _ => false,
    };
    match item {
        [] | [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), inner] => can_follow(inner),
        _ => false,
    }
}

fn print_table(columns: &[Alignment], rows: &[Vec<Vec<Inline>>], escape: Escape) -> Vec<String> {
    let row = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = columns.iter().map(|column| match column {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    });
    let rule = row(&mut rule.map(str::to_owned));
    let print_row = |cells: &Vec<Vec<Inline>>| {
        let cells = cells
            .iter()
            .map(|cell| line(cell, LineContext::Cell, escape));
        row(&mut cells.into_iter())
    };
    let mut lines: Vec<String> = rows.iter().map(print_row).collect();
    lines.insert(lines.len().min(1), rule);
    lines
}
