//! What the sources of a client may be.

use std::collections::BTreeSet;
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use unicode_normalization::UnicodeNormalization;

use crate::Verdict;
use crate::describe::SENTINEL;
use crate::read::markdown;

/// A source is Rust, has no name twice, no code that is text for readers, and documentation that is text.
///
/// The crate of the sources may have any name.
pub(super) fn check(path: &str, source: &str, crate_name: &str, text: &str) -> Verdict {
    let tokens = TokenStream::from_str(source).map_err(|error| error.to_string());
    let file = tokens
        .clone()
        .and_then(|it| syn::parse2::<syn::File>(it).map_err(|error| error.to_string()));
    let (tokens, file) = match (tokens, file) {
        (Ok(tokens), Ok(file)) => (tokens, file),
        (Err(error), _) | (_, Err(error)) => {
            ensure!(false, "no Rust: {path}: {error}\n{source}\n{text}");
            return Ok(());
        }
    };
    let twice = twice(&file);
    ensure!(
        twice.is_none(),
        "a name that is there twice: {twice:?} in {path}\n{source}\n{text}"
    );
    ensure!(
        !has_sentinel(tokens),
        "code that was text: {path}\n{source}\n{text}"
    );
    let mut docs = Docs::default();
    docs.visit_file(&file);
    let crate_path = format!("{crate_name}::");
    for docs in docs.0 {
        let found = markdown::inspect(&docs);
        // An example of ours is what rustdoc compiles, or passes over in a module, and links to items are ours; all else is text.
        for code in found.code {
            let is_text = !["ignore", "no_run"].contains(&code.language.as_str())
                || TokenStream::from_str(&code.text.replace(&crate_path, ""))
                    .map_or(true, has_sentinel);
            ensure!(
                !is_text,
                "documentation that is compiled: {code:?} in {path}\n{docs}\n{text}"
            );
        }
        ensure!(
            found.html.is_empty(),
            "documentation that is HTML: {:?} in {path}\n{docs}\n{text}",
            found.html
        );
        let is_text = |link: &&String| link.contains(SENTINEL) || link.contains("://");
        let link = found.links.iter().find(is_text);
        ensure!(
            link.is_none(),
            "a link that was text: {link:?} in {path}\n{docs}\n{text}"
        );
    }
    Ok(())
}

/// Whether there is a name with the sentinel in it.
fn has_sentinel(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name.to_string().contains(SENTINEL),
        TokenTree::Group(group) => has_sentinel(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The documentation of each item, as rustdoc joins it.
#[derive(Default)]
struct Docs(Vec<String>);

impl<'ast> Visit<'ast> for Docs {
    fn visit_file(&mut self, file: &'ast syn::File) {
        self.add(&file.attrs);
        visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let attributes = match item {
            syn::Item::Struct(it) => &it.attrs,
            syn::Item::Enum(it) => &it.attrs,
            syn::Item::Type(it) => &it.attrs,
            syn::Item::Mod(it) => &it.attrs,
            syn::Item::Fn(it) => &it.attrs,
            syn::Item::Static(it) => &it.attrs,
            syn::Item::Const(it) => &it.attrs,
            syn::Item::Macro(it) => &it.attrs,
            _ => return visit::visit_item(self, item),
        };
        self.add(attributes);
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, method: &'ast syn::ImplItemFn) {
        self.add(&method.attrs);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.add(&field.attrs);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.add(&variant.attrs);
    }
}

impl Docs {
    fn add(&mut self, attributes: &[syn::Attribute]) {
        let lines = attributes
            .iter()
            .filter_map(|attribute| match &attribute.meta {
                syn::Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                    syn::Expr::Lit(syn::ExprLit {
                        lit: syn::Lit::Str(text),
                        ..
                    }) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            });
        let lines: Vec<String> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned())
            .collect();
        if !lines.is_empty() {
            self.0.push(lines.join("\n"));
        }
    }
}

/// A name that two things of one kind have in one place.
fn twice(file: &syn::File) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Struct(it) => {
                names.push(format!("type {}", it.ident));
                let fields = it.fields.iter().filter_map(|field| field.ident.as_ref());
                names.extend(fields.map(|field| format!("{}.{field}", it.ident)));
            }
            syn::Item::Enum(it) => {
                names.push(format!("type {}", it.ident));
                let variants = it.variants.iter();
                names.extend(variants.map(|variant| format!("{}::{}", it.ident, variant.ident)));
            }
            syn::Item::Type(it) => names.push(format!("type {}", it.ident)),
            syn::Item::Mod(it) => names.push(format!("mod {}", it.ident)),
            syn::Item::Impl(it) if it.trait_.is_none() => names.extend(methods(it)),
            _ => {}
        }
    }
    // Two names are one to the compiler if they are in its form of Unicode.
    let mut seen = BTreeSet::new();
    names
        .into_iter()
        .find(|name| !seen.insert(name.nfc().collect::<String>()))
}

/// The names of methods and of their arguments.
fn methods(block: &syn::ItemImpl) -> Vec<String> {
    let of = &block.self_ty;
    let of = quote::quote!(#of);
    let mut names = Vec::new();
    for item in &block.items {
        let syn::ImplItem::Fn(method) = item else {
            continue;
        };
        let name = &method.sig.ident;
        names.push(format!("{of}::{name}()"));
        names.extend(
            method
                .sig
                .inputs
                .iter()
                .filter_map(|argument| match argument {
                    syn::FnArg::Typed(it) => {
                        let pattern = &it.pat;
                        Some(format!("{of}::{name}({})", quote::quote!(#pattern)))
                    }
                    syn::FnArg::Receiver(_) => None,
                }),
        );
    }
    names
}
