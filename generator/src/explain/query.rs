//! Which items a query is about.

use super::catalogue::{Catalogue, CatalogueItem, ItemSubject};
use super::document::Documents;
use crate::normalize::percent_decoded;
use crate::origin::Origin;
use crate::suggestions::nearest;

/// What a query has led to.
pub(super) enum Matched<'a> {
    /// These items, all of which are meant.
    Items(Vec<&'a CatalogueItem>),
    /// One of these items.
    Several(Vec<&'a CatalogueItem>),
    /// A place of the description that no item is made of.
    Nothing(Origin),
    /// Nothing; these come near.
    Nowhere(Vec<String>),
}

/// The items that a query is about: those at a JSON pointer, an operation by its identifier or by method and path, or what has a name in
/// Rust, or else on the wire.
pub(super) fn find<'a>(
    query: &str,
    catalogue: &'a Catalogue,
    documents: &Documents,
    krate: &str,
) -> Matched<'a> {
    let query = query.trim();
    if let Some(matched) = by_operation(query, catalogue) {
        return matched;
    }
    if let Some((file, pointer)) = pointer(query) {
        return by_pointer(&file, &pointer, catalogue, documents);
    }
    let wanted = segments(query, krate);
    let is_meant = |it: &&CatalogueItem| {
        let own = ends_with(&it.path, &wanted);
        own || it.call.as_ref().is_some_and(|it| ends_with(it, &wanted))
    };
    let found: Vec<&CatalogueItem> = catalogue.items.iter().filter(is_meant).collect();
    if !found.is_empty() {
        return one_of(found, &wanted);
    }
    let on_the_wire = catalogue.items.iter().filter(|it| it.wire == query);
    let found: Vec<&CatalogueItem> = on_the_wire.collect();
    if !found.is_empty() {
        return one_of(found, &wanted);
    }
    Matched::Nowhere(nearest_names(query, &wanted, catalogue))
}

/// The items that stand highest, where a name alone is asked for: `email` is a field, but `Participant` first of all a type.
fn one_of<'a>(mut found: Vec<&'a CatalogueItem>, wanted: &[String]) -> Matched<'a> {
    if let [_] = wanted {
        let rank = found.iter().map(|it| rank(it.subject)).min();
        found.retain(|it| Some(rank_of(it)) == rank);
    }
    let whole = |it: &&CatalogueItem| {
        it.path
            .split("::")
            .skip(1)
            .eq(wanted.iter().map(String::as_str))
    };
    if let Some(exact) = found.iter().copied().find(whole) {
        return Matched::Items(vec![exact]);
    }
    match found.as_slice() {
        [_] => Matched::Items(found),
        _ => Matched::Several(found),
    }
}

fn rank_of(item: &CatalogueItem) -> u8 {
    rank(item.subject)
}

fn rank(subject: ItemSubject) -> u8 {
    match subject {
        ItemSubject::Resource(_)
        | ItemSubject::Type(_)
        | ItemSubject::Method(_)
        | ItemSubject::Params(_)
        | ItemSubject::Scheme(_)
        | ItemSubject::ClientParameter(_) => 0,
        ItemSubject::Member(..) | ItemSubject::ParamsField(..) | ItemSubject::Argument(..) => 1,
    }
}

/// An operation by its `operationId`, or by method and path; with all of its variants.
fn by_operation<'a>(query: &str, catalogue: &'a Catalogue) -> Option<Matched<'a>> {
    let line = query.split_once(char::is_whitespace);
    let line = line.map(|(method, path)| format!("{} {}", method.to_uppercase(), path.trim()));
    let is_meant = |it: &&CatalogueItem| {
        let line = line.as_deref().unwrap_or(query);
        let own = it.entry.key.split(" (").next();
        matches!(it.subject, ItemSubject::Method(_)) && (it.wire == query || own == Some(line))
    };
    let found: Vec<&CatalogueItem> = catalogue.items.iter().filter(is_meant).collect();
    (!found.is_empty()).then_some(Matched::Items(found))
}

/// The file and the pointer of a query that is one: with or without `#`, and as a URL has it behind that.
fn pointer(query: &str) -> Option<(String, String)> {
    match query.split_once('#') {
        Some((file, pointer)) => {
            let pointer = percent_decoded(pointer);
            (pointer.is_empty() || pointer.starts_with('/')).then(|| (file.to_owned(), pointer))
        }
        None if query.starts_with('/') => Some((String::new(), query.to_owned())),
        None => None,
    }
}

