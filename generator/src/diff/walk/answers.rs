//! What an operation answers, when all went well and otherwise.

use std::collections::BTreeSet;

use super::{DiffWalk, Spot};
use crate::diff::rules;
use crate::diff::surface::Part;
use crate::ir::{
    Direction, ErrorResponse, ErrorType, Operation, ResponseHeader, StreamItem, Success, Type,
};
use crate::markdown::code;

impl DiffWalk<'_> {
    pub(super) fn answers(&mut self, old: &Operation, new: &Operation, method: &Spot) {
        let at = Spot {
            way: Direction::Read,
            ..method.clone()
        };
        match (&old.success, &new.success) {
            (Success::Empty, Success::Empty) => {}
            (Success::One(old), Success::One(new)) => self.payloads(Some(old), Some(new), &at),
            (Success::Several(old), Success::Several(new)) => self.ty(old, new, &at),
            (Success::Stream(was), Success::Stream(is)) if was.framing == is.framing => {
                match (&was.item, &is.item) {
                    (StreamItem::Json(old), StreamItem::Json(new)) => {
                        self.ty(old, new, &at.then("[]"));
                    }
                    (was, is) if was == is => {}
                    _ => self.answered_otherwise(&old.success, &new.success, &at),
                }
            }
            _ => self.answered_otherwise(&old.success, &new.success, &at),
        }
        if old.accept != new.accept {
            let said =
                |it: &Option<String>| it.as_deref().map_or_else(|| "the default".to_owned(), code);
            let words = format!(
                "asks for {} instead of {}",
                said(&new.accept),
                said(&old.accept)
            );
            self.say(&rules::ACCEPT_CHANGED, "", words, &at);
        }
        if old.not_modified != new.not_modified {
            let words = "what 304 is differs: an answer or an error";
            self.say(&rules::ENVELOPE_CHANGED, "", words, &at);
        }
        if old.envelope != new.envelope {
            let words = "another property says whether the call succeeded";
            self.say(&rules::ENVELOPE_CHANGED, "", words, &at);
        }
        let statuses = |it: &Operation| {
            let outcomes = it.outcomes.iter().map(|it| it.status.clone());
            outcomes
                .chain(it.samples.iter().map(|it| it.status.clone()))
                .collect()
        };
        self.statuses(&statuses(old), &statuses(new), &at);
        self.headers("", &old.response_headers, &new.response_headers, &at);
    }

    fn answered_otherwise(&mut self, old: &Success, new: &Success, at: &Spot) {
        let mut at = at.clone();
        for (side, success) in [(self.old, old), (self.new, new)] {
            let types = success.ty().map(Type::named).unwrap_or_default();
            let types = types
                .into_iter()
                .map(|(id, _)| (side.path(id), Part::Itself));
            at.keys.extend(types);
        }
        let (old, new) = (self.old.answer(old), self.new.answer(new));
        let words = if old == new {
            "its items are told apart in another way".to_owned()
        } else {
            format!("answered with {} instead of {}", code(&new), code(&old))
        };
        self.say(&rules::ANSWER_CHANGED, "", words, &at);
    }

    fn statuses(&mut self, old: &BTreeSet<String>, new: &BTreeSet<String>, at: &Spot) {
        for status in old.difference(new) {
            self.say(&rules::STATUS_REMOVED, status, "no longer answered", at);
        }
        for status in new.difference(old) {
            self.say(&rules::STATUS_ADDED, status, "new answer", at);
        }
    }

    fn headers(&mut self, place: &str, old: &[ResponseHeader], new: &[ResponseHeader], at: &Spot) {
        let has = |list: &[ResponseHeader], name: &str| {
            list.iter().any(|it| it.name.eq_ignore_ascii_case(name))
        };
        let space = if place.is_empty() { "" } else { " " };
        let place = |it: &ResponseHeader| format!("{place}{space}header {}", it.name);
        for header in old.iter().filter(|it| !has(new, &it.name)) {
            let words = "no longer in answers";
            self.say(&rules::HEADER_REMOVED, &place(header), words, at);
        }
        for header in new.iter().filter(|it| !has(old, &it.name)) {
            self.say(&rules::HEADER_ADDED, &place(header), "new in answers", at);
        }
    }

    pub(super) fn errors(&mut self, old: &Operation, new: &Operation, method: &Spot) {
        let statuses = |it: &Operation| it.errors.iter().map(|it| it.status.clone()).collect();
        let at = Spot {
            path: "errors".to_owned(),
            way: Direction::Read,
            ..method.clone()
        };
        self.statuses(&statuses(old), &statuses(new), &at);
        for error in &old.errors {
            let ErrorResponse {
                status, headers, ..
            } = error;
            if let Some(now) = new.errors.iter().find(|it| it.status == *status) {
                self.headers(status, headers, &now.headers, &at);
            }
        }
        match (&old.error, &new.error) {
            (None, None) => {}
            (Some(ErrorType::One(old)), Some(ErrorType::One(new))) => {
                self.payloads(Some(old), Some(new), &at);
            }
            (Some(ErrorType::Several(old)), Some(ErrorType::Several(new))) => {
                self.ty(old, new, &at);
            }
            (old, new) => {
                let [old, new] = [(self.old, old), (self.new, new)].map(|(side, it)| match it {
                    None => "nothing".to_owned(),
                    Some(ErrorType::One(it)) => code(&side.payload(it)),
                    Some(ErrorType::Several(ty)) => code(&side.written(ty)),
                });
                let words = format!("read as {new} instead of {old}");
                self.say(&rules::ERROR_CHANGED, &at.path, words, &at);
            }
        }
    }
}
