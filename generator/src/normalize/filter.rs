//! Operations that the configuration leaves out, and the components that only they use.
//!
//! Operations are taken out before references are followed, so that no diagnostic is about what the client does not have.
//! Operations behind a reference are taken out once it has been followed. Components are taken out last, when it is known
//! whether anything else uses them.

use std::collections::BTreeSet;

use super::object_tree::METHODS;
use super::references::component;
use super::remarks::tag_name;
use crate::config::{Config, Select};
use crate::diag::Diagnostics;
use crate::source::{Mapping, Node};
use crate::suggestions::nearest_within;

/// How many letters are compared to find what an entry may have meant.
const MOST_COMPARED: usize = 1 << 20;

/// A component: its section and its name.
type Component = (String, String);

/// What the configuration leaves out of a description.
pub(super) struct Filter<'a> {
    config: &'a Config,
    /// Whether each entry has matched an operation.
    included: Vec<bool>,
    excluded: Vec<bool>,
    /// The tags and the `operationId`s of all operations, for what an entry may have meant.
    tags: BTreeSet<String>,
    ids: BTreeSet<String>,
    /// The components that the operations referred to which were taken out.
    left_out: BTreeSet<Component>,
}

impl<'a> Filter<'a> {
    pub(super) fn new(config: &'a Config) -> Self {
        Self {
            config,
            included: vec![false; config.include.len()],
            excluded: vec![false; config.exclude.len()],
            tags: BTreeSet::new(),
            ids: BTreeSet::new(),
            left_out: BTreeSet::new(),
        }
    }

    fn is_idle(&self) -> bool {
        self.included.is_empty() && self.excluded.is_empty()
    }

    /// Takes out operations, and path items that have no others.
    pub(super) fn operations(&mut self, root: &mut Node) {
        if self.is_idle() {
            return;
        }
        let mut gone = Vec::new();
        if let Some(Node::Mapping(paths)) = root.as_mapping_mut().and_then(|it| it.get_mut("paths"))
        {
            paths.entries_mut().retain_mut(|(path, item)| {
                let Node::Mapping(item) = item else {
                    return true;
                };
                let before = gone.len();
                self.item(path, item, &mut gone);
                gone.len() == before || has_operations(item)
            });
        }
        let used = reach(root, gone.iter());
        self.left_out.extend(used);
    }

    fn item(&mut self, path: &str, item: &mut Mapping, gone: &mut Vec<Node>) {
        let mut keep = |method: &str, operation: &Node| {
            let kept = self.keeps(path, method, operation);
            if !kept {
                gone.push(operation.clone());
            }
            kept
        };
        item.entries_mut().retain(|(key, operation)| {
            let is_method = METHODS.contains(&key.as_str()) || key == "query";
            !is_method || keep(key, operation)
        });
        if let Some(Node::Mapping(others)) = item.get_mut("additionalOperations") {
            others
                .entries_mut()
                .retain(|(method, operation)| keep(method, operation));
        }
    }

    fn keeps(&mut self, path: &str, method: &str, operation: &Node) -> bool {
        let text = |key| operation.get(key).and_then(Node::as_str);
        let tags = operation.get("tags").and_then(Node::as_list);
        let tags: Vec<String> = tags.into_iter().flatten().filter_map(tag_name).collect();
        let id = text("operationId");
        self.tags.extend(tags.iter().cloned());
        self.ids.extend(id.map(str::to_owned));
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        let is_met = |select: &Select| select.is_met(method, path, id, &tags);
        let any = |selects: &[Select], met: &mut Vec<bool>| {
            let hits: Vec<bool> = selects.iter().map(is_met).collect();
            for (met, hit) in met.iter_mut().zip(&hits) {
                *met |= hit;
            }
            hits.contains(&true)
        };
        let is_included = any(&self.config.include, &mut self.included);
        let is_excluded = any(&self.config.exclude, &mut self.excluded);
        (is_included || self.config.include.is_empty()) && !is_excluded
    }

    /// The tag or the `operationId` that an entry may have meant.
    fn meant(&self, select: &Select) -> Option<&str> {
        let mut left = MOST_COMPARED;
        let pairs = [(&select.tag, &self.tags), (&select.operation, &self.ids)];
        let mut wrong = pairs.into_iter().filter_map(|(wanted, known)| {
            let wanted = wanted.as_ref().filter(|it| !known.contains(*it))?;
            Some((wanted, known))
        });
        wrong.find_map(|(wanted, known)| {
            nearest_within(wanted, known.iter().map(String::as_str), &mut left)
        })
    }

