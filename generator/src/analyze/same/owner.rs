//! Which types may be one: what a type belongs to beside its shape.

use crate::ir::{Place, Role, Step, Struct, TypeDef, TypeId, TypeKind};

/// From this number of properties on, no two objects are equal by chance.
const DISTINCT: usize = 3;

/// What a type belongs to. Only types of one owner can be one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'a> {
    /// The component of this name.
    Component(&'a str),
    /// All that is written in place.
    InPlace,
    /// All that is written in place and called so.
    Called(String),
    /// Itself.
    Itself(TypeId),
}

impl<'a> Owner<'a> {
    /// What a type belongs to.
    pub(super) fn of(id: TypeId, def: &'a TypeDef) -> Self {
        let TypeDef { place, kind, .. } = def;
        match (&place.role, kind) {
            (_, TypeKind::Answer(_)) => Self::Itself(id),
            (Role::Component(name), _) if place.steps.is_empty() => Self::Component(name),
            (_, TypeKind::Struct(object)) if is_small(object) => Self::Called(called(place)),
            (_, TypeKind::Struct(_)) => Self::InPlace,
            (_, TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) | TypeKind::Union(_)) => {
                Self::InPlace
            }
        }
    }

    /// Whether a type that belongs to this may be that of a component, to which it is equal. An object may only if it is called
    /// as the component is, as the author of a component has given it a meaning.
    pub(super) fn may_be(&self, def: &TypeDef, component: &Self) -> bool {
        let Self::Component(name) = component else {
            return false;
        };
        match self {
            Self::Component(_) | Self::Itself(_) => false,
            Self::InPlace | Self::Called(_) => match &def.kind {
                TypeKind::Struct(_) => called(&def.place) == word(name),
                TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) | TypeKind::Union(_) => true,
                TypeKind::Answer(_) => false,
            },
        }
    }
}

fn is_small(object: &Struct) -> bool {
    object.fields.len() < DISTINCT
}

/// What the value of a place is called: the last name on the way to it.
fn called(place: &Place) -> String {
    let name = place.steps.iter().rev().find_map(|step| match step {
        Step::Property(name) | Step::Branch(name) => Some(word(name)),
        Step::Body => Some("body".to_owned()),
        Step::Item | Step::Place(_) | Step::Value => None,
    });
    name.unwrap_or_else(|| match &place.role {
        Role::Component(name) => word(name),
        Role::Response(_) => "response".to_owned(),
        Role::Error(..) => "error".to_owned(),
        Role::Params(_) => "params".to_owned(),
    })
}

/// A name without what its spelling and its number add to it.
fn word(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let word: String = letters.flat_map(char::to_lowercase).collect();
    word.strip_suffix('s').map_or(word.clone(), str::to_owned)
}
