//! What announces the branch of a union on the wire: a property with one of a few strings.

use crate::runtime::data::{Object, Sign, View};

/// The property that announces a branch.
pub(in crate::runtime) struct Tag {
    /// Its name on the wire.
    pub(in crate::runtime) property: &'static str,
    first: &'static str,
    signs: &'static [Sign],
}

/// The tags of a value: that of its union, and those of the unions which that one is a branch of.
pub(super) struct Tags<'a> {
    signs: &'static [Sign],
    outer: Option<&'a Tags<'a>>,
}

impl<'a> Tags<'a> {
    /// Those of a union that is no branch of another.
    pub(super) fn new(signs: &'static [Sign]) -> Self {
        Self { signs, outer: None }
    }

    /// These, and those of a union inside.
    pub(super) fn and(&'a self, signs: &'static [Sign]) -> Self {
        Self {
            signs,
            outer: Some(self),
        }
    }

    /// Each property once. Of two tags in one property, the inner one says more.
    pub(super) fn each(&self) -> impl Iterator<Item = Tag> {
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
    pub(super) fn has(&self, property: &str) -> bool {
        self.all().any(|(_, tag)| tag.property == property)
    }

    /// From the inside to the outside.
    fn all(&self) -> impl Iterator<Item = (usize, Tag)> {
        let unions = std::iter::successors(Some(self), |tags| tags.outer);
        let tags = unions.filter_map(|tags| Tag::of(tags.signs));
        tags.enumerate()
    }
}

impl Tag {
    /// That of a branch with these signs, if a string is the first of them.
    #[inline]
    pub(in crate::runtime) fn of(signs: &'static [Sign]) -> Option<Self> {
        match signs.first() {
            Some(Sign::Value(property, first)) => Some(Self {
                property,
                first,
                signs,
            }),
            _ => None,
        }
    }

    /// The string to write where the object has `own`: that, where it is one of the branch, else the first.
    pub(in crate::runtime) fn value(&self, own: View<'_>) -> &'static str {
        let own = self.values().find(|value| is_text(own, value));
        own.unwrap_or(self.first)
    }

    /// The string to write for `object`.
    pub(super) fn value_in(&self, object: &dyn Object) -> &'static str {
        let mut fields = object.table().fields.iter();
        let position = fields.position(|field| field.wire == self.property);
        let (Some(position), false) = (position, self.signs.len() == 1) else {
            return self.first;
        };
        let mut value = self.first;
        object.views(&mut |views| {
            value = self.value(views.get(position).copied().unwrap_or(View::None));
        });
        value
    }

    fn values(&self) -> impl Iterator<Item = &'static str> {
        self.signs.iter().filter_map(|sign| match sign {
            Sign::Value(property, value) if *property == self.property => Some(*value),
            _ => None,
        })
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
