//! `oneOf` and `anyOf`: an enum of branches, and what tells them apart.
//!
//! Branches that nothing tells apart are merged into one, which loses nothing: lists of several kinds of items become a
//! list of either, and objects become one with the properties of all.

pub(in crate::lower) mod alternative;
pub(in crate::lower) mod discrimination;
pub(in crate::lower) mod undiscriminated;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Discriminator;

use crate::ir::{Branch, JsonKind, Place, Sign, Step, Type, TypeDef, TypeKind, Union};
use crate::lower::Lowering;
use crate::lower::docs::constraints as limits;
use crate::lower::merge::all_of::Annotations;
use crate::lower::merge::conjuncts::Conjunct;
use crate::lower::union::alternative::Alternative;
use crate::lower::union::discrimination as telling;
use crate::lower::union::discrimination::Signature;
use crate::normalize::FALLBACK;
use crate::origin::Origin;

/// Branches that become one.
struct BranchGroup<'a> {
    members: Vec<Alternative<'a>>,
    kind: JsonKind,
    signs: Vec<Sign>,
}

impl<'a> Lowering<'a> {
    /// The type of a value that is of one of several branches, and whether it may be `null`.
    pub(in crate::lower) fn any(
        &mut self,
        mut candidates: Vec<Alternative<'a>>,
        discriminator: Option<&'a Discriminator>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        if candidates.len() == 1
            && let Some(only) = candidates.pop()
        {
            return self.branch(&only, head, place);
        }
        let is_anything = |it: &Alternative<'a>| !it.parts.iter().any(Conjunct::tells);
        if candidates.iter().all(is_anything) {
            return (Type::Json, false);
        }
        if let Some(open) = candidates.iter().find(|it| is_anything(it)) {
            return (self.ambiguous(&open.at), false);
        }
        let signatures: Vec<Signature> = candidates
            .iter()
            .map(|it| telling::signature(self.spec, &it.parts))
            .collect();
        let signs = match discriminator.or_else(|| common(&candidates)) {
            Some(discriminator) => tags(discriminator, &candidates, &signatures),
            None => telling::apart(&signatures, candidates.iter().all(|it| it.exclusive)),
        };
        let mut groups: Vec<BranchGroup<'a>> = Vec::new();
        // The groups of branches without signs; there is at most one for each kind.
        let mut without: BTreeMap<JsonKind, usize> = BTreeMap::new();
        for ((candidate, signature), signs) in candidates.into_iter().zip(signatures).zip(signs) {
            let Some(kind) = signature.kind else {
                return (self.ambiguous(&candidate.at), false);
            };
            let next = groups.len();
            let place = if signs.is_empty() {
                *without.entry(kind).or_insert(next)
            } else {
                next
            };
            match groups.get_mut(place) {
                Some(known) => known.members.push(candidate),
                None => groups.push(BranchGroup {
                    members: vec![candidate],
                    kind,
                    signs,
                }),
            }
        }
        self.grouped(groups, head, place)
    }

    fn grouped(
        &mut self,
        mut groups: Vec<BranchGroup<'a>>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        if groups.len() == 1
            && let Some(only) = groups.pop()
        {
            return self.group(&only.members, only.kind, head, place);
        }
        telling::in_order(&mut groups, |group| &group.signs);
        let mut nullable = false;
        let mut branches: Vec<Branch> = Vec::new();
        let mut names = BranchNames::default();
        let mut known: BTreeMap<Type, usize> = BTreeMap::new();
        for group in groups {
            let BranchGroup {
                members,
                kind,
                signs,
            } = group;
            let Some(first) = members.first() else {
                continue;
            };
            let name = names.free(branch_name(&members, kind, &signs));
            let inner = place.then(Step::Branch(name.clone()));
            let head = Annotations {
                data: first
                    .nodes
                    .last()
                    .map_or(head.data, |it| &it.schema.schema_data),
                at: first.at.clone(),
            };
            let (ty, null) = self.group(&members, kind, &head, &inner);
            nullable |= null;
            let docs = self.words_of_branch(&ty, &members);
            let same = known.get(&ty).and_then(|index| branches.get_mut(*index));
            if let Some(same) = same {
                same.signs.extend(signs);
                same.docs = limits::after(same.docs.take(), docs.as_deref());
            } else {
                names.taken.insert(name.clone());
                known.insert(ty.clone(), branches.len());
                branches.push(Branch {
                    name,
                    kind,
                    ty,
                    signs,
                    docs,
                    origin: head.at,
                });
            }
        }
        if let [only] = branches.as_slice() {
            return (only.ty.clone(), nullable);
        }
        let direction = self.direction;
        let union = self.define(TypeDef {
            place: place.clone(),
            direction,
            kind: TypeKind::Union(Union { branches }),
            docs: crate::lower::docs::of_schema(head.data),
            deprecated: head.data.deprecated,
            origin: head.at.clone(),
        });
        (Type::Named(union), nullable)
    }

