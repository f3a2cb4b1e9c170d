//! The entries of `codegen.toml` that are about an item, beside those that choose its name or its type.

use super::answer::Fact;
use super::catalogue::{CatalogueItem, ItemSubject};
use super::item::Explainer;
use crate::config::Config;
use crate::origin::{Origin, pointer_of};

/// What the configuration says about an item.
pub(super) fn settings(item: &CatalogueItem, cx: &Explainer<'_>) -> Vec<Fact> {
    let config = cx.cx.config;
    let mut facts = Vec::new();
    match item.subject {
        ItemSubject::Method(id) => {
            let operation = cx.cx.api.operation(id);
            let found = operation.and_then(|it| {
                let (method, path) = (it.method.as_str(), it.path.as_str());
                config.operation(Some(&it.id), method, path)
            });
            if let Some((key, _)) = found {
                facts.push(set(
                    config,
                    &["operations", key],
                    "`[operations]` is about it",
                ));
            }
        }
        ItemSubject::Type(_) => facts.extend(of_type(item, config)),
        ItemSubject::Scheme(_) if config.security.contains_key(&item.wire) => {
            let text = "`[security]` names the environment variable that it is read from";
            facts.push(set(config, &["security", &item.wire], text));
        }
        ItemSubject::ClientParameter(_) => {
            let chosen = config.client_parameters.as_ref();
            let is_chosen = chosen.is_some_and(|it| it.contains(&item.wire));
            facts.push(if is_chosen {
                let text = "`client_parameters` names it, so that the client can hold it for all operations";
                set(config, &["client_parameters"], text)
            } else {
                let text = "nearly all operations require it, so that the client can hold it for all of them";
                Fact::new("setting", text)
            });
        }
        ItemSubject::Argument(..) | ItemSubject::ParamsField(..) => {
            let held = cx.cx.api.client_parameters.iter();
            if { held }.any(|it| it.wire == item.wire) {
                let text =
                    "the client can hold it for all operations, so that it may be left out here";
                facts.push(Fact::new("setting", text));
            }
        }
        ItemSubject::Scheme(_)
        | ItemSubject::Resource(_)
        | ItemSubject::Member(..)
        | ItemSubject::Params(_) => {}
    }
    facts
}

fn set(config: &Config, steps: &[&str], text: &str) -> Fact {
    Fact::new("setting", text).at(Some(config.at(steps)))
}

fn of_type(item: &CatalogueItem, config: &Config) -> Vec<Fact> {
    let is_here = |key: &str| {
        let is_at = |it: &Origin| it.pointer == pointer_of(key);
        key == item.wire || item.places.iter().any(is_at)
    };
    let derives = config.derives.keys().filter(|key| is_here(key));
    let derives = derives.map(|key| {
        let text = "`[derives]` adds traits or attributes";
        set(config, &["derives", key], text)
    });
    let closed = config.closed_enums.iter().enumerate();
    let closed = closed.filter(|(_, it)| *it == "*" || is_here(it));
    let closed = closed.filter(|_| item.kind == "enum").map(|(index, _)| {
        let index = index.to_string();
        let text = "`closed_enums` says that there are no other values";
        set(config, &["closed_enums", &index], text)
    });
    derives.chain(closed).collect()
}
