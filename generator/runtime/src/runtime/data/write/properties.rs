//! Which properties of an object are written, and in which order.

use super::tag::Tags;
use super::views::see_fields;
use crate::runtime::data::{Object, ObjectTable, View, other_properties};

/// Where the properties of an object go.
pub(super) trait Properties {
    /// Why a value cannot be written.
    type Error;

    /// Writes a property.
    fn property(&mut self, name: &str, value: View<'_>) -> Result<(), Self::Error>;
}

/// Writes the tags, if it is a branch of unions, then the other fields of `object`, then what it has beside them.
pub(super) fn write_properties<P: Properties>(
    object: &dyn Object,
    tags: Option<&Tags<'_>>,
    to: &mut P,
) -> Result<(), P::Error> {
    let table = object.table();
    let mut is_field = false;
    if let Some(tags) = tags {
        for tag in tags.each() {
            let place = tag.place_in(table.fields);
            is_field |= place.is_some();
            to.property(tag.property, tag.view_in(object, place))?;
        }
    }
    let among = tags.filter(|_| is_field);
    let mut result = Ok(());
    see_fields(object, |views| {
        result = write_fields(object, table, views, among, to);
    });
    result?;
    if !table.has_others() {
        return Ok(());
    }
    other_properties(object)
        .filter(|(name, _)| !tags.is_some_and(|tags| tags.has(name)))
        .try_for_each(|(name, value)| to.property(name, value))
}

fn write_fields<P: Properties>(
    object: &dyn Object,
    table: &ObjectTable,
    views: &[View<'_>],
    tags: Option<&Tags<'_>>,
    to: &mut P,
) -> Result<(), P::Error> {
    for (index, (field, view)) in table.fields.iter().zip(views).enumerate() {
        let is_absent =
            matches!(view, View::None) && !field.required && !table.was_null(object, index);
        if !is_absent && !tags.is_some_and(|tags| tags.has(field.wire)) {
            to.property(field.wire, *view)?;
        }
    }
    Ok(())
}
