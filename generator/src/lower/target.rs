//! What a type is made for.

use crate::ir::{Direction, Place, Role, Step};

/// What a type is made for: the place it is named after, and the direction its values travel in.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) place: Place,
    pub(super) direction: Direction,
}

impl Target {
    /// The outermost place of a role.
    pub(super) fn of(role: Role, direction: Direction) -> Self {
        Self {
            place: Place::of(role),
            direction,
        }
    }

    /// A component.
    pub(super) fn component(name: &str, direction: Direction) -> Self {
        Self {
            place: Place::component(name),
            direction,
        }
    }

    /// One step further in.
    #[must_use]
    pub(super) fn then(&self, step: Step) -> Self {
        self.at(self.place.then(step))
    }

    /// Another place, in the same direction.
    #[must_use]
    pub(super) fn at(&self, place: Place) -> Self {
        Self {
            place,
            direction: self.direction,
        }
    }
}
