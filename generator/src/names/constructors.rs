//! What constructors take: a few arguments, whose order `names.lock` keeps, or a struct that names them.

use std::collections::BTreeMap;

use super::assign::{Scope, Wanted, assign};
use super::chosen::Ledger;
use super::ident::{Ident, IdentCase, ident};
use super::{OperationNames, TypeNames, operation_key};
use crate::ir::{Api, Field, OperationId, TypeId};

/// How many arguments a constructor has at most: more of them are mistaken for each other.
const MOST_ARGUMENTS: usize = 3;

/// What a constructor takes.
#[derive(Clone, Debug, Default)]
pub struct Constructor {
    /// The positions of the fields that it takes, in the order in which it takes them.
    pub fields: Vec<usize>,
    /// The struct of these fields, where they are no arguments.
    pub named: Option<Ident>,
}

/// What a constructor takes, but for the name of the struct. `fields` are all, those that it takes with their names on the wire
/// and [`Field::order`]. Arguments are in the order of `names.lock`, and otherwise in that in which the description requires them.
pub(super) fn constructor<'f>(
    key: &str,
    fields: impl Iterator<Item = Option<(&'f str, usize)>>,
    lock: &mut Ledger<'_>,
) -> Constructor {
    let fields = fields.enumerate();
    let mut taken: Vec<_> = fields.filter_map(|(at, it)| Some((at, it?))).collect();
    if taken.len() <= MOST_ARGUMENTS {
        taken.sort_by_key(|(_, (_, order))| *order);
        let wires: Vec<&str> = taken.iter().map(|(_, (wire, _))| *wire).collect();
        let order = lock.lock.order(key, &wires).into_iter();
        taken = order.filter_map(|at| taken.get(at).copied()).collect();
    }
    Constructor {
        fields: taken.into_iter().map(|(position, _)| position).collect(),
        named: None,
    }
}

/// What [`constructor`] asks of a field.
pub(super) fn place_of(field: &Field) -> Option<(&str, usize)> {
    field.is_needed().then_some((&*field.wire, field.order))
}

/// Names the structs that the constructors of a scope take: those of these types, which have these keys in the lock, and those of
/// the params of these operations.
pub(super) fn name_structs(
    api: &Api,
    scope: Scope<'_>,
    (types, type_names): (&[(TypeId, &str)], &mut BTreeMap<TypeId, TypeNames>),
    (operations, operation_names): (&[OperationId], &mut BTreeMap<OperationId, OperationNames>),
    lock: &mut Ledger<'_>,
) {
    let shares = |id: &OperationId| {
        let variant = api.operation(*id)?.variant.as_ref()?;
        variant.shares_params.then_some(variant.of)
    };
    let of_types = types.iter().filter_map(|(id, key)| {
        let names = type_names.get(id)?;
        wanted((*key).to_owned(), &names.name, &names.constructor)
    });
    let own = operations.iter().filter(|id| shares(id).is_none());
    let of_params = own.filter_map(|id| {
        let names = operation_names.get(id)?;
        let key = format!("{} params", operation_key(api.operation(*id)?));
        wanted(key, &names.params, &names.constructor)
    });
    let wanted: Vec<Wanted> = of_types.chain(of_params).collect();
    let mut given = assign(scope, &wanted, lock).into_iter();
    for (id, _) in types {
        if let Some(names) = type_names.get_mut(id) {
            give(&mut names.constructor, &mut given);
        }
    }
    for id in operations {
        let shared = shares(id).and_then(|of| operation_names.get(&of));
        let shared = shared.map(|names| names.constructor.clone());
        match (operation_names.get_mut(id), shared) {
            (Some(names), Some(constructor)) => names.constructor = constructor,
            (Some(names), None) => give(&mut names.constructor, &mut given),
            (None, _) => {}
        }
    }
}

/// The struct that a constructor of `name` takes, if it takes one.
fn wanted(key: String, name: &Ident, constructor: &Constructor) -> Option<Wanted> {
    let words = format!("{name}Required");
    let name = Ident::checked(&words).unwrap_or_else(|| ident(&words, IdentCase::Camel));
    takes_struct(constructor).then(|| Wanted::any_of(key, vec![name]))
}

fn give(constructor: &mut Constructor, names: &mut impl Iterator<Item = Ident>) {
    if takes_struct(constructor) {
        constructor.named = names.next();
    }
}

fn takes_struct(constructor: &Constructor) -> bool {
    constructor.fields.len() > MOST_ARGUMENTS
}
