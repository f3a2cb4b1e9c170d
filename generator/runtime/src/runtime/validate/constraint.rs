//! Constraints as tables: the validation keywords of schemas (JSON Schema 2020-12 Validation, 6), under their names there.

/// The constraints of a value, of which each holds.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Constraints(pub &'static [Constraint]);

/// The constraints of what an operation sends.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct RequestConstraints {
    /// Those of parameters, by their names.
    pub parameters: &'static [(&'static str, Constraints)],
    /// Those of the body.
    pub body: Constraints,
}

/// One constraint. Each is about values of one JSON type; all others fulfil it. Numbers are decimal, so that none loses a digit.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Constraint {
    /// `null` fulfils the constraints behind this one.
    Nullable,
    /// The JSON types that a value can have.
    Type(&'static [&'static str]),
    /// The texts that it can be.
    Enum(&'static [&'static str]),
    /// The numbers that it can be.
    NumberEnum(&'static [&'static str]),
    /// In characters.
    MinLength(u64),
    /// In characters.
    MaxLength(u64),
    /// A regular expression that is found somewhere in a text.
    Pattern(&'static str),
    /// The least number.
    Minimum(&'static str),
    /// A number that is less than all.
    ExclusiveMinimum(&'static str),
    /// The greatest number.
    Maximum(&'static str),
    /// A number that is greater than all.
    ExclusiveMaximum(&'static str),
    /// A number that divides all.
    MultipleOf(&'static str),
    /// Of an array.
    MinItems(u64),
    /// Of an array.
    MaxItems(u64),
    /// No item of an array is equal to another.
    UniqueItems,
    /// Of the items at the first places of an array.
    PrefixItems(&'static [Constraints]),
    /// Of the items of an array.
    Items(&'static Constraints),
    /// Of an object.
    MinProperties(u64),
    /// Of an object.
    MaxProperties(u64),
    /// The properties that an object has.
    Required(&'static [&'static str]),
    /// Of the properties of an object, by their names.
    Properties(&'static [(&'static str, Constraints)]),
    /// Of the properties that have none of these names.
    AdditionalProperties(&'static [&'static str], &'static Constraints),
    /// Those of a schema that others refer to.
    Ref(&'static Constraints),
    /// One of these tables at least is fulfilled.
    AnyOf(&'static [Constraints]),
}
