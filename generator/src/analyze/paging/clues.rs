//! What a parameter or a property is taken for, by its place and by what is said about it.

use super::page_fields::{self, FoundField};
use super::page_names::letters;
use crate::ir::{Api, Field, Format, Type, TypeKind};

/// Whether a property is the URL of the next page: one that says so, or that is among links.
pub(super) fn is_next_url(found: &FoundField<'_>) -> bool {
    match names(found).as_slice() {
        [.., outer, next] if outer == "links" && next == "next" => true,
        [.., outer, next, href] if outer == "links" && next == "next" && href == "href" => true,
        [.., next] if next == "next" || next == "nextpage" => is_url(found.field),
        _ => false,
    }
}

/// Whether a property called `next` is a cursor: it says so, or stands among what is said about the page.
pub(super) fn is_next_cursor(found: &FoundField<'_>) -> bool {
    const OF_THE_PAGE: [&str; 5] = ["pagination", "paging", "pageinfo", "cursor", "cursors"];
    let names = names(found);
    let [outer @ .., next] = names.as_slice() else {
        return false;
    };
    let stands_there = || {
        let outer = outer.last();
        outer.is_some_and(|it| OF_THE_PAGE.contains(&it.as_str()))
    };
    next == "next"
        && !is_url(found.field)
        && (mentions(found.field, &["cursor", "token"]) || stands_there())
}

/// Whether a value of a property is a text.
pub(super) fn is_text(found: &FoundField<'_>) -> bool {
    matches!(found.field.ty, Type::String | Type::Foreign(_))
}

/// Whether a parameter says which item the page begins after.
pub(super) fn is_after(wire: &str) -> bool {
    ["after", "startingafter", "startafter"].contains(&letters(wire).as_str())
}

/// Whether nobody should use a parameter any more: pages that it leads to may not be the ones that others lead to.
pub(super) fn is_deprecated(field: &Field) -> bool {
    field.deprecated || mentions(field, &["deprecated"])
}

/// Whether a parameter is said to come from the header `Link`.
pub(super) fn names_link(field: &Field) -> bool {
    let docs = field.docs.as_deref().unwrap_or_default();
    let docs = docs.to_lowercase().replace(['`', '[', ']', '"', '\''], "");
    docs.contains("link header") || docs.contains("header link")
}

/// Whether a value has a text or an integer of this name, whichever branch of a union it is of.
pub(super) fn has_key(api: &Api, ty: &Type, key: &str) -> bool {
    let is_it = |ty: &Type| {
        let object = page_fields::structure(api, ty);
        object.is_some_and(|(_, object)| {
            let mut fields = object.fields.iter();
            fields.any(|it| it.wire == key && is_key(&it.ty))
        })
    };
    match ty {
        Type::Named(id) => match api.ty(*id).map(|def| &def.kind) {
            Some(TypeKind::Union(union)) => union.branches.iter().all(|it| is_it(&it.ty)),
            _ => is_it(ty),
        },
        _ => false,
    }
}

fn is_key(ty: &Type) -> bool {
    matches!(
        ty,
        Type::String | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128
    )
}

fn is_url(field: &Field) -> bool {
    field.format == Some(Format::Url) || mentions(field, &["url", "uri", "link"])
}

/// Whether one of these words is said about a field.
fn mentions(field: &Field, words: &[&str]) -> bool {
    let docs = field.docs.as_deref().unwrap_or_default().to_lowercase();
    let mut said = docs.split(|c: char| !c.is_alphanumeric());
    said.any(|it| words.contains(&it))
}

fn names(found: &FoundField<'_>) -> Vec<String> {
    found.wires.iter().map(|it| letters(it)).collect()
}
