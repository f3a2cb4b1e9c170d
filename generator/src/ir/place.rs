//! Where in an API a type belongs: what it is named after and which file it lands in.

use std::fmt;

use super::{Direction, OperationId, TypeId};
use crate::origin::Origin;

/// The way from a named thing of the description to a schema inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The named thing.
    pub role: Role,
    /// The steps into it.
    pub steps: Vec<Step>,
}

impl Place {
    /// The place of a component.
    pub fn component(name: &str) -> Self {
        Self::of(Role::Component(name.to_owned()))
    }

    /// The outermost place of a role.
    pub fn of(role: Role) -> Self {
        Self {
            role,
            steps: Vec::new(),
        }
    }

    /// Whether it is a component, or inside of one.
    pub fn is_in_component(&self) -> bool {
        matches!(self.role, Role::Component(_))
    }

    /// Whether it is a component as a whole.
    pub fn is_component(&self) -> bool {
        self.steps.is_empty() && self.is_in_component()
    }

    /// The name of the component that it is as a whole.
    pub fn component_name(&self) -> Option<&str> {
        match &self.role {
            Role::Component(name) if self.steps.is_empty() => Some(name),
            _ => None,
        }
    }

    /// One step further in.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self {
            role: self.role.clone(),
            steps,
        }
    }
}

/// A further place of a type: what stands there is the same as where the type is defined.
#[derive(Clone, Debug)]
pub struct OtherPlace {
    /// The type.
    pub of: TypeId,
    /// Where in the list of all types the type of this place would stand: before this one.
    pub before: TypeId,
    /// The place.
    pub place: Place,
    /// Which way the values of this place travel.
    pub direction: Direction,
    /// Where its schema stands.
    pub origin: Origin,
}

/// A thing of the description that has a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A schema under `components.schemas`.
    Component(String),
    /// What an operation answers on success.
    Response(OperationId),
    /// What the errors of an operation are, whatever their statuses.
    Errors(OperationId),
    /// What an operation answers with an error status (`4XX`, `404`, `default`).
    Error(OperationId, String),
    /// What an operation takes: its parameters and the properties of its body.
    Params(OperationId),
}

/// One step from a schema into a schema inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To a property.
    Property(String),
    /// To the items of an array.
    Item,
    /// To a place of an array whose places differ, counted from 0.
    Place(usize),
    /// To the keys of a map.
    Key,
    /// To the values of a map.
    Value,
    /// To a branch of a union, by what tells it apart.
    Branch(String),
    /// To the whole body of a request.
    Body,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(name) => write!(f, ".{name}"),
            Self::Item => f.write_str("[]"),
            Self::Place(index) => write!(f, "[{index}]"),
            Self::Key => f.write_str("{key}"),
            Self::Value => f.write_str("{}"),
            Self::Branch(name) => write!(f, "|{name}"),
            Self::Body => f.write_str(" body"),
        }
    }
}
