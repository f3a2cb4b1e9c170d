//! Invisible characters, and texts without them.

use toml::{Table, Value};

/// Whether a character is invisible, or changes the writing direction of the text around it.
pub(crate) fn is_hidden(c: char) -> bool {
    let is_mark = matches!(
        c,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    );
    c.is_control() || is_mark
}

/// A text on one line, without invisible characters.
pub(crate) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || is_hidden(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A key of TOML, in quotes where needed. Invisible characters are written as escapes.
pub(crate) fn toml_key(key: &str) -> String {
    // Those of ASCII are written so in any case.
    if key.contains(|c: char| is_hidden(c) && !c.is_ascii()) {
        return toml_text(key);
    }
    let line = Table::from_iter([(key.to_owned(), Value::from(true))]).to_string();
    let key = line.trim_end().strip_suffix(" = true");
    key.unwrap_or_default().to_owned()
}

/// A text as TOML, in quotes.
pub(crate) fn toml_text(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_hidden(c) => quoted.extend([format!("\\u{:04X}", u32::from(c))]),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::{one_line, toml_key};

    #[test]
    fn a_line_has_nothing_hidden() {
        for (text, expected) in [
            ("A  b\n\tc", "A b c"),
            ("a\0b\u{1b}[31m", "a b [31m"),
            ("a\u{202e}b\u{2066}c\u{feff}", "a b c"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
            ("\r\n", ""),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }

    #[test]
    fn a_key_is_what_it_was() {
        for (key, expected) in [
            ("a-b_1", "a-b_1"),
            ("", "\"\""),
            ("a.b", "\"a.b\""),
            ("a\"b\\c", "'a\"b\\c'"),
            ("a\n\0\"", "\"a\\n\\u0000\\\"\""),
            ("a\n\u{85}", "\"a\\u000A\\u0085\""),
            ("\u{202e}ä\\", "\"\\u202Eä\\\\\""),
        ] {
            let written = toml_key(key);
            assert_eq!(written, expected);
            let table: toml::Table = format!("{written} = 1").parse().unwrap();
            assert!(table.contains_key(key), "{written}");
        }
    }
}
