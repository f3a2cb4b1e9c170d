//! Types as texts: with full paths, so that the same type is the same text wherever it stands, and as people write them.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// What the names in a file mean.
#[derive(Clone, Debug, Default)]
pub(super) struct FileScope {
    /// The path of the module as callers know it.
    pub(super) module: String,
    /// The path of the module around it.
    pub(super) outer: String,
    /// What `use` declarations bring in: the path behind each name.
    pub(super) uses: BTreeMap<String, String>,
    /// The names of its own items.
    pub(super) own: BTreeSet<String>,
}

impl FileScope {
    /// The full path of what is called `name` here.
    pub(super) fn resolve(&self, name: &str) -> String {
        match self.uses.get(name) {
            Some(path) => path.clone(),
            None if self.own.contains(name) => format!("{}::{name}", self.module),
            None => name.to_owned(),
        }
    }

    /// Tokens as a text with full paths.
    pub(super) fn full(&self, tokens: TokenStream) -> String {
        let mut words = Vec::new();
        flatten(tokens, &mut words);
        let mut written: Vec<String> = Vec::new();
        let mut words = words.into_iter().peekable();
        while let Some(word) = words.next() {
            if !is_word(&word) || written.last().is_some_and(|it| it == "'") {
                written.push(word);
                continue;
            }
            let mut path = match word.as_str() {
                "super" => self.outer.clone(),
                "self" if words.peek().is_some_and(|next| next == "::") => self.module.clone(),
                name => self.resolve(name),
            };
            while words.next_if(|next| next == "::").is_some() {
                path.push_str("::");
                path.push_str(&words.next().unwrap_or_default());
            }
            written.push(path);
        }
        join(&written)
    }
}

/// A text of [`FileScope::full`] without the modules.
pub(super) fn shown(full: &str) -> String {
    let mut shown = String::new();
    let mut word = String::new();
    for c in full.chars().chain([' ']) {
        if c == ':' || c == '_' || c.is_alphanumeric() {
            word.push(c);
        } else {
            // A colon behind a name is that of an argument.
            let (path, colon) = match word.strip_suffix(':') {
                Some(path) => (path, ":"),
                None => (word.as_str(), ""),
            };
            shown.push_str(super::short(path));
            shown.push_str(colon);
            shown.push(c);
            word.clear();
        }
    }
    shown.trim_end().to_owned()
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c == '_' || c.is_alphabetic())
}

/// The tokens one by one, with `::` and `->` as one each.
fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    proc_macro2::Delimiter::Bracket => ("[", "]"),
                    proc_macro2::Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                flatten(group.stream(), words);
                words.push(close.to_owned());
            }
            TokenTree::Punct(punct) => {
                let pair = match punct.as_char() {
                    ':' => Some((':', "::")),
                    '-' => Some(('>', "->")),
                    _ => None,
                };
                let is_next =
                    |it: &TokenTree, c| matches!(it, TokenTree::Punct(p) if p.as_char() == c);
                let whole = pair
                    .filter(|(second, _)| tokens.next_if(|it| is_next(it, *second)).is_some())
                    .map(|(_, whole)| whole.to_owned());
                words.push(whole.unwrap_or_else(|| punct.as_char().to_string()));
            }
            TokenTree::Ident(ident) => words.push(ident.to_string()),
            TokenTree::Literal(literal) => words.push(literal.to_string()),
        }
    }
}

/// Words as Rust is usually spaced.
fn join(words: &[String]) -> String {
    let mut text = String::new();
    let mut last = "";
    for word in words {
        let is_apart = (is_word(word) && is_word(last))
            || matches!(last, "," | "->" | ":" | "=" | "+")
            || matches!(word.as_str(), "->" | "=" | "+")
            || (is_word(last) && word == "&");
        if is_apart && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        last = word;
    }
    text
}

/// A line of documentation, without the blank that it begins with.
pub(super) fn line_of(value: &syn::Expr) -> String {
    let line = syn::parse2::<syn::LitStr>(value.to_token_stream());
    let line = line.map(|it| it.value()).unwrap_or_default();
    line.strip_prefix(' ').unwrap_or(&line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{FileScope, shown};

    #[test]
    fn a_type_is_one_text_wherever_it_stands() {
        let mut scope = FileScope {
            module: "crate::pets".to_owned(),
            outer: "crate".to_owned(),
            ..FileScope::default()
        };
        scope
            .uses
            .insert("types".to_owned(), "crate::types".to_owned());
        scope.own.insert("Pet".to_owned());
        let full = |text: &str| scope.full(text.parse().unwrap());
        assert_eq!(full("types::Pet"), "crate::types::Pet");
        assert_eq!(full("super::types::Pet"), "crate::types::Pet");
        assert_eq!(full("Option<Vec<Pet>>"), "Option<Vec<crate::pets::Pet>>");
        assert_eq!(
            full("impl Into<crate::types::Pet>"),
            "impl Into<crate::types::Pet>"
        );
        assert_eq!(full("(String, i64)"), "(String, i64)");
        assert_eq!(
            shown("id: &str, pets: Vec<crate::pets::Pet>"),
            "id: &str, pets: Vec<Pet>"
        );
    }
}
