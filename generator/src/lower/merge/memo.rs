//! Values that several schemas are about, and those whose type has a name of its own: each is lowered once.

use std::collections::BTreeSet;

use openapiv3::{Schema, SchemaData, SchemaKind, Type as SchemaType};

use crate::ir::{Direction, Place, Role, Type, TypeId};
use crate::lower::Lowering;
use crate::lower::merge::all_of::Annotations;
use crate::lower::merge::conjuncts::{Subschema, Without, parts};
use crate::lower::schema::Lowered;
use crate::lower::schema::component::{MAX_DEPTH_IN_ORDER, Progress};
use crate::lower::union::alternative::Alternative;
use crate::origin::Origin;

/// What tells merges apart: who has it, which way it travels, and the schemas of each alternative.
pub(in crate::lower) type MergeKey = (Role, Direction, Keys);

impl<'a> Lowering<'a> {
    /// The value of a property, or of an item, that several schemas are about: those of each alternative, all of which hold.
    /// However many types share it, it has one type.
    pub(in crate::lower) fn value(
        &mut self,
        alternatives: Vec<Vec<Subschema<'a>>>,
        place: &Place,
    ) -> Lowered {
        // Where all have to do with all, it is asking for them that takes the time.
        self.merged += alternatives.iter().map(Vec::len).sum::<usize>() / 2;
        let (nodes, keys) = distinct(alternatives);
        let mut home = None;
        if let [only] = nodes.as_slice()
            && let [only] = only.as_slice()
        {
            if only.component.is_some() || is_simple(only.schema) {
                return self.node(only, place);
            }
            home.clone_from(&only.home);
        }
        let place = home.as_deref().unwrap_or(place);
        let key = (place.role.clone(), self.direction, keys);
        match self.merges.get(&key) {
            Some(Progress::Done(lowered)) => return lowered.clone(),
            Some(Progress::Promised(id) | Progress::Begun(Some(id))) => {
                return promised(*id, &nodes);
            }
            Some(Progress::Begun(None)) => {
                let id = self.promise();
                if let Some((_, promised)) = self.merging.iter_mut().find(|(it, _)| *it == key) {
                    promised.1 = Some(id);
                }
                self.merges.insert(key, Progress::Begun(Some(id)));
                return promised(id, &nodes);
            }
            None if self.depth > MAX_DEPTH_IN_ORDER => {
                let id = self.promise();
                self.merges.insert(key.clone(), Progress::Promised(id));
                let lowered = promised(id, &nodes);
                self.postponed.push((key, nodes, place.clone()));
                return lowered;
            }
            None => {}
        }
        self.merges.insert(key.clone(), Progress::Begun(None));
        self.merge_value(key, &nodes, place, None)
    }

    /// Makes the values that were too deep inside of others.
    pub(in crate::lower) fn postponed(&mut self) {
        while let Some((key, nodes, place)) = self.postponed.pop() {
            self.direction = key.1;
            if let Some(Progress::Promised(id)) = self.merges.get(&key) {
                let id = *id;
                self.merges.insert(key.clone(), Progress::Begun(Some(id)));
                self.merge_value(key, &nodes, &place, Some(id));
            }
        }
    }

