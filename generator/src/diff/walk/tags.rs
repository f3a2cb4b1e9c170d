//! Tags, by which callers find operations.

use std::collections::{BTreeMap, BTreeSet};

use super::{DiffWalk, Spot};
use crate::diff::change::ApiChange;
use crate::diff::rules;
use crate::ir::{Operation, OperationId};
use crate::markdown::code;

impl DiffWalk<'_> {
    /// Says which tags are called otherwise: all operations that had one have the same other, which nothing had.
    pub(super) fn renamed_tags(&mut self, same: &[(OperationId, OperationId)]) {
        let (old_api, new_api) = (&self.old.model.api, &self.new.model.api);
        let mut heirs: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        let mut former: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        for (old, new) in same {
            let (Some(old), Some(new)) = (old_api.operation(*old), new_api.operation(*new)) else {
                continue;
            };
            let (was, is) = (old.tag.as_deref(), new.tag.as_deref());
            if let Some(was) = was {
                heirs.entry(was).or_default().insert(is);
            }
            if let Some(is) = is {
                former.entry(is).or_default().insert(was);
            }
        }
        for (was, is) in heirs {
            let [Some(is)] = is.into_iter().collect::<Vec<_>>()[..] else {
                continue;
            };
            let is_only = former.get(is).is_some_and(|it| it.len() == 1);
            if was == is || !is_only {
                continue;
            }
            self.tags.insert((was.to_owned(), is.to_owned()));
            let words = format!("called {} before", code(was));
            self.add(ApiChange::new(
                &rules::TAG_CHANGED,
                &format!("tag {is}"),
                words,
            ));
        }
    }

    /// Says that an operation has another tag than before.
    pub(super) fn tag(&mut self, old: &Operation, new: &Operation, at: &Spot) {
        let (was, is) = match (&old.tag, &new.tag) {
            (Some(was), Some(is)) if self.tags.contains(&(was.clone(), is.clone())) => return,
            (was, is) if was == is || new.variant.is_some() => return,
            it => it,
        };
        let said = |tag: &Option<String>| tag.as_deref().map_or("none".to_owned(), code);
        let words = format!("its tag was {}, and is {}", said(was), said(is));
        self.say(&rules::TAG_CHANGED, "", words, at);
    }
}
