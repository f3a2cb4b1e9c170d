//! What announces the branch of a union on the wire: a property with one of a few strings.

use crate::runtime::data::{Discriminator, Object, View, other_properties};

/// The property that announces a branch.
pub(crate) struct Tag {
    /// Its name on the wire.
    pub(crate) property: &'static str,
    first: &'static str,
    discriminators: &'static [Discriminator],
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
        Some(Self {
            property,
            first,
            discriminators,
        })
    }

    /// The string to write where the object has `own`: that, where it is one of the branch, else the first.
    pub(crate) fn value(&self, own: View<'_>) -> &'static str {
        let own = self.values().find(|value| is_text(own, value));
        own.unwrap_or(self.first)
    }

    /// The string to write for `object`.
    pub(crate) fn value_in(&self, object: &dyn Object) -> &'static str {
        if self.discriminators.len() == 1 {
            return self.first;
        }
        let mut fields = object.table().fields.iter();
        let Some(position) = fields.position(|field| field.wire == self.property) else {
            // A property without a field of its own is one of the others.
            let own = other_properties(object).find(|(key, _)| *key == self.property);
            return own.map_or(self.first, |(_, view)| self.value(view));
        };
        let mut value = self.first;
        object.views(&mut |views| {
            value = self.value(views.get(position).copied().unwrap_or(View::None));
        });
        value
    }

    fn values(&self) -> impl Iterator<Item = &'static str> {
        let tags = self.discriminators.iter().filter_map(Discriminator::tag);
        tags.filter(|(property, _)| *property == self.property)
            .map(|(_, value)| value)
    }
}

fn is_text(view: View<'_>, wanted: &str) -> bool {
    match view {
        View::Str(text) => text == wanted,
        View::Text(text) => text.text() == wanted,
        View::Any(json) => json.as_str() == Some(wanted),
        View::Some(inner) | View::Branch(_, inner) => is_text(inner.view(), wanted),
        _ => false,
    }
}