    /// Takes out the components that only these operations used, and reports entries that match no operation.
    pub(super) fn components(self, root: &mut Node, diagnostics: &mut Diagnostics) {
        for (key, selects, met) in [
            ("include", &self.config.include, &self.included),
            ("exclude", &self.config.exclude, &self.excluded),
        ] {
            let unmet = selects.iter().zip(met).enumerate();
            for (index, (select, _)) in unmet.filter(|(_, (_, met))| !**met) {
                let at = self.config.at(&[key, &index.to_string()]);
                let message = "no operation of the description is meant by this entry";
                diagnostics
                    .error("unused-configuration", &at, message)
                    .did_you_mean(self.meant(select));
            }
        }
        if self.left_out.is_empty() {
            return;
        }
        let is_candidate = |section: &str, name: &str| {
            let component = (section.to_owned(), name.to_owned());
            self.left_out.contains(&component)
        };
        let entries = root.as_mapping().into_iter().flat_map(Mapping::entries);
        let outside = entries.filter(|(key, _)| key != "components");
        let mut others: Vec<&Node> = outside.map(|(_, node)| node).collect();
        for (section, entries) in sections(root) {
            let others_of = entries.entries().iter();
            let others_of = others_of.filter(|(name, _)| !is_candidate(section, name));
            others.extend(others_of.map(|(_, node)| node));
        }
        let kept = reach(root, others.into_iter());
        let components = root
            .as_mapping_mut()
            .and_then(|it| it.get_mut("components"));
        let Some(Node::Mapping(components)) = components else {
            return;
        };
        for (section, entries) in components.entries_mut() {
            // Security schemes are used by name, and not by reference.
            if let (true, Node::Mapping(entries)) = (section != "securitySchemes", entries) {
                entries.entries_mut().retain(|(name, _)| {
                    let component = (section.clone(), name.clone());
                    !self.left_out.contains(&component) || kept.contains(&component)
                });
            }
        }
    }
}

fn has_operations(item: &Mapping) -> bool {
    let is_one = |key: &str| {
        METHODS.contains(&key) || matches!(key, "query" | "additionalOperations" | "$ref")
    };
    item.keys().any(is_one)
}

fn sections(root: &Node) -> impl Iterator<Item = (&str, &Mapping)> {
    let components = root.get("components").and_then(Node::as_mapping);
    let sections = components.into_iter().flat_map(Mapping::entries);
    sections.filter_map(|(section, node)| Some((section.as_str(), node.as_mapping()?)))
}

/// All components that `nodes` refer to, and those that these refer to in turn.
fn reach<'n>(root: &'n Node, nodes: impl Iterator<Item = &'n Node>) -> BTreeSet<Component> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&Node> = nodes.collect();
    while let Some(node) = waiting.pop() {
        match node {
            Node::String(text) => {
                if let Some(component) = referred_to(text)
                    && found.insert(component.clone())
                {
                    waiting.extend(definition(root, &component));
                }
            }
            Node::Sequence(items) => waiting.extend(items),
            Node::Mapping(mapping) => {
                waiting.extend(mapping.entries().iter().map(|(_, value)| value));
            }
            Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) => {}
        }
    }
    found
}

/// The component that a reference leads to, in `OpenAPI` 3 or 2.0.
fn referred_to(text: &str) -> Option<Component> {
    let rest = text.strip_prefix("#/")?;
    let newer = match rest.split_once('/')? {
        ("components", _) => return component(text),
        ("definitions", name) => format!("#/components/schemas/{name}"),
        (section @ ("parameters" | "responses"), name) => format!("#/components/{section}/{name}"),
        _ => return None,
    };
    component(&newer)
}

fn definition<'n>(root: &'n Node, (section, name): &Component) -> Option<&'n Node> {
    let newer = root.get("components").and_then(|it| it.get(section));
    let older = root.get(if section == "schemas" {
        "definitions"
    } else {
        section
    });
    newer
        .and_then(|it| it.get(name))
        .or_else(|| older?.get(name))
}
