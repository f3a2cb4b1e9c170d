//! What the table of objects is made of: shapes of values, and fields.

use super::field_rules::Also;

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Any value, which is not checked.
    Data,
    /// A string.
    Text,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A number without a fraction that is not negative.
    Count,
    /// An object of the specification.
    Object(&'static ObjectRule),
    /// An object of the specification, or a reference to one.
    RefOr(&'static ObjectRule),
    /// A schema or a reference to one, or a boolean.
    SchemaOrFlag,
    /// A mapping of examples, which are for readers.
    Examples,
    /// A list.
    List(&'static Shape),
    /// A mapping with free keys.
    Map(&'static Shape),
}

/// An object of the specification.
#[derive(Debug)]
pub(super) struct ObjectRule {
    /// What the specification calls it.
    pub(super) name: &'static str,
    /// Its fields.
    pub(super) fields: &'static [FieldRule],
    /// A rule about several fields.
    pub(super) also: Option<Also>,
}

/// A field of an object.
#[derive(Debug)]
pub(super) struct FieldRule {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) presence: Requirement,
}

/// Whether an object needs a field, and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Requirement {
    /// An object without it is left out.
    Required,
    /// Where it is missing, this takes its place, without a diagnostic.
    Filled(Fill),
    /// Where it is missing, this takes its place, with a warning.
    Expected(Fill),
    Optional,
    /// It is taken out with a warning, as the client does not carry it.
    NotCarried,
    /// It is taken out without a diagnostic: it is for readers or for other tools.
    ForOthers,
}

/// What takes the place of a field that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    Text(&'static str),
    Mapping,
}

pub(super) const fn required(name: &'static str, shape: Shape) -> FieldRule {
    FieldRule {
        name,
        shape,
        presence: Requirement::Required,
    }
}

pub(super) const fn optional(name: &'static str, shape: Shape) -> FieldRule {
    FieldRule {
        name,
        shape,
        presence: Requirement::Optional,
    }
}

pub(super) const fn filled(name: &'static str, shape: Shape, fill: Fill) -> FieldRule {
    FieldRule {
        name,
        shape,
        presence: Requirement::Filled(fill),
    }
}

pub(super) const fn expected(name: &'static str, shape: Shape, fill: Fill) -> FieldRule {
    FieldRule {
        name,
        shape,
        presence: Requirement::Expected(fill),
    }
}

pub(super) const fn for_others(name: &'static str) -> FieldRule {
    FieldRule {
        name,
        shape: Shape::Data,
        presence: Requirement::ForOthers,
    }
}

pub(super) const fn not_carried(name: &'static str) -> FieldRule {
    FieldRule {
        name,
        shape: Shape::Data,
        presence: Requirement::NotCarried,
    }
}

pub(super) const fn rule(name: &'static str, fields: &'static [FieldRule]) -> ObjectRule {
    ObjectRule {
        name,
        fields,
        also: None,
    }
}
