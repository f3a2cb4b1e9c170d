//! Identifiers: the only place where a text of a description becomes a Rust identifier.
//!
//! rustc compares identifiers in Unicode normal form C (NFC), so that all identifiers have this form.

mod plain;
mod plurals;
mod shortened;
mod spelling;

use std::borrow::Cow;
use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use unicode_normalization::UnicodeNormalization;

use plain::{has_capitals, is_ascii_ident, is_snake, small_snake};
pub use plurals::singular;
pub(super) use shortened::shortened;
pub(super) use spelling::with_signs;
use spelling::{is_letter, numbers, odd_words, spell_out, versions, whole_words};

/// A Rust identifier, checked when it was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The keyword that stands for the crate at hand.
    pub(super) fn root() -> Self {
        Self("crate".to_owned())
    }

    /// `name` if it is an identifier that is no keyword.
    pub(super) fn checked(name: &str) -> Option<Self> {
        if name.is_ascii() {
            return is_ascii_ident(name).then(|| Self(name.to_owned()));
        }
        let name: String = name.nfc().collect();
        // Checked before parsing: the parser accepts blanks and comments, and recurses on brackets.
        let is_seen = name.chars().all(|c| c == '_' || is_letter(c));
        let is_word = is_seen && syn::parse_str::<syn::Ident>(&name).is_ok();
        // The parser does not know `gen` as a keyword.
        (is_word && !["_", "gen"].contains(&name.as_str())).then_some(Self(name))
    }

    /// `name` if it is an identifier in this case.
    pub(super) fn fitting(name: &str, case: IdentCase) -> Option<Self> {
        let made = Self::checked(name)?;
        let fits = match case {
            IdentCase::Snake => self::made(&made.0, case, usize::MAX) == made,
            // Words of one letter result in several capitals in a row, so that the case cannot be checked word by word.
            IdentCase::Camel => begins_well(&made.0, case) && !made.0.contains("__"),
        };
        fits.then_some(made)
    }

    /// The identifier in the case of a constant.
    #[must_use]
    pub fn to_constant(&self) -> Self {
        let name = constant(&self.0);
        Self::checked(&name).unwrap_or_else(|| Self(format!("N{name}")))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(proc_macro2::Ident::new(&self.0, Span::call_site()));
    }
}

/// A name in the case of a constant. Letters without a capital become their code points.
pub(super) fn constant(name: &str) -> String {
    if is_snake(name) {
        return name.to_ascii_uppercase();
    }
    let mut out = String::new();
    for c in name.to_shouty_snake_case().nfc() {
        if c.is_lowercase() {
            out.extend([format!("U{:X}", u32::from(c))]);
        } else {
            out.push(c);
        }
    }
    out
}

/// How an identifier is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdentCase {
    /// `kick_participants`: modules, functions, fields.
    Snake,
    /// `KickParticipants`: types and variants.
    Camel,
}

/// The identifier for any text. The same text always gives the same one; different texts may give the same.
///
/// Compatibility variants of letters, such as those of full width, become the letters (Unicode normal form KC).
pub(super) fn ident(text: &str, case: IdentCase) -> Ident {
    made(text, case, MOST)
}

/// The single words of a text, in small letters.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let name = ident(text, IdentCase::Snake);
    let words = name.as_str().split('_').filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}

/// How many bytes a name may have. Modules and the documentation of types are files, whose names may have 255 bytes with
/// numbers and endings.
pub(super) const MOST: usize = 200;

fn made(text: &str, case: IdentCase, most: usize) -> Ident {
    if case == IdentCase::Snake && text.len() <= most && is_snake(text) {
        let free = Some(text).filter(|it| is_ascii_ident(it));
        return Ident(free.map_or_else(|| format!("{text}_"), str::to_owned));
    }
    spelled(text, case, most)
}

fn spelled(text: &str, case: IdentCase, most: usize) -> Ident {
    let composed = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    };
    let said = spell_out(&composed);
    let words = if has_capitals(&said) {
        versions(&odd_words(&said))
    } else {
        said
    };
    let name = match case {
        IdentCase::Snake if has_capitals(&words) => whole_words(&words).to_snake_case(),
        IdentCase::Snake if words.is_ascii() => small_snake(&words),
        IdentCase::Snake => words.to_snake_case(),
        IdentCase::Camel => numbers(&words)
            .map(ToUpperCamelCase::to_upper_camel_case)
            .collect::<Vec<_>>()
            .join("_"),
    };
    // Changing the case of some letters results in combining marks, which would begin a new word.
    let letters = name.chars().filter(|c| *c == '_' || is_letter(*c));
    let name: String = letters.collect();
    let end = name.floor_char_boundary(most);
    let name = name.get(..end).unwrap_or(&name).trim_end_matches('_');
    let name = match (begins_well(name, case), case) {
        (true, _) => name.to_owned(),
        (false, IdentCase::Snake) => format!("n{name}"),
        (false, IdentCase::Camel) => format!("N{name}"),
    };
    Ident::checked(&name)
        .or_else(|| Ident::checked(&format!("{name}_")))
        .unwrap_or_else(|| match case {
            IdentCase::Snake => Ident("unnamed".to_owned()),
            IdentCase::Camel => Ident("Unnamed".to_owned()),
        })
}

