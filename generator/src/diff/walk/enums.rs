//! Enums: lists of values.

use super::fields::members;
use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules;
use crate::diff::side::DiffSide;
use crate::diff::surface::Part;
use crate::ir::{AboutValue, ScalarEnum, TextEnum, TypeId};
use crate::markdown::code;

/// The values of an enum, each with its text and what is said about it.
struct Values {
    known: Vec<(String, AboutValue, Part)>,
    /// Those that the description has no more, and the client still has.
    kept: Vec<String>,
    closed: bool,
    path: String,
}

impl DiffWalk<'_> {
    pub(super) fn text_enums(
        &mut self,
        (old_id, old): (TypeId, &TextEnum),
        (new_id, new): (TypeId, &TextEnum),
        at: &Spot,
    ) {
        if old.default != new.default {
            let said =
                |it: &Option<String>| it.as_deref().map_or_else(|| "nothing".to_owned(), code);
            let words = format!(
                "what has no value means {} instead of {}",
                said(&new.default),
                said(&old.default)
            );
            self.add(ApiChange::new(&rules::DEFAULT_CHANGED, &at.path, words));
        }
        let values = |side: &DiffSide<'_>, id, list: &TextEnum| {
            let texts = list
                .values
                .iter()
                .map(|it| (it.wire.clone(), it.about.clone()));
            values(side, id, texts.collect(), list.closed)
        };
        let values = (values(self.old, old_id, old), values(self.new, new_id, new));
        self.values(&values.0, &values.1, at);
    }

    pub(super) fn scalar_enums(
        &mut self,
        (old_id, old): (TypeId, &ScalarEnum),
        (new_id, new): (TypeId, &ScalarEnum),
        at: &Spot,
    ) {
        let values = |side: &DiffSide<'_>, id, list: &ScalarEnum| {
            let texts = list.values.iter().map(|it| {
                let text = it.wire.text().unwrap_or_default();
                (text, it.about.clone())
            });
            values(side, id, texts.collect(), list.closed)
        };
        let values = (values(self.old, old_id, old), values(self.new, new_id, new));
        self.values(&values.0, &values.1, at);
    }

    fn values(&mut self, old: &Values, new: &Values, at: &Spot) {
        let place = |text: &str| {
            let space = if at.path.is_empty() { "" } else { " " };
            format!("{}{space}{text:?}", at.path)
        };
        for (text, about, part) in &old.known {
            let now = new.known.iter().find(|(it, ..)| it == text);
            let key = (old.path.clone(), part.clone());
            match now {
                None => {
                    let words = format!("value no longer in {}", at.messages());
                    let rule = if new.kept.contains(text) {
                        &rules::ENUM_VALUE_KEPT
                    } else {
                        &rules::ENUM_VALUE_REMOVED
                    };
                    let change = ApiChange::new(rule, &place(text), words);
                    self.add(change.about([key]));
                }
                Some((_, now, part)) => {
                    let at = Spot {
                        path: place(text),
                        way: at.way,
                        keys: vec![key, (new.path.clone(), part.clone())],
                    };
                    self.deprecated(about.deprecated, now.deprecated, &at);
                }
            }
        }
        for (text, _, part) in &new.known {
            if old.known.iter().all(|(it, ..)| it != text) {
                let words = format!("new value in {}", at.messages());
                let change = ApiChange::new(&rules::ENUM_VALUE_ADDED, &place(text), words);
                self.add(change.about([(new.path.clone(), part.clone())]));
            }
        }
        let (rule, words) = match (old.closed, new.closed) {
            (false, true) => (&rules::ENUM_CLOSED, "there are no other values"),
            (true, false) => (&rules::ENUM_OPENED, "there may be other values"),
            _ => return,
        };
        let change = ApiChange::new(rule, &at.path, words);
        self.add(change.about([(new.path.clone(), Part::Itself)]));
    }
}

fn values(
    side: &DiffSide<'_>,
    id: TypeId,
    texts: Vec<(String, AboutValue)>,
    closed: bool,
) -> Values {
    let (path, members) = members(side, id);
    let known = texts.into_iter().zip(members);
    let known =
        known.map(|((text, about), member)| (text, about, Part::Variant(member.name.to_string())));
    let names = side.model.names.ty(id);
    let kept = names.into_iter().flat_map(|it| &it.gone);
    Values {
        known: known.collect(),
        kept: kept.map(|(wire, _)| wire.clone()).collect(),
        closed,
        path,
    }
}
