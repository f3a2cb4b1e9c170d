//! Paths of types of other crates: the only place where a text of the configuration becomes a path.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parse;
use syn::{Expr, GenericArgument, Path, PathArguments, PathSegment, Type};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Foreign, ForeignId};
use crate::manifest::needed;

/// A type of another crate, checked when it was made.
#[derive(Clone, Debug)]
pub struct ForeignNames {
    /// Its path.
    pub ty: RustPath,
    /// The path of a constant, or a call of a function without arguments.
    pub blank: Option<RustPath>,
}

/// A path that starts with the name of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustPath(String);

impl RustPath {
    /// Tokens that have been checked.
    pub(super) fn of(tokens: &TokenStream) -> Self {
        Self(tokens.to_string())
    }

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

/// The types of other crates. Texts that are no paths are reported, and so are paths into crates that are no dependencies.
pub(crate) fn foreign(
    types: &[Foreign],
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<ForeignId, ForeignNames> {
    let known = needed(config);
    let mut names = BTreeMap::new();
    for (index, foreign) in types.iter().enumerate() {
        let mut checked = |text: &str, made: Result<Checked, &str>| match made {
            Ok(Checked { tokens, crates }) => {
                for name in crates.iter().filter(|name| !known.contains(*name)) {
                    let message = format!("the client does not depend on a crate `{name}`");
                    diagnostics
                        .error("unknown-crate", &foreign.origin, message)
                        .hint("`[manifest.dependencies]` adds it, with its version and features, and not as an optional one");
                }
                Some(RustPath(tokens.to_string()))
            }
            Err(wanted) => {
                let message = format!("`{text}` is not {wanted}");
                diagnostics
                    .error("invalid-type", &foreign.origin, message)
                    .hint("a path starts with the name of a crate, as `uuid::Uuid` does");
                None
            }
        };
        let ty = checked(&foreign.path, type_path(&foreign.path));
        let blank = foreign.blank.as_deref();
        let blank = blank.map(|text| checked(text, value_path(text)));
        if let (Some(ty), None | Some(Some(_))) = (ty, &blank) {
            let blank = blank.flatten();
            names.insert(ForeignId(index), ForeignNames { ty, blank });
        }
    }
    names
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

/// A text of the configuration after the check.
struct Checked {
    tokens: TokenStream,
    /// The crates that it leads into.
    crates: Vec<String>,
}

/// How many brackets a path may have, since the parser recurses on them.
const MOST_BRACKETS: usize = 16;

/// Parses a text with only the characters of paths.
fn parsed<T: Parse>(text: &str) -> Option<T> {
    let is_part = |c: char| c.is_alphanumeric() || "_:<>(), #".contains(c);
    let brackets = text.matches(['<', '(']).count();
    let is_short = text.chars().all(is_part) && brackets <= MOST_BRACKETS;
    is_short.then(|| syn::parse_str(text).ok()).flatten()
}

fn type_path(text: &str) -> Result<Checked, &'static str> {
    match parsed(text) {
        Some(Type::Path(ty)) if ty.qself.is_none() && is_absolute(&ty.path) => {
            let words = ty.path.segments.iter().map(|it| it.ident.to_string());
            let words = words.collect::<Vec<_>>().join("::");
            if TAKEN.contains(&words.as_str()) {
                return Err("a type that may be chosen, as clients have it anyway");
            }
            Ok(Checked {
                crates: crates(&ty.path),
                tokens: ty.into_token_stream(),
            })
        }
        _ => Err("the path of a type"),
    }
}

fn value_path(text: &str) -> Result<Checked, &'static str> {
    let path = |expr: Expr| match expr {
        Expr::Path(it) if it.qself.is_none() && it.attrs.is_empty() => Some(it.path),
        _ => None,
    };
    let (path, is_call) = match parsed(text) {
        Some(Expr::Call(call)) if call.args.is_empty() && call.attrs.is_empty() => {
            (path(*call.func), true)
        }
        Some(other) => (path(other), false),
        None => (None, false),
    };
    let path = path.filter(is_absolute);
    let path = path.ok_or("the path of a constant or of a function without arguments")?;
    Ok(Checked {
        crates: crates(&path),
        tokens: if is_call {
            quote!(#path())
        } else {
            quote!(#path)
        },
    })
}

/// Whether a path starts with the name of a crate.
fn is_absolute(path: &Path) -> bool {
    path.segments.len() > 1 && is_plain(path)
}

/// Types that need no path.
const PRELUDE: [&str; 20] = [
    "Box", "Option", "String", "Vec", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64",
    "i8", "isize", "u128", "u16", "u32", "u64", "u8", "usize",
];

/// Whether a path means the same in every module, and has no arguments but types, such as `Utc` in `DateTime<chrono::Utc>`.
fn is_plain(path: &Path) -> bool {
    let is_relative = |it: &PathSegment| {
        let words = ["crate", "self", "super", "Self"];
        words.iter().any(|word| it.ident == word)
    };
    let is_known = |it: &PathSegment| PRELUDE.iter().any(|name| it.ident == name);
    let segments = &path.segments;
    !segments.iter().any(is_relative)
        && (segments.len() > 1 || segments.iter().all(is_known))
        && segments
            .iter()
            .all(|it| arguments(it).is_some_and(|it| it.into_iter().all(is_plain)))
}

/// The paths that are the arguments of a segment; `None` where one of them is something else.
fn arguments(segment: &PathSegment) -> Option<Vec<&Path>> {
    let path = |argument| match argument {
        &GenericArgument::Type(Type::Path(ref ty)) if ty.qself.is_none() => Some(&ty.path),
        _ => None,
    };
    match &segment.arguments {
        PathArguments::None => Some(Vec::new()),
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().map(path).collect(),
        PathArguments::Parenthesized(_) => None,
    }
}

/// The crates that a path and its arguments lead into.
fn crates(path: &Path) -> Vec<String> {
    let own = path.segments.first().filter(|_| path.segments.len() > 1);
    let own = own.map(|it| it.ident.to_string());
    let inner = path.segments.iter().filter_map(arguments).flatten();
    own.into_iter().chain(inner.flat_map(crates)).collect()
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
            ("a::crate::B", false),
            ("a::self", false),
            ("a::B<C>", false),
            ("a::B<crate::C>", false),
            ("a::B<Vec<u8>>", true),
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
            ("a::super::NONE", false),
            ("#[b] a::none()", false),
        ] {
            assert_eq!(value_path(text).is_ok(), is_path, "{text}");
        }
    }

    #[test]
    fn no_text_is_followed_too_deep() {
        for (open, close) in [("a::B<", ">"), ("(", ")"), ("!", ""), ("&", ""), ("[", "]")] {
            let text = format!("{}a::b{}", open.repeat(100_000), close.repeat(100_000));
            assert!(type_path(&text).is_err() && value_path(&text).is_err());
            assert!(!crate::names::is_ident(&text));
        }
    }

    #[test]
    fn a_path_leads_into_the_crates_of_its_arguments_too() {
        let made = type_path("::a::B<c::D<e::F>, Vec<g::H>>").unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(made.crates, ["a", "c", "e", "g"]);
    }
}
