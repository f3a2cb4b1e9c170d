//! The fields of params, and the setters of all structs.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::Member;
use crate::names::assign::Wanted;
use crate::names::ident::{Ident, IdentCase, ident};

/// Setters with these names would shadow methods of every struct, and get the prefix `with_`.
pub(in crate::names) const TAKEN_SETTERS: [&str; 28] = [
    "add",
    "blank",
    "clone",
    "cmp",
    "default",
    "deserialize",
    "div",
    "drop",
    "eq",
    "fmt",
    "from",
    "from_str",
    "hash",
    "index",
    "into",
    "mul",
    "ne",
    "neg",
    "new",
    "next",
    "not",
    "rem",
    "rest",
    "serialize",
    "slot",
    "sub",
    "view",
    "with_property",
];

/// Fields, which are given by their parts and names on the wire. Of those with one name, all but one say where they belong: as in
/// `known`, the names that there were, and else all but that in the first of the parts, in whatever order they are listed. Where the
/// operation was there and a further one has come, nobody knows which one had the name alone, and all say where they belong: a call as
/// before must not compile and send its value elsewhere.
pub(super) fn wanted_fields(
    wires: &[(&str, &str)],
    known: &BTreeMap<String, String>,
    was_there: bool,
) -> Vec<Wanted> {
    let rank = |part: &str| {
        ["path", "query", "header", "cookie", "body"]
            .iter()
            .position(|it| *it == part)
    };
    let is_said = |part: &str, wire: &str| known.contains_key(&format!("{part} {wire}"));
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    let order = |at: &usize| {
        wires
            .get(*at)
            .map(|(part, wire)| (is_said(part, wire), rank(part)))
    };
    for (at, (_, wire)) in wires.iter().enumerate() {
        let owner = owners.entry(wire).or_insert(at);
        if order(&at) < order(owner) {
            *owner = at;
        }
    }
    let has_owner = |wire: &str| {
        let all = wires.iter().filter(|(_, it)| *it == wire);
        let said = all.clone().filter(|(part, wire)| is_said(part, wire));
        let (all, said) = (all.count(), said.count());
        all == 1 || said < all && (said > 0 || !was_there)
    };
    let fields = wires.iter().enumerate().map(|(at, (part, wire))| {
        let is_owner = has_owner(wire) && owners.get(wire) == Some(&at);
        wanted_field(wire, (!is_owner).then_some(part))
    });
    fields.collect()
}

/// A field; `part` says where it belongs if a field of another part has the same name on the wire.
pub(super) fn wanted_field(wire: &str, part: Option<&&str>) -> Wanted {
    let qualified = part.map_or_else(|| wire.to_owned(), |part| format!("{part} {wire}"));
    Wanted::named(&qualified, IdentCase::Snake)
}

/// Fields with their setters, no two of which are the same. `patches` are the positions of the fields that can be made `null`.
pub(in crate::names) fn members(names: &[Ident], patches: &BTreeSet<usize>) -> Vec<Member> {
    let is_taken = |name: &&Ident| TAKEN_SETTERS.contains(&name.as_str());
    let mut methods: BTreeSet<Ident> = names.iter().filter(|it| !is_taken(it)).cloned().collect();
    let mut method = |name: &Ident, words: &[&str]| {
        let last = words.last().copied().unwrap_or_default();
        let numbered = (2..names.len() + 3).map(|number| format!("{last} {name} {number}"));
        let mut free = words
            .iter()
            .map(|word| format!("{word} {name}"))
            .chain(numbered)
            .map(|words| ident(&words, IdentCase::Snake));
        let free = free.find(|method| !names.contains(method) && methods.insert(method.clone()));
        free.unwrap_or_else(|| name.clone())
    };
    let mut setter = |name: &Ident| {
        if is_taken(&name) {
            method(name, &["with", "set", "put"])
        } else {
            name.clone()
        }
    };
    let setters: Vec<Ident> = names.iter().map(&mut setter).collect();
    let both = names.iter().cloned().zip(setters).enumerate();
    both.map(|(at, (name, setter))| Member {
        null: patches
            .contains(&at)
            .then(|| method(&name, &["clear", "unset"])),
        name,
        setter,
        former: Vec::new(),
    })
    .collect()
}
