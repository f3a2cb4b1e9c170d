//! A schema at its place, or what is left of one when some of its keywords are looked at elsewhere.

use std::rc::Rc;

use openapiv3::{Schema, SchemaData};

use crate::ir::{Place, Step};
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;
use crate::spec::Resolved;

/// A schema at its place, as far as it counts.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Subschema<'a> {
    pub(in crate::lower) schema: &'a Schema,
    /// Where it stands.
    pub(in crate::lower) at: Origin,
    /// Its name, if it is a component.
    pub(in crate::lower) component: Option<String>,
    /// What its type is named after, where that does not depend on who asks.
    pub(in crate::lower) named_after: Option<Rc<Place>>,
    /// What of it does not count.
    pub(in crate::lower) without: Without,
}

/// The keywords of a schema that are looked at elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Without {
    /// All keywords count.
    Nothing,
    /// All but `allOf`.
    AllOf,
    /// All but `allOf`, `oneOf` and `anyOf`.
    Combinators,
}

impl<'a> Subschema<'a> {
    /// What a reference leads to.
    pub(in crate::lower) fn of(resolved: Resolved<'a, Schema>) -> Self {
        let named_after = resolved.component.as_deref();
        let named_after = named_after.map(|name| Rc::new(Place::component(name)));
        Self {
            schema: resolved.value,
            at: resolved.origin,
            component: resolved.component,
            named_after,
            without: Without::Nothing,
        }
    }

    /// The whole schema, as a reference to it would lead to it.
    pub(in crate::lower) fn resolved(&self) -> Resolved<'a, Schema> {
        Resolved {
            value: self.schema,
            origin: self.at.clone(),
            component: self.component.clone(),
        }
    }

    /// The same without what `without` says.
    pub(in crate::lower) fn without(&self, without: Without) -> Self {
        Self {
            without: self.without.max(without),
            ..self.clone()
        }
    }

    /// The keywords that count.
    pub(in crate::lower) fn keywords(&self) -> Keywords<'a> {
        let mut keywords = Keywords::of(self.schema);
        if self.without >= Without::AllOf {
            keywords.all_of = &[];
        }
        if self.without >= Without::Combinators {
            keywords.one_of = &[];
            keywords.any_of = &[];
        }
        keywords
    }

    /// What it says about itself.
    pub(in crate::lower) fn annotations(&self) -> Annotations<'a> {
        Annotations {
            data: &self.schema.schema_data,
            at: self.at.clone(),
        }
    }

    /// The same, with a name for its type where it has none of its own.
    pub(in crate::lower) fn or_named_after(mut self, place: Option<&Rc<Place>>) -> Self {
        if self.named_after.is_none() {
            self.named_after = place.cloned();
        }
        self
    }

    /// The same, as it is found one step into `outer`.
    pub(in crate::lower) fn inside(self, outer: &Self, step: impl Fn() -> Step) -> Self {
        match &outer.named_after {
            Some(place) if self.named_after.is_none() => {
                let place = Rc::new(place.then(step()));
                self.or_named_after(Some(&place))
            }
            _ => self,
        }
    }

    /// What tells it from all others.
    pub(in crate::lower) fn key(&self) -> (Origin, Without) {
        (self.at.clone(), self.without)
    }
}

/// What a schema says about itself: the title, the description and the flags that document the type of a value, which
/// other schemas may describe as well.
#[derive(Clone)]
pub(in crate::lower) struct Annotations<'a> {
    pub(in crate::lower) data: &'a SchemaData,
    /// Where the schema stands.
    pub(in crate::lower) at: Origin,
}

impl<'a> Annotations<'a> {
    /// The keywords of a schema that has these annotations and nothing else.
    pub(in crate::lower) fn keywords(&self) -> Keywords<'a> {
        Keywords::empty(self.data)
    }
}
