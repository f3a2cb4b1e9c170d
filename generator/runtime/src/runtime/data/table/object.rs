//! Objects with named fields: a struct and the table of its names.

use crate::runtime::data::{MapSlot, MapView, Slot, View};

/// A struct whose fields a table names.
#[doc(hidden)]
pub trait Object {
    /// What the fields are called.
    fn table(&self) -> &'static ObjectTable;

    /// Hands the values of all fields to `see`, in the order of the table: one dynamic call instead of one for each
    /// field.
    fn views<'a>(&'a self, see: &mut dyn FnMut(&[View<'a>]));

    /// The place of the field at `index` of the table; [`Slot::Skip`] past the end.
    fn slot_at(&mut self, index: usize) -> Slot<'_>;

    /// The properties beside the named fields, where the struct keeps them.
    fn rest(&self) -> Option<&dyn MapView> {
        None
    }

    /// The place of the properties beside the named fields.
    fn rest_slot(&mut self) -> Option<&mut dyn MapSlot> {
        None
    }
}

/// The names of a struct and of its fields.
#[doc(hidden)]
#[derive(Debug)]
pub struct ObjectTable {
    /// The name of the Rust type.
    pub name: &'static str,
    /// The fields in the order of the description.
    pub fields: &'static [Field],
    /// The names of the Rust fields, with blanks between them.
    pub rust: &'static str,
    /// The Rust field that collects the properties beside the named ones.
    pub rest: Option<&'static str>,
}

/// A field of a struct.
#[doc(hidden)]
#[derive(Debug)]
pub struct Field {
    /// The property's name on the wire.
    pub wire: &'static str,
    /// Whether the property is always there.
    pub required: bool,
}
