//! Writing objects as JSON text.

use serde_json::Error;

use super::json::{write, write_value};
use super::json_scalars::{push_key, write_text};
use super::properties::{Properties, write_properties};
use super::tag::{Tag, Tags};
use super::views::Views;
use crate::runtime::data::{Object, ObjectTable, View, other_properties};

/// Where the fields of an object are written, each with a comma before it. That of the first becomes the brace.
pub(super) struct JsonFields<'s> {
    object: &'s dyn Object,
    /// What is written before the fields.
    tag: Option<&'s Tag>,
    out: &'s mut Vec<u8>,
    result: &'s mut Result<(), Error>,
}

impl JsonFields<'_> {
    #[inline]
    pub(super) fn write(&mut self, table: &'static ObjectTable, views: &[View<'_>]) {
        *self.result = match self.tag {
            None => self.write_fields(table, views, None),
            Some(tag) => self.write_tagged(tag, table, views),
        };
    }

    #[inline(never)]
    fn write_tagged(
        &mut self,
        tag: &Tag,
        table: &'static ObjectTable,
        views: &[View<'_>],
    ) -> Result<(), Error> {
        let place = tag.place_in(table.fields);
        let own = match place {
            Some(place) => views.get(place).copied().unwrap_or(View::None),
            None => tag.among_others(self.object, table),
        };
        write_property(tag.property, &tag.view(own), self.out)?;
        self.write_fields(table, views, place)
    }

    /// Writes all fields but the one at `but`.
    #[inline]
    fn write_fields(
        &mut self,
        table: &'static ObjectTable,
        views: &[View<'_>],
        but: Option<usize>,
    ) -> Result<(), Error> {
        for (index, (field, view)) in table.fields.iter().zip(views).enumerate() {
            let is_absent = matches!(view, View::None) && !field.required;
            if is_absent && !table.was_null(self.object, index) || but == Some(index) {
                continue;
            }
            if let Some(key) = field.padded_key() {
                push_key(key, field.wire.len() + 4, self.out);
            } else {
                write_name(field.wire, self.out)?;
            }
            write_value(view, self.out)?;
        }
        if table.has_others() {
            return self.write_others();
        }
        Ok(())
    }

    /// Writes what the object has beside its fields.
    #[inline(never)]
    fn write_others(&mut self) -> Result<(), Error> {
        let tag = self.tag;
        other_properties(self.object)
            .filter(|(name, _)| tag.is_none_or(|tag| tag.property != *name))
            .try_for_each(|(name, value)| write_property(name, &value, self.out))
    }
}

/// Writes a property, with a comma before it.
pub(super) fn write_property(name: &str, value: &View<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    write_name(name, out)?;
    write(value, out)
}

fn write_name(name: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    out.push(b',');
    write_text(name, out)?;
    out.push(b':');
    Ok(())
}

/// Writes an object, with the tag of a union before its fields where it is a branch.
#[inline]
pub(super) fn write_object(
    object: &dyn Object,
    tag: Option<&Tag>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let start = out.len();
    let mut result = Ok(());
    object.views(&mut Views::to_json(JsonFields {
        object,
        tag,
        out,
        result: &mut result,
    }));
    result?;
    end(start, out);
    Ok(())
}

/// Ends an object, all of whose properties have a comma before them.
#[inline]
pub(super) fn end(start: usize, out: &mut Vec<u8>) {
    match out.get_mut(start) {
        Some(first) => *first = b'{',
        None => out.push(b'{'),
    }
    out.push(b'}');
}

/// Writes an object of which several tags are known.
#[inline(never)]
pub(super) fn write_tagged_object(
    object: &dyn Object,
    tags: &Tags<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let start = out.len();
    write_properties(object, Some(tags), &mut Entries(out))?;
    end(start, out);
    Ok(())
}

/// Where the properties of an object go, each with a comma before it.
struct Entries<'o>(&'o mut Vec<u8>);

impl Properties for Entries<'_> {
    type Error = Error;

    fn property(&mut self, name: &str, value: View<'_>) -> Result<(), Error> {
        write_property(name, &value, self.0)
    }
}
