//! Branches of a union that nothing tells apart: the one type that holds the values of all of them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ir::{JsonKind, Place, Step, Type, TypeKind};
use crate::lower::Lowering;
use crate::lower::merge::all_of::Annotations;
use crate::lower::merge::conjuncts::Conjunct;
use crate::lower::merge::merged_object::MergedObject;
use crate::lower::merge::subsumption::items;
use crate::lower::union::alternative::Alternative;

impl<'a> Lowering<'a> {
    /// The type that holds the values of all `members`, and whether they may be `null`.
    pub(in crate::lower) fn alike(
        &mut self,
        members: &[Alternative<'a>],
        kind: JsonKind,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        let nullable =
            |part: &Conjunct<'a>| part.nullable || part.keywords.values.contains(&Value::Null);
        let mut all = members.iter().flat_map(|member| &member.parts);
        let nullable = all.any(nullable);
        let ty = match kind {
            JsonKind::Object => self.one_object(members, head, place),
            JsonKind::Array => self.one_list(members, head, place),
            _ => return self.one_scalar(members, kind, head, place, nullable),
        };
        (ty, nullable)
    }

    /// An object with the properties of all, where those are required that all require.
    fn one_object(
        &mut self,
        members: &[Alternative<'a>],
        head: &Annotations<'a>,
        place: &Place,
    ) -> Type {
        let has_union = |part: &Conjunct<'a>| {
            !part.keywords.one_of.is_empty() || !part.keywords.any_of.is_empty()
        };
        if let Some(member) = members.iter().find(|it| it.parts.iter().any(has_union)) {
            return self.ambiguous(&member.at);
        }
        let shapes = members.iter();
        let shapes = shapes.map(|member| MergedObject::of_all(self.spec, &member.parts));
        let shape = MergedObject::of_any(shapes.collect());
        self.shaped(shape, head, place)
    }

    /// A list whose items are of any of the kinds.
    fn one_list(
        &mut self,
        members: &[Alternative<'a>],
        head: &Annotations<'a>,
        place: &Place,
    ) -> Type {
        let mut alternatives = Vec::new();
        for member in members {
            let nodes: Vec<_> = member
                .parts
                .iter()
                .filter_map(|part| Some(items(self.spec, part)?.inside(part, || Step::Item)))
                .collect();
            if nodes.is_empty() || member.parts.iter().any(Conjunct::is_tuple) {
                return Type::List(Box::new(Type::Json));
            }
            alternatives.push(nodes);
        }
        let item = self.value(alternatives, &place.then(Step::Item));
        self.list_of(item.into_type(), &head.at)
    }

    /// Listed values together with those of other lists. An open enum holds every string, or every number, so that beside
    /// one a plain string or number adds nothing; of several formats, none is certain.
    fn one_scalar(
        &mut self,
        members: &[Alternative<'a>],
        kind: JsonKind,
        head: &Annotations<'a>,
        place: &Place,
        nullable: bool,
    ) -> (Type, bool) {
        let values = |member: &Alternative<'a>| -> Vec<Value> {
            let parts = member.parts.iter();
            parts
                .flat_map(|part| part.keywords.values.clone())
                .collect()
        };
        let listed: Vec<&Alternative<'a>> = members
            .iter()
            .filter(|member| !values(member).is_empty())
            .collect();
        let all_listed = listed.len() == members.len();
        if let [only] = listed.as_slice() {
            let (ty, null) = self.branch(only, head, place);
            if self.is_open_enum(&ty) {
                return (ty, nullable || null);
            }
        }
        let mut keywords = head.keywords();
        keywords.typ = Some(match kind {
            JsonKind::Bool => "boolean",
            JsonKind::Integer => "integer",
            JsonKind::Number => "number",
            _ => "string",
        });
        if all_listed || listed.len() > 1 {
            let all = listed.iter().flat_map(|member| values(member));
            let mut seen = BTreeSet::new();
            keywords
                .values
                .extend(all.filter(|value| seen.insert(value.to_string())));
        }
        let mut formats = members.iter().map(|member| {
            let mut parts = member.parts.iter();
            parts.find_map(|part| part.keywords.format.clone())
        });
        keywords.format = formats.next().flatten();
        if formats.any(|other| other != keywords.format) {
            keywords.format = None;
        }
        let ty = self.plain(&keywords, &head.at, place);
        if all_listed || keywords.values.is_empty() || self.is_open_enum(&ty) {
            return (ty, nullable);
        }
        keywords.values.clear();
        (self.plain(&keywords, &head.at, place), nullable)
    }

    fn is_open_enum(&self, ty: &Type) -> bool {
        let Type::Named(id) = ty else {
            return false;
        };
        let def = self.types.get(id.0).and_then(Option::as_ref);
        match def.map(|def| &def.kind) {
            Some(TypeKind::TextEnum(list)) => !list.closed,
            Some(TypeKind::ScalarEnum(list)) => !list.closed,
            _ => false,
        }
    }
}
