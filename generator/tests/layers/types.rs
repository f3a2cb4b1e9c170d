//! One name, one thing: within a crate, no two types have the same name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use syn::{Attribute, Item, Stmt};

use super::root;
use super::support::files_below;

/// The folders of the crates, and the names in each that several types have all the same. None is to be added.
const CRATES: &[(&str, &[&str])] = &[
    (
        "generator/src",
        &[
            "Case", "Field", "Found", "Home", "Known", "Names", "Open", "Outcome", "Part", "Place",
            "Presence", "Reader", "Rule", "Source", "Step",
        ],
    ),
    // With the feature `tracing` and without it, a build has one of each.
    (
        "generator/runtime/src/runtime",
        &["AnswerTrace", "AttemptTrace", "CallTrace", "Hidden"],
    ),
    ("xtask/src", &[]),
];

#[test]
fn no_two_types_have_one_name() {
    for (folder, known) in CRATES {
        let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in files_below(&root().join(folder)) {
            let text = fs::read_to_string(root().join(folder).join(&file)).unwrap();
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            for (name, place) in types_of(&parsed.items, &file) {
                places.entry(name).or_default().insert(place);
            }
        }
        places.retain(|_, places| places.len() > 1);
        let names: Vec<&str> = places.keys().map(String::as_str).collect();
        assert_eq!(names, *known, "in {folder}: {places:#?}");
    }
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