    /// What is said about the values of a branch, unless their type has the words.
    fn words_of_branch(&self, ty: &Type, members: &[Alternative<'a>]) -> Option<String> {
        let def = match ty {
            Type::Named(id) => self.types.get(id.0)?.as_ref(),
            _ => None,
        };
        let told = def.and_then(|it| it.docs.as_deref()).unwrap_or_default();
        let schemas = members.iter().filter_map(|it| it.nodes.last());
        schemas.fold(None, |docs, node| {
            let own = crate::lower::docs::of_schema(&node.schema.schema_data);
            let words = match ty {
                Type::Named(_) => own.filter(|it| !told.contains(it.as_str())),
                ty => self.words_of(ty, node.schema).or(own),
            };
            limits::after(docs, words.as_deref())
        })
    }

    /// The type of branches that nothing tells apart.
    fn group(
        &mut self,
        members: &[Alternative<'a>],
        kind: JsonKind,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        match members {
            [only] => self.branch(only, head, place),
            several => self.alike(several, kind, head, place),
        }
    }

    /// The type of a branch.
    pub(in crate::lower) fn branch(
        &mut self,
        candidate: &Alternative<'a>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        match candidate.nodes.as_slice() {
            [only] => {
                let lowered = self.node(only, place);
                (lowered.ty, lowered.nullable)
            }
            nodes => self.all(nodes, head, place),
        }
    }

    /// Reports a branch whose values could be those of another, and gives the type that holds all.
    pub(in crate::lower) fn ambiguous(&mut self, at: &Origin) -> Type {
        let message = "nothing tells the values of this branch from those of the others";
        self.diagnostics
            .warning("ambiguous-union", at, message)
            .hint("a discriminator, or a required property that only one of them has, would; the value is carried as `Json`");
        Type::Json
    }
}

/// The discriminator that all branches have from unions inside the one at hand.
fn common<'a>(candidates: &[Alternative<'a>]) -> Option<&'a Discriminator> {
    let first = candidates.first()?.discriminator?;
    let is_it = |it: &Alternative<'a>| {
        it.discriminator
            .is_some_and(|it| it.property_name == first.property_name)
    };
    candidates.iter().all(is_it).then_some(first)
}

/// What a branch is named after: the component it refers to, what gives it away, or its JSON type.
fn branch_name(members: &[Alternative<'_>], kind: JsonKind, signs: &[Sign]) -> String {
    let own = match members {
        [only] => only.name.as_deref(),
        _ => None,
    };
    let by_reference = members.first().is_some_and(|it| it.component.is_some());
    let word = signs.first().and_then(Sign::word);
    let is_tag = matches!(
        signs.first(),
        Some(Sign::Value { .. } | Sign::Scalar { .. })
    );
    let own = own.map(str::to_owned);
    let name = if is_tag && !by_reference {
        word.or(own)
    } else {
        own.or(word)
    };
    name.unwrap_or_else(|| kind_name(kind).to_owned())
}

/// The names of the branches so far.
#[derive(Default)]
struct BranchNames {
    taken: BTreeSet<String>,
    /// The last number behind each name that has needed one: all smaller ones are taken.
    numbers: BTreeMap<String, usize>,
}

impl BranchNames {
    /// A name that no branch before has.
    fn free(&mut self, name: String) -> String {
        if !self.taken.contains(&name) {
            return name;
        }
        let first = self.numbers.get(&name).copied().unwrap_or(2);
        let mut numbered = (first..).map(|number| (number, format!("{name} {number}")));
        let found = numbered.find(|(_, name)| !self.taken.contains(name));
        let (number, free) = found.unwrap_or_default();
        self.numbers.insert(name, number);
        free
    }
}

fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Bool => "bool",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "list",
        JsonKind::Object => "object",
    }
}

/// The tags that a discriminator maps to each schema, which it calls by its name or by a reference.
fn by_target(discriminator: &Discriminator) -> BTreeMap<&str, Vec<&str>> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (tag, target) in &discriminator.mapping {
        let last = target.rsplit('/').next().unwrap_or_default();
        found.entry(last).or_default().push(tag);
        if last != target {
            found.entry(target).or_default().push(tag);
        }
    }
    found
}

/// The tags of each branch: the names that the discriminator maps to it, or else the values that its property can have, or
/// else its own name (`OpenAPI 3.0.4, 4.8.25`).
fn tags(
    discriminator: &Discriminator,
    candidates: &[Alternative<'_>],
    signatures: &[Signature],
) -> Vec<Vec<Sign>> {
    let sign = |value: &str| Sign::Value {
        key: discriminator.property_name.clone(),
        value: value.to_owned(),
    };
    let own = by_target(discriminator);
    // Many branches may be of the same union inside this one.
    let inner = candidates.iter().filter_map(|it| it.discriminator);
    let inner: BTreeMap<*const Discriminator, &Discriminator> =
        inner.map(|it| (std::ptr::from_ref(it), it)).collect();
    let inner: BTreeMap<_, _> = (inner.into_iter())
        .map(|(key, it)| (key, by_target(it)))
        .collect();
    let tags = |(candidate, signature): (&Alternative<'_>, &Signature)| -> Vec<Sign> {
        if signature.kind != Some(JsonKind::Object) {
            return Vec::new();
        }
        let mapping = candidate
            .discriminator
            .and_then(|it| inner.get(&std::ptr::from_ref(it)))
            .unwrap_or(&own);
        let discriminator = candidate.discriminator.unwrap_or(discriminator);
        let name = candidate.component.as_deref();
        let fallback = discriminator.extensions.get(FALLBACK);
        if name.is_some() && fallback.and_then(|it| it.as_str()) == name {
            return Vec::new();
        }
        let mapped = name.and_then(|name| mapping.get(name));
        let mapped: Vec<Sign> = mapped.into_iter().flatten().map(|tag| sign(tag)).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let key = &discriminator.property_name;
        match signature.constants(key) {
            Some(values) => values.iter().map(|value| value.sign(key)).collect(),
            None => name.into_iter().map(sign).collect(),
        }
    };
    candidates.iter().zip(signatures).map(tags).collect()
}