/// What is made of a place: of it as a whole, or else of what stands in it, or else of what it stands in.
fn by_pointer<'a>(
    file: &str,
    pointer: &str,
    catalogue: &'a Catalogue,
    documents: &Documents,
) -> Matched<'a> {
    let files = documents.files(file);
    let places = files.iter().map(|file| Origin {
        file: std::sync::Arc::clone(file),
        pointer: pointer.trim_end_matches('/').to_owned(),
    });
    let places: Vec<Origin> = places.collect();
    let is_there = |it: &&Origin| documents.at(it).is_some();
    let Some(place) = places.iter().find(is_there) else {
        // A path of the description looks like a pointer.
        let is_path = |it: &&CatalogueItem| {
            let path = it.entry.key.split_whitespace().nth(1);
            matches!(it.subject, ItemSubject::Method(_)) && path == Some(pointer)
        };
        let found: Vec<&CatalogueItem> = catalogue.items.iter().filter(is_path).collect();
        if !found.is_empty() {
            return Matched::Items(found);
        }
        let near = places.iter().find_map(|it| documents.nearest(it));
        return Matched::Nowhere(near.into_iter().collect());
    };
    let items = || catalogue.items.iter();
    let exact = items().filter(|it| it.places.contains(place));
    let exact: Vec<&CatalogueItem> = exact.collect();
    if !exact.is_empty() {
        return Matched::Items(exact);
    }
    if let Some(member) = member_of_shared(place, catalogue) {
        return Matched::Items(vec![member]);
    }
    let inside = items().filter(|it| it.places.iter().any(|it| it.is_in(place)));
    let inside: Vec<&CatalogueItem> = inside.collect();
    match inside.as_slice() {
        [] => Matched::Nothing(place.clone()),
        [_] => Matched::Items(inside),
        _ => Matched::Several(inside),
    }
}

/// The member of a type that is the same at several places: at all but the first of these, it has no place of its own.
fn member_of_shared<'a>(place: &Origin, catalogue: &'a Catalogue) -> Option<&'a CatalogueItem> {
    let outer = place.around().nth(2)?;
    let wire = place.last();
    let at = catalogue
        .items
        .iter()
        .find(|it| it.places.contains(&outer))?;
    let is_member = |it: &&CatalogueItem| match (it.subject, at.subject) {
        (ItemSubject::Member(of, _), ItemSubject::Type(id)) => of == id && it.wire == wire,
        _ => false,
    };
    catalogue.items.iter().find(is_member)
}

/// The names of a path, without the crate, and without what a call has around them.
fn segments(query: &str, krate: &str) -> Vec<String> {
    let mut plain = query
        .replace("()", "")
        .replace("(..)", "")
        .replace('.', "::");
    for prefix in ["crate::", "client::", &format!("{krate}::")] {
        if let Some(rest) = plain.strip_prefix(prefix) {
            plain = rest.to_owned();
        }
    }
    let names = plain.split("::").map(str::trim);
    names
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

fn ends_with(path: &str, wanted: &[String]) -> bool {
    let mut of_path = path.rsplit("::");
    !wanted.is_empty() && wanted.iter().rev().all(|it| of_path.next() == Some(it))
}

/// How many names that come near are named.
const MOST_NEAR: usize = 5;

/// How many letters a part of a name has to have to tell it.
const SHORTEST_PART: usize = 3;

/// The names that come nearest to one that leads nowhere, first of all in what the names before it lead to.
fn nearest_names(query: &str, wanted: &[String], catalogue: &Catalogue) -> Vec<String> {
    let around = wanted.split_last().map_or(&[][..], |(_, around)| around);
    let is_inside = |it: &&CatalogueItem| {
        let mut names = it.path.split("::");
        around.iter().all(|wanted| names.any(|it| it == wanted))
    };
    let inside: Vec<&CatalogueItem> = catalogue.items.iter().filter(is_inside).collect();
    let near = near(query, wanted, &inside);
    if near.is_empty() && !around.is_empty() {
        let all: Vec<&CatalogueItem> = catalogue.items.iter().collect();
        return self::near(query, wanted, &all);
    }
    near
}

fn near(query: &str, wanted: &[String], items: &[&CatalogueItem]) -> Vec<String> {
    let last = wanted.last().map_or(query, String::as_str);
    let names = items.iter().map(|it| it.name());
    let wires = items.iter().map(|it| it.wire.as_str());
    let near = nearest(last, names);
    let near_wire = nearest(query, wires.filter(|it| !it.is_empty()));
    let is_method = |it: &&&CatalogueItem| matches!(it.subject, ItemSubject::Method(_));
    let lines = items.iter().filter(is_method);
    let near_line = nearest(query, lines.map(|it| it.entry.key.as_str()));
    let part = last.to_lowercase();
    let is_none = near.is_none() && near_wire.is_none() && near_line.is_none();
    let is_part = is_none && part.len() >= SHORTEST_PART;
    let is_near = |it: &&&CatalogueItem| {
        near == Some(it.name())
            || near_wire.is_some_and(|near| it.wire == near)
            || (is_method(it) && near_line == Some(&it.entry.key))
            || (is_part && it.name().to_lowercase().contains(&part))
    };
    let mut found: Vec<&&CatalogueItem> = items.iter().filter(is_near).collect();
    found.sort_by_key(|it| rank_of(it));
    let paths = found.iter().take(MOST_NEAR);
    paths.map(|it| it.path.clone()).collect()
}
