//! Texts of others, made safe for a terminal: without control sequences and changes of the writing direction, and not too long.

use std::borrow::Cow;

/// How many characters of a text are shown, and how many of them at the end.
const MOST: usize = 1200;
const END: usize = 200;

/// A text as a part of a line. Where it is long, its middle is left out.
pub fn shown(text: &str) -> Cow<'_, str> {
    let text = match shortened(text) {
        Some(short) => Cow::Owned(short),
        None => Cow::Borrowed(text),
    };
    if !text.contains(|c| is_hostile(c) || c == '\n' || c == '\t') {
        return text;
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => safe.extend(c.escape_default()),
            c if is_hostile(c) => safe.extend(c.escape_unicode()),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// A text of several lines, whatever their length.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hostile(c) {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Lines of a source, in which every byte keeps its offset.
pub(super) fn shown_source(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    // A carriage return at the end of a line is part of the line end.
    let blank = |c: char| match (c, c.len_utf8()) {
        ('\r', _) => '\r',
        (c, 1) if is_hostile(c) => '?',
        (c, 2) if is_hostile(c) => '¿',
        (c, _) if is_hostile(c) => char::REPLACEMENT_CHARACTER,
        (c, _) => c,
    };
    Cow::Owned(text.chars().map(blank).collect())
}

/// Whether a terminal would act on a character: control characters other than line breaks and tabs, and marks that change the
/// writing direction.
fn is_hostile(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        c => c.is_control(),
    }
}

fn shortened(text: &str) -> Option<String> {
    if text.len() <= MOST {
        return None;
    }
    let (start, _) = text.char_indices().nth(MOST - END)?;
    let (end, _) = text.char_indices().rev().nth(END)?;
    let (before, behind) = (text.get(..start)?, text.get(end..)?);
    (start < end).then(|| format!("{before}…{behind}"))
}

#[cfg(test)]
mod tests {
    use super::{MOST, shown, shown_lines, shown_source};

    #[test]
    fn a_terminal_gets_nothing_but_letters() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{202e}b\r\u{7f}";
        assert_eq!(shown("a `b` ü 🐟"), "a `b` ü 🐟");
        assert_eq!(shown(hostile), "a\\u{1b}[2J\\u{9b}31m\\u{202e}b\\r\\u{7f}");
        assert_eq!(shown("a\n\tb"), "a\\n\\tb");
        assert_eq!(shown_lines("a\n\t\u{1b}b\n"), "a\n\t\\u{1b}b\n");
        assert_eq!(shown_source(hostile), "a?[2J¿31m\u{fffd}b\r?");
        assert_eq!(shown_source(hostile).len(), hostile.len());
    }

    #[test]
    fn the_middle_of_a_long_text_is_left_out() {
        let exact = "ü".repeat(MOST);
        assert_eq!(shown(&exact), exact);
        for letter in ["a", "ü", "🐟", "\u{1b}"] {
            let long = format!("start{}end", letter.repeat(100_000));
            let shown = shown(&long);
            assert!(shown.len() < 10 * MOST, "{}", shown.len());
            assert!(shown.starts_with("start") && shown.ends_with("end"));
        }
    }
}