    fn merge_value(
        &mut self,
        key: MergeKey,
        nodes: &[Vec<Subschema<'a>>],
        place: &Place,
        promised: Option<TypeId>,
    ) -> Lowered {
        self.merging.push((key.clone(), (place.clone(), promised)));
        let mut lowered = match nodes {
            [only] => match only.as_slice() {
                [only] => self.node(only, place),
                _ => self.merged_value(nodes, place),
            },
            _ => self.merged_value(nodes, place),
        };
        self.merging.pop();
        if let Some(Progress::Begun(Some(id))) = self.merges.get(&key)
            && let Some(node) = nodes.iter().flatten().next()
        {
            let id = *id;
            lowered.ty = self.keep_promise(id, lowered.ty, place, &node.at);
        }
        self.merges.insert(key, Progress::Done(lowered.clone()));
        lowered
    }

    fn merged_value(&mut self, alternatives: &[Vec<Subschema<'a>>], place: &Place) -> Lowered {
        let all = || alternatives.iter().flatten();
        let described =
            |node: &&Subschema<'a>| crate::lower::docs::of_schema(&node.schema.schema_data);
        let documented = all().rev().find(|node| described(node).is_some());
        let Some(head) = documented.or(all().next()) else {
            return Lowered::plain(Type::Json);
        };
        let docs = described(&head);
        let head = Annotations::of(head);
        let schemas = all().count();
        if schemas > 1 && self.has_merged_enough(schemas, place) {
            return Lowered::plain(self.widen(&head.at, crate::lower::budget::TOO_MUCH_MERGED));
        }
        self.depth += 1;
        let (ty, nullable) = if let [nodes] = alternatives {
            self.all(nodes, &head, place)
        } else {
            let nodes = alternatives.iter();
            let candidates = nodes.filter_map(|it| Alternative::of(self.spec, it.clone()));
            let (candidates, null) = self.opened_unions(candidates.collect(), None);
            let (ty, nullable) = self.any(candidates, None, &head, place);
            (ty, null || nullable)
        };
        self.depth -= 1;
        let data = |node: &Subschema<'a>| &node.schema.schema_data;
        // What holds for one of several alternatives need not hold for the others.
        let said = |is: fn(&SchemaData) -> bool| {
            let mut alternatives = alternatives.iter();
            alternatives.all(|nodes| nodes.iter().any(|node| is(data(node))))
        };
        let examples =
            all().map(|node| crate::lower::docs::example::of_schema(self.spec, node.schema));
        // What is asked of one of several alternatives is not asked of the others.
        let mut limits = None;
        let mut inner = Vec::new();
        if let [nodes] = alternatives {
            for node in nodes {
                inner.extend(self.inner(&ty, node.schema));
                limits = crate::lower::docs::constraints::after(
                    limits,
                    crate::lower::docs::constraints::of(node.schema).as_deref(),
                );
            }
        }
        let mut keywords = head.keywords();
        if let [nodes] = alternatives {
            let parts = parts(self.spec, nodes).into_iter();
            let mut lists = parts.map(|part| part.keywords.values);
            keywords.values = lists.find(|list| list.len() == 1).unwrap_or_default();
        }
        let constant = self.constant(&ty, &keywords);
        Lowered {
            nullable,
            docs,
            limits,
            inner,
            example: examples.flatten().next(),
            constant,
            deprecated: said(|data| data.deprecated),
            read_only: said(|data| data.read_only),
            write_only: said(|data| data.write_only),
            ..Lowered::plain(ty)
        }
    }
}

/// A value whose type has yet to be made.
fn promised(id: TypeId, nodes: &[Vec<Subschema<'_>>]) -> Lowered {
    let mut all = nodes.iter().flatten();
    match (all.next(), all.next()) {
        (Some(only), None) => Lowered::new(Type::Named(id), only.schema),
        _ => Lowered::plain(Type::Named(id)),
    }
}

/// Whether the type of a schema is none of its own, and nothing is inside it.
fn is_simple(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(SchemaType::String(string)) => string.enumeration.is_empty(),
        SchemaKind::Type(SchemaType::Number(number)) => number.enumeration.is_empty(),
        SchemaKind::Type(SchemaType::Integer(integer)) => integer.enumeration.is_empty(),
        SchemaKind::Type(SchemaType::Boolean(boolean)) => boolean.enumeration.is_empty(),
        _ => false,
    }
}

/// The schemas of each alternative, by what tells them from others.
type Keys = Vec<Vec<(Origin, Without)>>;

/// The alternatives, and the schemas of each, without those that are there before.
fn distinct(alternatives: Vec<Vec<Subschema<'_>>>) -> (Vec<Vec<Subschema<'_>>>, Keys) {
    let (mut all, mut keys) = (Vec::new(), Vec::new());
    let mut known = BTreeSet::new();
    for mut nodes in alternatives {
        let mut seen = BTreeSet::new();
        nodes.retain(|node| seen.insert(node.key()));
        let key: Vec<_> = nodes.iter().map(Subschema::key).collect();
        if known.insert(key.clone()) {
            keys.push(key);
            all.push(nodes);
        }
    }
    (all, keys)
}
