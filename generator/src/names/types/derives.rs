//! Traits and attributes that the configuration adds to types: which types have which, and why one cannot.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::{Attribute, Path, PathArguments};

use super::derivable::{has_already, obstacle};
use crate::analyze::Analysis;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, Role, TypeId, TypeKind};
use crate::manifest::needed;
use crate::names::foreign::RustPath;
use crate::origin::{Origin, pointer_of};

/// What the configuration adds to a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derives {
    traits: BTreeMap<String, RustPath>,
    attributes: Vec<RustPath>,
}

impl Derives {
    /// The traits, each behind a comma.
    pub fn traits(&self) -> TokenStream {
        let traits = self.traits.values();
        quote!(#(, #traits)*)
    }

    /// The attributes.
    pub fn attributes(&self) -> TokenStream {
        // Equality is that of what is written, and values with equal fields are written alike.
        let hash = self.traits.contains_key(HASH).then(
            || quote!(#[allow(clippy::derived_hash_with_manual_eq, reason = "equal values have equal fields")]),
        );
        let attributes = &self.attributes;
        quote!(#hash #(#attributes)*)
    }
}

pub(super) const HASH: &str = "Hash";

/// The traits of the standard library that can be added.
const STANDARD: [&str; 4] = ["Eq", HASH, "Ord", "PartialOrd"];

/// What every type has, or has where it can.
const TAKEN: [&str; 7] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "PartialEq",
    "Serialize",
];

/// Crates whose macros make a description of the JSON of a type from its definition in Rust, and the traits that are known without
/// their crate.
const DESCRIBING: [&str; 8] = [
    "apistos",
    "paperclip",
    "poem_openapi",
    "salvo_oapi",
    "schemars",
    "specta",
    "ts_rs",
    "utoipa",
];
const DESCRIBING_TRAITS: [&str; 2] = ["JsonSchema", "ToSchema"];

/// How long an entry may be, and how many brackets it may have, since the parser recurses on them.
const MOST_LETTERS: usize = 1000;
const MOST_BRACKETS: usize = 32;

/// An entry of the configuration.
struct WantedDerive {
    added: Added,
    at: Origin,
    /// Whether it is about one schema, and not about many types.
    is_for_one: bool,
}

#[derive(Clone)]
enum Added {
    /// A trait of the standard library, which not every type can have.
    Standard(&'static str),
    /// A macro of another crate, by its path.
    Derive(RustPath),
    Attribute(RustPath),
}

/// What each type has. What cannot be is reported: an error where it is asked for one schema, and a note where it is for many.
pub(in crate::names) fn derives(
    api: &Api,
    analysis: &Analysis,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<TypeId, Derives> {
    let crates = needed(config);
    let mut wanted: BTreeMap<TypeId, Vec<WantedDerive>> = BTreeMap::new();
    for (key, texts) in &config.derives {
        let at = config.at(&["derives", key]);
        let types = types(api, pointer_of(key), diagnostics);
        if types.is_none() {
            let message = format!("the description does not have a schema `{key}`");
            diagnostics
                .error("unused-configuration", &at, message)
                .about_key();
        }
        for (index, text) in texts.iter().enumerate() {
            let at = at.key(&index.to_string());
            let added = match parse(text, &crates) {
                Ok(added) => added,
                Err(message) => {
                    diagnostics.error("invalid-derive", &at, message);
                    continue;
                }
            };
            for id in types.iter().flatten() {
                wanted.entry(*id).or_default().push(WantedDerive {
                    added: added.clone(),
                    at: at.clone(),
                    is_for_one: !KINDS.contains(&key.as_str()),
                });
            }
        }
    }
    granted(api, analysis, wanted, diagnostics)
}

/// Keys that are about many types.
const KINDS: [&str; 4] = ["all", "structs", "enums", "unions"];

/// The types that a key is about; `None` where there is no such schema.
fn types(api: &Api, key: &str, diagnostics: &Diagnostics) -> Option<Vec<TypeId>> {
    let of_kind = |is: fn(&TypeKind) -> bool| {
        let types = api.types().filter(|(_, def)| is(&def.kind));
        Some(types.map(|(id, _)| id).collect())
    };
    match key {
        "all" => return of_kind(|kind| !matches!(kind, TypeKind::Answer(_))),
        "structs" => return of_kind(|kind| matches!(kind, TypeKind::Struct(_))),
        "enums" => {
            return of_kind(|it| matches!(it, TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_)));
        }
        "unions" => return of_kind(|kind| matches!(kind, TypeKind::Union(_))),
        _ => {}
    }
    let own = api.types().map(|(id, it)| (id, &it.place, &it.origin));
    let others = api.other_places.iter();
    let all = own.chain(others.map(|it| (it.of, &it.place, &it.origin)));
    let is_it =
        |origin: &Origin| origin.pointer == key || diagnostics.written(origin).pointer == key;
    let found = all.filter(|(_, place, origin)| {
        let by_name = matches!(&place.role, Role::Component(name) if name == key);
        by_name && place.is_component() || key.starts_with('/') && is_it(origin)
    });
    let found: BTreeSet<TypeId> = found.map(|(id, ..)| id).collect();
    (!found.is_empty()).then(|| found.into_iter().collect())
}

/// What an entry adds.
fn parse(text: &str, crates: &BTreeSet<String>) -> Result<Added, String> {
    let brackets = text.matches(['<', '(', '[', '{']).count();
    if text.len() > MOST_LETTERS || brackets > MOST_BRACKETS {
        return Err("this is too long for a path or an attribute".to_owned());
    }
    if text.starts_with("#[") {
        return attribute(text);
    }
    let shown = text.escape_debug();
    let path: Option<Path> = syn::parse_str(text).ok();
    let path = path.filter(|it| {
        let segments = it.segments.iter();
        let mut segments = segments.map(|it| matches!(it.arguments, PathArguments::None));
        segments.all(|is_plain| is_plain)
    });
    let Some(path) = path else {
        return Err(format!("`{shown}` is neither a path nor an attribute"));
    };
    let words: Vec<String> = path
        .segments
        .iter()
        .map(|it| it.ident.to_string())
        .collect();
    let (first, last) = match words.as_slice() {
        [only] => ("std", only.as_str()),
        [first, .., last] => (first.as_str(), last.as_str()),
        [] => return Err(format!("`{shown}` is no path")),
    };
    let is_known = ["std", "core", "serde"].contains(&first);
    if is_known && TAKEN.contains(&last) {
        let message = "types have it already, where they can, by tables and not by a derive";
        return Err(format!("`{last}` cannot be derived: {message}"));
    }
    if ["std", "core"].contains(&first) {
        let standard = STANDARD.into_iter().find(|it| *it == last);
        let message = || {
            format!(
                "`{shown}` is no trait that can be derived; one of another crate begins with its name"
            )
        };
        return standard.map(Added::Standard).ok_or_else(message);
    }
    if DESCRIBING.contains(&first) || DESCRIBING_TRAITS.contains(&last) {
        let message = "it would describe values by the names that they have in Rust, and not by those that they are written with; their \
                       schema is that of the description";
        return Err(format!("`{last}` cannot be derived: {message}"));
    }
    if !crates.contains(first) {
        return Err(format!(
            "the client does not depend on a crate `{first}`; `[manifest.dependencies]` adds it"
        ));
    }
    Ok(Added::Derive(RustPath::of(&path.to_token_stream())))
}

/// Attributes that would change more than they say.
const REFUSED: [(&str, &str); 6] = [
    ("derive", "a trait is an entry of its own, by its path"),
    (
        "serde",
        "types are read and written by tables, and not by serde's derives",
    ),
    ("doc", "the documentation comes from the description"),
    ("cfg", "a type is there in any case"),
    ("repr", "no type has a layout"),
    ("non_exhaustive", "types have it where it is right"),
];

fn attribute(text: &str) -> Result<Added, String> {
    let shown = text.escape_debug();
    let parsed = Attribute::parse_outer.parse_str(text).ok();
    match parsed.as_deref() {
        Some([only]) => {
            let refused = REFUSED.iter().find(|(name, _)| only.path().is_ident(name));
            match refused {
                Some((name, reason)) => Err(format!("`{name}` cannot be added: {reason}")),
                None => Ok(Added::Attribute(RustPath::of(&only.to_token_stream()))),
            }
        }
        _ => Err(format!("`{shown}` is neither a path nor an attribute")),
    }
}

/// Takes away what cannot be, until all that is left can.
fn granted(
    api: &Api,
    analysis: &Analysis,
    wanted: BTreeMap<TypeId, Vec<WantedDerive>>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<TypeId, Derives> {
    let mut has: BTreeSet<(TypeId, &str)> = BTreeSet::new();
    for (id, entries) in &wanted {
        has.extend(entries.iter().filter_map(|it| match it.added {
            Added::Standard(name) => Some((*id, name)),
            Added::Derive(_) | Added::Attribute(_) => None,
        }));
    }
    let mut reasons: BTreeMap<(TypeId, &str), String> = BTreeMap::new();
    loop {
        let obstacle = |(id, name): &(TypeId, &'static str)| {
            Some(((*id, *name), obstacle(api, analysis, &has, *id, name)?))
        };
        let found: Vec<_> = has.iter().filter_map(obstacle).collect();
        if found.is_empty() {
            break;
        }
        for (it, reason) in found {
            has.remove(&it);
            reasons.insert(it, reason);
        }
    }
    let mut derives: BTreeMap<TypeId, Derives> = BTreeMap::new();
    let mut left_out: BTreeMap<Origin, Vec<String>> = BTreeMap::new();
    for (id, entries) in wanted {
        let own = derives.entry(id).or_default();
        for WantedDerive {
            added,
            at,
            is_for_one,
        } in entries
        {
            match added {
                Added::Derive(path) => {
                    own.traits.insert(path.text(), path);
                }
                Added::Attribute(attribute) => own.attributes.push(attribute),
                Added::Standard(name) if has.contains(&(id, name)) => {
                    let path = RustPath::of(&quote::format_ident!("{name}").into_token_stream());
                    own.traits.insert(name.to_owned(), path);
                }
                Added::Standard(name) => {
                    let reason = reasons.remove(&(id, name)).unwrap_or_default();
                    if is_for_one {
                        let message = format!("`{name}` cannot be derived: {reason}");
                        diagnostics.error("invalid-derive", &at, message);
                    } else if !has_already(api, id, name)
                        && let Some(def) = api.ty(id)
                    {
                        let at_type = diagnostics.written(&def.origin).pointer;
                        let reason = format!("{at_type}: {reason}");
                        left_out.entry(at).or_default().push(reason);
                    }
                }
            }
        }
    }
    for (at, reasons) in left_out {
        let count = reasons.len();
        let first = reasons.into_iter().next().unwrap_or_default();
        let message =
            format!("not derived for {count} of these types, of which the first is at {first}");
        diagnostics.note("left-out-derive", &at, message);
    }
    derives
}
