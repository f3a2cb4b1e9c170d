//! Which features a file of shared types is compiled with: those of all that leads to it.

use std::collections::{BTreeMap, BTreeSet};

use super::FeatureNames;
use crate::analyze::Analysis;
use crate::ir::{Api, ResourceId, Type, TypeId};
use crate::names::{Alias, DefiningFile, Ident, TypeTables};

/// How many features may share a file that is not always compiled.
const MOST_SHARING: usize = 8;

/// The features of each file that only some of them lead to. A file that such a one mentions has at least the same features, or is always
/// compiled, so that it is never missing.
pub(super) fn of_files(
    api: &Api,
    analysis: &Analysis,
    types: &TypeTables,
    features: &FeatureNames,
) -> BTreeMap<Ident, BTreeSet<String>> {
    let mentions = Mentions::new(api, analysis, types);
    let mut always = BTreeSet::new();
    let mut roots: BTreeMap<&str, BTreeSet<File<'_>>> = BTreeMap::new();
    for file in mentions.0.keys() {
        if let File::Resource(resource) = file {
            let of_feature = match feature_of(api, features, *resource) {
                Some(feature) => roots.entry(feature).or_default(),
                None => &mut always,
            };
            of_feature.insert(*file);
        }
    }
    if let Some(feature) = &features.hooks {
        let payloads = api.payloads().flat_map(|ty| files_in(types, ty));
        roots.entry(feature).or_default().extend(payloads);
    }
    let mut needed: BTreeMap<File<'_>, BTreeSet<String>> = BTreeMap::new();
    for (feature, roots) in roots {
        for file in mentions.reached(roots) {
            needed.entry(file).or_default().insert(feature.to_owned());
        }
    }
    // What nothing leads to is there because the configuration keeps it.
    let kept = mentions.0.keys().filter(|file| !needed.contains_key(file));
    always.extend(kept);
    let always = mentions.reached(always);
    let resources: BTreeSet<&String> = features.of.values().collect();
    let files = needed.into_iter().filter_map(|(file, with)| {
        let is_in_all = !resources.is_empty() && resources.iter().all(|it| with.contains(*it));
        let is_always = is_in_all || always.contains(&file) || with.len() > MOST_SHARING;
        match file {
            File::Shared(name) if !is_always => Some((name.clone(), with)),
            File::Shared(_) | File::Resource(_) => None,
        }
    });
    files.collect()
}

/// The feature of a resource: its own, or that of the one around it.
fn feature_of<'f>(
    api: &Api,
    features: &'f FeatureNames,
    resource: Option<ResourceId>,
) -> Option<&'f str> {
    let parent = |id: &ResourceId| api.resources.get(id.0).and_then(|it| it.parent);
    let mut around = std::iter::successors(resource, parent);
    around.find_map(|id| features.of.get(&id).map(String::as_str))
}

/// A [`DefiningFile`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum File<'a> {
    Shared(&'a Ident),
    Resource(Option<ResourceId>),
}

impl<'a> From<&'a DefiningFile> for File<'a> {
    fn from(file: &'a DefiningFile) -> Self {
        match file {
            DefiningFile::Shared(name) => Self::Shared(name),
            DefiningFile::Resource(id) => Self::Resource(*id),
        }
    }
}

fn file_of(types: &TypeTables, id: TypeId) -> Option<File<'_>> {
    types.names.get(&id).map(|it| File::from(&it.home))
}

/// The files that define the types in a type.
fn files_in<'t>(types: &'t TypeTables, ty: &Type) -> Vec<File<'t>> {
    let ids = ty.named().into_iter();
    ids.filter_map(|(id, _)| file_of(types, id)).collect()
}

/// The files that the code of each file mentions.
struct Mentions<'a>(BTreeMap<File<'a>, BTreeSet<File<'a>>>);

impl<'a> Mentions<'a> {
    fn new(api: &Api, analysis: &Analysis, types: &'a TypeTables) -> Self {
        let mut mentions = Self(BTreeMap::new());
        for (id, def) in api.types() {
            let Some(file) = file_of(types, id) else {
                continue;
            };
            mentions.add(file, def.types().iter().flat_map(|ty| files_in(types, ty)));
            let conversion = analysis.conversions.get(&id);
            let made_from = conversion.filter(|it| it.lacking.is_empty());
            mentions.add(file, made_from.and_then(|it| file_of(types, it.from)));
        }
        for Alias { name: _, of, home } in &types.aliases {
            mentions.add(home.into(), file_of(types, *of));
        }
        for operation in &api.operations {
            let file = File::Resource(operation.resource);
            let own = operation.types();
            mentions.add(file, own.into_iter().flat_map(|ty| files_in(types, ty)));
        }
        mentions
    }

    fn add(&mut self, file: File<'a>, mentioned: impl IntoIterator<Item = File<'a>>) {
        self.0.entry(file).or_default().extend(mentioned);
    }

    /// The files that some files lead to, and these.
    fn reached(&self, from: BTreeSet<File<'a>>) -> BTreeSet<File<'a>> {
        let mut open: Vec<File<'a>> = from.into_iter().collect();
        let mut reached = BTreeSet::new();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(self.0.get(&next).into_iter().flatten());
            }
        }
        reached
    }
}
