//! The properties of an object.

use super::Quick;
use super::quick_value::Unusual;
use crate::runtime::data::read::object_read::{Seen, note_null, other_slot};
use crate::runtime::data::{Branch, Field, Keeps, Object, ObjectTable, Slot};

/// What has been found out about an object before it is read.
#[derive(Clone, Copy)]
pub(super) struct Ahead {
    /// The branch of a union that it is.
    pub(super) branch: &'static Branch,
    /// Where the property ends that said so: the other reader has those before it as JSON.
    pub(super) end: usize,
}

/// After how many fields, of which the others are left out, the one behind is expected.
const STEPS: usize = 8;

/// What a name has been found to be.
enum Property {
    /// The field at this place.
    Field(usize),
    /// None.
    Other,
}

impl Quick<'_> {
    /// Fills an object.
    pub(super) fn object(&mut self, object: &mut dyn Object, ahead: Option<Ahead>) -> Option<()> {
        let table = object.table();
        let mut seen = Seen::new(table);
        let (mut next, mut last) = (Some(0), usize::MAX);
        let was_early = self.is_early;
        let mut goes_on = self.begins(b'}');
        while goes_on {
            if let Some(ahead) = ahead {
                self.is_early = was_early || self.at < ahead.end;
            }
            if let Property::Field(index) = self.property(table, next, object, ahead)? {
                // Some leave fields out, some write them backwards, and some in no order at all.
                next = match index.wrapping_sub(last) {
                    1..=STEPS => Some(index + 1),
                    usize::MAX => index.checked_sub(1),
                    _ => None,
                };
                last = index;
                seen.mark::<Unusual>(index).ok()?;
                self.value(object.slot_at(index))?;
                note_null(object, index, &self.trail);
            }
            goes_on = self.goes_on(b'}')?;
        }
        self.is_early = was_early;
        seen.missing().is_none().then_some(())
    }

    /// Takes the name of a property, and of one that is no field the value as well.
    #[inline]
    fn property(
        &mut self,
        table: &'static ObjectTable,
        next: Option<usize>,
        object: &mut dyn Object,
        ahead: Option<Ahead>,
    ) -> Option<Property> {
        self.space();
        if let Some(next) = next
            && let Some(key) = table.fields.get(next).and_then(Field::key)
            && self.word(key).is_some()
        {
            return Some(Property::Field(next));
        }
        let unusual;
        let key = if let Some(key) = self.plain_key() {
            key
        } else {
            unusual = self.key()?;
            &unusual
        };
        if let Some(index) = self.trail.names.find(table, key) {
            return Some(Property::Field(index));
        }
        let ahead = ahead.filter(|it| self.at < it.end && table.rest.is_none());
        if let Some(ahead) = ahead
            && table.keeps == Keeps::Unknown
        {
            // What said which branch it is, is not kept.
            let value = self.any()?;
            if !ahead.branch.is_tag(key, &value)
                && let Some(Slot::Any(place)) = other_slot(object, key)
            {
                place.set_json(value).ok()?;
            }
        } else {
            self.value(other_slot(object, key).unwrap_or(Slot::Skip))?;
        }
        Some(Property::Other)
    }
}
