//! What is known about the places of an item: what was rewritten there, what overlays have added, what the diagnostics say.

use std::collections::BTreeSet;

use super::answer::{ExplainedItem, Fact, FactPlace};
use super::catalogue::{Catalogue, CatalogueItem, ItemSubject};
use super::item::Explainer;
use crate::config::Unused;
use crate::diag::Report;
use crate::emit::Context;
use crate::origin::Origin;

/// The places of an item, also of what has none in the model.
pub(super) fn places(item: &CatalogueItem, cx: &Explainer<'_>) -> Vec<Origin> {
    let found = match item.subject {
        ItemSubject::Member(id, _) if item.places.is_empty() => {
            let schema = cx.of_type(id).and_then(|it| it.places.first());
            schema.and_then(|it| cx.documents.value(it, &item.wire))
        }
        ItemSubject::Resource(_) => {
            let module = cx
                .catalogue
                .items
                .iter()
                .find(|it| it.subject == item.subject && it.kind == "module");
            module.and_then(|it| cx.documents.tag(&it.wire))
        }
        _ => None,
    };
    item.places.iter().cloned().chain(found).collect()
}

/// What rewriting to the form of `OpenAPI` 3.0 has done to the schemas of an item, and which of them come from overlays.
pub(super) fn rewritten(item: &CatalogueItem, cx: &Explainer<'_>) -> Vec<Fact> {
    let overlays = &cx.cx.config.overlays;
    let is_overlay = |file: &str| overlays.iter().any(|it| file.ends_with(it.as_str()));
    let added = item.places.iter().filter(|it| is_overlay(&it.file));
    let added = added.map(|it| {
        let text = "an overlay adds this to the description";
        Fact::new("overlay", text).at(Some(it.clone()))
    });
    let done = cx.rewrites.iter();
    let done = done.filter(|(place, _)| item.places.contains(place));
    let done: BTreeSet<&str> = done.map(|(_, rule)| *rule).collect();
    let rules = done.into_iter().map(|it| Fact::new("rewrite", it));
    added.chain(rules).collect()
}

/// What the diagnostics say about places, and about what is inside of them where they are no whole components.
pub(super) fn said(places: &[Origin], report: &Report) -> Vec<Fact> {
    let about = report.diagnostics().filter(|it| {
        places.contains(&it.origin) || {
            let outer = it.origin.around().nth(1);
            outer.is_some_and(|it| places.contains(&it))
        }
    });
    about
        .map(|it| {
            let text = format!("{}[{}]: {}", it.severity, it.code, it.message);
            Fact::new("said", text).at(Some(it.origin.clone()))
        })
        .collect()
}

/// What there is to say about a place that no item is made of.
pub(super) fn nothing(
    place: &Origin,
    cx: &Context<'_>,
    catalogue: &Catalogue,
    report: &Report,
) -> ExplainedItem {
    let mut facts = Vec::new();
    let outer = place.around().skip(1).find_map(|outer| {
        let mut items = catalogue.items.iter();
        items.find(|it| it.places.contains(&outer))
    });
    let mut steps = place.segments();
    let first = steps.next();
    let is_schema = match first.as_deref() {
        Some("components") => steps.next().as_deref() == Some("schemas"),
        Some("definitions") => true,
        _ => false,
    };
    if let Some(outer) = outer {
        let text = format!("it is a part of {}", outer.path);
        let at = outer.places.first().cloned();
        facts.push(Fact::new("type", text).at(at));
    } else if is_schema && cx.config.unused == Unused::Omit {
        let text = "no type is made of it: no operation, webhook or callback leads to it, it is only a part of others in \
                    `allOf`, or a value of it is a text, a number, a list or a map as it is";
        facts.push(Fact::new("type", text));
    } else {
        facts.push(Fact::new("type", "no item of the client is made of it"));
    }
    facts.extend(said(std::slice::from_ref(place), report));
    ExplainedItem {
        kind: "no item",
        path: place.pointer.clone(),
        written: None,
        places: vec![FactPlace::of(place.clone())],
        facts,
    }
}
