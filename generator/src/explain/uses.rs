//! Which operations a type travels with, and which way.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::Fact;
use super::catalogue::{CatalogueItem, ItemSubject};
use crate::ir::{Api, BodyShape, ErrorType, Operation, OperationId, Type, TypeId};

/// A part of an operation that types travel in, in the order in which a call meets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CallPart {
    Sent,
    Answered,
    Error,
}

impl CallPart {
    fn word(self) -> &'static str {
        match self {
            Self::Sent => "sends it",
            Self::Answered => "answers with it",
            Self::Error => "has it in an error",
        }
    }
}

/// How many uses are told one by one.
const MOST_USES: usize = 20;

/// The operations that use a type, or what is in it.
pub(super) fn used(item: &CatalogueItem, api: &Api) -> Vec<Fact> {
    let line = |it: &Operation| format!("{} {}", it.method.as_str(), it.path);
    match item.subject {
        ItemSubject::Type(id) | ItemSubject::Member(id, _) => {
            let uses = uses(api, id);
            let more = uses.len().saturating_sub(MOST_USES);
            let told = uses.iter().take(MOST_USES).filter_map(|(id, parts)| {
                let operation = api.operation(*id)?;
                if operation.variant.is_some() {
                    return None;
                }
                let parts: Vec<&str> = parts.iter().map(|it| it.word()).collect();
                let text = format!("{} {}", line(operation), parts.join(", "));
                Some(Fact::new("use", text))
            });
            let rest = (more > 0).then(|| Fact::new("use", format!("{more} more operations")));
            told.chain(rest).collect()
        }
        ItemSubject::Method(id)
        | ItemSubject::Params(id)
        | ItemSubject::ParamsField(id, _)
        | ItemSubject::Argument(id, _) => {
            let operation = api.operation(id).map(line);
            let facts = operation.map(|it| Fact::new("use", it));
            facts.into_iter().collect()
        }
        ItemSubject::Resource(_) | ItemSubject::Scheme(_) | ItemSubject::ClientParameter(_) => {
            Vec::new()
        }
    }
}

/// The operations that a type is a part of, in the order of the description.
fn uses(api: &Api, of: TypeId) -> BTreeMap<OperationId, BTreeSet<CallPart>> {
    let holders = holders(api, of);
    let is_in = |ty: &&Type| ty.named().iter().any(|(id, _)| holders.contains(id));
    let mut uses: BTreeMap<OperationId, BTreeSet<CallPart>> = BTreeMap::new();
    for (id, operation) in api.operations() {
        for (part, types) in parts(operation) {
            if types.iter().any(is_in) {
                uses.entry(id).or_default().insert(part);
            }
        }
    }
    uses
}

/// A type and all that hold it, however deep.
fn holders(api: &Api, of: TypeId) -> BTreeSet<TypeId> {
    let mut held_by: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, def) in api.types() {
        for (inner, _) in def.types().into_iter().flat_map(Type::named) {
            held_by.entry(inner).or_default().push(id);
        }
    }
    let mut found = BTreeSet::new();
    let mut next = vec![of];
    while let Some(id) = next.pop() {
        if found.insert(id) {
            next.extend(held_by.get(&id).into_iter().flatten());
        }
    }
    found
}

fn parts(operation: &Operation) -> [(CallPart, Vec<&Type>); 3] {
    let mut sent: Vec<&Type> = operation.parameters.iter().map(|it| &it.field.ty).collect();
    match operation.body.as_ref().map(|it| &it.shape) {
        Some(BodyShape::Fields(fields)) => sent.extend(fields.iter().map(|it| &it.field.ty)),
        Some(BodyShape::Whole(ty)) => sent.push(ty),
        None => {}
    }
    let answered = operation.success.ty().into_iter().collect();
    let bodies = operation.errors.iter().flat_map(|it| &it.bodies);
    let mut errors: Vec<&Type> = bodies.filter_map(|it| it.payload.ty()).collect();
    errors.extend(operation.error.as_ref().and_then(ErrorType::ty));
    [
        (CallPart::Sent, sent),
        (CallPart::Answered, answered),
        (CallPart::Error, errors),
    ]
}
