//! Leaving out what asks for nothing: most schemas have a type and no constraints, and types need no check.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Constraint, ConstraintKey, Constraints, Operation};

/// The constraints that those of operations refer to. From all of them is left out what asks for nothing.
pub(super) fn prune(
    shared: BTreeMap<ConstraintKey, Constraints>,
    operations: &mut [Operation],
) -> BTreeMap<ConstraintKey, Constraints> {
    let asking = asking(&shared);
    for operation in operations.iter_mut() {
        for parameter in &mut operation.parameters {
            parameter.constraints = pruned(&parameter.constraints, &asking, false);
        }
        if let Some(body) = &mut operation.body {
            body.constraints = pruned(&body.constraints, &asking, false);
        }
    }
    let mut kept: BTreeMap<ConstraintKey, Constraints> = shared
        .into_iter()
        .map(|(key, it)| {
            let it = pruned(&it, &asking, key.is_alternative);
            (key, it)
        })
        .collect();
    let reached = reached(&kept, operations);
    kept.retain(|key, _| reached.contains(key));
    kept
}

/// The keys of constraints that a value can break.
fn asking(shared: &BTreeMap<ConstraintKey, Constraints>) -> BTreeSet<ConstraintKey> {
    let mut referring: BTreeMap<&ConstraintKey, Vec<&ConstraintKey>> = BTreeMap::new();
    for (key, constraints) in shared {
        for referred in constraints.references() {
            referring.entry(referred).or_default().push(key);
        }
    }
    let own = shared.iter().filter(|(_, it)| it.0.iter().any(asks_itself));
    let mut next: Vec<&ConstraintKey> = own.map(|(key, _)| key).collect();
    let mut found = BTreeSet::new();
    while let Some(key) = next.pop() {
        if found.insert(key.clone()) {
            next.extend(referring.get(key).into_iter().flatten());
        }
    }
    found
}

/// Whether a value can break it, or what is inside of it, where it refers to nothing.
fn asks_itself(constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Nullable
        | Constraint::Type(_)
        | Constraint::Required(_)
        | Constraint::Ref(_) => false,
        Constraint::PrefixItems(_)
        | Constraint::Items(_)
        | Constraint::Properties(_)
        | Constraint::AdditionalProperties(..)
        | Constraint::AnyOf(_) => {
            let mut inside = constraint.inside().into_iter();
            inside.any(|it| it.0.iter().any(asks_itself))
        }
        Constraint::Enum(_)
        | Constraint::NumberEnum(_)
        | Constraint::MinLength(_)
        | Constraint::MaxLength(_)
        | Constraint::Pattern(_)
        | Constraint::Minimum(_)
        | Constraint::ExclusiveMinimum(_)
        | Constraint::Maximum(_)
        | Constraint::ExclusiveMaximum(_)
        | Constraint::MultipleOf(_)
        | Constraint::MinItems(_)
        | Constraint::MaxItems(_)
        | Constraint::UniqueItems
        | Constraint::MinProperties(_)
        | Constraint::MaxProperties(_) => true,
    }
}

/// What can be broken of these; in an alternative, also what tells it from others.
fn pruned(
    constraints: &Constraints,
    asking: &BTreeSet<ConstraintKey>,
    in_alternative: bool,
) -> Constraints {
    let inner = |it: &Constraints| pruned(it, asking, in_alternative);
    let some = |it: Constraints| (!it.is_empty()).then_some(it);
    let kept = constraints.0.iter().filter_map(|constraint| {
        let is_kept = match constraint {
            Constraint::Items(items) => {
                return some(inner(items)).map(|it| Constraint::Items(Box::new(it)));
            }
            Constraint::AdditionalProperties(named, others) => {
                let others = some(inner(others))?;
                return Some(Constraint::AdditionalProperties(
                    named.clone(),
                    Box::new(others),
                ));
            }
            Constraint::PrefixItems(places) => {
                let places: Vec<Constraints> = places.iter().map(inner).collect();
                let is_some = places.iter().any(|it| !it.is_empty());
                return is_some.then_some(Constraint::PrefixItems(places));
            }
            Constraint::Properties(properties) => {
                let properties = properties.iter();
                let properties = properties.map(|(name, it)| (name.clone(), inner(it)));
                let properties: Vec<_> = properties.filter(|(_, it)| !it.is_empty()).collect();
                return (!properties.is_empty()).then_some(Constraint::Properties(properties));
            }
            Constraint::AnyOf(branches) => return pruned_alternatives(branches, asking),
            Constraint::Ref(key) => asking.contains(key) || in_alternative && key.is_alternative,
            Constraint::Type(_) => in_alternative,
            Constraint::Required(names) => in_alternative && !names.is_empty(),
            _ => true,
        };
        is_kept.then(|| constraint.clone())
    });
    let kept: Vec<Constraint> = kept.collect();
    let asks = kept.iter().any(|it| *it != Constraint::Nullable);
    Constraints(if asks { kept } else { Vec::new() })
}

/// Alternatives, where one of them can be broken by what is checked, and none is fulfilled by everything.
fn pruned_alternatives(
    branches: &[Constraints],
    asking: &BTreeSet<ConstraintKey>,
) -> Option<Constraint> {
    let is_asking = |it: &Constraints| {
        it.0.iter().any(asks_itself) || it.references().into_iter().any(|it| asking.contains(it))
    };
    let kept: Vec<Constraints> = branches.iter().map(|it| pruned(it, asking, true)).collect();
    let is_kept = branches.iter().any(is_asking) && !kept.iter().any(Constraints::is_empty);
    is_kept.then_some(Constraint::AnyOf(kept))
}

/// What operations refer to, and what that refers to.
fn reached(
    shared: &BTreeMap<ConstraintKey, Constraints>,
    operations: &[Operation],
) -> BTreeSet<ConstraintKey> {
    let of_operations = operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|it| &it.constraints);
        parameters.chain(operation.body.iter().map(|it| &it.constraints))
    });
    let mut next: Vec<&ConstraintKey> = of_operations.flat_map(Constraints::references).collect();
    let mut found = BTreeSet::new();
    while let Some(key) = next.pop() {
        if found.insert(key.clone()) {
            let inner = shared.get(key).map(Constraints::references);
            next.extend(inner.into_iter().flatten());
        }
    }
    found
}
