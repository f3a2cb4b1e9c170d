//! Identifiers: the one place where a text of a description becomes a Rust name.
//!
//! rustc compares identifiers in the normal form C of Unicode (NFC), so that all of them are in that form here.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use unicode_normalization::UnicodeNormalization;

use super::spelling::{numbers, spell_out, whole_words};

/// A Rust identifier, checked when it was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `name` if it is an identifier that is no keyword.
    pub(super) fn checked(name: &str) -> Option<Self> {
        let name: String = name.nfc().collect();
        // The parser takes blanks and comments beside an identifier, and knows the keywords of earlier editions only.
        let is_word = syn::parse_str::<syn::Ident>(&name).is_ok_and(|it| it == name);
        let is_other = name.starts_with("r#") || ["_", "gen"].contains(&name.as_str());
        (is_word && !is_other).then_some(Self(name))
    }

    /// `name` if it is an identifier as those of its case are written.
    pub(super) fn fitting(name: &str, case: Case) -> Option<Self> {
        let made = Self::checked(name)?;
        let fits = match case {
            Case::Snake => ident(&made.0, case) == made,
            // Words of one letter are capitals in a row, so that where one begins cannot be told any more.
            Case::Camel => {
                begins_well(&made.0, case)
                    && !made.0.contains("__")
                    && made.0.chars().all(|c| c == '_' || c.is_alphanumeric())
            }
        };
        fits.then_some(made)
    }

    /// The identifier in the case of a constant.
    #[must_use]
    pub fn to_constant(&self) -> Self {
        let name = self.0.to_shouty_snake_case();
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

/// How an identifier is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `kick_participants`: modules, functions, fields.
    Snake,
    /// `KickParticipants`: types and variants.
    Camel,
}

/// The identifier for any text. The same text always gives the same one; different texts may give the same.
///
/// Letters that only look different, such as those of full width, are the same here (the normal form KC of Unicode).
pub(super) fn ident(text: &str, case: Case) -> Ident {
    let words = spell_out(&text.nfkc().collect::<String>());
    let name = match case {
        Case::Snake => whole_words(&words).to_snake_case(),
        Case::Camel => numbers(&words)
            .map(ToUpperCamelCase::to_upper_camel_case)
            .collect::<Vec<_>>()
            .join("_"),
    };
    let name = match (begins_well(&name, case), case) {
        (true, _) => name,
        (false, Case::Snake) => format!("n{name}"),
        (false, Case::Camel) => format!("N{name}"),
    };
    Ident::checked(&name)
        .or_else(|| Ident::checked(&format!("{name}_")))
        .unwrap_or_else(|| match case {
            Case::Snake => Ident("unnamed".to_owned()),
            Case::Camel => Ident("Unnamed".to_owned()),
        })
}

/// Whether a name begins as those of its case do. Some letters can stand inside of an identifier alone, and some have no
/// capital.
fn begins_well(name: &str, case: Case) -> bool {
    let is_start = |c: char| syn::parse_str::<syn::Ident>(c.encode_utf8(&mut [0; 4])).is_ok();
    let first = name.chars().next();
    first.is_some_and(|c| is_start(c) && !(case == Case::Camel && c.is_lowercase()))
}

/// The name that a package has in Rust.
pub fn crate_ident(package: &str) -> Ident {
    ident(package, Case::Snake)
}

/// Whether a word is an identifier, and no keyword.
pub fn is_ident(word: &str) -> bool {
    Ident::checked(word).is_some()
}

/// The word for one of several things, where English forms the plural regularly.
pub fn singular(plural: &str) -> Option<String> {
    let cut = |count: usize| {
        let end = plural.char_indices().rev().nth(count - 1)?.0;
        plural.get(..end).map(str::to_owned)
    };
    let lower = plural.to_lowercase();
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| lower.ends_with(suffix));
    if lower.len() < 4 || ends(&["ss", "us", "is"]) {
        None
    } else if ends(&["ies"]) {
        cut(3).map(|stem| stem + "y")
    } else if ends(&["sses", "xes", "ches", "shes", "uses"]) {
        cut(2)
    } else if ends(&["s"]) {
        cut(1)
    } else {
        None
    }
}
