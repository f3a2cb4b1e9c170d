//! The names of types, of their fields, values and branches.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Scope, Wanted, assign, unique_keys};
use super::chosen::Ledger;
use super::constructors::{Constructor, constructor, name_structs, place_of};
use super::ident::{Ident, IdentCase, ident};
use super::modules::{self, Reserved, module};
use super::operations::{members, patched};
use super::type_words::{SENT, named_after, of_scalar, take_over, twins, wanted_type};
use super::{DefiningFile, OperationNames, ResourceNames, TypeNames};
use crate::analyze::{Analysis, Keeps, Members};
use crate::ir::{Api, Direction, OperationId, ResourceId, Role, TypeDef, TypeId, TypeKind};

/// Names with another meaning in generated code.
pub(super) const TAKEN_TYPES: [&str; 31] = [
    "Base64",
    "Bool",
    "Box",
    "BTreeMap",
    "Client",
    "ClientBuilder",
    "Date",
    "DateTime",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "Error",
    "From",
    "Into",
    "IntoIterator",
    "Json",
    "None",
    "Ok",
    "Operation",
    "Option",
    "PartialEq",
    "Patch",
    "Request",
    "Result",
    "Secret",
    "Self",
    "Some",
    "String",
    "Unrecognized",
    "Vec",
];

/// Further names with another meaning in the files of operations.
pub(super) const TAKEN_BY_OPERATIONS: [&str; 6] = [
    "LazyLock",
    "Method",
    "OrNull",
    "StreamRequest",
    "Style",
    "StyleKind",
];

/// The names of all types, and of the structs that constructors take, also those of params.
pub(super) fn types(
    api: &Api,
    analysis: &Analysis,
    operations: &mut BTreeMap<OperationId, OperationNames>,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    reserved: &Reserved,
    lock: &mut Ledger<'_>,
) -> BTreeMap<TypeId, TypeNames> {
    let mut scopes: BTreeMap<TypeScope, Vec<(TypeId, &TypeDef)>> = BTreeMap::new();
    for (_, operation) in api.operations() {
        let scope = TypeScope::Resource(operation.resource);
        scopes.entry(scope).or_default();
    }
    for (id, def) in api.types() {
        let scope = scope_of(api, def);
        scopes.entry(scope).or_default().push((id, def));
    }
    let modules = modules::of_components(api, reserved, lock);
    let twins = twins(api);
    let mut named = BTreeMap::new();
    for (members_of, defs) in scopes {
        let scope_name = members_of.table("types", api);
        let constructors = members_of.table("constructors", api);
        let wanted = |(_, def): &(TypeId, &TypeDef), lock: &mut Ledger<'_>| {
            let wanted = wanted_type(api, def, operations, &twins, lock);
            take_over(&scope_name, def, &wanted, lock);
            wanted
        };
        let wanted: Vec<Wanted> = defs.iter().map(|it| wanted(it, lock)).collect();
        let keys = unique_keys(&wanted);
        let mut reserved = TAKEN_TYPES.to_vec();
        let mut beside: Vec<String> = Vec::new();
        let mut own: &[OperationId] = &[];
        if let TypeScope::Resource(resource) = members_of {
            reserved.extend(TAKEN_BY_OPERATIONS);
            beside = handles_and_params(&analysis.members, resource, operations, resources);
            own = analysis.members.operations(resource);
        }
        // What a constructor takes keeps its name, too, and comes after the types.
        let mut others: Vec<String> = lock.lock.scope(&constructors).into_values().collect();
        others.extend(beside.iter().cloned());
        let names = assign(camel(&scope_name, &reserved, &others), &wanted, lock);
        let mut others: Vec<String> = lock.lock.scope(&scope_name).into_values().collect();
        others.extend(names.iter().map(Ident::to_string).chain(beside));
        for (((id, def), name), key) in defs.iter().zip(names).zip(&keys) {
            let home = members_of.home(def, &modules);
            let keeps = analysis.keeps.get(id).copied();
            named.insert(*id, inside(def, keeps, (name, home), key, lock));
        }
        let keys = keys.iter().map(String::as_str);
        let types: Vec<_> = defs.iter().map(|(id, _)| *id).zip(keys).collect();
        name_structs(
            api,
            camel(&constructors, &reserved, &others),
            (&types, &mut named),
            (own, operations),
            lock,
        );
    }
    named
}

/// A scope of types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TypeScope {
    /// The module of shared types.
    Shared,
    /// The file of a resource; `None` for that of the client's own operations.
    Resource(Option<ResourceId>),
}

impl TypeScope {
    /// The table of the lock for what is called `what` here.
    fn table(self, what: &str, api: &Api) -> String {
        match self {
            Self::Shared => what.to_owned(),
            Self::Resource(resource) => super::scope(what, api, resource),
        }
    }

    /// The file of a type of this scope.
    fn home(self, def: &TypeDef, modules: &BTreeMap<String, Ident>) -> DefiningFile {
        match (self, &def.place.role) {
            (Self::Resource(resource), _) => DefiningFile::Resource(resource),
            (Self::Shared, Role::Component(name)) => {
                DefiningFile::Shared(modules.get(name).cloned().unwrap_or_else(|| module(name)))
            }
            // Only components are shared.
            (Self::Shared, _) => DefiningFile::Resource(None),
        }
    }
}

/// A scope of names of types.
fn camel<'a>(name: &'a str, reserved: &'a [&'a str], others: &'a [String]) -> Scope<'a> {
    Scope {
        name,
        case: IdentCase::Camel,
        reserved,
        others,
    }
}

fn scope_of(api: &Api, def: &TypeDef) -> TypeScope {
    match &def.place.role {
        Role::Component(_) => TypeScope::Shared,
        Role::Response(id) | Role::Error(id, _) | Role::Params(id) => {
            TypeScope::Resource(api.operation(*id).and_then(|operation| operation.resource))
        }
    }
}

fn handles_and_params(
    members: &Members,
    resource: Option<ResourceId>,
    operations: &BTreeMap<OperationId, OperationNames>,
    resources: &BTreeMap<ResourceId, ResourceNames>,
) -> Vec<String> {
    let own = members.operations(resource).iter();
    let params = own
        .filter_map(|id| operations.get(id))
        .map(|names| names.params.to_string());
    let inner = members.resources(resource).iter().copied();
    let handles = resource
        .into_iter()
        .chain(inner)
        .filter_map(|id| resources.get(&id))
        .map(|names| names.handle.to_string());
    params.chain(handles).collect()
}

/// The names of a type that is called `name` and is defined at `home`, and of what is in it.
fn inside(
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
    let mut wanted: Vec<Wanted> = wires
        .into_iter()
        .map(|(key, words)| Wanted::new(key, &words, case))
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
    TypeNames {
        name,
        home,
        members: members(&names, &patches),
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
