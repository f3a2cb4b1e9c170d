//! Texts of ASCII, as nearly all names are: what is known of them without parsing or spelling them.

/// The keywords of all editions, and `_`.
const KEYWORDS: [&str; 53] = [
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether a text of ASCII is an identifier, and no keyword. Nearly all names are such texts, and most are looked at many times.
pub(super) fn is_ascii_ident(name: &str) -> bool {
    let is_start = name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic());
    is_start
        && name
            .bytes()
            .all(|it| it == b'_' || it.is_ascii_alphanumeric())
        && KEYWORDS.binary_search(&name).is_err()
}

/// Whether a text is as words in small letters become in snake case, if it is no keyword.
pub(super) fn is_snake(text: &str) -> bool {
    let is_letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.last().is_some_and(|it| is_letter(*it))
        && bytes.iter().all(|it| *it == b'_' || is_letter(*it))
        && !text.contains("__")
}

/// Whether a text has capitals of ASCII. Without them, words end only where something else than a letter or a digit stands, and none is
/// written in a way of its own.
pub(super) fn has_capitals(text: &str) -> bool {
    text.bytes().any(|it| it.is_ascii_uppercase())
}

/// Words of ASCII without capitals in snake case.
pub(super) fn small_snake(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for word in words.split(|c: char| !c.is_ascii_alphanumeric()) {
        if !name.is_empty() && !word.is_empty() {
            name.push('_');
        }
        name.push_str(word);
    }
    name
}

#[cfg(test)]
mod tests {
    use heck::{ToShoutySnakeCase, ToSnakeCase};

    use super::{KEYWORDS, is_snake, small_snake};
    use crate::names::ident::spelling::{odd_words, versions, whole_words};
    use crate::names::ident::{Ident, IdentCase, MOST, begins_well, constant, made, spelled};

    /// The parser is the judge.
    #[test]
    fn texts_are_what_the_parser_says() {
        assert!(KEYWORDS.is_sorted());
        let short = (0..=127_u8).flat_map(|first| {
            let one = char::from(first).to_string();
            let two = ["a", "_", "1", " ", "#"].map(|next| format!("{one}{next}"));
            [one].into_iter().chain(two)
        });
        let words = KEYWORDS.iter().flat_map(|it| {
            let capitals = it.to_uppercase();
            [
                (*it).to_owned(),
                format!("{it}_"),
                format!("r#{it}"),
                capitals,
            ]
        });
        for word in short.chain(words).chain([String::new()]) {
            let parsed = syn::parse_str::<syn::Ident>(&word).is_ok_and(|it| it == word);
            let expected = parsed && word != "gen" && !word.contains('#');
            assert_eq!(Ident::checked(&word).is_some(), expected, "{word:?}");
            let begins = word.starts_with(|c: char| c.is_ascii_alphabetic());
            assert_eq!(begins_well(&word, IdentCase::Snake), begins, "{word:?}");
        }
    }

    #[test]
    fn what_is_in_snake_case_is_spelled_as_it_is() {
        let mut texts: Vec<String> = KEYWORDS.map(str::to_owned).to_vec();
        let mut longest = vec![String::new()];
        for _ in 0..5 {
            let longer = |it: &String| ["a", "v", "s", "1", "_"].map(|next| format!("{it}{next}"));
            longest = longest.iter().flat_map(longer).collect();
            texts.extend(longest.clone());
        }
        let mut snakes = 0;
        for text in texts {
            let spelled = spelled(&text, IdentCase::Snake, MOST);
            assert_eq!(made(&text, IdentCase::Snake, MOST), spelled, "{text}");
            snakes += usize::from(is_snake(&text));
        }
        assert!(snakes > 1000, "{snakes}");
    }

    #[test]
    fn texts_without_capitals_are_spelled_as_all_are() {
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer = |it: &String| ["a", "1", "_", "/", " "].map(|next| format!("{it}{next}"));
            texts = texts.iter().flat_map(longer).collect();
            for text in &texts {
                let words = whole_words(&versions(&odd_words(text)));
                assert_eq!(&words, text);
                assert_eq!(small_snake(text), words.to_snake_case(), "{text:?}");
                if is_snake(text) {
                    assert_eq!(constant(text), text.to_shouty_snake_case());
                }
            }
        }
    }
}
