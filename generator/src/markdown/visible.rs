//! Characters that cannot be seen, shown.

use std::borrow::Cow;

/// Whether a character cannot be seen where it stands, or changes the direction in which those around it are read.
///
/// Blanks and the joiners within words are none of these: scripts and emoji need them.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || is_mark(letter)
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Marks without which a text reads the same, or nearly so: of the order of bytes, and of the direction of what is beside them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
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
            ("\u{feff}a\u{200f}b\u{61c}", "ab"),
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
