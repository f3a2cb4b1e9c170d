//! What a description says about a place whose type is defined elsewhere is said by what uses the type there.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, BodyShape, Operation, Success, Type, TypeId, TypeKind};
use crate::markdown::joined;
use crate::words::says;

/// Adds the documentation of types that are replaced to the fields, branches and messages that they are the types of. Where the
/// places of a type say different things, none of these is about the type as a whole.
pub(super) fn keep(api: &mut Api, chosen: &BTreeMap<TypeId, TypeId>) {
    let moved = moved(api, chosen);
    if moved.is_empty() {
        return;
    }
    let add = |ty: &Type, docs: &mut Option<String>| {
        for (id, _) in ty.named() {
            if let Some(text) = moved.get(&id) {
                match docs {
                    Some(docs) if says(docs, text) => {}
                    Some(docs) => *docs = joined(docs, text),
                    None => *docs = Some(text.clone()),
                }
            }
        }
    };
    for def in &mut api.types {
        match &mut def.kind {
            TypeKind::Struct(object) => {
                object
                    .fields
                    .iter_mut()
                    .for_each(|it| add(&it.ty, &mut it.docs));
                if let Some(ty) = &object.rest {
                    add(ty, &mut object.rest_docs);
                }
            }
            TypeKind::Union(union) => {
                union
                    .branches
                    .iter_mut()
                    .for_each(|it| add(&it.ty, &mut it.docs));
            }
            TypeKind::Answer(answer) => {
                for case in &mut answer.cases {
                    if let Some(ty) = case.payload.as_ref().and_then(|it| it.ty()) {
                        add(ty, &mut case.docs);
                    }
                }
            }
            TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => {}
        }
    }
    api.operations
        .iter_mut()
        .for_each(|it| add_to_operation(it, &add));
    for id in moved.keys() {
        if let Some(def) = api.types.get_mut(id.0) {
            def.docs = None;
        }
    }
}

fn add_to_operation(operation: &mut Operation, add: &impl Fn(&Type, &mut Option<String>)) {
    for parameter in &mut operation.parameters {
        add(&parameter.field.ty, &mut parameter.field.docs);
    }
    if let Some(body) = &mut operation.body {
        match &mut body.shape {
            BodyShape::Fields(fields) => {
                for it in fields {
                    add(&it.field.ty, &mut it.field.docs);
                }
            }
            BodyShape::Whole(ty) => add(ty, &mut body.docs),
        }
    }
    for body in operation.errors.iter_mut().flat_map(|it| &mut it.bodies) {
        if let Some(ty) = body.payload.ty() {
            add(ty, &mut body.docs);
        }
    }
    // The cases of an answer have words of their own.
    let ty = match &operation.success {
        Success::One(payload) => payload.ty(),
        Success::Stream(stream) => stream.item.ty(),
        Success::Several(_) | Success::Empty => None,
    };
    if let (Some(ty), Some(outcome)) = (ty, operation.outcomes.first_mut()) {
        let mut docs = Some(std::mem::take(&mut outcome.docs)).filter(|it| !it.is_empty());
        add(ty, &mut docs);
        outcome.docs = docs.unwrap_or_default();
    }
}

/// What is said about types that is to be said by what they are the types of.
fn moved(api: &Api, chosen: &BTreeMap<TypeId, TypeId>) -> BTreeMap<TypeId, String> {
    let mut said: BTreeMap<TypeId, BTreeMap<TypeId, &String>> = BTreeMap::new();
    for (id, chosen) in chosen {
        if let Some(text) = api.ty(*id).and_then(|it| it.docs.as_ref()) {
            said.entry(*chosen).or_default().insert(*id, text);
        }
    }
    let mut moved = BTreeMap::new();
    for (chosen, mut said) in said {
        let texts: BTreeSet<&String> = said.values().copied().collect();
        let is_whole = api.ty(chosen).is_some_and(|it| it.place.is_component());
        if texts.len() == 1 || is_whole {
            let own = said.remove(&chosen);
            said.retain(|_, text| own.is_none_or(|own| !says(own, text)));
        }
        moved.extend(said.into_iter().map(|(id, text)| (id, text.clone())));
    }
    moved
}
