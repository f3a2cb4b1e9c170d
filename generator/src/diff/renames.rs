//! What the new client calls otherwise and keeps an alias for: the old client is looked at as if it had called it so.

use std::collections::BTreeSet;

use super::side::DiffSide;
use super::surface::{Surface, short};
use crate::names::DefiningFile;

/// The paths of the old client that lead to something under another path by now, those of modules before those of what is in them.
#[derive(Debug, Default)]
pub(super) struct Renames(Vec<(String, String)>);

impl Renames {
    /// What the aliases of the new client say about the old one.
    pub(super) fn new(new: &DiffSide<'_>, old: &Surface) -> Self {
        let owners: BTreeSet<&str> = old.items.keys().map(|(owner, _)| owner.as_str()).collect();
        let mut renames = Self::default();
        let names = &new.model.names;
        let mut modules: Vec<(String, String)> = Vec::new();
        let mut handles: Vec<(String, String)> = Vec::new();
        for (id, _) in new.model.api.resources() {
            let module = new.module(Some(id));
            let around = module.rsplit_once("::").map_or("", |(around, _)| around);
            let Some(names) = names.resource(id) else {
                continue;
            };
            for former in &names.former {
                modules.push((format!("{around}::{}", former.module), module.clone()));
                let handle = |name| format!("{module}::{name}");
                handles.push((handle(&former.handle), handle(&names.handle)));
            }
        }
        modules.sort_by_key(|(old, _)| old.matches("::").count());
        let types = names.types.former.iter().map(|it| {
            let home = match &it.home {
                DefiningFile::Shared(_) => "crate::types".to_owned(),
                DefiningFile::Resource(resource) => new.module(*resource),
            };
            (format!("{home}::{}", it.name), new.path(it.of))
        });
        let params = new.model.api.operations().flat_map(|(id, operation)| {
            let module = new.module(operation.resource);
            let (params, _) = new.params(id);
            let former = names.operation(id).map_or(&[][..], |it| &it.former);
            let former = former.iter().filter_map(|it| it.params.as_ref());
            former.map(move |it| (format!("{module}::{it}"), params.clone()))
        });
        let all = modules
            .into_iter()
            .chain(handles)
            .chain(types)
            .chain(params);
        for (from, to) in all {
            // Where the old client had the new name already, the other is another thing there, or an alias as well.
            let inner = format!("{to}::");
            let is_known = |it: &&str| {
                let path = renames.path(it);
                path == to || path.starts_with(&inner)
            };
            if from != to && !owners.iter().any(is_known) {
                renames.0.push((from, to));
            }
        }
        renames
    }

    /// A path as the new client has it.
    pub(super) fn path(&self, path: &str) -> String {
        self.0.iter().fold(path.to_owned(), |path, (old, new)| {
            match path.strip_prefix(old) {
                Some(rest) if rest.is_empty() || rest.starts_with("::") => format!("{new}{rest}"),
                _ => path,
            }
        })
    }

    /// The items of the old client by the paths of the new one.
    pub(super) fn surface(&self, old: Surface) -> Surface {
        if self.0.is_empty() {
            return old;
        }
        let items = old.items.into_iter().map(|((owner, part), mut item)| {
            item.signature = words(&item.signature, |word| self.path(word));
            item.shown = words(&item.shown, |word| {
                let renamed = self.0.iter().find(|(old, _)| short(old) == word);
                renamed.map_or(word, |(_, new)| short(new)).to_owned()
            });
            ((self.path(&owner), part), item)
        });
        Surface {
            items: items.collect(),
        }
    }
}

/// A text with each path in it replaced.
fn words(text: &str, replaced: impl Fn(&str) -> String) -> String {
    let mut made = String::new();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c == ':' || c == '_' || c.is_alphanumeric() {
            word.push(c);
        } else {
            made.push_str(&replaced(&word));
            made.push(c);
            word.clear();
        }
    }
    made.pop();
    made
}
