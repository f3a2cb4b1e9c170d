//! The values of the fields of an object, and who looks at them.

use super::json_fields::JsonFields;
use crate::runtime::data::{Object, ObjectTable, View};

/// Takes the values of all fields of an object at once. Of what it can be, the writer of JSON is named: it is called directly, and each
/// level of a value takes two frames of the stack, its own and that of the object.
#[doc(hidden)]
pub struct Views<'s, 'a>(Taker<'s, 'a>);

enum Taker<'s, 'a> {
    Json(JsonFields<'s>),
    Any(&'s mut dyn FnMut(&[View<'a>])),
}

impl<'s, 'a> Views<'s, 'a> {
    /// Writes them.
    #[inline]
    pub(super) fn to_json(fields: JsonFields<'s>) -> Self {
        Self(Taker::Json(fields))
    }

    /// Takes the values, which are in the order of the table.
    #[inline(never)]
    pub fn fields(&mut self, table: &'static ObjectTable, views: &[View<'a>]) {
        match &mut self.0 {
            Taker::Json(fields) => fields.write(table, views),
            Taker::Any(see) => see(views),
        }
    }
}

impl std::fmt::Debug for Views<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Views")
    }
}

/// Hands the values of all fields to `see`, in the order of the table.
pub(crate) fn see_fields<'a>(object: &'a dyn Object, mut see: impl FnMut(&[View<'a>])) {
    object.views(&mut Views(Taker::Any(&mut see)));
}
