//! One name, one thing: within a crate, no two types have the same name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::{Attribute, File, Item, Stmt};

use super::root;
use crate::support::files_below;

/// The folders of the crates.
const CRATES: [&str; 8] = [
    "generator/src",
    "generator/runtime/src/runtime",
    "generator/fuzz/src",
    "generator/prove/src",
    "generator/load/src",
    "generator/cli/src",
    "generator/engine/src",
    "xtask/src",
];

#[test]
fn no_two_types_have_one_name() {
    for folder in CRATES {
        let folder = root().join(folder);
        let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in files_below(&folder) {
            if is_alternative(&folder.join(&file)) {
                continue;
            }
            for (name, place) in types_of(&parsed(&folder.join(&file)).items, &file) {
                places.entry(name).or_default().insert(place);
            }
        }
        assert!(!places.is_empty(), "no types in {}", folder.display());
        places.retain(|_, places| places.len() > 1);
        assert!(places.is_empty(), "in {}: {places:#?}", folder.display());
    }
}

#[test]
fn an_alternative_is_what_a_build_has_instead() {
    let traces = root().join("generator/runtime/src/runtime/trace");
    assert!(is_alternative(&traces.join("off.rs")));
    assert!(!is_alternative(&traces.join("spans.rs")));
    assert!(!is_alternative(&traces.join("mod.rs")));
}

/// Whether a file is a module that a build has where it lacks a feature, in place of another: `#[cfg(not(…))] mod off;`.
fn is_alternative(file: &Path) -> bool {
    let declared_in = file.with_file_name("mod.rs");
    if !declared_in.is_file() {
        return false;
    }
    let is_without = |attribute: &Attribute| {
        let condition = attribute.meta.require_list();
        let is_not = condition.is_ok_and(|it| it.tokens.to_string().starts_with("not"));
        attribute.path().is_ident("cfg") && is_not
    };
    parsed(&declared_in).items.iter().any(|item| match item {
        Item::Mod(item) => {
            file.file_stem()
                .is_some_and(|stem| item.ident == *stem.to_str().unwrap())
                && item.attrs.iter().any(is_without)
        }
        _ => false,
    })
}

fn parsed(file: &Path) -> File {
    let text = fs::read_to_string(file).unwrap();
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
fn types_are_told_by_name_and_place() {
    let text = "
        struct A; #[cfg(unix)] struct B; #[cfg(not(unix))] struct B;
        mod c { enum A {} trait T { type A; } impl T for D { type A = (); } }
        fn f() { type A = (); }
        #[cfg(test)] mod tests { struct A; }
        macro_rules! m { () => { struct A; } }
    ";
    let file = syn::parse_file(text).unwrap();
    let expected = [
        ("A", "x.rs"),
        ("B", "x.rs"),
        ("B", "x.rs"),
        ("A", "x.rs c"),
        ("T", "x.rs c"),
        ("A", "x.rs f"),
    ];
    let expected = expected.map(|(name, place)| (name.to_owned(), place.to_owned()));
    assert_eq!(types_of(&file.items, "x.rs"), expected);
}

/// The types that items define, each with the file and the module or function it is in. Alternatives of one item, of which
/// `cfg` takes one, are at one place.
fn types_of(items: &[Item], place: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for item in items {
        let name = match item {
            Item::Struct(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            Item::Union(item) => &item.ident,
            Item::Mod(item) if !item.attrs.iter().any(is_cfg_test) => {
                let items = item.content.as_ref().map_or(&[][..], |(_, items)| items);
                found.extend(types_of(items, &format!("{place} {}", item.ident)));
                continue;
            }
            Item::Fn(item) => {
                let items = item.block.stmts.iter().filter_map(|it| match it {
                    Stmt::Item(item) => Some(item.clone()),
                    _ => None,
                });
                let items: Vec<Item> = items.collect();
                found.extend(types_of(&items, &format!("{place} {}", item.sig.ident)));
                continue;
            }
            _ => continue,
        };
        found.push((name.to_string(), place.to_owned()));
    }
    found
}

fn is_cfg_test(attribute: &Attribute) -> bool {
    let condition = attribute.meta.require_list();
    attribute.path().is_ident("cfg") && condition.is_ok_and(|it| it.tokens.to_string() == "test")
}
