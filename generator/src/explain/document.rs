//! What the author has written: the files of a description as they are, before anything is rewritten.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostics, Sources};
use crate::origin::Origin;
use crate::source::{Node, read};
use crate::suggestions::nearest;

/// The files of a description and of its overlays.
#[derive(Debug)]
pub(super) struct Documents {
    /// The name of the root file.
    pub(super) root: Arc<str>,
    trees: BTreeMap<Arc<str>, Node>,
}

impl Documents {
    /// The trees of these texts; those that are no YAML have none.
    pub(super) fn new(sources: &Sources, root: &str) -> Self {
        let is_read = |file: &str| {
            let extension = std::path::Path::new(file).extension();
            !extension.is_some_and(|it| it == "toml" || it == "lock")
        };
        let mut unheard = Diagnostics::new();
        let trees = sources
            .iter()
            .filter(|(file, _)| is_read(file))
            .filter_map(|(file, text)| Some((Arc::clone(file), read(file, text, &mut unheard)?)))
            .collect();
        // What is wrong with them was reported by the run that read them.
        drop(unheard.into_report(Sources::new()));
        Self {
            root: Arc::from(root),
            trees,
        }
    }

    /// The files whose name ends with `name`; all of them without one, the root first.
    pub(super) fn files(&self, name: &str) -> Vec<&Arc<str>> {
        if name.is_empty() {
            let others = self.trees.keys().filter(|it| **it != self.root);
            return std::iter::once(&self.root).chain(others).collect();
        }
        let is_it = |it: &&Arc<str>| {
            let rest = it.strip_suffix(name.trim_start_matches("./"));
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', ':']))
        };
        self.trees.keys().filter(is_it).collect()
    }

    /// What stands at a place.
    pub(super) fn at(&self, place: &Origin) -> Option<&Node> {
        let steps: Vec<String> = place.segments().collect();
        let tree = self.trees.get(&place.file)?;
        tree.at_pointer(steps.iter().map(String::as_str))
    }

    /// Where the list of values of a schema has one.
    pub(super) fn value(&self, schema: &Origin, value: &str) -> Option<Origin> {
        let list = schema.key("enum");
        let is_it = |it: &Node| match it {
            Node::Int(number) => number.to_string() == value,
            other => other.as_str() == Some(value),
        };
        let index = self.at(&list)?.as_list()?.iter().position(is_it)?;
        Some(list.index(index))
    }

    /// Where the description says something about a tag.
    pub(super) fn tag(&self, name: &str) -> Option<Origin> {
        let list = Origin::root(Arc::clone(&self.root)).key("tags");
        let is_it = |it: &Node| it.get("name").and_then(Node::as_str) == Some(name);
        let index = self.at(&list)?.as_list()?.iter().position(is_it)?;
        Some(list.index(index))
    }

    /// The pointer with the first step that leads nowhere replaced by the nearest that does not.
    pub(super) fn nearest(&self, place: &Origin) -> Option<String> {
        let mut node = self.trees.get(&place.file)?;
        let mut found = Origin::root(Arc::clone(&place.file));
        let mut steps = place.segments();
        while let Some(step) = steps.next() {
            if let Some(next) = node.at_pointer(std::iter::once(step.as_str())) {
                node = next;
                found = found.key(&step);
                continue;
            }
            let near = nearest(&step, node.as_mapping()?.keys())?;
            let all = steps.fold(found.key(near), |at, step| at.key(&step));
            return Some(all.pointer);
        }
        None
    }
}
