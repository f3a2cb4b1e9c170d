//! Types, wherever they stand.

use super::{DiffWalk, Spot, messages};
use crate::diff::change::{ApiChange, Subject};
use crate::diff::rules;
use crate::diff::side::{DiffSide, line_of};
use crate::diff::surface::Part;
use crate::ir::{Direction, Type, TypeDef, TypeId, TypeKind};
use crate::markdown::code;

impl DiffWalk<'_> {
    /// Compares what was of one type with what is of another.
    pub(super) fn ty(&mut self, old: &Type, new: &Type, at: &Spot) {
        match (old, new) {
            (Type::Nullable(old), Type::Nullable(new)) => self.ty(old, new, at),
            (Type::Nullable(old), new) => {
                self.null(false, at);
                self.ty(old, new, at);
            }
            (old, Type::Nullable(new)) => {
                self.null(true, at);
                self.ty(old, new, at);
            }
            (Type::List(old), Type::List(new)) => self.ty(old, new, &at.then("[]")),
            (Type::Map(old), Type::Map(new)) => {
                self.ty(&old.key, &new.key, &at.then("{key}"));
                self.ty(&old.value, &new.value, &at.then("{}"));
            }
            (Type::Tuple(olds), Type::Tuple(news)) if olds.len() == news.len() => {
                for (index, (old, new)) in olds.iter().zip(news).enumerate() {
                    self.ty(old, new, &at.then(&format!("[{index}]")));
                }
            }
            (Type::Named(old), Type::Named(new)) => self.named(*old, *new, at),
            (old, new) => {
                let written = (self.old.written(old), self.new.written(new));
                if std::mem::discriminant(old) != std::mem::discriminant(new)
                    || written.0 != written.1
                {
                    self.becomes(&written.0, &written.1, at);
                }
            }
        }
    }

    /// Says that a value is of another type.
    pub(super) fn becomes(&mut self, old: &str, new: &str, at: &Spot) {
        let words = format!("of another type in {}", at.messages());
        let mut change = ApiChange::new(&rules::TYPE_CHANGED, &at.path, words);
        change.types = Some((old.to_owned(), new.to_owned()));
        self.add(change.about(at.keys.iter().cloned()));
    }

    /// Says that a value may be `null`, or may no longer be.
    pub(super) fn null(&mut self, now: bool, at: &Spot) {
        let rule = match (at.way, now) {
            (Direction::Write, true) => &rules::NULL_ALLOWED,
            (Direction::Write, false) => &rules::NULL_FORBIDDEN,
            (Direction::Read, true) => &rules::NO_LONGER_CERTAIN,
            (Direction::Read, false) => &rules::NOW_CERTAIN,
            (Direction::Both, true) => &rules::NOW_OPTIONAL,
            (Direction::Both, false) => &rules::NOW_REQUIRED,
        };
        let how = if now {
            "may be null"
        } else {
            "may no longer be null"
        };
        let words = format!("{how} in {}", at.messages());
        self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
    }

    fn named(&mut self, old: TypeId, new: TypeId, at: &Spot) {
        let (old_path, new_path) = (self.old.path(old), self.new.path(new));
        let known = (old_path.clone(), Part::Itself);
        let kept = self.new.surface.items.get(&known);
        if old_path != new_path
            && kept.is_some_and(|it| it.signature != format!("type = {new_path}"))
        {
            // Both types are still there: this value is of the other one now.
            let (old, new) = (
                self.old.written(&Type::Named(old)),
                self.new.written(&Type::Named(new)),
            );
            self.becomes(&old, &new, at);
        }
        if !self.seen.insert((old, new)) {
            return;
        }
        if is_shared(self.old, old) || is_shared(self.new, new) {
            self.shared.push((old, new));
            return;
        }
        self.renamed(old, new, &at.path);
        self.defs(old, new, at);
    }

    /// Says that a component or a type has another name, where nothing has the old one.
    fn renamed(&mut self, old: TypeId, new: TypeId, place: &str) {
        let component = |side: &DiffSide<'_>, id| {
            let name = def(side, id)?.place.component_name();
            name.map(str::to_owned)
        };
        let names = (component(self.old, old), component(self.new, new));
        let (old, new) = (self.old.path(old), self.new.path(new));
        if old == new {
            if let (Some(was), Some(is)) = names
                && was != is
            {
                let words = format!("the component {} was called {}", code(&is), code(&was));
                let keys = [(old, Part::Itself), (new, Part::Itself)];
                self.add(ApiChange::new(&rules::COMPONENT_RENAMED, place, words).about(keys));
            }
            return;
        }
        if self.new.surface.has(&old) {
            return;
        }
        let [was, is] = [&old, &new].map(|it| code(it.trim_start_matches("crate::")));
        let words = format!("the type {was} is called {is}");
        let keys = [(old, Part::Itself), (new, Part::Itself)];
        self.add(ApiChange::new(&rules::TYPE_RENAMED, place, words).about(keys));
    }

    /// Compares the types that are no part of one operation alone.
    pub(super) fn shared_types(&mut self) {
        let mut next = 0;
        while let Some(&(old, new)) = self.shared.get(next) {
            next += 1;
            let uses = self.new.uses.get(&new).into_iter().flatten();
            let uses = uses.filter_map(|id| self.new.model.api.operation(*id));
            let mut operations: Vec<String> = uses.map(line_of).collect();
            operations.dedup();
            let name = self.new.written(&Type::Named(new));
            self.begin(Subject::Type { name, operations });
            self.renamed(old, new, "");
            let at = Spot {
                path: String::new(),
                way: way(def(self.old, old), def(self.new, new)),
                keys: Vec::new(),
            };
            self.defs(old, new, &at);
        }
    }

    /// Compares two types of their own.
    fn defs(&mut self, old_id: TypeId, new_id: TypeId, at: &Spot) {
        let (Some(old), Some(new)) = (def(self.old, old_id), def(self.new, new_id)) else {
            return;
        };
        if old.direction != new.direction {
            let words = format!("now in {}", messages(new.direction));
            let change = ApiChange::new(&rules::DIRECTION_CHANGED, &at.path, words);
            let paths = [self.old.path(old_id), self.new.path(new_id)];
            self.add(change.about(paths.map(|it| (it, Part::Itself))));
        }
        match (&old.kind, &new.kind) {
            (TypeKind::Struct(old), TypeKind::Struct(new)) => {
                self.structs((old_id, old), (new_id, new), at);
            }
            (TypeKind::TextEnum(old), TypeKind::TextEnum(new)) => {
                self.text_enums((old_id, old), (new_id, new), at);
            }
            (TypeKind::ScalarEnum(old), TypeKind::ScalarEnum(new)) => {
                self.scalar_enums((old_id, old), (new_id, new), at);
            }
            (TypeKind::Union(old), TypeKind::Union(new)) => {
                self.unions((old_id, old), (new_id, new), at);
            }
            (TypeKind::Answer(old), TypeKind::Answer(new)) => {
                self.cases((old_id, old), (new_id, new), at);
            }
            (old, new) => {
                let (old, new) = (what(old), what(new));
                let paths = [self.old.path(old_id), self.new.path(new_id)];
                let at = Spot {
                    keys: paths.map(|it| (it, Part::Itself)).to_vec(),
                    ..at.clone()
                };
                self.becomes(old, new, &at);
            }
        }
    }
}

fn def<'a>(side: &DiffSide<'a>, id: TypeId) -> Option<&'a TypeDef> {
    side.model.api.ty(id)
}

/// Whether a type is told of by itself: it is a component, or a part of several operations.
fn is_shared(side: &DiffSide<'_>, id: TypeId) -> bool {
    let uses = side
        .uses
        .get(&id)
        .map_or(0, std::collections::BTreeSet::len);
    let place = def(side, id).map(|it| &it.place);
    // What is written inside a component is told of with that.
    place.is_some_and(|it| it.is_component() || (uses > 1 && !it.is_in_component()))
}

/// The ways that values of both types travel; those of the new one where they have none in common.
fn way(old: Option<&TypeDef>, new: Option<&TypeDef>) -> Direction {
    let new = new.map_or(Direction::Both, |it| it.direction);
    match (old.map_or(Direction::Both, |it| it.direction), new) {
        (old, Direction::Both) => old,
        (_, new) => new,
    }
}

fn what(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "an object",
        TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => "an enum",
        TypeKind::Union(_) => "a union",
        TypeKind::Answer(_) => "an answer by status",
    }
}
