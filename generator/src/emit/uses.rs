//! The `use` lines of a file, from the names that occur in it.

use std::collections::BTreeSet;

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::Piece;
use crate::emit::types::type_expr::Module;

/// What the code of operations uses. No type in their files has one of these names.
const RUNTIME: [&str; 7] = [
    "Client",
    "Operation",
    "OrNull",
    "Request",
    "StreamRequest",
    "Style",
    "StyleKind",
];
/// What the code of types uses. No generated type has one of these names.
const DATA: [&str; 7] = [
    "Base64",
    "Date",
    "DateTime",
    "Json",
    "Patch",
    "Secret",
    "Unrecognized",
];

/// What the code of either uses besides.
const OTHERS: [&str; 3] = ["BTreeMap", "LazyLock", "Method"];
/// The modules of the runtime that the code of operations uses.
const MODULES: [&str; 6] = [
    "body",
    "decode",
    "event_stream",
    "multipart",
    "paging",
    "response",
];
/// The module of the types.
const TYPES: &str = "types";

/// The table that is not one of data.
const ERRORS: &str = "documented_errors";

/// Those of these names that occur in code.
#[derive(Default)]
struct UsedNames {
    names: BTreeSet<&'static str>,
    /// Those with a `::` behind them, so that a module is not mistaken for a field.
    modules: BTreeSet<&'static str>,
}

impl UsedNames {
    fn name(&mut self, name: &str) {
        let mut known = RUNTIME.iter().chain(&DATA).chain(&OTHERS);
        self.names.extend(known.find(|it| **it == name));
    }

    fn module(&mut self, name: &str) {
        let mut known = MODULES.iter().chain([&TYPES]);
        self.modules.extend(known.find(|it| **it == name));
    }
}

/// The pieces, preceded by the `use` lines that they need.
pub(super) fn with_uses(pieces: Vec<Piece>, module: Module<'_>) -> Vec<Piece> {
    let mut used = UsedNames::default();
    let mut tables = BTreeSet::new();
    for piece in &pieces {
        match piece {
            Piece::Code(tokens)
            | Piece::Documented {
                code: tokens,
                comments: _,
            }
            | Piece::Test {
                code: tokens,
                literals: _,
            } => collect(tokens.clone(), &mut used),
            Piece::Struct(definition) => {
                used.name(definition.name.as_str());
                for field in &definition.fields {
                    collect(field.ty.clone(), &mut used);
                }
            }
            Piece::Text(_) | Piece::Snippet(_) => {}
            Piece::Table(table) => {
                tables.insert(table.name);
                let lines = table.lines.iter().map(|line| &line.code);
                lines
                    .chain(&table.last)
                    .for_each(|line| collect_inside(line.clone(), &mut used));
            }
        }
    }
    let path = |name: &&str| -> TokenStream { name.parse().unwrap_or_default() };
    let of = |names: &[&'static str]| -> Vec<TokenStream> {
        names
            .iter()
            .filter(|name| used.names.contains(*name))
            .map(path)
            .collect()
    };
    let (of_errors, tables): (Vec<&str>, Vec<&str>) = tables.iter().partition(|it| **it == ERRORS);
    let mut data = of(&DATA);
    data.extend(tables.iter().map(path));
    let has_operations = module == Module::Resource;
    let mut runtime = if has_operations {
        of(&RUNTIME)
    } else {
        Vec::new()
    };
    runtime.extend(of_errors.iter().map(path));
    runtime.extend(
        MODULES
            .iter()
            .filter(|it| used.modules.contains(*it))
            .map(path),
    );
    runtime.sort_by_key(ToString::to_string);
    data.sort_by_key(ToString::to_string);

    let std = used.names.contains("BTreeMap").then(|| {
        quote! { use std::collections::BTreeMap; }
    });
    let lazy = (has_operations && used.names.contains("LazyLock")).then(|| {
        quote! { use std::sync::LazyLock; }
    });
    let method = (has_operations && used.names.contains("Method")).then(|| {
        quote! { use http::Method; }
    });
    let runtime = emit_use(&quote!(crate::runtime), &runtime);
    let data = emit_use(&quote!(crate::runtime::data), &data);
    let types = used.modules.contains(TYPES).then(|| {
        quote! { use crate::types; }
    });
    let groups = [
        quote!(#std #lazy),
        quote!(#method),
        quote!(#data #runtime #types),
    ];
    let uses = groups.into_iter().filter(|group| !group.is_empty());
    uses.map(Piece::Code).chain(pieces).collect()
}

/// The `use` line for names of a module.
pub(super) fn emit_use(module: &TokenStream, names: &[TokenStream]) -> Option<TokenStream> {
    match names {
        [] => None,
        [name] => Some(quote! { use #module::#name; }),
        names => Some(quote! { use #module::{#(#names),*}; }),
    }
}

/// Collects the identifiers in `tokens`. One behind a `::` is not collected. Nor are the variants of an enum, which are definitions.
fn collect(tokens: TokenStream, used: &mut UsedNames) {
    let mut tokens = tokens.into_iter().peekable();
    let mut in_enum = false;
    let mut behind_path = false;
    while let Some(token) = tokens.next() {
        let was_behind_path = std::mem::take(&mut behind_path);
        match token {
            TokenTree::Group(group) if in_enum => {
                collect_inside(group.stream(), used);
                in_enum = false;
            }
            TokenTree::Group(group) => collect(group.stream(), used),
            // The content of an attribute, such as an example, is not in the scope of the file.
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                tokens.next();
            }
            TokenTree::Ident(ident) if !was_behind_path => {
                let name = ident.to_string();
                in_enum |= name == "enum";
                if matches!(tokens.peek(), Some(TokenTree::Punct(next)) if is_path(next)) {
                    used.module(&name);
                }
                used.name(&name);
            }
            TokenTree::Punct(first) if is_path(&first) => {
                tokens.next();
                behind_path = true;
            }
            TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Whether a colon is the first of `::`.
fn is_path(punct: &Punct) -> bool {
    punct.as_char() == ':' && punct.spacing() == Spacing::Joint
}

/// The identifiers in the groups of `tokens`, but not those beside them.
fn collect_inside(tokens: TokenStream, used: &mut UsedNames) {
    for token in tokens {
        if let TokenTree::Group(group) = token {
            collect(group.stream(), used);
        }
    }
}
