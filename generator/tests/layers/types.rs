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
            "Case", "Field", "Found", "Home", "Kind", "Known", "Module", "Names", "Open",
            "Outcome", "Part", "Place", "Presence", "Reader", "Rule", "Source", "Step",
        ],
    ),
    ("generator/runtime/src/runtime", &[]),
    ("xtask/src", &[]),
];

#[test]
fn no_two_types_have_one_name() {
    for (folder, known) in CRATES {
        let parse = |file: String| {
            let text = fs::read_to_string(root().join(folder).join(&file)).unwrap();
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            (file, parsed.items)
        };
        let files: Vec<_> = files_below(&root().join(folder))
            .into_iter()
            .map(parse)
            .collect();
        let alternatives = files
            .iter()
            .flat_map(|(file, items)| alternatives(file, items));
        let alternatives: BTreeMap<String, String> = alternatives.collect();
        let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, items) in &files {
            for (name, place) in types_of(items, alternatives.get(file).unwrap_or(file)) {
                places.entry(name).or_default().insert(place);
            }
        }
        places.retain(|_, places| places.len() > 1);
        let names: Vec<&str> = places.keys().map(String::as_str).collect();
        assert_eq!(names, *known, "in {folder}: {places:#?}");
    }
}

/// The files of modules that `cfg` takes or leaves, each with a place for its types: that of the file and of its alternative is
/// the same.
fn alternatives(file: &str, items: &[Item]) -> Vec<(String, String)> {
    let folder = file
        .strip_suffix("mod.rs")
        .map_or_else(|| file.replace(".rs", "/"), str::to_owned);
    let modules = items.iter().filter_map(|item| match item {
        Item::Mod(item) if item.content.is_none() => Some((&item.ident, cfg(&item.attrs)?)),
        _ => None,
    });
    let place = |cfg: String| {
        let condition = cfg.strip_prefix("not").unwrap_or(&cfg);
        format!("{folder} {}", condition.replace(['(', ')', ' '], ""))
    };
    modules
        .map(|(name, cfg)| (format!("{folder}{name}.rs"), place(cfg)))
        .collect()
}

/// What `cfg` asks for.
fn cfg(attributes: &[Attribute]) -> Option<String> {
    let cfg = attributes.iter().find(|it| it.path().is_ident("cfg"))?;
    Some(cfg.meta.require_list().unwrap().tokens.to_string())
}

#[test]
fn types_are_told_by_name_and_place() {
    let text = "
        struct A; #[cfg(unix)] struct B; #[cfg(not(unix))] struct B;
        mod c { enum A {} trait T { type A; } impl T for D { type A = (); } }
        fn f() { type A = (); }
        #[cfg(test)] mod tests { struct A; }
        macro_rules! m { () => { struct A; } }
        #[cfg(unix)] mod g; #[cfg(not(unix))] mod h; mod i;
    ";
    let items = syn::parse_file(text).unwrap().items;
    let expected = [
        ("A", "x/mod.rs"),
        ("B", "x/mod.rs"),
        ("B", "x/mod.rs"),
        ("A", "x/mod.rs c"),
        ("T", "x/mod.rs c"),
        ("A", "x/mod.rs f"),
    ];
    let owned = |(one, other): (&str, &str)| (one.to_owned(), other.to_owned());
    assert_eq!(types_of(&items, "x/mod.rs"), expected.map(owned));
    let expected = [("x/g.rs", "x/ unix"), ("x/h.rs", "x/ unix")];
    assert_eq!(alternatives("x/mod.rs", &items), expected.map(owned));
    assert_eq!(alternatives("x.rs", &items), expected.map(owned));
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
            Item::Mod(item) if cfg(&item.attrs).is_none_or(|it| it != "test") => {
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
