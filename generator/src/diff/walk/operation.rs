//! Operations as a whole.

use super::pairs::{Pairs, pairs};
use super::{DiffWalk, Spot};
use crate::diff::change::{ApiChange, Subject};
use crate::diff::rules;
use crate::diff::side::{DiffSide, Key, line_of};
use crate::diff::surface::Part;
use crate::ir::{Direction, Operation, OperationId, Paging};
use crate::markdown::code;
use crate::wire::template;

impl DiffWalk<'_> {
    /// Compares all operations: those of the new description in its order, and then those that are gone.
    pub(super) fn operations(&mut self) {
        let Pairs {
            same,
            removed,
            added,
        } = pairs(&self.old.model.api, &self.new.model.api);
        self.renamed_tags(&same);
        for (old, new) in same {
            let found = (
                self.old.model.api.operation(old),
                self.new.model.api.operation(new),
            );
            if let (Some(old_operation), Some(operation)) = found {
                self.begin(subject(self.new, new, operation));
                self.operation((old, old_operation), (new, operation));
            }
        }
        for id in added {
            if let Some(operation) = self.new.model.api.operation(id) {
                self.begin(subject(self.new, id, operation));
                let change = match &operation.variant {
                    None => ApiChange::new(&rules::OPERATION_ADDED, "", "new"),
                    Some(it) => ApiChange::new(&rules::WAY_ADDED, "", format!("new: {}", it.docs)),
                };
                self.add(change.about([self.new.method(id)]));
            }
        }
        for id in removed {
            if let Some(operation) = self.old.model.api.operation(id) {
                self.begin(subject(self.old, id, operation));
                let change = match &operation.variant {
                    None => ApiChange::new(&rules::OPERATION_REMOVED, "", "gone"),
                    Some(it) => {
                        ApiChange::new(&rules::WAY_REMOVED, "", format!("gone: {}", it.docs))
                    }
                };
                self.add(change.about([self.old.method(id)]));
            }
        }
    }

    fn operation(
        &mut self,
        (old_id, old): (OperationId, &Operation),
        (new_id, new): (OperationId, &Operation),
    ) {
        let at = Spot {
            path: String::new(),
            way: Direction::Write,
            keys: vec![self.old.method(old_id), self.new.method(new_id)],
        };
        self.identity(old, new, &at);
        let calls = (self.old.call(old_id), self.new.call(new_id));
        if calls.0 == calls.1 {
            self.tag(old, new, &at);
        } else {
            let words = format!(
                "called as {}, and no longer as {}",
                code(&calls.1),
                code(&calls.0)
            );
            let former = self.old.method(old_id);
            let rule = match self.new.surface.items.get(&former) {
                Some(item) if item.is_alias || former == self.new.method(new_id) => {
                    &rules::RENAMED_WITH_ALIAS
                }
                _ => &rules::CALLED_OTHERWISE,
            };
            self.say(rule, "", words, &at);
        }
        self.deprecated(old.deprecated, new.deprecated, &at);
        if old.idempotent != new.idempotent {
            let words = if new.idempotent {
                "now sent again"
            } else {
                "no longer sent again"
            };
            let words = format!("{words} after a failure that leaves open whether it arrived");
            self.say(&rules::RETRIES_CHANGED, "", words, &at);
        }
        self.security(&old.security, &new.security, &at);
        self.own_servers(&old.servers, &new.servers, &at);
        self.parameters((old_id, old), (new_id, new));
        self.bodies((old_id, old), (new_id, new));
        self.answers(old, new, &at);
        self.errors(old, new, &at);
        let mut at = at;
        let pages = [(self.old, old), (self.new, new)].into_iter();
        at.keys
            .extend(pages.filter_map(|(side, it)| page(side, it)));
        self.paging(
            self.old.model.analysis.paging.get(&old_id),
            self.new.model.analysis.paging.get(&new_id),
            &at,
        );
    }

    fn identity(&mut self, old: &Operation, new: &Operation, at: &Spot) {
        if old.method != new.method || template(&old.path) != template(&new.path) {
            let words = format!("was {}", code(&line_of(old)));
            self.say(&rules::OPERATION_MOVED, "", words, at);
        }
        if let (Some(old), Some(new)) = (old.name.operation_id(), new.name.operation_id())
            && old != new
        {
            let words = format!("its id was {}, and is {}", code(old), code(new));
            self.say(&rules::OPERATION_RENAMED, "", words, at);
        }
    }

    pub(super) fn say(
        &mut self,
        rule: &'static rules::Rule,
        place: &str,
        words: impl Into<String>,
        at: &Spot,
    ) {
        self.add(ApiChange::new(rule, place, words).about(at.keys.iter().cloned()));
    }

    fn paging(&mut self, old: Option<&Paging>, new: Option<&Paging>, at: &Spot) {
        let (rule, words) = match (old, new) {
            (None, Some(_)) => (&rules::PAGES_GAINED, "now a list with pages"),
            (Some(_), None) => (&rules::PAGES_LOST, "no longer a list with pages"),
            (Some(old), Some(new)) if differ(old, new) => (
                &rules::PAGES_CHANGED,
                "its pages follow each other in another way",
            ),
            _ => return,
        };
        self.say(rule, "", words, at);
    }
}

/// Whether pages follow each other in another way; which type and field that is does not matter.
fn differ(old: &Paging, new: &Paging) -> bool {
    let Paging {
        next,
        items,
        total,
        pages,
        more,
    } = old;
    *next != new.next
        || items.wires != new.items.wires
        || (total, pages, more) != (&new.total, &new.pages, &new.more)
}

/// What the answer of an operation is as a page.
fn page(side: &DiffSide<'_>, operation: &Operation) -> Option<Key> {
    let page = operation.success.page()?.named();
    let (id, _) = page.first()?;
    Some((side.path(*id), Part::Impl("Page".to_owned())))
}

/// A way to make a call is told of with its operation.
fn subject(side: &DiffSide<'_>, id: OperationId, operation: &Operation) -> Subject {
    Subject::Operation {
        line: line_of(operation),
        call: side.call(id),
    }
}
