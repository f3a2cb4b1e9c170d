//! Arrays whose places differ: tuples.

use crate::ir::{Place, Step, Type};
use crate::lower::Lowering;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// An array whose places are the properties of `items`; the first `least` of them are always there.
    pub(in crate::lower) fn tuple(
        &mut self,
        items: &Keywords<'a>,
        least: usize,
        at: &Origin,
        place: &Place,
    ) -> Type {
        let at = at.key("items");
        let mut places = Vec::new();
        for (index, (key, node)) in items.properties.into_iter().flatten().enumerate() {
            let at = at.key("properties").key(key);
            let lowered = self.boxed_schema(node, &at, &place.then(Step::Place(index)));
            let is_there = index < least;
            // An empty place at the end is not written, so that one where `null` is must not be taken for one.
            if is_there && lowered.nullable && lowered.ty != Type::Json {
                let what = "a list with a place that may be `null`";
                return Type::List(Box::new(self.widen(&at, what)));
            }
            let ty = lowered.into_type();
            places.push(match self.held(ty, &at) {
                ty @ (Type::Json | Type::Nullable(_)) => ty,
                ty if is_there => ty,
                ty => Type::Nullable(Box::new(ty)),
            });
        }
        match places.as_slice() {
            // A place that can have no value is gone.
            [] | [_] => Type::List(Box::new(Type::Json)),
            _ => Type::Tuple(places),
        }
    }
}
