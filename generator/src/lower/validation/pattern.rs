//! Regular expressions of ECMA-262, as JSON Schema has them (JSON Schema 2020-12 Core, 6.4), in the syntax of the runtime.
//!
//! What differs is written out: what a dot and a space are, which characters an escape means. What the runtime has no way to
//! find in linear time, as look-ahead and references to groups, is refused with the reason.

use std::iter::Peekable;
use std::str::Chars;

use regex_lite::RegexBuilder;

/// How large a pattern may be, compiled: the time for a text grows with it.
const MOST_BYTES: usize = 1 << 19;

const DIGITS: &str = "0-9";
const NO_DIGITS: &str = r"\x00-\x2F\x3A-\x{10FFFF}";
const WORDS: &str = "0-9A-Za-z_";
const NO_WORDS: &str = r"\x00-\x2F\x3A-\x40\x5B-\x5E\x60\x7B-\x{10FFFF}";
const SPACES: &str =
    r"\x09-\x0D\x20\xA0\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";
const NO_SPACES: &str = r"\x00-\x08\x0E-\x1F\x21-\x9F\xA1-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}";

/// The pattern in the syntax of the runtime.
///
/// # Errors
///
/// Why the runtime has nothing for it.
pub(super) fn translated(pattern: &str) -> Result<String, String> {
    if pattern.starts_with("/^") {
        return Err("with the slash before `^`, no text matches it".to_owned());
    }
    if is_literal(pattern) {
        return Err("it stands between slashes, as a literal of JavaScript".to_owned());
    }
    let mut letters = pattern.chars().peekable();
    let mut out = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.push_str(&escaped(&mut letters, false)?.in_text()),
            '[' => out.push_str(&class(&mut letters)?),
            '.' => out.push_str(r"[^\n\r\x{2028}\x{2029}]"),
            '(' => {
                group(&mut letters)?;
                out.push_str("(?:");
            }
            '{' => out.push_str(&quantifier(&mut letters).unwrap_or_else(|| literal('{'))),
            '}' | ']' => out.push_str(&literal(letter)),
            other => out.push(other),
        }
    }
    match RegexBuilder::new(&out).size_limit(MOST_BYTES).build() {
        Ok(_) => Ok(out),
        Err(error) => Err(format!("as a regular expression, {error}")),
    }
}

/// Whether it is written as JavaScript writes expressions: with the slashes around it and the flags behind them, or with the end
/// of that.
fn is_literal(pattern: &str) -> bool {
    let Some((before, flags)) = pattern.rsplit_once('/') else {
        return false;
    };
    let are_flags = flags.chars().all(|it| "dgimsuvy".contains(it));
    let is_escaped = |it: &str| (it.len() - it.trim_end_matches('\\').len()) % 2 == 1;
    let is_whole = before.len() > 1 && before.starts_with('/');
    let is_end = before.strip_suffix('$').is_some_and(|it| !is_escaped(it));
    are_flags && !is_escaped(before) && (is_whole || is_end)
}

