//! Unions, and answers that depend on the status: one of several types.

use super::fields::members;
use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules;
use crate::diff::side::Key;
use crate::diff::surface::Part;
use crate::ir::{Answer, Branch, Payload, TypeId, Union};
use crate::markdown::code;

impl DiffWalk<'_> {
    pub(super) fn unions(
        &mut self,
        (old_id, old): (TypeId, &Union),
        (new_id, new): (TypeId, &Union),
        at: &Spot,
    ) {
        let olds = self.variants(old_id, true);
        let news = self.variants(new_id, false);
        for (branch, key) in old.branches.iter().zip(&olds) {
            let at = step(at, &branch.name, key.clone());
            let found = new
                .branches
                .iter()
                .zip(&news)
                .find(|(it, _)| it.name == branch.name);
            if let Some((now, _)) = found {
                self.ty(&branch.ty, &now.ty, &at);
                self.told(branch, now, &at);
            } else {
                let words = format!("branch no longer in {}", at.messages());
                let change = ApiChange::new(&rules::BRANCH_REMOVED, &at.path, words);
                self.add(change.about(at.keys));
            }
        }
        for (branch, key) in new.branches.iter().zip(&news) {
            if old.branches.iter().all(|it| it.name != branch.name) {
                let at = step(at, &branch.name, key.clone());
                let words = format!("new branch in {}", at.messages());
                let change = ApiChange::new(&rules::BRANCH_ADDED, &at.path, words);
                self.add(change.about(at.keys));
            }
        }
    }

    /// Compares what gives a branch away.
    fn told(&mut self, old: &Branch, new: &Branch, at: &Spot) {
        if old.signs == new.signs && old.kind == new.kind {
            return;
        }
        let tags = |branch: &Branch| {
            let tags = branch
                .tags()
                .map(|(key, value)| code(&format!("{key}: {value}")));
            tags.collect::<Vec<_>>().join(", ")
        };
        let words = match (tags(old), tags(new)) {
            (old, new) if old != new && !old.is_empty() && !new.is_empty() => {
                format!("told by {new} instead of {old}")
            }
            _ => "told by other properties".to_owned(),
        };
        let change = ApiChange::new(&rules::BRANCH_TOLD_OTHERWISE, &at.path, words);
        self.add(change.about(at.keys.iter().cloned()));
    }

    pub(super) fn cases(
        &mut self,
        (old_id, old): (TypeId, &Answer),
        (new_id, new): (TypeId, &Answer),
        at: &Spot,
    ) {
        let olds = self.variants(old_id, true);
        let news = self.variants(new_id, false);
        for (case, key) in old.cases.iter().zip(&olds) {
            let at = Spot {
                path: case.status.clone(),
                way: at.way,
                keys: vec![key.clone()],
            };
            let found = new.cases.iter().find(|it| it.status == case.status);
            if let Some(now) = found {
                self.payloads(case.payload.as_ref(), now.payload.as_ref(), &at);
            } else {
                let words = "no longer answered";
                let change = ApiChange::new(&rules::STATUS_REMOVED, &at.path, words);
                self.add(change.about(at.keys));
            }
        }
        for (case, key) in new.cases.iter().zip(&news) {
            if old.cases.iter().all(|it| it.status != case.status) {
                let change = ApiChange::new(&rules::STATUS_ADDED, &case.status, "new answer");
                self.add(change.about([key.clone()]));
            }
        }
    }

    /// Compares what bodies are read as.
    pub(super) fn payloads(&mut self, old: Option<&Payload>, new: Option<&Payload>, at: &Spot) {
        match (old, new) {
            (Some(Payload::Json(old)), Some(Payload::Json(new)))
            | (Some(Payload::Any(old)), Some(Payload::Any(new))) => self.ty(old, new, at),
            (Some(Payload::Xml(old, was)), Some(Payload::Xml(new, is))) => {
                self.ty(old, new, at);
                self.documents(*was, *is, at);
            }
            (None, None)
            | (Some(Payload::Text), Some(Payload::Text))
            | (Some(Payload::Bytes), Some(Payload::Bytes)) => {}
            (old, new) => {
                let old = old.map_or_else(|| "nothing".to_owned(), |it| self.old.payload(it));
                let new = new.map_or_else(|| "nothing".to_owned(), |it| self.new.payload(it));
                let (rule, words) = if old == new {
                    (&rules::MEDIA_TYPE_CHANGED, "read in another form")
                } else {
                    (&rules::ANSWER_CHANGED, "read as another type")
                };
                let mut change = ApiChange::new(rule, &at.path, words);
                change.types = (old != new).then_some((old, new));
                self.add(change.about(at.keys.iter().cloned()));
            }
        }
    }

    fn variants(&self, id: TypeId, is_old: bool) -> Vec<Key> {
        let side = if is_old { self.old } else { self.new };
        let (path, members) = members(side, id);
        let parts = members
            .into_iter()
            .map(|it| Part::Variant(it.name.to_string()));
        parts.map(|it| (path.clone(), it)).collect()
    }
}

fn step(at: &Spot, name: &str, key: Key) -> Spot {
    let space = if at.path.is_empty() { "" } else { " " };
    Spot {
        path: format!("{}{space}({name})", at.path),
        way: at.way,
        keys: vec![key],
    }
}
