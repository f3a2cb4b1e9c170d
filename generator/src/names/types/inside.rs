//! The names of what is in a type: its fields, values or branches.

use std::collections::BTreeSet;

use super::tables::{DefiningFile, TypeNames};
use super::variants::variants;
use super::words::{SENT, named_after, of_scalar};
use crate::analyze::Keeps;
use crate::ir::{Api, Direction, TypeDef, TypeKind};
use crate::names::assign::{Scope, Wanted, apart, assign};
use crate::names::chosen::Ledger;
use crate::names::constructors::{Constructor, constructor, place_of};
use crate::names::former;
use crate::names::ident::{Ident, IdentCase, ident, shortened, with_signs};
use crate::names::operations::{members, patched};

/// The names of a type that is called `name` and is defined at `home`, and of what is in it.
pub(super) fn inside(
    api: &Api,
    def: &TypeDef,
    keeps: Option<Keeps>,
    (name, home): (Ident, DefiningFile),
    key: &str,
    lock: &mut Ledger<'_>,
) -> TypeNames {
    let plain = |wire: &String| (wire.clone(), wire.clone());
    let wires: Vec<(String, String)> = match &def.kind {
        TypeKind::Struct(object) => object.fields.iter().map(|it| plain(&it.wire)).collect(),
        TypeKind::TextEnum(list) => list
            .values
            .iter()
            .map(|it| named_after(&it.wire, &it.about))
            .collect(),
        TypeKind::ScalarEnum(list) => list.values.iter().map(of_scalar).collect(),
        TypeKind::Union(union) => union.branches.iter().map(|it| plain(&it.name)).collect(),
        TypeKind::Answer(answer) => answer.cases.iter().map(|it| plain(&it.name)).collect(),
    };
    let (case, scope, rest) = match &def.kind {
        TypeKind::Struct(object) => (
            IdentCase::Snake,
            format!("fields of {key}"),
            match object.rest {
                Some(_) => "additional properties",
                None => "extra",
            },
        ),
        TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => {
            (IdentCase::Camel, format!("values of {key}"), "unknown")
        }
        TypeKind::Union(_) => (IdentCase::Camel, format!("branches of {key}"), "unknown"),
        TypeKind::Answer(_) => (IdentCase::Camel, format!("statuses of {key}"), "unknown"),
    };
    let is_enum = matches!(def.kind, TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_));
    let names = wires.iter().map(|(_, words)| {
        let short = if is_enum {
            shortened(words)
        } else {
            Vec::new()
        };
        // Where signs are all that tells values apart, they are said: `GmtMinus1` beside `GmtPlus1`.
        let said = is_enum.then(|| with_signs(words)).flatten();
        let all = short.iter().chain([words]).chain(&said);
        all.map(|words| ident(words, case)).collect()
    });
    let names = match &def.kind {
        TypeKind::Union(union) => variants(api, union, &name),
        _ => names.collect(),
    };
    let names = apart(names, &[]).into_iter();
    let keys = wires.iter().map(|(key, _)| key.clone());
    let mut wanted: Vec<Wanted> = keys
        .zip(names)
        .map(|(key, names)| Wanted::any_of(key, names))
        .collect();
    let has_rest = match &def.kind {
        TypeKind::Struct(object) => object.rest.is_some() || keeps == Some(Keeps::Unknown),
        TypeKind::TextEnum(list) => !list.closed,
        TypeKind::ScalarEnum(list) => !list.closed,
        TypeKind::Union(_) => true,
        TypeKind::Answer(_) => false,
    };
    if has_rest {
        let names = vec![ident(rest, case), ident(&format!("other {rest}"), case)];
        wanted.push(Wanted::any_of("...", names));
    }
    let mut names = assign(Scope::new(&scope, case, &["Self"]), &wanted, lock);
    let last = if has_rest { names.pop() } else { None };
    let rest = last.unwrap_or_else(|| ident(rest, case));
    // Nobody sees that of the nulls, so that it can have another name with every run.
    let extra = match keeps {
        Some(Keeps::Nulls) => free("nulls", &[&names[..], std::slice::from_ref(&rest)].concat()),
        Some(Keeps::Unknown) | None => rest.clone(),
    };
    let patches = match &def.kind {
        TypeKind::Struct(object) => patched(object.fields.iter().map(|it| it.presence)),
        _ => BTreeSet::new(),
    };
    let constructor = match &def.kind {
        TypeKind::Struct(object) if def.direction != Direction::Read => constructor(
            &key.replace(SENT, ""),
            object.fields.iter().map(place_of),
            lock,
        ),
        TypeKind::Struct(_)
        | TypeKind::TextEnum(_)
        | TypeKind::ScalarEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Answer(_) => Constructor::default(),
    };
    let mut members = members(&names, &patches);
    former::give(&mut members, &scope, &wanted, lock);
    let gone = match &def.kind {
        TypeKind::TextEnum(list) if !list.closed => {
            former::gone(Scope::new(&scope, case, &["Self"]), &wanted, lock)
        }
        _ => Vec::new(),
    };
    TypeNames {
        name,
        key: key.to_owned(),
        home,
        members,
        gone,
        constructor,
        rest,
        extra,
    }
}

/// The first name made of `word` that none of these is.
fn free(word: &str, taken: &[Ident]) -> Ident {
    let mut words = word.to_owned();
    while taken.contains(&ident(&words, IdentCase::Snake)) {
        words = format!("read {words}");
    }
    ident(&words, IdentCase::Snake)
}