/// Whether a name begins as its case demands. Some letters cannot begin an identifier, and some have no capital.
fn begins_well(name: &str, case: IdentCase) -> bool {
    let is_start = |c: char| {
        c.is_ascii_alphabetic()
            || !c.is_ascii() && syn::parse_str::<syn::Ident>(c.encode_utf8(&mut [0; 4])).is_ok()
    };
    let first = name.chars().next();
    first.is_some_and(|c| is_start(c) && !(case == IdentCase::Camel && c.is_lowercase()))
}

/// The name that a package has in Rust.
pub fn crate_ident(package: &str) -> Ident {
    ident(package, IdentCase::Snake)
}

/// Whether a word is an identifier, and no keyword.
pub fn is_ident(word: &str) -> bool {
    Ident::checked(word).is_some()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::{Ident, IdentCase, ident};

    #[test]
    fn only_identifiers_are_taken() {
        for name in ["a", "A", "_a", "type_", "日本", "café"] {
            assert!(Ident::checked(name).is_some(), "{name}");
        }
        for name in [
            "",
            " ",
            "a ",
            " a",
            "a b",
            "a/*b*/",
            "r#a",
            "r#type",
            "type",
            "gen",
            "Self",
            "self",
            "crate",
            "_",
            "1",
            "a-b",
            "a.b",
            "../a",
            "a\0",
            "a\n",
            "a\u{200d}b",
            "a\u{202e}",
            "'a",
            "a!",
            "\u{3164}",
        ] {
            assert_eq!(Ident::checked(name), None, "{name:?}");
        }
    }

    #[test]
    fn what_is_equal_to_rustc_is_equal() {
        for text in ["café", "Å", "Ω", "가", "ǰ", "ΐ"] {
            let apart: String = text.nfd().collect();
            for case in [IdentCase::Snake, IdentCase::Camel] {
                assert_eq!(ident(&apart, case), ident(text, case), "{text}");
            }
            assert_eq!(Ident::checked(&apart), Ident::checked(text), "{text}");
        }
        let look_alike = [
            ("ﬁt", "fit"),
            ("Ａ１", "a1"),
            ("𝐀", "a"),
            ("x²", "x2"),
            ("…", "dot_dot_dot"),
        ];
        for (text, expected) in look_alike {
            assert_eq!(ident(text, IdentCase::Snake).as_str(), expected);
        }
    }

    /// Letters that have no other case, or one of several letters, are none that rustc warns of.
    #[test]
    fn every_letter_has_its_case() {
        let letters = ('\u{80}'..=char::MAX).filter(|c| c.is_lowercase() || c.is_uppercase());
        for letter in letters {
            for text in [letter.to_string(), format!("a{letter}")] {
                let snake = ident(&text, IdentCase::Snake);
                assert!(!snake.as_str().contains(char::is_uppercase), "{snake}");
                assert_eq!(
                    Ident::fitting(snake.as_str(), IdentCase::Snake).as_ref(),
                    Some(&snake)
                );
                let constant = snake.to_constant();
                assert!(
                    !constant.as_str().contains(char::is_lowercase),
                    "{constant}"
                );
                let camel = ident(&text, IdentCase::Camel);
                assert!(!camel.as_str().starts_with(char::is_lowercase), "{camel}");
                assert_eq!(
                    Ident::fitting(camel.as_str(), IdentCase::Camel),
                    Some(camel)
                );
            }
        }
    }

    #[test]
    fn names_fit_their_case() {
        for (name, case, fits) in [
            ("a_b", IdentCase::Snake, true),
            ("type_", IdentCase::Snake, true),
            ("A", IdentCase::Snake, false),
            ("aB", IdentCase::Snake, false),
            ("_1", IdentCase::Snake, false),
            ("__", IdentCase::Snake, false),
            ("PlanAB", IdentCase::Camel, true),
            ("N1_10", IdentCase::Camel, true),
            ("planB", IdentCase::Camel, false),
            ("_A", IdentCase::Camel, false),
            ("A__B", IdentCase::Camel, false),
        ] {
            assert_eq!(Ident::fitting(name, case).is_some(), fits, "{name}");
        }
    }
}
