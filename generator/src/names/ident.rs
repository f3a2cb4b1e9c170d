//! Identifiers: the one place where a text of a description becomes a Rust name.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

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
        // The parser of identifiers knows the keywords of earlier editions only.
        let is_word = syn::parse_str::<syn::Ident>(name).is_ok() && !["_", "gen"].contains(&name);
        is_word.then(|| Self(name.to_owned()))
    }

    /// The identifier in the case of a constant.
    #[must_use]
    pub fn to_constant(&self) -> Self {
        Self(self.0.to_shouty_snake_case())
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
pub(super) fn ident(text: &str, case: Case) -> Ident {
    let words = spell_out(text);
    let name = match case {
        Case::Snake => whole_words(&words).to_snake_case(),
        Case::Camel => numbers(&words)
            .map(ToUpperCamelCase::to_upper_camel_case)
            .collect::<Vec<_>>()
            .join("_"),
    };
    let starts_well = name
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_');
    let name = match (starts_well, case) {
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

/// Types of the language whose names are in lower case. A module of that name could not be told from the type.
const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize",
];

/// How many letters the name of a module has at most: file systems take 255, and a number and an ending come behind them.
const MAX_MODULE: usize = 200;

/// The identifier for a module that is a file: those have to be ASCII, so that other letters become their numbers, and not
/// too long.
pub(super) fn module(text: &str) -> Ident {
    let name = ascii(text);
    match name.as_str().get(..MAX_MODULE) {
        Some(start) => Ident(start.trim_end_matches('_').to_owned()),
        None => name,
    }
}

fn ascii(text: &str) -> Ident {
    let name = ident(text, Case::Snake);
    if PRIMITIVES.contains(&name.as_str()) {
        return Ident(format!("{name}_"));
    }
    if name.as_str().is_ascii() {
        return name;
    }
    let spell = |c: char| {
        if c.is_ascii() {
            c.to_string()
        } else {
            format!(" u{:x} ", u32::from(c))
        }
    };
    ident(
        &name.as_str().chars().map(spell).collect::<String>(),
        Case::Snake,
    )
}

/// The name that a package has in Rust.
pub fn crate_ident(package: &str) -> Ident {
    let name = package.replace('-', "_");
    Ident::checked(&name).unwrap_or_else(|| ident(package, Case::Snake))
}

/// A text with words in place of the signs that tell it apart from others, as the one in front of `+1` and `-1`.
fn spell_out(text: &str) -> String {
    let text = text.trim();
    let is_word = |c: char| c.is_alphanumeric();
    if !text.is_empty() && !text.contains(is_word) {
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

/// A text in pieces that each begin where a number ends and the next one begins: `1 10` is not `110`.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
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

/// Words that are one, although a capital stands inside of them.
const WHOLE: [&str; 5] = ["OAuth", "IPv4", "IPv6", "iOS", "macOS"];

/// A text where such words have no capitals inside, and several of what is known by its initials neither: `userIDs`.
fn whole_words(text: &str) -> String {
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

/// How many letters initials can be. More in a row are a word.
const MAX_INITIALS: usize = 32;

/// How long the initials with an `s` behind them are that a text begins with.
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

/// Only what an identifier can hold, and blanks.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_alphanumeric() && is_ident_char(c) {
                c
            } else {
                ' '
            }
        })
        .collect()
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
