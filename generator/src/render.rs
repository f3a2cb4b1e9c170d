//! Tokens to text: printed by prettyplease, with blank lines where a writer would put them.

mod example;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;
use syn::{File, ImplItem, Item};

use example::print_examples;

use crate::emit::{Piece, Source, Table};
use crate::files::{Files, MARK};

/// Prints `sources` into `files`.
pub fn render(sources: Vec<Source>, files: &mut Files) {
    for source in sources {
        let pieces: Vec<String> = source
            .pieces
            .iter()
            .map(print)
            .filter(|text| !text.is_empty())
            .collect();
        files.insert(source.path, format!("// {MARK}\n\n{}", pieces.join("\n")));
    }
}

fn print(piece: &Piece) -> String {
    match piece {
        Piece::Code(tokens) => print_code(tokens.clone()),
        Piece::Table(table) => print_table(table),
    }
}

/// Stands for a blank line until the code is printed. No documentation looks like it, as its lines start with a blank.
const BLANK: &str = "---";

fn print_code(tokens: TokenStream) -> String {
    // Emitters quote whole items, so that what they make is Rust; a test parses every generated file.
    let Ok(mut file) = syn::parse2::<File>(tokens) else {
        return String::new();
    };
    print_examples(&mut file.attrs);
    for item in &mut file.items {
        if let Item::Impl(block) = item {
            for (index, inner) in block.items.iter_mut().enumerate() {
                if let ImplItem::Fn(function) = inner {
                    print_examples(&mut function.attrs);
                    if index > 0 {
                        function.attrs.insert(0, syn::parse_quote!(#[doc = #BLANK]));
                    }
                }
            }
        }
    }
    let blank = format!("///{BLANK}");
    let text = prettyplease::unparse(&file);
    let lines = text
        .lines()
        .map(|line| if line.trim() == blank { "" } else { line });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A table, with a line for each entry: prettyplease would fill the lines of a macro it does not know.
fn print_table(table: &Table) -> String {
    let Table {
        name,
        ty,
        lines,
        last,
    } = table;
    let mut text = format!("{name}! {{ {ty} {{\n");
    for line in lines {
        text.extend(["    ", &print_tokens(line.clone()), ",\n"]);
    }
    if let Some(last) = last {
        text.extend(["    ", &print_tokens(last.clone()), "\n"]);
    }
    text.push_str("} }\n");
    debug_assert_eq!(
        tight(&reparsed(&text)),
        tight(&expected(table)),
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
    compact(&quote!(#name! { #ty { #(#lines,)* #last } }))
}

/// The tokens of an entry on one line, spaced as in Rust.
fn print_tokens(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut space = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                if text.ends_with(',') {
                    text.push(' ');
                }
                text.push('(');
                text.push_str(&print_tokens(group.stream()));
                text.push(')');
                space = true;
            }
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                if c == '=' || (c == '-' && space && !text.is_empty()) {
                    text.push(' ');
                }
                text.push(c);
                space = punct.spacing() == Spacing::Alone
                    && !matches!(c, '<' | '.' | '&' | '-')
                    && !text.ends_with("::");
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
