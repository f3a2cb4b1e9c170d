//! Where in an API a type belongs: what it is named after and which file it lands in.

use std::fmt;

use super::OperationId;

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

/// A thing of the description that has a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A schema under `components.schemas`.
    Component(String),
    /// What an operation answers on success.
    Response(OperationId),
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
            Self::Value => f.write_str("{}"),
            Self::Branch(name) => write!(f, "|{name}"),
            Self::Body => f.write_str(" body"),
        }
    }
}
