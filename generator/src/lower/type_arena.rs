//! The types made so far.

use crate::ir::{Place, Type, TypeDef, TypeId, TypeKind};

/// The types made so far, by their ids.
///
/// A type that refers to itself is promised first: it has an id before it has a definition.
#[derive(Debug, Default)]
pub(super) struct TypeArena {
    /// `None` stands for a type that is promised.
    slots: Vec<Option<TypeDef>>,
}

impl TypeArena {
    /// An id for a type that will be defined.
    pub(super) fn promise(&mut self) -> TypeId {
        self.slots.push(None);
        TypeId(self.slots.len() - 1)
    }

    /// Whether a type is promised, and not yet defined.
    pub(super) fn is_promised(&self, id: TypeId) -> bool {
        self.slots.get(id.0).is_some_and(Option::is_none)
    }

    /// Defines a type that was promised.
    pub(super) fn define(&mut self, id: TypeId, def: TypeDef) {
        if let Some(slot) = self.slots.get_mut(id.0) {
            *slot = Some(def);
        }
    }

    /// The definition of a named type; `None` for a type without a name, and for one that is only promised.
    pub(super) fn def(&self, ty: &Type) -> Option<&TypeDef> {
        let Type::Named(id) = ty else {
            return None;
        };
        self.slots.get(id.0)?.as_ref()
    }

    /// The same, to be changed.
    pub(super) fn def_mut(&mut self, ty: &Type) -> Option<&mut TypeDef> {
        let Type::Named(id) = ty else {
            return None;
        };
        self.slots.get_mut(id.0)?.as_mut()
    }

    /// What a named type is, as far as it is defined.
    pub(super) fn kind(&self, ty: &Type) -> Option<&TypeKind> {
        Some(&self.def(ty)?.kind)
    }

    /// The definition of a type that was made for `place`, to be changed. Types of other places are documented there.
    pub(super) fn made_for(&mut self, ty: &Type, place: &Place) -> Option<&mut TypeDef> {
        self.def_mut(ty).filter(|def| def.place == *place)
    }

    /// All types. Every promise is kept: what is promised defines its type when it is done.
    pub(super) fn into_types(self) -> Vec<TypeDef> {
        self.slots.into_iter().flatten().collect()
    }
}