/// What an escape or a character of a class means.
enum Atom {
    Letter(char),
    /// Characters, as they stand in a class.
    Set(&'static str),
    /// What is no character, but a place between two.
    Place(&'static str),
}

impl Atom {
    fn in_text(&self) -> String {
        match self {
            Self::Letter(letter) => literal(*letter),
            Self::Set(set) => format!("[{set}]"),
            Self::Place(place) => (*place).to_owned(),
        }
    }
}

/// A character that means itself, in a class as well.
fn literal(letter: char) -> String {
    match letter {
        '_' | ' ' | '<' | '>' => letter.to_string(),
        _ if letter.is_alphanumeric() => letter.to_string(),
        _ if letter.is_ascii_punctuation() => format!("\\{letter}"),
        _ => format!(r"\x{{{:X}}}", u32::from(letter)),
    }
}

type Letters<'p> = Peekable<Chars<'p>>;

/// What stands behind `\`.
fn escaped(letters: &mut Letters<'_>, in_class: bool) -> Result<Atom, String> {
    let letter = letters.next().ok_or("it ends with a `\\`")?;
    Ok(match letter {
        'd' => Atom::Set(DIGITS),
        'D' => Atom::Set(NO_DIGITS),
        'w' => Atom::Set(WORDS),
        'W' => Atom::Set(NO_WORDS),
        's' => Atom::Set(SPACES),
        'S' => Atom::Set(NO_SPACES),
        'b' if in_class => Atom::Letter('\u{8}'),
        'b' => Atom::Place(r"\b"),
        'B' if !in_class => Atom::Place(r"\B"),
        't' => Atom::Letter('\t'),
        'n' => Atom::Letter('\n'),
        'r' => Atom::Letter('\r'),
        'v' => Atom::Letter('\u{b}'),
        'f' => Atom::Letter('\u{c}'),
        '0' if !letters.peek().is_some_and(char::is_ascii_digit) => Atom::Letter('\0'),
        'c' => {
            let control = letters.next().filter(char::is_ascii_alphabetic);
            let control = control.ok_or("`\\c` needs a letter")?;
            Atom::Letter(char::from_u32(u32::from(control) % 32).unwrap_or_default())
        }
        'x' => Atom::Letter(of_code(hex(letters, 2)?)?),
        'u' => Atom::Letter(unicode(letters)?),
        'p' | 'P' => return Err("it asks for a property of Unicode".to_owned()),
        'k' | '1'..='9' => return Err("it refers to one of its groups".to_owned()),
        other if other.is_ascii_alphanumeric() => {
            return Err(format!("`\\{other}` means nothing in it"));
        }
        other => Atom::Letter(other),
    })
}

/// The number in this many digits.
fn hex(letters: &mut Letters<'_>, digits: usize) -> Result<u32, String> {
    let text: String = letters.by_ref().take(digits).collect();
    let is_hex = text.len() == digits && text.chars().all(|it| it.is_ascii_hexdigit());
    let number = is_hex.then(|| u32::from_str_radix(&text, 16).ok());
    number
        .flatten()
        .ok_or_else(|| "an escape lacks digits".to_owned())
}

fn of_code(code: u32) -> Result<char, String> {
    char::from_u32(code).ok_or_else(|| "an escape is no character".to_owned())
}

/// `uFFFF`, two of them for a character beyond that, or `u{1FFFF}`.
fn unicode(letters: &mut Letters<'_>) -> Result<char, String> {
    if letters.next_if_eq(&'{').is_some() {
        let text: String = letters.by_ref().take_while(|it| *it != '}').collect();
        return of_code(u32::from_str_radix(&text, 16).unwrap_or(u32::MAX));
    }
    let first = hex(letters, 4)?;
    if !(0xD800..0xDC00).contains(&first) {
        return of_code(first);
    }
    let has_second = letters.next() == Some('\\') && letters.next() == Some('u');
    let second = if has_second { hex(letters, 4)? } else { 0 };
    if !(0xDC00..0xE000).contains(&second) {
        return Err("an escape is no character".to_owned());
    }
    of_code(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
}

/// What stands behind `(`, if that says how the group is meant. A group that has a number or a name has none in the runtime.
fn group(letters: &mut Letters<'_>) -> Result<(), String> {
    if letters.next_if_eq(&'?').is_none() {
        return Ok(());
    }
    match letters.next() {
        Some(':') => Ok(()),
        Some('=' | '!') => Err("it looks ahead".to_owned()),
        Some('<') if matches!(letters.peek(), Some('=' | '!')) => Err("it looks behind".to_owned()),
        Some('<') => {
            let name: String = letters.by_ref().take_while(|it| *it != '>').collect();
            if name.is_empty() {
                return Err("a group has no name".to_owned());
            }
            Ok(())
        }
        _ => Err("a group begins with what means nothing in it".to_owned()),
    }
}

/// `{2}`, `{2,}` or `{2,3}`; `None` where a brace means itself.
fn quantifier(letters: &mut Letters<'_>) -> Option<String> {
    let mut ahead = letters.clone();
    let text: String = ahead.by_ref().take_while(|it| *it != '}').collect();
    let (least, most) = text.split_once(',').unwrap_or((&text, ""));
    let is_number = |it: &str| it.chars().all(|it| it.is_ascii_digit());
    let is_quantifier = !least.is_empty() && is_number(least) && is_number(most);
    let length = text.len() + 1;
    is_quantifier.then(|| {
        letters.nth(length - 1);
        format!("{{{text}}}")
    })
}

/// What stands behind `[`.
fn class(letters: &mut Letters<'_>) -> Result<String, String> {
    let is_negated = letters.next_if_eq(&'^').is_some();
    let mut set = String::new();
    loop {
        let first = match letters.next() {
            None => return Err("a `[` is not closed".to_owned()),
            Some(']') => break,
            Some('\\') => escaped(letters, true)?,
            Some(letter) => Atom::Letter(letter),
        };
        let mut ahead = letters.clone();
        let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|it| it != ']');
        match first {
            Atom::Set(of) | Atom::Place(of) => set.push_str(of),
            Atom::Letter(first) if is_range => {
                letters.next();
                let last = match letters.next() {
                    Some('\\') => escaped(letters, true)?,
                    Some(letter) => Atom::Letter(letter),
                    None => return Err("a `[` is not closed".to_owned()),
                };
                set.push_str(&literal(first));
                match last {
                    Atom::Letter(last) => set.extend(["-", &literal(last)]),
                    Atom::Set(of) | Atom::Place(of) => set.extend([&literal('-'), of]),
                }
            }
            Atom::Letter(letter) => set.push_str(&literal(letter)),
        }
    }
    match (set.as_str(), is_negated) {
        ("", true) => Ok(r"[\x00-\x{10FFFF}]".to_owned()),
        ("", false) => Err("no character is in `[]`".to_owned()),
        (set, true) => Ok(format!("[^{set}]")),
        (set, false) => Ok(format!("[{set}]")),
    }
}

#[cfg(test)]
mod tests {
    use regex_lite::Regex;

    use super::translated;

    #[test]
    fn patterns_match_what_they_match_in_javascript() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("^[a-z]{2,3}$", &["ab", "abc"], &["a", "abcd", "AB", "ab\n"]),
            (r"^\d+$", &["12"], &["१२", ""]),
            (r"^\w$", &["_", "a"], &["é"]),
            (r"^\s\S$", &["\u{a0}a", "\u{feff}a"], &["aa", "  "]),
            ("^.$", &["é", "\u{1f600}"], &["\r", "\u{2028}"]),
            (r"^[^]\/$", &["\n/"], &["/"]),
            (r"^[\w.-]+@[\w-]+$", &["a.b-c@d"], &["a b@c"]),
            (r"^[\d-x]$", &["-", "x", "5"], &["y"]),
            (r"^[^\S]$", &[" "], &["a"]),
            (r"^[\]\[&&~~a]$", &["&", "]", "[", "~"], &["b"]),
            (r"^{.*}$", &["{a}"], &["a"]),
            (r"^a{,3}$", &["a{,3}"], &["aaa"]),
            (r"^(?<year>\d{4})-(?:x)$", &["2024-x"], &["24-x"]),
            (
                r"^\u00e9\x41\u{1F600}\ud83d\ude00$",
                &["éA\u{1f600}\u{1f600}"],
                &["e"],
            ),
            (r"^[\b]\cJ\0$", &["\u{8}\n\0"], &["b"]),
            ("a|b", &["xay"], &["c"]),
            (r"^\-\_\@\#$", &["-_@#"], &[]),
            (r"^[\s\S]{1,4096}$", &["a"], &[""]),
            ("^/a/i", &["/a/i"], &["a"]),
            (r"^\$/i", &["$/i"], &["a"]),
        ];
        for (pattern, matching, others) in cases {
            let regex = Regex::new(&translated(pattern).unwrap()).unwrap();
            for text in *matching {
                assert!(regex.is_match(text), "{pattern} {text:?}");
            }
            for text in *others {
                assert!(!regex.is_match(text), "{pattern} {text:?}");
            }
        }
    }

    #[test]
    fn what_has_no_translation_is_refused() {
        let refused = [
            r"^(?=a)",
            r"^(?!a)",
            r"(?<=a)b",
            r"(?<!a)b",
            r"(a)\1",
            r"(?<n>a)\k<n>",
            r"^\p{L}+$",
            "(?i)a",
            "/^a$/",
            "/^a$/g",
            "^a$/i",
            "^a$/",
            "/[a-z]+/i",
            "/[a-z]+/",
            "(a{0,300}){0,100}b",
            "[a",
            "(a",
            "a)",
            "*",
            "\\",
            r"\u12",
            r"\ud800",
            "[b-a]",
            r"\q",
            "[]",
            r"\c1",
            "a{3,2}",
        ];
        for pattern in refused {
            assert!(translated(pattern).is_err(), "{pattern}");
        }
    }
}
