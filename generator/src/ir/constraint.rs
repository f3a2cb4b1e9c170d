//! Constraints: what the description asks of values beside their types (JSON Schema 2020-12 Validation, 6).

use std::collections::BTreeSet;

/// What is asked of a value, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints(pub Vec<Constraint>);

/// One constraint, named as its keyword. Numbers are decimal, as JSON has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// `null` fulfils what stands behind this.
    Nullable,
    /// The JSON types of the value. It only tells alternatives apart: types see to it elsewhere.
    Type(Vec<String>),
    /// The texts that it can be.
    Enum(Vec<String>),
    /// The numbers that it can be.
    NumberEnum(Vec<String>),
    /// In characters.
    MinLength(u64),
    /// In characters.
    MaxLength(u64),
    /// A regular expression, in the syntax of the runtime.
    Pattern(String),
    /// A bound that it may be.
    Minimum(String),
    /// A bound that it may not be.
    ExclusiveMinimum(String),
    /// A bound that it may be.
    Maximum(String),
    /// A bound that it may not be.
    ExclusiveMaximum(String),
    /// What divides it.
    MultipleOf(String),
    /// Of an array.
    MinItems(u64),
    /// Of an array.
    MaxItems(u64),
    /// No two items of an array are equal.
    UniqueItems,
    /// Of the items at the first places.
    PrefixItems(Vec<Constraints>),
    /// Of each item.
    Items(Box<Constraints>),
    /// Of an object.
    MinProperties(u64),
    /// Of an object.
    MaxProperties(u64),
    /// The properties that there are. It only tells alternatives apart, as [`Self::Type`].
    Required(Vec<String>),
    /// Of properties, by their names.
    Properties(Vec<(String, Constraints)>),
    /// Of the properties that have none of these names.
    AdditionalProperties(Vec<String>, Box<Constraints>),
    /// Those of a schema with a name.
    Ref(ConstraintKey),
    /// One of these at least holds.
    AnyOf(Vec<Constraints>),
}

/// What others refer to: the constraints of a schema with a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConstraintKey {
    /// Its name.
    pub component: String,
    /// Whether they are those of an alternative, with what tells it from others.
    pub is_alternative: bool,
    /// The properties that a request does not have, as schemas say that hold for the same value.
    pub hidden: BTreeSet<String>,
}

impl Constraints {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The constraints inside of these, and these.
    fn each<'a>(&'a self, see: &mut dyn FnMut(&'a Constraint)) {
        for constraint in &self.0 {
            see(constraint);
            for inner in constraint.inside() {
                inner.each(see);
            }
        }
    }

    /// What they refer to.
    pub fn references(&self) -> BTreeSet<&ConstraintKey> {
        let mut found = BTreeSet::new();
        self.each(&mut |it| {
            if let Constraint::Ref(key) = it {
                found.insert(key);
            }
        });
        found
    }

    /// Whether they have a pattern.
    pub fn has_pattern(&self) -> bool {
        let mut found = false;
        self.each(&mut |it| found |= matches!(it, Constraint::Pattern(_)));
        found
    }
}

impl Constraint {
    /// What is inside of it.
    pub fn inside(&self) -> Vec<&Constraints> {
        match self {
            Self::PrefixItems(all) | Self::AnyOf(all) => all.iter().collect(),
            Self::Items(inner) | Self::AdditionalProperties(_, inner) => vec![inner],
            Self::Properties(properties) => properties.iter().map(|(_, it)| it).collect(),
            Self::Nullable
            | Self::Type(_)
            | Self::Enum(_)
            | Self::NumberEnum(_)
            | Self::MinLength(_)
            | Self::MaxLength(_)
            | Self::Pattern(_)
            | Self::Minimum(_)
            | Self::ExclusiveMinimum(_)
            | Self::Maximum(_)
            | Self::ExclusiveMaximum(_)
            | Self::MultipleOf(_)
            | Self::MinItems(_)
            | Self::MaxItems(_)
            | Self::UniqueItems
            | Self::MinProperties(_)
            | Self::MaxProperties(_)
            | Self::Required(_)
            | Self::Ref(_) => Vec::new(),
        }
    }
}
