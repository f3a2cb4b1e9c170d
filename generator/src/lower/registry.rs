//! What has been lowered, what is being lowered, and what is promised: nothing becomes two types.

use std::collections::BTreeMap;

use super::merge::subschema::{Subschema, Without};
use super::schema::Lowered;
use super::type_arena::TypeArena;
use crate::ir::{Direction, Place, Role, Type, TypeDef, TypeId};
use crate::origin::Origin;

/// A component, and which way it travels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ComponentKey {
    pub(super) name: String,
    pub(super) direction: Direction,
}

/// What tells merges apart: what they belong to, which way the value travels, and the schemas of each alternative.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MergeKey {
    pub(super) role: Role,
    pub(super) direction: Direction,
    pub(super) alternatives: Vec<Vec<(Origin, Without)>>,
}

/// A merge that is made later, since it was asked for too deep inside of others.
#[derive(Debug)]
pub(super) struct Postponed<'a> {
    pub(super) key: MergeKey,
    pub(super) alternatives: Vec<Vec<Subschema<'a>>>,
    pub(super) place: Place,
}

/// The components and the merges of a description, as far as they have been asked for.
#[derive(Debug, Default)]
pub(super) struct Registry<'a> {
    pub(super) components: Memo<ComponentKey>,
    pub(super) merges: Memo<MergeKey>,
    /// The merges at hand, the innermost last, with what their types are named after.
    merging: Vec<(MergeKey, Place)>,
    postponed: Vec<Postponed<'a>>,
}

impl<'a> Registry<'a> {
    /// Begins a merge whose type is named after `place`.
    pub(super) fn begin_merge(&mut self, key: MergeKey, place: Place) {
        self.merges.begin(key.clone());
        self.merging.push((key, place));
    }

    /// Ends the innermost merge; its id, where something inside of it has referred to it.
    pub(super) fn end_merge(&mut self) -> Option<TypeId> {
        let (key, _) = self.merging.pop()?;
        self.merges.promised(&key)
    }

    /// Puts off a merge.
    pub(super) fn postpone(&mut self, postponed: Postponed<'a>) {
        self.postponed.push(postponed);
    }

    /// The last merge that was put off.
    pub(super) fn pop_postponed(&mut self) -> Option<Postponed<'a>> {
        self.postponed.pop()
    }

    /// The id under which something has already referred to the type that `def` defines.
    pub(super) fn promised(&self, def: &TypeDef, types: &TypeArena) -> Option<TypeId> {
        let mut merging = self.merging.iter().rev();
        let merge = merging.find(|(_, place)| *place == def.place);
        let of_merge = merge.and_then(|(key, _)| self.merges.promised(key));
        let of_merge = of_merge.filter(|id| types.is_promised(*id));
        of_merge.or_else(|| {
            let Role::Component(name) = &def.place.role else {
                return None;
            };
            let key = ComponentKey {
                name: name.clone(),
                direction: def.direction,
            };
            let is_whole = def.place.steps.is_empty();
            let id = self.components.promised(&key).filter(|_| is_whole);
            id.filter(|id| types.is_promised(*id))
        })
    }

    /// What the components became.
    pub(super) fn into_component_types(self) -> Vec<Type> {
        let all = self.components.0.into_values();
        all.filter_map(Progress::into_type).collect()
    }
}

/// What things became, or will become, each of which is lowered once.
#[derive(Debug)]
pub(super) struct Memo<K>(BTreeMap<K, Progress>);

/// How far a thing has come.
#[derive(Debug)]
enum Progress {
    /// Something refers to it, and it will be lowered.
    Promised(TypeId),
    /// It is being lowered; the id is there once something inside of it has referred to it.
    Begun(Option<TypeId>),
    /// It is lowered.
    Done(Lowered),
}

impl Progress {
    fn into_type(self) -> Option<Type> {
        match self {
            Self::Promised(_) | Self::Begun(_) => None,
            Self::Done(lowered) => Some(lowered.ty),
        }
    }
}

/// What a thing is known to become.
#[derive(Debug)]
pub(super) enum Recalled {
    /// It has been lowered to this.
    Lowered(Lowered),
    /// It will have a type of its own, with this id.
    Promised(TypeId),
}

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Memo<K> {
    /// What a thing becomes; `None` where nobody has asked for it. What is being lowered is promised.
    pub(super) fn recall(&mut self, key: &K, types: &mut TypeArena) -> Option<Recalled> {
        Some(match self.0.get_mut(key)? {
            Progress::Done(lowered) => Recalled::Lowered(lowered.clone()),
            Progress::Promised(id) => Recalled::Promised(*id),
            Progress::Begun(id) => Recalled::Promised(*id.get_or_insert_with(|| types.promise())),
        })
    }

    /// Whether somebody has asked for a thing.
    pub(super) fn contains(&self, key: &K) -> bool {
        self.0.contains_key(key)
    }

    /// Whether a thing has yet to be begun.
    pub(super) fn is_open(&self, key: &K) -> bool {
        matches!(self.0.get(key), None | Some(Progress::Promised(_)))
    }

    /// Promises a thing that nobody has asked for.
    pub(super) fn promise(&mut self, key: K, types: &mut TypeArena) -> TypeId {
        let id = types.promise();
        self.0.insert(key, Progress::Promised(id));
        id
    }

    /// Begins to lower a thing, which may have been promised.
    pub(super) fn begin(&mut self, key: K) {
        let promised = match self.0.get(&key) {
            Some(Progress::Promised(id)) => Some(*id),
            Some(Progress::Begun(_) | Progress::Done(_)) | None => None,
        };
        self.0.insert(key, Progress::Begun(promised));
    }

    /// The id that a thing was promised under, while it is being lowered.
    pub(super) fn promised(&self, key: &K) -> Option<TypeId> {
        match self.0.get(key)? {
            Progress::Begun(id) => *id,
            Progress::Promised(_) | Progress::Done(_) => None,
        }
    }

    /// Keeps what a thing became.
    pub(super) fn finish(&mut self, key: K, lowered: Lowered) {
        self.0.insert(key, Progress::Done(lowered));
    }
}
