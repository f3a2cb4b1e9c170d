//! What differs between two texts of documentation, as a reader has to see it: the sentences that changed, and no others.

use super::said::Said;
use crate::markdown::{Block, blocks, text_of};

/// How many letters of a text are shown.
const LONGEST: usize = 300;

/// The heading of what follows from the other items, and is no words of the description.
const EXAMPLE: &str = "# Example";

/// The sentences of both documentations that are not in the other and that the descriptions say, without markup; `None` where there are
/// none.
pub(super) fn changed(
    (old, old_said): (&str, &Said),
    (new, new_said): (&str, &Said),
) -> Option<(String, String)> {
    let (old, new) = (sentences(old), sentences(new));
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new);
    let same = same.count();
    let (old, new) = (old.get(same..)?, new.get(same..)?);
    let ends = old.iter().rev().zip(new.iter().rev());
    let same = ends.take_while(|(old, new)| old == new).count();
    let without_end = |it: &[String], said: &Said| {
        let own = it.iter().take(it.len() - same);
        let own: Vec<&str> = own.filter_map(|it| said.of(it)).collect();
        shortened(&own.join(" "))
    };
    let (old, new) = (without_end(old, old_said), without_end(new, new_said));
    (old != new).then_some((old, new))
}

/// The first sentence of a text of a description, without markup.
pub(super) fn first_sentence(text: &str) -> Option<String> {
    let first = sentences(text).into_iter().next();
    first.map(|it| shortened(it.trim_end_matches('.')))
}

/// A text by its sentences, in which lines end wherever the words leave off.
pub(super) fn sentences(docs: &str) -> Vec<String> {
    let lines = docs.lines().take_while(|it| it.trim() != EXAMPLE);
    let text = lines.collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for part in blocks(&text).into_iter().flat_map(parts) {
        let mut rest = part.trim();
        while let Some(end) = rest.find(". ") {
            let (sentence, more) = rest.split_at(end + 1);
            found.push(sentence.to_owned());
            rest = more.trim_start();
        }
        if !rest.is_empty() {
            found.push(rest.to_owned());
        }
    }
    found
}

/// The paragraphs and whatever else stands by itself.
fn parts(block: Block) -> Vec<String> {
    match block {
        Block::Paragraph(words) | Block::Heading { level: _, words } => vec![text_of(&words)],
        Block::Code(lines) => vec![lines.join(" ")],
        Block::Quote(blocks) => blocks.into_iter().flat_map(parts).collect(),
        Block::List { start: _, items } => items.into_iter().flatten().flat_map(parts).collect(),
        Block::Table { columns: _, rows } => {
            rows.into_iter().flatten().map(|it| text_of(&it)).collect()
        }
        Block::Rule => Vec::new(),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, sentences};

    #[test]
    fn a_text_has_the_sentences_that_a_reader_sees() {
        let cases: [(&str, &[&str]); 4] = [
            ("A. B\nc. D", &["A.", "B c.", "D"]),
            ("A *b*.\n\n- `c`\n- d", &["A b.", "c", "d"]),
            ("A.\n\n# Example\n\nb", &["A."]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(sentences(text), expected, "of {text:?}");
        }
        let long = first_sentence(&"a".repeat(400)).unwrap();
        assert_eq!(long.chars().count(), 301);
    }
}
