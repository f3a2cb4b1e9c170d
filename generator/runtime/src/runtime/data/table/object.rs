//! Objects with named fields: a struct and the table of its names.

use crate::runtime::data::{Extra, MapSlot, MapView, Slot, View, Views, see_fields};

/// A struct whose fields a table names.
#[doc(hidden)]
pub trait Object {
    /// What the fields are called.
    fn table(&self) -> &'static ObjectTable;

    /// Hands the table and the values of all fields, in its order, to `see`: one dynamic call instead of one for each
    /// field.
    fn views<'a>(&'a self, see: &mut Views<'_, 'a>);

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

    /// What the struct keeps that has no place in its fields.
    fn extra(&self) -> Option<&Extra> {
        None
    }

    /// The place of what the struct keeps that has no place in its fields.
    fn extra_mut(&mut self) -> Option<&mut Extra> {
        None
    }
}

/// The properties of an object beside its named fields. What a caller gives the name of a field is one only where the field is
/// not written, as it would be there twice.
pub(crate) fn other_properties(object: &dyn Object) -> impl Iterator<Item = (&str, View<'_>)> {
    let fields = object.table().fields;
    let is_written = move |name: &str| {
        let index = fields.iter().position(|field| field.wire == name);
        index.is_some_and(|index| !is_absent(object, index))
    };
    let rest = object.rest().into_iter().flat_map(MapView::entries);
    let extra = object.extra().into_iter().flat_map(Extra::iter);
    let extra = extra.map(|(name, value)| (name, View::Any(value)));
    rest.chain(extra).filter(move |(name, _)| !is_written(name))
}

/// Whether the field at `index` is left out of what is written.
fn is_absent(object: &dyn Object, index: usize) -> bool {
    let table = object.table();
    let mut is_set = true;
    see_fields(object, |views| {
        is_set = !matches!(views.get(index), Some(View::None));
    });
    let field = table.fields.get(index);
    !is_set && field.is_some_and(|field| !field.required && !table.was_null(object, index))
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
    /// What has no place in its fields, and is kept all the same.
    pub keeps: Keeps,
}

impl ObjectTable {
    /// Whether the field at `index` of `object` was `null`, where that is kept: then it is written, though it has no value.
    #[inline]
    pub(crate) fn was_null(&self, object: &dyn Object, index: usize) -> bool {
        let was_null = || object.extra().is_some_and(|extra| extra.was_null(index));
        self.keeps != Keeps::Nothing && was_null()
    }

    /// Whether an object may have properties beside its fields.
    #[inline]
    pub(crate) fn has_others(&self) -> bool {
        self.rest.is_some() || self.keeps == Keeps::Unknown
    }
}

/// What a struct keeps, beside its fields, of the object that it was read from.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Nothing.
    Nothing,
    /// Which of the fields that may be left out were `null`.
    Nulls,
    /// That, and the properties that no field is for.
    Unknown,
}

/// A field of a struct.
#[doc(hidden)]
#[derive(Debug)]
pub struct Field {
    /// The property's name on the wire.
    pub wire: &'static str,
    /// The name as a literal of Rust, with a comma before, a colon behind, and twelve blanks; see [`key`](Self::key).
    pub literal: &'static str,
    /// Whether the property is always there.
    pub required: bool,
}

impl Field {
    /// What stands before the value in JSON, as `"id":`; `None` where something in the name has to be escaped. A literal is longer than its
    /// text by two quotes, unless it has escapes, and what JSON escapes, Rust does.
    #[inline]
    pub(crate) fn key(&self) -> Option<&'static str> {
        self.padded_key()?;
        self.literal.get(1..self.wire.len() + 4)
    }

    /// What is written before the value, with a comma before it and blanks behind: bytes whose number is known are cheaper to copy.
    #[inline]
    pub(crate) fn padded_key(&self) -> Option<&'static [u8]> {
        (self.literal.len() == self.wire.len() + 16).then_some(self.literal.as_bytes())
    }
}
