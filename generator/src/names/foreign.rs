//! Paths of types of other crates: the one place where a text of the configuration becomes one.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Expr, GenericArgument, Path, PathArguments, Type};

use crate::diag::Diagnostics;
use crate::ir::{Api, ForeignId};
use crate::origin::Origin;

/// A type of another crate, checked when it was made.
#[derive(Clone, Debug)]
pub struct ForeignNames {
    /// Its path.
    pub ty: RustPath,
    /// The path of a constant, or a call of a function without arguments.
    pub blank: Option<RustPath>,
}

/// A path that starts with the name of a crate.
#[derive(Clone, Debug)]
pub struct RustPath(String);

impl RustPath {
    /// The path as it is written.
    pub fn text(&self) -> String {
        self.0.replace(' ', "").replace(',', ", ")
    }
}

impl ToTokens for RustPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.parse::<TokenStream>());
    }
}

/// The types of other crates. Texts that are no paths are reported.
pub(super) fn foreign(
    api: &Api,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<ForeignId, ForeignNames> {
    let mut names = BTreeMap::new();
    for (id, foreign) in api.foreign() {
        let mut checked = |text: &str, made: Result<TokenStream, &str>| match made {
            Ok(tokens) => Some(RustPath(tokens.to_string())),
            Err(wanted) => {
                report(diagnostics, &foreign.origin, text, wanted);
                None
            }
        };
        let ty = checked(&foreign.path, type_path(&foreign.path));
        let blank = foreign.blank.as_deref();
        let blank = blank.map(|text| checked(text, value_path(text)));
        if let (Some(ty), None | Some(Some(_))) = (ty, &blank) {
            let blank = blank.flatten();
            names.insert(id, ForeignNames { ty, blank });
        }
    }
    names
}

fn report(diagnostics: &mut Diagnostics, at: &Origin, text: &str, wanted: &str) {
    let message = format!("`{text}` is not {wanted}");
    diagnostics
        .error("invalid-type", at, message)
        .hint("a path starts with the name of a crate, as `uuid::Uuid` does");
}

/// Types that the runtime reads and writes in its own way.
const TAKEN: [&str; 10] = [
    "std::string::String",
    "std::option::Option",
    "std::vec::Vec",
    "std::boxed::Box",
    "std::collections::BTreeMap",
    "alloc::string::String",
    "alloc::vec::Vec",
    "alloc::boxed::Box",
    "core::option::Option",
    "serde_json::Value",
];

fn type_path(text: &str) -> Result<TokenStream, &'static str> {
    match syn::parse_str::<Type>(text) {
        Ok(Type::Path(ty)) if ty.qself.is_none() && is_absolute(&ty.path) && is_plain(&ty.path) => {
            let words = ty.path.segments.iter().map(|it| it.ident.to_string());
            let words = words.collect::<Vec<_>>().join("::");
            if TAKEN.contains(&words.as_str()) {
                return Err("a type that may be chosen, as clients have it anyway");
            }
            Ok(ty.into_token_stream())
        }
        _ => Err("the path of a type"),
    }
}

fn value_path(text: &str) -> Result<TokenStream, &'static str> {
    let is_path = |expr: &Expr| match expr {
        Expr::Path(it) => it.qself.is_none() && it.attrs.is_empty() && is_absolute(&it.path),
        _ => false,
    };
    match syn::parse_str::<Expr>(text) {
        Ok(Expr::Call(call)) if call.args.is_empty() && is_path(&call.func) => {
            let path = &call.func;
            Ok(quote!(#path()))
        }
        Ok(path) if is_path(&path) => Ok(path.into_token_stream()),
        _ => Err("the path of a constant or of a function without arguments"),
    }
}

/// Whether a path starts with the name of a crate.
fn is_absolute(path: &Path) -> bool {
    let first = path.segments.first().map(|it| it.ident.to_string());
    let is_crate = first.is_some_and(|it| !["crate", "self", "super", "Self"].contains(&&*it));
    is_crate && path.segments.len() > 1 && path.segments.iter().all(has_plain_arguments)
}

/// Whether a path has no arguments but types, such as `Utc` in `DateTime<chrono::Utc>`.
fn is_plain(path: &Path) -> bool {
    path.segments.iter().all(has_plain_arguments)
}

fn has_plain_arguments(segment: &syn::PathSegment) -> bool {
    match &segment.arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(|it| match it {
            GenericArgument::Type(Type::Path(ty)) => ty.qself.is_none() && is_plain(&ty.path),
            _ => false,
        }),
        PathArguments::Parenthesized(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{type_path, value_path};

    #[test]
    fn only_paths_are_taken() {
        for (text, is_path) in [
            ("uuid::Uuid", true),
            ("::uuid::Uuid", true),
            ("chrono::DateTime<chrono::Utc>", true),
            ("a::B<u8, c::D<u8>>", true),
            ("Uuid", false),
            ("crate::Uuid", false),
            ("super::Uuid", false),
            ("std::string::String", false),
            ("a::B; fn f() {}", false),
            ("a::B<{ f() }>", false),
            ("a::B<dyn Fn()>", false),
            ("<a::B as c::D>::E", false),
            ("&a::B", false),
            ("a::b!()", false),
            ("a::fn", false),
            ("", false),
        ] {
            assert_eq!(type_path(text).is_ok(), is_path, "{text}");
        }
    }

    #[test]
    fn a_blank_is_a_constant_or_a_call() {
        for (text, is_path) in [
            ("a::B::NONE", true),
            ("a::none()", true),
            ("a::none(1)", false),
            ("{ a::B }", false),
            ("a::none().b()", false),
            ("NONE", false),
        ] {
            assert_eq!(value_path(text).is_ok(), is_path, "{text}");
        }
    }
}
