//! Texts of a description as plain text: for the help of a command line.

use crate::markdown::JOINT;
use crate::markdown::reader::read;
use crate::markdown::sentence::end_of_sentence;
use crate::markdown::tree::{Block, Inline};
use crate::markdown::visible::visible;

/// What a text says without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlainText {
    /// Its first sentence; nothing where it begins with something else.
    pub(crate) lead: String,
    /// All else, a paragraph each. Lines of lists and of code are lines of one paragraph.
    pub(crate) rest: Vec<String>,
}

/// Markdown of a description as plain text, in which everything can be seen and nothing is obeyed by a terminal.
pub(crate) fn plain_text(text: &str) -> PlainText {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rest = Vec::new();
    let mut is_first = true;
    let mut lead = String::new();
    for part in text.split(JOINT) {
        for block in read(part) {
            let paragraph = visible(&block_text(&block)).trim_end().to_owned();
            if std::mem::take(&mut is_first) && matches!(block, Block::Paragraph(_)) {
                let end = end_of_sentence(&paragraph, false).unwrap_or(paragraph.len());
                let (first, others) = paragraph.split_at_checked(end).unwrap_or((&paragraph, ""));
                lead = first.replace('\n', " ");
                rest.push(others.trim().to_owned());
            } else {
                rest.push(paragraph);
            }
        }
    }
    rest.retain(|it| !it.is_empty());
    PlainText { lead, rest }
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Paragraph(words) | Block::Heading { words, .. } => line(words),
        Block::Code(lines) => {
            let lines = lines.iter().map(|it| format!("    {it}"));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Quote(blocks) => joined(blocks),
        Block::List { start, items } => {
            let mut lines = Vec::new();
            for (index, item) in items.iter().enumerate() {
                let sign = match start {
                    Some(start) => format!("{}. ", start.saturating_add(index as u64)),
                    None => "- ".to_owned(),
                };
                lines.push(format!("{sign}{}", joined(item).replace('\n', "\n  ")));
            }
            lines.join("\n")
        }
        Block::Table { rows, .. } => {
            let rows = rows.iter().map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| line(cell)).collect();
                cells.join(" | ")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
        Block::Rule => String::new(),
    }
}

fn joined(blocks: &[Block]) -> String {
    let texts = blocks.iter().map(block_text);
    texts.collect::<Vec<_>>().join("\n")
}

fn line(words: &[Inline]) -> String {
    let mut text = String::new();
    for word in words {
        match word {
            Inline::Text(it) | Inline::Url(it) => text.push_str(it),
            Inline::Code(it) => text.extend(["`", it, "`"]),
            Inline::Marked(_, inner) => text.push_str(&line(inner)),
            Inline::Link { words, url } => {
                let words = line(words);
                text.push_str(&words);
                if words != *url {
                    text.extend([" (", url, ")"]);
                }
            }
            Inline::Break => text.push('\n'),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn markup_becomes_text() {
        for (text, lead, rest) in [
            ("", "", &[][..]),
            ("One. Two.", "One.", &["Two."]),
            (
                "A **bold** `move` of [us](https://a.b/c).\n\nMore.",
                "A bold `move` of us (https://a.b/c).",
                &["More."],
            ),
            ("# Head\n\nText.", "", &["Head", "Text."]),
            ("Of:\n\n- a\n- b", "Of:", &["- a\n- b"]),
            ("Of:\n\n```sh\nrm x\n```", "Of:", &["    rm x"]),
            ("<p>A <b>bold</b> one.</p>", "A bold one.", &[]),
            ("Red \u{1b}[31m one.", "Red \\u{1b}[31m one.", &[]),
        ] {
            let plain = plain_text(text);
            assert_eq!(
                (plain.lead.as_str(), plain.rest.as_slice()),
                (
                    lead,
                    &rest.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()[..]
                ),
                "{text:?}"
            );
        }
    }
}
