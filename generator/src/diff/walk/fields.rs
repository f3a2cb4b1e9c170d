//! Objects: their properties, and whether these have to be there.

use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules::{self, Rule};
use crate::diff::side::{DiffSide, Key};
use crate::diff::surface::{ItemOwner, Part};
use crate::ir::{Direction, Field, Presence, Struct, TypeId};
use crate::markdown::code;
use crate::names::Member;

impl DiffWalk<'_> {
    pub(super) fn structs(
        &mut self,
        (old_id, old): (TypeId, &Struct),
        (new_id, new): (TypeId, &Struct),
        at: &Spot,
    ) {
        let (olds, news) = (members(self.old, old_id), members(self.new, new_id));
        for (field, member) in old.fields.iter().zip(&olds.1) {
            let found = new.fields.iter().position(|it| it.wire == field.wire);
            let key = keys(&olds.0, member);
            match found.and_then(|index| new.fields.get(index).zip(news.1.get(index))) {
                Some((now, new_member)) => {
                    let both = key.into_iter().chain(keys(&news.0, new_member)).collect();
                    self.field(field, now, &at.property(&field.wire, both));
                }
                None => self.property_removed(&at.property(&field.wire, key)),
            }
        }
        for (field, member) in new.fields.iter().zip(&news.1) {
            if old.fields.iter().all(|it| it.wire != field.wire) {
                self.property_added(field, &at.property(&field.wire, keys(&news.0, member)));
            }
        }
        let mut rest = at.then("{}");
        rest.keys = [(self.old, old_id), (self.new, new_id)]
            .iter()
            .flat_map(|(side, id)| others(side, *id))
            .collect();
        match (&old.rest, &new.rest) {
            (Some(old), Some(new)) => self.ty(old, new, &rest),
            (None, Some(_)) => {
                self.others(
                    &rules::OTHERS_ALLOWED,
                    "other properties are allowed",
                    &rest,
                );
            }
            (Some(_), None) => {
                let words = "other properties are no longer allowed";
                self.others(&rules::OTHERS_FORBIDDEN, words, &rest);
            }
            (None, None) => {}
        }
    }

    fn others(&mut self, rule: &'static Rule, words: &str, at: &Spot) {
        self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
    }

    /// Compares what two fields are, be they properties or parameters.
    pub(super) fn field(&mut self, old: &Field, new: &Field, at: &Spot) {
        self.presence(old.presence, new.presence, at);
        self.ty(&old.ty, &new.ty, at);
        self.constants(old, new, at);
        self.bounds(old.constraints.as_deref(), new.constraints.as_deref(), at);
        self.deprecated(old.deprecated, new.deprecated, at);
    }

    pub(super) fn deprecated(&mut self, old: bool, new: bool, at: &Spot) {
        let (rule, words) = match (old, new) {
            (false, true) => (&rules::DEPRECATED, "now deprecated"),
            (true, false) => (&rules::NO_LONGER_DEPRECATED, "no longer deprecated"),
            _ => return,
        };
        self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
    }

    fn constants(&mut self, old: &Field, new: &Field, at: &Spot) {
        if let (Some(old), Some(new)) = (&old.constant, &new.constant)
            && old != new
        {
            let text = |it: &crate::ir::Value| code(&it.text().unwrap_or_default());
            let words = format!("always {} instead of {}", text(new), text(old));
            let change = ApiChange::new(&rules::CONSTANT_CHANGED, &at.path, words);
            self.add(change.about(at.keys.iter().cloned()));
        }
    }

    fn presence(&mut self, old: Presence, new: Presence, at: &Spot) {
        let rule = match (old.is_always(), new.is_always(), at.way) {
            (false, true, Direction::Write) => &rules::NOW_NEEDED,
            (false, true, Direction::Read) => &rules::NOW_CERTAIN,
            (false, true, Direction::Both) => &rules::NOW_REQUIRED,
            (true, false, Direction::Write) => &rules::NO_LONGER_NEEDED,
            (true, false, Direction::Read) => &rules::NO_LONGER_CERTAIN,
            (true, false, Direction::Both) => &rules::NOW_OPTIONAL,
            _ => {
                let is_null = [may_be_null(old), may_be_null(new)];
                if let [old, new] = is_null
                    && old != new
                {
                    self.null(new, at);
                }
                return;
            }
        };
        let how = match (new.is_always(), may_be_null(old), may_be_null(new)) {
            (true, false, true) => "now required, and may be null,",
            (true, true, false) => "now required, and may no longer be null,",
            (true, ..) => "now required",
            (false, false, true) => "now optional, and may be null,",
            (false, true, false) => "now optional, and may no longer be null,",
            (false, ..) => "now optional",
        };
        let words = format!("{how} in {}", at.messages());
        self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
    }

    fn property_added(&mut self, field: &Field, at: &Spot) {
        let (rule, how) = match (at.way, field.is_needed()) {
            (Direction::Read, _) => (&rules::ANSWER_PROPERTY_ADDED, "new"),
            (_, true) => (&rules::REQUEST_PROPERTY_ADDED_REQUIRED, "new and required"),
            (_, false) => (&rules::REQUEST_PROPERTY_ADDED, "new and optional"),
        };
        let words = format!("{how} in {}", at.messages());
        self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
    }

    fn property_removed(&mut self, at: &Spot) {
        let rule = match at.way {
            Direction::Write => &rules::REQUEST_PROPERTY_REMOVED,
            Direction::Read | Direction::Both => &rules::ANSWER_PROPERTY_REMOVED,
        };
        let words = format!("no longer in {}", at.messages());
        self.add(ApiChange::new(rule, &at.path, words).about(at.keys.iter().cloned()));
    }
}

fn may_be_null(presence: Presence) -> bool {
    match presence {
        Presence::Required | Presence::Optional => false,
        Presence::Nullable | Presence::Nullish | Presence::Patch => true,
    }
}

/// The path of a type, and the names of what is in it.
pub(super) fn members(side: &DiffSide<'_>, id: TypeId) -> (ItemOwner, Vec<Member>) {
    let names = side.model.names.ty(id);
    (
        side.path(id),
        names.map(|it| it.members.clone()).unwrap_or_default(),
    )
}

/// The items that hold all other properties.
fn others(side: &DiffSide<'_>, id: TypeId) -> Vec<Key> {
    let owner = side.path(id);
    let field = side
        .model
        .names
        .ty(id)
        .map(|it| Part::Field(it.rest.to_string()));
    let parts = field
        .into_iter()
        .chain([Part::Function("with_property".to_owned())]);
    parts.map(|it| (owner.clone(), it)).collect()
}

/// The items that a field is.
pub(super) fn keys(owner: &str, member: &Member) -> Vec<Key> {
    let Member {
        name,
        setter,
        null,
        former: _,
    } = member;
    let mut parts = vec![
        Part::Field(name.to_string()),
        Part::Function(setter.to_string()),
    ];
    parts.extend(null.as_ref().map(|it| Part::Function(it.to_string())));
    parts.into_iter().map(|it| (owner.to_owned(), it)).collect()
}
