//! The first sentence of a text.

use super::escape::Escape;
use super::memo::TextMemo;
use super::print::print;
use super::reader::read;
use super::tree::{Block, Inline};
use super::{JOINT, dangers, is_prose};

/// How many letters a sentence has at most that is shown by itself.
const LONGEST: usize = 200;

/// Words before a full stop that does not end a sentence.
const ABBREVIATIONS: [&str; 12] = [
    "approx", "cf", "e.g", "eg", "etc", "i.e", "ie", "incl", "max", "min", "resp", "vs",
];

/// The first sentence of a Markdown text of a description, on one line, as Markdown that rustdoc takes for nothing but text.
/// `None` where the text begins with something else than a paragraph, or the sentence is too long to be repeated.
pub(crate) fn first_sentence(text: &str) -> Option<String> {
    let sentence = if is_prose(text) {
        let end = end_of_sentence(text, false).unwrap_or(text.len());
        text.get(..end)?.to_owned()
    } else {
        TextMemo::of(&MADE, text, made)?
    };
    (sentence.chars().count() <= LONGEST).then_some(sentence)
}

thread_local! {
    static MADE: TextMemo<Option<String>> = TextMemo::new();
}

fn made(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    printed(sentence(read(text.split(JOINT).next()?))?)
}

/// The words of the first sentence. Nothing that is set off is taken apart.
fn sentence(blocks: Vec<Block>) -> Option<Vec<Inline>> {
    let Some(Block::Paragraph(words)) = blocks.into_iter().next() else {
        return None;
    };
    let mut kept = Vec::new();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        match word {
            Inline::Break => break,
            Inline::Text(text) => {
                let end = end_of_sentence(&text, words.peek().is_some());
                let Some(text_of_sentence) = end.and_then(|end| text.get(..end)) else {
                    kept.push(Inline::Text(text));
                    continue;
                };
                kept.push(Inline::Text(text_of_sentence.to_owned()));
                break;
            }
            word => kept.push(word),
        }
    }
    Some(kept)
}

fn printed(words: Vec<Inline>) -> Option<String> {
    let blocks = [Block::Paragraph(words)];
    let print = |escape| print(&blocks, usize::MAX, escape).join(" ");
    let printed = print(Escape::Needed);
    if read(&printed) == blocks && dangers(&printed).is_empty() {
        return Some(printed);
    }
    Some(print(Escape::All)).filter(|it| dangers(it).is_empty())
}

/// Where the first sentence of a text ends, if something comes behind it in the text, or `goes_on` behind that.
pub(super) fn end_of_sentence(text: &str, goes_on: bool) -> Option<usize> {
    let ends = text.match_indices(['.', '!', '?', '。']);
    let mut ends = ends.map(|(at, sign)| (at, at + sign.len()));
    ends.find_map(|(at, end)| {
        let before = text.get(..at)?.rsplit([' ', '(']).next()?;
        let rest = text.get(end..)?;
        let is_short = before.chars().count() == 1 && before != "I";
        let is_word = ABBREVIATIONS.contains(&before.to_lowercase().as_str());
        let is_wide = text.get(at..end) == Some("。");
        let next = rest.trim_start().chars().next();
        let is_parted = is_wide || rest.starts_with(char::is_whitespace);
        let is_next = next.map_or(goes_on, |it| !it.is_lowercase());
        (is_parted && is_next && !is_short && !is_word).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_sentence_ends_where_another_begins() {
        let long = format!("Of {}. More.", "words ".repeat(40));
        let cases = [
            ("One. Two.", Some("One.")),
            ("Only one.", Some("Only one.")),
            ("No full stop", Some("No full stop")),
            ("What is it? This.", Some("What is it?")),
            ("Up to 1.5 times. More.", Some("Up to 1.5 times.")),
            ("Of a kind, e.g. Ants. More.", Some("Of a kind, e.g. Ants.")),
            ("By J. Doe. More.", Some("By J. Doe.")),
            (
                "See example.com. it is there",
                Some("See example.com. it is there"),
            ),
            ("Of `a. B` and so. `D`.", Some("Of `a. B` and so.")),
            ("Of **a. B** and so. D.", Some("Of **a. B** and so.")),
            (
                "Of [a. B](https://a.b/c) and so. D.",
                Some("Of [a. B](https://a.b/c) and so."),
            ),
            (
                "One line\nand another. More.",
                Some("One line and another."),
            ),
            ("One paragraph\n\nAnother. More.", Some("One paragraph")),
            ("One.  \nAnother.", Some("One.")),
            ("最初。次。", Some("最初。")),
            ("A <c>bold. Move</c>", Some("A \\<c>bold.")),
            (
                "<p>A <b>bold</b> move.</p><p>More.",
                Some("A **bold** move."),
            ),
            ("A [thing]. More.", Some("A \\[thing\\].")),
            ("- One. Two.", None),
            ("```\nOne. Two.\n```", None),
            ("", None),
            (&long, None),
        ];
        for (text, expected) in cases {
            assert_eq!(first_sentence(text).as_deref(), expected, "of {text:?}");
        }
    }
}
