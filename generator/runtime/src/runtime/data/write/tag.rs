//! What announces the branch of a union on the wire: a property with one of a few strings.

use super::views::see_fields;
use crate::runtime::data::{Discriminator, Field, Object, ObjectTable, View, other_properties};

/// The property that announces a branch.
pub(crate) struct Tag {
    /// Its name on the wire.
    pub(crate) property: &'static str,
    first: &'static str,
}

/// The tags of a value: that of its union, and those of the unions which that one is a branch of.
pub(crate) struct Tags<'a> {
    discriminators: &'static [Discriminator],
    outer: Option<&'a Tags<'a>>,
}

impl<'a> Tags<'a> {
    /// Those of a union that is no branch of another.
    pub(crate) fn new(discriminators: &'static [Discriminator]) -> Self {
        Self {
            discriminators,
            outer: None,
        }
    }

    /// These, and those of a union inside.
    pub(crate) fn and(&'a self, discriminators: &'static [Discriminator]) -> Self {
        Self {
            discriminators,
            outer: Some(self),
        }
    }

    /// Each property once. Of two tags in one property, the inner one says more.
    pub(crate) fn each(&self) -> impl Iterator<Item = Tag> {
        self.all()
            .filter(|(position, tag)| {
                !self
                    .all()
                    .take(*position)
                    .any(|(_, it)| it.property == tag.property)
            })
            .map(|(_, tag)| tag)
    }

    /// Whether one of them is this property.
    pub(crate) fn has(&self, property: &str) -> bool {
        self.all().any(|(_, tag)| tag.property == property)
    }

    /// From the inside to the outside.
    fn all(&self) -> impl Iterator<Item = (usize, Tag)> {
        let unions = std::iter::successors(Some(self), |tags| tags.outer);
        let tags = unions.filter_map(|tags| Tag::of(tags.discriminators));
        tags.enumerate()
    }
}

impl Tag {
    /// That of a branch with these discriminators, if a string is the first of them.
    #[inline]
    pub(crate) fn of(discriminators: &'static [Discriminator]) -> Option<Self> {
        let (property, first) = discriminators.first()?.tag()?;
        Some(Self { property, first })
    }

    /// What to write where the object has `own`: that, if it is a string, else the first tag of the branch.
    pub(crate) fn view<'v>(&self, own: View<'v>) -> View<'v> {
        if is_set(own) {
            own
        } else {
            View::Str(self.first)
        }
    }

    /// The place of the property among the fields of an object.
    pub(crate) fn place_in(&self, fields: &[Field]) -> Option<usize> {
        let first = self.property.as_bytes().first();
        // The first letters are cheaper to compare than all of them.
        let is_it = |it: &Field| it.wire.as_bytes().first() == first && it.wire == self.property;
        fields.iter().position(is_it)
    }

    /// What to write for `object`, which has a field for it at `place`.
    pub(crate) fn view_in<'v>(&self, object: &'v dyn Object, place: Option<usize>) -> View<'v> {
        let mut own = View::None;
        if let Some(place) = place {
            see_fields(object, |views| {
                own = views.get(place).copied().unwrap_or(View::None);
            });
        } else {
            own = self.among_others(object, object.table());
        }
        self.view(own)
    }

    /// The value that `object`, which has no field for it, has beside its fields.
    pub(super) fn among_others<'v>(&self, object: &'v dyn Object, table: &ObjectTable) -> View<'v> {
        if !table.has_others() {
            return View::None;
        }
        let own = other_properties(object).find(|(key, _)| *key == self.property);
        own.map_or(View::None, |(_, view)| view)
    }
}

/// Whether there is a string. An empty one is that of a value to which nothing has been given.
fn is_set(view: View<'_>) -> bool {
    match view {
        View::Str(text) => !text.is_empty(),
        View::Text(text) => !text.text().is_empty(),
        View::Any(json) => json.as_str().is_some_and(|text| !text.is_empty()),
        View::Some(inner) | View::Branch(_, inner) => is_set(inner.view()),
        _ => false,
    }
}
