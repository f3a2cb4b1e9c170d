//! The branches of a union: the type of each, and the enum of them.

use std::collections::BTreeMap;

use super::alternative::Alternative;
use super::branch_names::{BranchNames, branch_name};
use super::{discrimination, undiscriminated};
use crate::ir::{Branch, JsonKind, Place, Sign, Step, Type, TypeDef, TypeKind, Union};
use crate::lower::context::LoweringContext;
use crate::lower::docs::{self, nested};
use crate::lower::merge::all_of;
use crate::lower::merge::subschema::Annotations;
use crate::lower::operation::hooks::any_webhook;
use crate::lower::schema::lower_subschema;
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::spec::Spec;

/// Alternatives that become one branch.
pub(super) struct BranchGroup<'a> {
    pub(super) members: Vec<Alternative<'a>>,
    pub(super) json_type: JsonKind,
    pub(super) signs: Vec<Sign>,
    /// Whether an object itself knows the tag that it has, as a property of its own.
    pub(super) has_tag: bool,
}

/// The type of an alternative, and whether it may be `null`.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    alternative: &Alternative<'a>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    match alternative.subschemas.as_slice() {
        [only] => {
            let lowered = lower_subschema(cx, only, target);
            (lowered.ty, lowered.nullable)
        }
        several => all_of::lower(cx, several, annotations, target),
    }
}

/// The type of one group, or the enum of several, and whether a value may be `null`.
pub(super) fn lower_groups<'a>(
    cx: &mut LoweringContext<'a>,
    mut groups: Vec<BranchGroup<'a>>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    if groups.len() == 1
        && let Some(only) = groups.pop()
    {
        return lower_group(cx, &only, annotations, target);
    }
    discrimination::sort_by_specificity(&mut groups, |group| &group.signs);
    let mut nullable = false;
    let mut branches = Branches::default();
    let any_webhook = any_webhook(cx.spec).map(Place::component);
    let is_of_webhooks = any_webhook.is_some_and(|it| it == target.place);
    for group in groups {
        let Some(first) = group.members.first() else {
            continue;
        };
        let name = branches.names.free(branch_name(&group, is_of_webhooks));
        let own = first.subschemas.last();
        let own = Annotations {
            data: own.map_or(annotations.data, |it| &it.schema.schema_data),
            at: first.at.clone(),
        };
        let inner = target.then(Step::Branch(name.clone()));
        let (ty, null) = lower_group(cx, &group, &own, &inner);
        // Beside other branches, a bare object is one.
        let ty = match (ty, group.json_type) {
            (Type::Json, JsonKind::Object) => Type::map_of(Type::Json),
            (ty, _) => ty,
        };
        nullable |= null;
        let docs = docs_of_group(cx.spec, &cx.types, &ty, &group);
        let branch = Branch {
            docs,
            name,
            kind: group.json_type,
            ty,
            signs: group.signs,
            origin: own.at,
        };
        if group.has_tag {
            branches.add(branch);
        } else {
            branches.add_each(&branch);
        }
    }
    let branches = branches.list;
    if let [only] = branches.as_slice() {
        return (only.ty.clone(), nullable);
    }
    let union = cx.define(TypeDef {
        place: target.place.clone(),
        direction: target.direction,
        kind: TypeKind::Union(Union { branches }),
        title: docs::name_of_schema(annotations.data),
        docs: docs::of_schema(annotations.data),
        deprecated: annotations.data.deprecated,
        origin: annotations.at.clone(),
    });
    (Type::Named(union), nullable)
}

/// The branches so far.
#[derive(Default)]
struct Branches {
    list: Vec<Branch>,
    names: BranchNames,
    /// Which of them has a type.
    by_type: BTreeMap<Type, usize>,
}

impl Branches {
    /// Adds a branch, to the one of the same type if there is one.
    fn add(&mut self, branch: Branch) {
        let known = self.by_type.get(&branch.ty);
        if let Some(known) = known.and_then(|index| self.list.get_mut(*index)) {
            known.signs.extend(branch.signs);
            known.docs = docs::with_paragraph(known.docs.take(), branch.docs.as_deref());
        } else {
            self.names.take(&branch.name);
            self.by_type.insert(branch.ty.clone(), self.list.len());
            self.list.push(branch);
        }
    }

    /// Adds a branch for each tag of one whose values do not know which of them they have.
    fn add_each(&mut self, branch: &Branch) {
        let is_only = branch.signs.len() == 1 && !self.by_type.contains_key(&branch.ty);
        for sign in &branch.signs {
            let word = sign.word().filter(|_| !is_only);
            let name = self.names.free(word.unwrap_or_else(|| branch.name.clone()));
            self.names.take(&name);
            self.by_type
                .entry(branch.ty.clone())
                .or_insert(self.list.len());
            self.list.push(Branch {
                name,
                signs: vec![sign.clone()],
                ..branch.clone()
            });
        }
    }
}

fn lower_group<'a>(
    cx: &mut LoweringContext<'a>,
    group: &BranchGroup<'a>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    match group.members.as_slice() {
        [only] => lower(cx, only, annotations, target),
        several => undiscriminated::lower(cx, several, group.json_type, annotations, target),
    }
}

/// What is said about the values of a group, unless the documentation of their type says it.
fn docs_of_group(
    spec: &Spec,
    types: &TypeArena,
    ty: &Type,
    group: &BranchGroup<'_>,
) -> Option<String> {
    let told = types.def(ty).and_then(|def| def.docs.as_deref());
    let told = told.unwrap_or_default();
    let schemas = group.members.iter().filter_map(|it| it.subschemas.last());
    schemas.fold(None, |docs, it| {
        let own = docs::of_schema(&it.schema.schema_data);
        let more = match ty {
            Type::Named(_) => own.filter(|it| !told.contains(it.as_str())),
            ty => nested::of_value(spec, types, ty, it.schema).or(own),
        };
        docs::with_paragraph(docs, more.as_deref())
    })
}
