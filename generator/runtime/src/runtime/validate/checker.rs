//! A value against a table of constraints.

use super::constraint::{Constraint, Constraints};
use super::cost::cost;
use super::fulfilled::is_fulfilled;
use super::violation::Violation;
use crate::runtime::data::{Json, Segment};

/// How many steps are made for a value: some, and a number of them for each byte of its text. Alternatives within alternatives
/// can ask for any number. What is not looked at counts as fulfilled.
const LEAST_STEPS: usize = 100_000;
const STEPS_OF_BYTE: usize = 100;

/// How many tables may be inside each other.
const MOST_NESTED: usize = 512;

/// Checks a value, whose text has a length of `bytes`.
///
/// # Errors
///
/// The first constraint that it breaks; of alternatives, [`Violation::rank`] decides which.
pub(super) fn check(constraints: Constraints, value: &Json, bytes: usize) -> Result<(), Violation> {
    let steps = bytes.saturating_mul(STEPS_OF_BYTE);
    let mut checker = Checker {
        left: steps.saturating_add(LEAST_STEPS),
        nested: 0,
    };
    checker.check(constraints, value)
}

struct Checker {
    /// How many steps may yet be made.
    left: usize,
    /// How many tables are inside each other here.
    nested: usize,
}

impl Checker {
    fn check(&mut self, constraints: Constraints, value: &Json) -> Result<(), Violation> {
        if self.nested >= MOST_NESTED {
            return Ok(());
        }
        self.nested += 1;
        let result = self.check_each(constraints, value);
        self.nested -= 1;
        result
    }

    fn check_each(&mut self, constraints: Constraints, value: &Json) -> Result<(), Violation> {
        for constraint in constraints.0 {
            if self.left == 0 || value.is_null() && matches!(constraint, Constraint::Nullable) {
                return Ok(());
            }
            self.left = self.left.saturating_sub(cost(constraint, value, self.left));
            if self.left == 0 {
                return Ok(());
            }
            self.check_inside(constraint, value)?;
            if !is_fulfilled(constraint, value) {
                return Err(Violation::of(constraint));
            }
        }
        Ok(())
    }

    /// The constraints that hold tables.
    fn check_inside(
        &mut self,
        constraint: &'static Constraint,
        value: &Json,
    ) -> Result<(), Violation> {
        match (constraint, value) {
            (Constraint::Ref(constraints), _) => self.check(**constraints, value),
            (Constraint::AnyOf(alternatives), _) => self.check_any(constraint, alternatives, value),
            (Constraint::PrefixItems(places), Json::Array(items)) => {
                let mut items = items.iter().enumerate().zip(*places);
                items.try_for_each(|((index, item), it)| self.check_item(*it, index, item))
            }
            (Constraint::Items(constraints), Json::Array(items)) => {
                let mut items = items.iter().enumerate();
                items.try_for_each(|(index, item)| self.check_item(**constraints, index, item))
            }
            (Constraint::Properties(properties), Json::Object(object)) => {
                let mut found = properties
                    .iter()
                    .filter_map(|(name, it)| Some((*name, object.get(*name)?, it)));
                found.try_for_each(|(name, value, it)| self.check_property(*it, name, value))
            }
            (Constraint::AdditionalProperties(named, constraints), Json::Object(object)) => {
                let mut others = object
                    .iter()
                    .filter(|(name, _)| !named.contains(&name.as_str()));
                others.try_for_each(|(name, value)| self.check_property(**constraints, name, value))
            }
            _ => Ok(()),
        }
    }

    fn check_item(
        &mut self,
        constraints: Constraints,
        index: usize,
        item: &Json,
    ) -> Result<(), Violation> {
        let checked = self.check(constraints, item);
        checked.map_err(|it| it.inside(Segment::Index(index)))
    }

    fn check_property(
        &mut self,
        constraints: Constraints,
        name: &str,
        value: &Json,
    ) -> Result<(), Violation> {
        let checked = self.check(constraints, value);
        checked.map_err(|it| it.inside(Segment::Key(name.to_owned())))
    }

    /// One of the tables is fulfilled.
    fn check_any(
        &mut self,
        constraint: &'static Constraint,
        alternatives: &'static [Constraints],
        value: &Json,
    ) -> Result<(), Violation> {
        let mut told = Violation::of(constraint);
        for alternative in alternatives {
            match self.check(*alternative, value) {
                Ok(()) => return Ok(()),
                Err(violation) if violation.rank() > told.rank() => told = violation,
                Err(_) => {}
            }
        }
        Err(told)
    }
}
