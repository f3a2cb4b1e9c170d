//! Why an item is in its module, and what has to be on for it to be compiled.

use super::answer::Fact;
use super::catalogue::{CatalogueItem, ItemSubject, file_of};
use super::item::Explainer;
use crate::ir::{Api, ResourceId, TypeId};
use crate::names::DefiningFile;

/// The module, and the features.
pub(super) fn why_module(item: &CatalogueItem, cx: &Explainer<'_>) -> Vec<Fact> {
    match item.subject {
        ItemSubject::Type(id) => of_type(id, item, cx),
        ItemSubject::Resource(id) => {
            let home = DefiningFile::Resource(Some(id));
            let text = format!("its operations are in {}", file_of(cx.cx, &home));
            let mut facts = vec![Fact::new("module", text)];
            facts.extend(feature(Some(id), cx));
            facts
        }
        ItemSubject::Method(id) => {
            let resource = cx.cx.api.operation(id).and_then(|it| it.resource);
            let file = file_of(cx.cx, &DefiningFile::Resource(resource));
            let text = match resource {
                Some(id) => format!("{} has it, in {file}", why_there(cx.cx.api, id)),
                None => format!(
                    "it has no tag, and no group of its path, so that the client itself has it, in {file}"
                ),
            };
            let mut facts = vec![Fact::new("module", text)];
            facts.extend(feature(resource, cx));
            facts
        }
        ItemSubject::Member(..)
        | ItemSubject::Params(_)
        | ItemSubject::ParamsField(..)
        | ItemSubject::Argument(..)
        | ItemSubject::Scheme(_)
        | ItemSubject::ClientParameter(_) => Vec::new(),
    }
}

fn why_there(api: &Api, id: ResourceId) -> String {
    let path = api.resources.get(id.0).map(|it| it.path.join("."));
    format!("the resource `{}`", path.unwrap_or_default())
}

fn of_type(id: TypeId, item: &CatalogueItem, cx: &Explainer<'_>) -> Vec<Fact> {
    let (Some(names), Some(def)) = (cx.cx.names.ty(id), cx.cx.api.ty(id)) else {
        return Vec::new();
    };
    let file = file_of(cx.cx, &names.home);
    let text = match &names.home {
        DefiningFile::Shared(_) if def.place.is_in_component() => {
            format!("types of components are in `types`; this one is in {file}")
        }
        DefiningFile::Shared(_) if item.places.len() > 1 => {
            format!("operations of several resources share it, in {file}")
        }
        DefiningFile::Shared(_) => format!("it is among the shared types, in {file}"),
        DefiningFile::Resource(_) => {
            format!("only operations of one resource have it, in {file}")
        }
    };
    let mut facts = vec![Fact::new("module", text)];
    match &names.home {
        DefiningFile::Resource(resource) => facts.extend(feature(*resource, cx)),
        DefiningFile::Shared(file) => {
            let features = &cx.cx.names.features;
            let needed = features.of_files.get(file).map(|them| {
                let names: Vec<String> = them.iter().map(|it| format!("`{it}`")).collect();
                Fact::new("feature", format!("one of {} is on", names.join(", ")))
            });
            let always = || Fact::new("feature", "it is always compiled");
            let has_some = features.all().next().is_some();
            facts.extend(needed.or_else(|| has_some.then(always)));
        }
    }
    facts
}

/// The feature of a resource, or of the one around it that has one.
fn feature(resource: Option<ResourceId>, cx: &Explainer<'_>) -> Option<Fact> {
    let parent = |id: &ResourceId| cx.cx.api.resources.get(id.0)?.parent;
    let mut around = std::iter::successors(resource, parent);
    let name = around.find_map(|id| cx.cx.names.features.of.get(&id))?;
    Some(Fact::new("feature", format!("`{name}` is on")))
}
