//! Splitting a text into words that an identifier can consist of.

/// A text with words in place of signs that distinguish it from others, such as that of `-1`.
pub(super) fn spell_out(text: &str) -> String {
    let text = text.trim();
    if !text.is_empty() && !text.contains(is_letter) {
        let names: Vec<&str> = text.chars().map(sign_name).collect();
        return names.join(" ");
    }
    let rest = |rest: &str, sign: &str| format!("{sign} {}", clean(rest));
    match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(after), _) => rest(after, "plus"),
        (_, Some(after)) => rest(after, "minus"),
        _ if text.is_empty() => "empty".to_owned(),
        _ => clean(text),
    }
}

/// A text with words in place of its signs; `None` if it has none but those that separate words.
pub(in crate::names) fn with_signs(text: &str) -> Option<String> {
    let mut said = String::new();
    let mut has_signs = false;
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_minus = letters.peek().is_some_and(char::is_ascii_digit);
        let word = match letter {
            '-' if is_minus => Some("minus"),
            '#' if before.is_alphabetic() => Some("sharp"),
            '+' | '<' | '>' | '=' | '!' | '#' | '*' | '%' | '&' | '@' | '|' | '~' | '^' | '$'
            | '?' => Some(sign_name(letter)),
            _ => None,
        };
        match word {
            Some(word) => said.extend([" ", word, " "]),
            None => said.push(letter),
        }
        has_signs |= word.is_some();
        before = letter;
    }
    has_signs.then_some(said)
}

/// A text, split between two adjacent numbers: `1 10` must not become `110`.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let mut before: Option<char> = None;
    let mut ends = Vec::new();
    for (index, c) in text.char_indices().filter(|(_, c)| *c != ' ') {
        let is_next = c.is_numeric() && before.is_some_and(char::is_numeric);
        if is_next && text.get(..index).is_some_and(|it| it.ends_with(' ')) {
            ends.push(index);
        }
        before = Some(c);
    }
    let starts = std::iter::once(0).chain(ends.clone());
    let ends = ends.into_iter().chain([text.len()]);
    starts
        .zip(ends)
        .filter_map(|(start, end)| text.get(start..end))
}

/// Words with a capital inside, which are not split there.
const WHOLE: [&str; 21] = [
    "eBay",
    "GitHub",
    "GitLab",
    "GraphQL",
    "iOS",
    "IPv4",
    "IPv6",
    "JavaScript",
    "LinkedIn",
    "macOS",
    "MongoDB",
    "MySQL",
    "OAuth",
    "OpenAI",
    "OpenAPI",
    "OpenID",
    "PayPal",
    "PostgreSQL",
    "TypeScript",
    "WhatsApp",
    "YouTube",
];

/// A text in which a word such as `iDEAL`, a small letter before capitals, is one of small letters.
pub(super) fn odd_words(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_alphanumeric());
    let is_odd = |word: &str| {
        let mut letters = word
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .chars();
        letters.next().is_some_and(|it| it.is_ascii_lowercase())
            && letters.as_str().len() > 1
            && letters.all(|it| it.is_ascii_uppercase())
    };
    let small = |word: &str| {
        if is_odd(word) {
            word.to_lowercase()
        } else {
            word.to_owned()
        }
    };
    words.map(small).collect()
}

/// A text in which such words have no capitals inside; nor have plurals of initials, such as `IDs` in `userIDs`.
pub(super) fn whole_words(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins = first.is_uppercase() || !out.ends_with(char::is_alphabetic);
        let word = WHOLE
            .iter()
            .filter(|word| begins && ends(rest, word.len(), word));
        let len = word
            .map(|word| word.len())
            .next()
            .or_else(|| initials(rest));
        let (word, after) = rest.split_at(len.unwrap_or_else(|| first.len_utf8()));
        out.push(first);
        out.extend(word.chars().skip(1).flat_map(char::to_lowercase));
        rest = after;
    }
    out
}

/// A text in which a version behind initials is a word of its own, and so are initials behind a version: `LLMV1Config`, `CoreV1APIResources`.
pub(super) fn versions(text: &str) -> String {
    let mut out = String::new();
    // How many capitals stand before.
    let mut capitals = 0;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = version(rest).filter(|_| capitals != 1 && !out.ends_with("IP"));
        if let Some((version, after)) = len.and_then(|len| rest.split_at_checked(len)) {
            if capitals > 1 {
                out.push(' ');
            }
            out.push_str(version);
            let mut next = after.chars();
            if next.next().is_some_and(char::is_uppercase)
                && next.next().is_some_and(char::is_uppercase)
            {
                out.push(' ');
            }
            rest = after;
            capitals = 0;
            continue;
        }
        capitals = if first.is_uppercase() {
            capitals + 1
        } else {
            0
        };
        out.push(first);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    out
}

/// The length of a version at the start of a text, such as `V1` or `V2beta1`.
fn version(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('V')?;
    let major = digits(rest);
    if major == 0 {
        return None;
    }
    let len = 1 + major;
    let after = rest.get(major..)?;
    let stage = ["alpha", "beta"].iter().find_map(|stage| {
        let minor = digits(after.strip_prefix(stage)?);
        (minor > 0).then_some(stage.len() + minor)
    });
    Some(len + stage.unwrap_or(0))
}

/// How many letters initials may have. A longer run of capitals is a word.
const MAX_INITIALS: usize = 32;

/// The length of initials with an `s` behind them at the start of a text.
fn initials(text: &str) -> Option<usize> {
    let letters = text.bytes().take(MAX_INITIALS + 1);
    let len = letters.take_while(u8::is_ascii_uppercase).count();
    ((2..=MAX_INITIALS).contains(&len) && ends(text, len + 1, "s")).then_some(len + 1)
}

/// Whether the first bytes of a text end with these, and a word with them.
fn ends(text: &str, len: usize, with: &str) -> bool {
    let first = text.get(..len).is_some_and(|it| it.ends_with(with));
    let next = text.get(len..).and_then(|it| it.chars().next());
    first && !next.is_some_and(char::is_lowercase)
}

/// A text with blanks in place of all that an identifier cannot have.
fn clean(text: &str) -> String {
    let is_kept = |c| is_letter(c) && is_ident_char(c);
    text.chars()
        .map(|c| if is_kept(c) { c } else { ' ' })
        .collect()
}

/// Whether a character is a visible letter or digit. The fillers of Hangul are invisible letters.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

fn is_ident_char(c: char) -> bool {
    c.is_ascii() || syn::parse_str::<syn::Ident>(&format!("a{c}")).is_ok()
}

fn sign_name(sign: char) -> &'static str {
    match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        '_' => "underscore",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '?' => "question",
        '~' => "tilde",
        '^' => "caret",
        '"' | '\'' | '`' => "quote",
        '\\' => "backslash",
        ';' => "semicolon",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        _ => "sign",
    }
}
