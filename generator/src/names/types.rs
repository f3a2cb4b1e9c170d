//! The names of types, of their fields, values and branches.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Scope, Wanted, assign, unique_keys};
use super::chosen::Ledger;
use super::ident::{Ident, IdentCase, ident};
use super::modules::{Reserved, module};
use super::operations::members;
use super::type_words::{SENT, named_after, of_scalar, take_over, twins, wanted_type};
use super::{DefiningFile, OperationNames, ResourceNames, TypeNames, place_of, required, scope};
use crate::analyze::{Analysis, Keeps, Members};
use crate::ir::{Api, OperationId, ResourceId, Role, TypeDef, TypeId, TypeKind};

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

/// The names of all types.
pub(super) fn types(
    api: &Api,
    analysis: &Analysis,
    operations: &BTreeMap<OperationId, OperationNames>,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    reserved: &Reserved,
    lock: &mut Ledger<'_>,
) -> BTreeMap<TypeId, TypeNames> {
    let mut scopes: BTreeMap<TypeScope, Vec<(TypeId, &TypeDef)>> = BTreeMap::new();
    for (id, def) in api.types() {
        scopes
            .entry(scope_of(api, def))
            .or_default()
            .push((id, def));
    }
    let modules = modules(api, reserved, lock);
    let twins = twins(api);
    let mut named = BTreeMap::new();
    for (members_of, defs) in scopes {
        let scope_name = match members_of {
            TypeScope::Shared => "types".to_owned(),
            TypeScope::Resource(resource) => scope("types", api, resource),
        };
        let wanted: Vec<Wanted> = defs
            .iter()
            .map(|(_, def)| {
                let wanted = wanted_type(api, def, operations, &twins, lock);
                take_over(&scope_name, def, &wanted, lock);
                wanted
            })
            .collect();
        let keys = unique_keys(&wanted);
        let mut reserved = TAKEN_TYPES.to_vec();
        let mut others = Vec::new();
        if let TypeScope::Resource(resource) = members_of {
            reserved.extend(TAKEN_BY_OPERATIONS);
            others = handles_and_params(&analysis.members, resource, operations, resources);
        }
        let scope = Scope {
            name: &scope_name,
            case: IdentCase::Camel,
            reserved: &reserved,
            others: &others,
        };
        let names = assign(scope, &wanted, lock);
        for (((id, def), name), key) in defs.into_iter().zip(names).zip(&keys) {
            let home = match (members_of, &def.place.role) {
                (TypeScope::Resource(resource), _) => DefiningFile::Resource(resource),
                (TypeScope::Shared, Role::Component(name)) => {
                    DefiningFile::Shared(modules.get(name).cloned().unwrap_or_else(|| module(name)))
                }
                // Only components are shared.
                (TypeScope::Shared, _) => DefiningFile::Resource(None),
            };
            named.insert(
                id,
                inside(
                    def,
                    analysis.keeps.get(&id).copied(),
                    (name, home),
                    key,
                    lock,
                ),
            );
        }
    }
    named
}

/// The files of the shared types, by component.
fn modules(api: &Api, reserved: &Reserved, lock: &mut Ledger<'_>) -> BTreeMap<String, Ident> {
    let mut components: Vec<&String> = Vec::new();
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    for def in &api.types {
        if let Role::Component(name) = &def.place.role
            && seen.insert(name)
        {
            components.push(name);
        }
    }
    // Of components that want the same file, the one whose type has this name gets it.
    let is_owner = |name: &&String| ident(name, IdentCase::Camel).as_str() == name.as_str();
    let owners = components.iter().copied().filter(is_owner);
    let owners: BTreeMap<Ident, &String> = owners.map(|name| (module(name), name)).collect();
    let wanted = |name: &&String| {
        let file = module(name);
        let candidates = match owners.get(&file) {
            Some(owner) if owner != name => {
                let numbered = (2..10).map(|number| module(&format!("{file} {number}")));
                numbered.collect()
            }
            _ => vec![file],
        };
        Wanted::any_of(*name, candidates)
    };
    let wanted: Vec<Wanted> = components.iter().map(wanted).collect();
    let reserved = reserved.beside_types();
    let names = assign(
        Scope::new("files of types", IdentCase::Snake, &reserved),
        &wanted,
        lock,
    );
    components.into_iter().cloned().zip(names).collect()
}

/// A scope of types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum TypeScope {
    /// The module of shared types.
    Shared,
    /// The file of a resource; `None` for that of the client's own operations.
    Resource(Option<ResourceId>),
}

fn scope_of(api: &Api, def: &TypeDef) -> TypeScope {
    match &def.place.role {
        Role::Component(_) => TypeScope::Shared,
        Role::Response(id) | Role::Error(id, _) | Role::Params(id) => {
            TypeScope::Resource(api.operation(*id).and_then(|operation| operation.resource))
        }
    }
}

fn handles_and_params<'n>(
    members: &Members,
    resource: Option<ResourceId>,
    operations: &'n BTreeMap<OperationId, OperationNames>,
    resources: &'n BTreeMap<ResourceId, ResourceNames>,
) -> Vec<&'n str> {
    let own = members.operations(resource).iter();
    let params = own
        .filter_map(|id| operations.get(id))
        .map(|names| names.params.as_str());
    let inner = members.resources(resource).iter().copied();
    let handles = resource
        .into_iter()
        .chain(inner)
        .filter_map(|id| resources.get(&id))
        .map(|names| names.handle.as_str());
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
    let required = match &def.kind {
        // The same order for what is sent and for what is received.
        TypeKind::Struct(object) => required(
            &key.replace(SENT, ""),
            object.fields.iter().map(place_of),
            lock,
        ),
        TypeKind::TextEnum(_)
        | TypeKind::ScalarEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Answer(_) => Vec::new(),
    };
    TypeNames {
        name,
        home,
        members: members(&names),
        required,
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
