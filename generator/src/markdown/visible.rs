//! Characters that cannot be seen, shown.

use std::borrow::Cow;

use crate::hidden::is_hidden;

/// What shows nothing by itself and only marks: the order of bytes, where a word may be broken, the direction of what is beside it.
fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{61c}'
    )
}

/// Whether a character ends a line, for one program or another.
fn is_line_end(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A text in which everything can be seen: lines end in `\n` alone, and a character that is hidden is written as in Rust, or
/// left out where it only marks. Tabs become blanks.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    let is_fine = |letter: char| letter == '\n' || !is_hidden(letter);
    if text.chars().all(is_fine) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\t' => shown.push_str("    "),
            '\r' if letters.peek() == Some(&'\n') => {}
            letter if is_line_end(letter) => shown.push('\n'),
            letter if is_mark(letter) => {}
            letter if is_hidden(letter) => shown.extend(letter.escape_unicode()),
            letter => shown.push(letter),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_is_hidden_is_shown_or_left_out() {
        let cases = [
            (
                "plain, with ümläuts and 日本\n",
                "plain, with ümläuts and 日本\n",
            ),
            ("a\0b\u{1b}c\u{7f}\u{9f}", "a\\u{0}b\\u{1b}c\\u{7f}\\u{9f}"),
            ("a\u{202e}b\u{2066}c", "a\\u{202e}b\\u{2066}c"),
            ("\u{feff}a\u{200f}b\u{61c}\u{200b}c", "abc"),
            (
                "a\r\nb\rc\u{2028}d\u{85}e\u{b}f\n\n",
                "a\nb\nc\nd\ne\nf\n\n",
            ),
            ("a\tb", "a    b"),
            ("👩\u{200d}🚀 and न\u{200d}", "👩\u{200d}🚀 and न\u{200d}"),
        ];
        for (text, expected) in cases {
            assert_eq!(visible(text), expected, "for {text:?}");
        }
    }
}
