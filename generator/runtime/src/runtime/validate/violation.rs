//! What is told of a value that breaks a constraint: which one, and where. Nothing of the value is.

use std::fmt;

use super::constraint::Constraint;
use crate::runtime::data::Segment;

/// A broken constraint.
#[derive(Debug)]
pub(super) struct Violation {
    constraint: &'static Constraint,
    /// The way from the broken place to the root.
    steps: Vec<Segment>,
}

impl Violation {
    /// A constraint that the root breaks.
    pub(super) fn of(constraint: &'static Constraint) -> Self {
        let steps = Vec::new();
        Self { constraint, steps }
    }

    /// The same in a value that has the broken one inside.
    pub(super) fn inside(mut self, step: Segment) -> Self {
        self.steps.push(step);
        self
    }

    /// Whether the root breaks it.
    pub(super) fn is_at_root(&self) -> bool {
        self.steps.is_empty()
    }

    /// How much it tells of why no alternative is fulfilled. What a value of another kind breaks says little, and what is broken deep
    /// inside says that all around it fits.
    pub(super) fn rank(&self) -> (bool, usize) {
        let is_kind = matches!(
            self.constraint,
            Constraint::Type(_)
                | Constraint::Enum(_)
                | Constraint::NumberEnum(_)
                | Constraint::Required(_)
                | Constraint::AnyOf(_)
        );
        (!is_kind, self.steps.len())
    }

    /// The way from the root to the broken place, as `participants[3].name`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Segment::Index(index) => path.extend(["[", &index.to_string(), "]"]),
                Segment::Key(key) if path.is_empty() => path.push_str(key),
                Segment::Key(key) => path.extend([".", key]),
            }
        }
        path
    }
}

/// What is wrong with the value, as words behind its name.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.constraint {
            Constraint::Type(types) => write!(f, "is not of the type {}", types.join(" or ")),
            Constraint::Enum(_) | Constraint::NumberEnum(_) => {
                f.write_str("is none of the values that it can have")
            }
            Constraint::MinLength(least) => write!(f, "has fewer than {least} characters"),
            Constraint::MaxLength(most) => write!(f, "has more than {most} characters"),
            Constraint::Pattern(pattern) => write!(f, "does not match `{pattern}`"),
            Constraint::Minimum(bound) => write!(f, "is less than {bound}"),
            Constraint::ExclusiveMinimum(bound) => write!(f, "is not greater than {bound}"),
            Constraint::Maximum(bound) => write!(f, "is greater than {bound}"),
            Constraint::ExclusiveMaximum(bound) => write!(f, "is not less than {bound}"),
            Constraint::MultipleOf(divisor) => write!(f, "is no multiple of {divisor}"),
            Constraint::MinItems(least) => write!(f, "has fewer than {least} items"),
            Constraint::MaxItems(most) => write!(f, "has more than {most} items"),
            Constraint::UniqueItems => f.write_str("has an item twice"),
            Constraint::MinProperties(least) => write!(f, "has fewer than {least} properties"),
            Constraint::MaxProperties(most) => write!(f, "has more than {most} properties"),
            Constraint::Required(names) => write!(f, "lacks one of {}", names.join(", ")),
            Constraint::Nullable
            | Constraint::PrefixItems(_)
            | Constraint::Items(_)
            | Constraint::Properties(_)
            | Constraint::AdditionalProperties(..)
            | Constraint::Ref(_)
            | Constraint::AnyOf(_) => f.write_str("fits none of the schemas that it can have"),
        }
    }
}
