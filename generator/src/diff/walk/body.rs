//! What an operation sends.

use super::fields::keys;
use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules;
use crate::diff::side::{DiffSide, Key};
use crate::ir::{Body, BodyField, BodyFormat, BodyShape, Direction, Operation, OperationId};
use crate::markdown::code;

/// A body with the items of the client that it is.
struct GivenBody<'a> {
    body: &'a Body,
    items: Vec<Vec<Key>>,
    method: Key,
}

impl DiffWalk<'_> {
    pub(super) fn bodies(
        &mut self,
        (old_id, old): (OperationId, &Operation),
        (new_id, new): (OperationId, &Operation),
    ) {
        let old = old.body.as_ref().map(|it| given(self.old, old_id, old, it));
        let new = new.body.as_ref().map(|it| given(self.new, new_id, new, it));
        match (old, new) {
            (None, None) => {}
            (Some(old), Some(new)) => self.body(&old, &new),
            (Some(old), None) => {
                let change = ApiChange::new(&rules::BODY_REMOVED, "body", "gone");
                self.add(change.about(old.all()));
            }
            (None, Some(new)) => {
                let (rule, words) = if new.body.required {
                    (&rules::BODY_ADDED_REQUIRED, "new and required")
                } else {
                    (&rules::BODY_ADDED, "new and optional")
                };
                self.add(ApiChange::new(rule, "body", words).about(new.all()));
            }
        }
    }

    fn body(&mut self, old: &GivenBody<'_>, new: &GivenBody<'_>) {
        let at = Spot {
            path: "body".to_owned(),
            way: Direction::Write,
            keys: old.all().into_iter().chain(new.all()).collect(),
        };
        let (was, is) = (old.body, new.body);
        let has_other_format = match (was.format, is.format) {
            (BodyFormat::Xml(was), BodyFormat::Xml(is)) => {
                self.documents(was, is, &at);
                false
            }
            (was, is) => was != is,
        };
        if was.media_type != is.media_type || has_other_format {
            let words = format!(
                "sent as {} instead of {}",
                code(&is.media_type),
                code(&was.media_type)
            );
            self.say(&rules::MEDIA_TYPE_CHANGED, &at.path, words, &at);
        }
        if was.flag != is.flag {
            let words = "the client sets another property in it";
            self.say(&rules::STYLE_CHANGED, &at.path, words, &at);
        }
        match (was.required, is.required) {
            (false, true) => self.say(&rules::NOW_NEEDED, &at.path, "now required", &at),
            (true, false) => self.say(&rules::NO_LONGER_NEEDED, &at.path, "now optional", &at),
            _ => {}
        }
        match (&was.shape, &is.shape) {
            (BodyShape::Whole(old), BodyShape::Whole(new)) => self.ty(old, new, &at),
            (BodyShape::Fields(was), BodyShape::Fields(is)) => {
                self.body_fields((was, &old.items), (is, &new.items));
            }
            (BodyShape::Fields(_), BodyShape::Whole(_)) => {
                let words = "given as a whole, and no longer by its properties";
                self.say(&rules::REQUEST_FORM_CHANGED, &at.path, words, &at);
            }
            (BodyShape::Whole(_), BodyShape::Fields(_)) => {
                let words = "given by its properties, and no longer as a whole";
                self.say(&rules::REQUEST_FORM_CHANGED, &at.path, words, &at);
            }
        }
    }

    fn body_fields(
        &mut self,
        (olds, old_keys): (&[BodyField], &[Vec<Key>]),
        (news, new_keys): (&[BodyField], &[Vec<Key>]),
    ) {
        for (old, keys) in olds.iter().zip(old_keys) {
            let wire = &old.field.wire;
            let found = news
                .iter()
                .zip(new_keys)
                .find(|(it, _)| it.field.wire == *wire);
            let Some((new, more)) = found else {
                let change = ApiChange::new(
                    &rules::REQUEST_PROPERTY_REMOVED,
                    wire,
                    "no longer in requests",
                );
                self.add(change.about(keys.clone()));
                continue;
            };
            let at = Spot {
                path: wire.clone(),
                way: Direction::Write,
                keys: keys.iter().chain(more).cloned().collect(),
            };
            if old.style != new.style || old.media_type != new.media_type {
                let words = "written in another form";
                self.say(&rules::STYLE_CHANGED, wire, words, &at);
            }
            self.field(&old.field, &new.field, &at);
        }
        for (new, keys) in news.iter().zip(new_keys) {
            let wire = &new.field.wire;
            if olds.iter().all(|it| it.field.wire != *wire) {
                let (rule, words) = if new.field.is_needed() {
                    let rule = &rules::REQUEST_PROPERTY_ADDED_REQUIRED;
                    (rule, "new and required in requests")
                } else {
                    let rule = &rules::REQUEST_PROPERTY_ADDED;
                    (rule, "new and optional in requests")
                };
                self.add(ApiChange::new(rule, wire, words).about(keys.clone()));
            }
        }
    }
}

impl GivenBody<'_> {
    fn all(&self) -> Vec<Key> {
        let items = self.items.iter().flatten().cloned();
        items.chain([self.method.clone()]).collect()
    }
}

/// The fields of a body come after the parameters that are fields.
fn given<'a>(
    side: &DiffSide<'_>,
    id: OperationId,
    operation: &Operation,
    body: &'a Body,
) -> GivenBody<'a> {
    let (owner, members) = side.params(id);
    let own = members.iter().skip(operation.named().count());
    let items = own.map(|it| {
        let mut keys = keys(&owner, it);
        keys.push(side.method(id));
        keys
    });
    GivenBody {
        body,
        items: items.collect(),
        method: side.method(id),
    }
}
