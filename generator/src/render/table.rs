//! Tables: calls of a macro, with a line for each entry.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::module::CrateModule;
use super::within;
use crate::emit::Table;

/// A table, with a line for each entry: prettyplease would fill the lines of a macro it does not know.
pub(super) fn print_table(table: Table, module: Option<&CrateModule>) -> String {
    let expected = (cfg!(debug_assertions) && module.is_none()).then(|| tight(&expected(&table)));
    let Table {
        name,
        ty,
        lines,
        last,
    } = table;
    let tokens = |code| print_tokens(within(module, code));
    let mut text = format!("{name}! {{ {} {{\n", tokens(ty));
    for line in lines {
        for docs in line.docs() {
            let docs = match module {
                Some(module) => module.docs(&docs),
                None => docs,
            };
            text.extend(["    ///", &docs, "\n"]);
        }
        text.extend(["    ", &tokens(line.code), ",\n"]);
    }
    for last in last {
        text.extend(["    ", &tokens(last), "\n"]);
    }
    text.push_str("} }\n");
    debug_assert!(
        expected.is_none_or(|it| tight(&reparsed(&text)) == it),
        "printing must not change the tokens"
    );
    text
}

/// A text without its blanks: one `>>` and two `>` are the same where types are nested.
fn tight(text: &str) -> String {
    text.split_whitespace().collect()
}

fn reparsed(text: &str) -> String {
    text.parse::<TokenStream>()
        .map(|tokens| compact(&tokens))
        .unwrap_or_default()
}

/// Tokens without what stands between them: `>>` is two tokens that are written as one or two.
fn compact(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

fn expected(table: &Table) -> String {
    let Table {
        name,
        ty,
        lines,
        last,
    } = table;
    let name: TokenStream = name.parse().unwrap_or_default();
    let lines = lines.iter().map(|line| {
        let (docs, code) = (line.docs(), &line.code);
        quote!(#(#[doc = #docs])* #code)
    });
    compact(&quote!(#name! { #ty { #(#lines,)* #(#last)* } }))
}

/// The tokens of an entry on one line, spaced as in Rust.
pub(super) fn print_tokens(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut space = false;
    let mut in_closure = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                if text.ends_with(',') {
                    text.push(' ');
                }
                let inner = group.stream();
                // Tokens that nothing else holds are taken, and not copied.
                drop(group);
                text.push('(');
                text.push_str(&print_tokens(inner));
                text.push(')');
                space = true;
            }
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                if c == '|' {
                    // The parameters of a closure: `f(|_| …)`, `read: |text| …`.
                    in_closure = !in_closure;
                    text.push_str(if in_closure && space { " |" } else { "|" });
                    space = !in_closure;
                    continue;
                }
                if (c == '=' && !text.ends_with('.') || (matches!(c, '-' | '&') && space))
                    && !text.is_empty()
                {
                    text.push(' ');
                }
                text.push(c);
                space = punct.spacing() == Spacing::Alone
                    && !matches!(c, '<' | '.' | '&' | '-')
                    && !text.ends_with("::")
                    && !text.ends_with("..=");
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if space && !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&token.to_string());
                space = true;
            }
        }
    }
    text
}
