//! Where operations are found whose tags have changed: at the resources where callers know them.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::lower::operation::site::{Site, sites};
use crate::origin::Origin;
use crate::spec::Spec;
use crate::wire::template;

/// The resources of operations that earlier runs have seen.
#[derive(Debug, Default)]
pub(in crate::lower) struct Homes {
    /// By method and path without the names of its parameters; `None` is the client itself.
    known: BTreeMap<String, Option<String>>,
    /// The resources of tags that have taken the place of others.
    renamed: BTreeMap<String, String>,
}

impl Homes {
    /// `known` is what earlier runs have seen, as [`EarlierRuns::homes`](crate::ir::EarlierRuns::homes). What is no longer found under its
    /// tag is noted, once for a tag that took the place of another.
    pub(in crate::lower) fn new(
        spec: &Spec,
        config: &Config,
        known: BTreeMap<String, Option<String>>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut homes = Self {
            known,
            renamed: BTreeMap::new(),
        };
        if homes.known.is_empty() {
            return homes;
        }
        let tagged = tagged(spec, config);
        homes.renamed = homes.renamed(&tagged);
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (line, tag, at) in &tagged {
            let Some(home) = homes.known.get(line) else {
                continue;
            };
            let home = match home {
                Some(home) if home == tag => continue,
                Some(home) => format!("the resource `{}`", home.escape_debug()),
                None => "the client itself".to_owned(),
            };
            let tag_shown = tag.escape_debug();
            let message = if homes.renamed.contains_key(*tag) {
                if !told.insert(tag) {
                    continue;
                }
                format!(
                    "operations with the tag `{tag_shown}` stay at {home}, where callers know them"
                )
            } else {
                format!(
                    "this operation stays at {home}, where callers know it, although its tag is `{tag_shown}`"
                )
            };
            diagnostics
                .note("kept-resource", at, message)
                .hint("`resource` of the operation, or `[resources]`, in codegen.toml moves it");
        }
        homes
    }

    /// The tags that took the place of others: no resource was known by that name, what was known of its operations is of one
    /// resource, and nothing has the tag of that resource any more.
    fn renamed(&self, tagged: &[(String, &str, Origin)]) -> BTreeMap<String, String> {
        let resources: BTreeSet<&str> = self.known.values().flatten().map(String::as_str).collect();
        let tags: BTreeSet<&str> = tagged.iter().map(|(_, tag, _)| *tag).collect();
        let mut homes: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
        for (line, tag, _) in tagged {
            if let Some(home) = self.known.get(line) {
                homes.entry(*tag).or_default().insert(home.as_deref());
            }
        }
        let mut heirs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (tag, homes) in homes {
            let homes: Vec<Option<&str>> = homes.into_iter().collect();
            if let [Some(home)] = homes.as_slice()
                && !resources.contains(tag)
                && !tags.contains(home)
            {
                heirs.entry(*home).or_default().push(tag);
            }
        }
        let clear = heirs
            .into_iter()
            .filter_map(|(home, tags)| match tags.as_slice() {
                [only] => Some(((*only).to_owned(), home.to_owned())),
                _ => None,
            });
        clear.collect()
    }

    /// The path of the resource where an operation is known, which is empty for the client itself.
    pub(super) fn known(&self, site: &Site<'_>) -> Option<Vec<String>> {
        let home = self.known.get(&line(site))?;
        Some(home.iter().cloned().collect())
    }

    /// The resource of operations with a tag.
    pub(super) fn of_tag<'t>(&'t self, tag: &'t str) -> &'t str {
        self.renamed.get(tag).map_or(tag, String::as_str)
    }
}

fn line(site: &Site<'_>) -> String {
    template(&format!("{} {}", site.method().as_str(), site.path))
}

/// The operations whose first tag says where they are found, each with it and its place.
fn tagged<'s>(spec: &'s Spec, config: &Config) -> Vec<(String, &'s str, Origin)> {
    let items = spec.openapi.paths.paths.iter();
    let items = items.filter_map(|(path, item)| {
        let at = spec.root().key("paths").key(path);
        Some(sites(path, item.as_item()?, at))
    });
    let tagged = items.flatten().filter_map(|site| {
        let tag = site.operation.tags.first()?;
        let id = site.operation.operation_id.as_deref();
        let configured = config.operation(id, site.method().as_str(), site.path);
        let is_chosen = configured.is_some_and(|(_, it)| it.resource.is_some())
            || config.resources.contains_key(tag);
        (!is_chosen).then(|| (line(&site), tag.as_str(), site.at.key("tags").index(0)))
    });
    tagged.collect()
}
