//! Why an item has its name.

use super::answer::Fact;
use super::catalogue::{CatalogueItem, ItemSubject};
use super::item::Explainer;
use crate::ir::{NameSource, Operation, Place, ResourceId, Role, Step, TypeDef};
use crate::names::{NameReason, TAKEN_TYPES};

/// The reasons for the name of an item: who chose it, or else what it is made of, what has changed it, and what keeps it.
pub(super) fn why_name(item: &CatalogueItem, cx: &Explainer<'_>) -> Vec<Fact> {
    let reason = cx.cx.names.reasons.of(&item.entry);
    let config = cx.cx.config;
    let fact = |text: String| Fact::new("name", text);
    if let Some(NameReason::Chosen(at)) = reason {
        let entry = &item.entry;
        let table = config.names.get_key_value(&entry.table);
        let twin = entry.table.strip_suffix(" (sent)");
        let table = table.or_else(|| config.names.get_key_value(twin?));
        let at = at.clone().or_else(|| {
            let (table, keys) = table?;
            let (key, _) = keys.get_key_value(&entry.key)?;
            Some(config.at(&["names", table, key]))
        });
        let text = fact("the configuration chooses it".to_owned());
        return vec![text.at(at)];
    }
    let mut facts: Vec<Fact> = made_of(item, cx).into_iter().collect();
    match reason {
        Some(NameReason::Taken(first)) => facts.push(fact(format!(
            "`{first}` is the name of something else there, or means something else"
        ))),
        Some(NameReason::Locked(otherwise)) => {
            let name = item.name();
            let instead = if otherwise.as_str() == name {
                String::new()
            } else {
                format!("; without it, the name would be `{otherwise}`")
            };
            let text = format!("names.lock keeps it{instead}");
            let at = cx.lock.at(&item.entry.table, &item.entry.key);
            facts.push(fact(text).at(Some(at)));
        }
        Some(NameReason::Chosen(_)) | None => {}
    }
    facts
}

/// What a name is made of.
fn made_of(item: &CatalogueItem, cx: &Explainer<'_>) -> Option<Fact> {
    let api = cx.cx.api;
    let wire = &item.wire;
    Some(match item.subject {
        ItemSubject::Resource(id) => return of_resource(id, cx),
        ItemSubject::Type(id) => of_type(api.ty(id)?, item, cx),
        ItemSubject::Method(id) => of_method(api.operation(id)?, item, cx),
        ItemSubject::Params(_) => {
            Fact::new("name", "it is what the method takes, and named after that")
        }
        ItemSubject::Member(..) if item.kind == "variant" => {
            Fact::new("name", format!("`{wire}` tells this value or branch"))
        }
        ItemSubject::Member(..) => Fact::new("name", format!("the property is `{wire}`")),
        ItemSubject::ParamsField(..) | ItemSubject::Argument(..) => {
            Fact::new("name", format!("on the wire, it is `{wire}`"))
        }
        ItemSubject::Scheme(_) => Fact::new("name", format!("the security scheme is `{wire}`")),
        ItemSubject::ClientParameter(_) => Fact::new("name", format!("the parameter is `{wire}`")),
    })
}

fn of_resource(id: ResourceId, cx: &Explainer<'_>) -> Option<Fact> {
    let name = cx.cx.api.resources.get(id.0)?.path.last()?;
    let config = cx.cx.config;
    let path = &cx.cx.api.resources.get(id.0)?.path;
    let is_it = |it: &[String]| it.starts_with(path);
    let of_tag = config.resources.iter().find(|(_, it)| is_it(it.segments()));
    if let Some((tag, _)) = of_tag {
        let at = config.at(&["resources", tag]);
        let text = format!("`[resources]` says where the tag `{tag}` is found");
        return Some(Fact::new("name", text).at(Some(at)));
    }
    let mut operations = config.operations.iter();
    let chosen =
        operations.find(|(_, it)| it.resource.as_ref().is_some_and(|it| is_it(it.segments())));
    if let Some((key, _)) = chosen {
        let at = config.at(&["operations", key, "resource"]);
        let text = format!("`[operations]` says where `{key}` is found");
        return Some(Fact::new("name", text).at(Some(at)));
    }
    Some(if cx.cx.api.tags.contains(name) {
        Fact::new("name", format!("operations have the tag `{name}`"))
    } else {
        let text = format!("operations without a tag are grouped by their paths: `{name}`");
        Fact::new("name", text)
    })
}

fn of_method(operation: &Operation, item: &CatalogueItem, cx: &Explainer<'_>) -> Fact {
    if let Some(variant) = &operation.variant {
        let text = format!(
            "it is another way to call the operation, and ends in `{}`: {}",
            variant.name,
            variant.docs.trim_end_matches('.')
        );
        return Fact::new("name", text);
    }
    match &operation.name {
        NameSource::Chosen(_) => Fact::new("name", "the configuration chooses it"),
        NameSource::OperationId(id) => {
            let at = item.places.first().map(|it| it.key("operationId"));
            let at = at.filter(|it| cx.documents.at(it).is_some());
            let shorter = if words(id) == words(item.name()) {
                String::new()
            } else {
                "; what its resource, its path or a framework adds to it is left out, as long as no \
                 other method there is called the same"
                    .to_owned()
            };
            Fact::new("name", format!("its `operationId` is `{id}`{shorter}")).at(at)
        }
        NameSource::Path => {
            let text = format!(
                "it is made of method and path, `{} {}`, as no `operationId` says more",
                operation.method.as_str(),
                operation.path
            );
            Fact::new("name", text)
        }
    }
}

/// The letters of a name, whatever their case.
fn words(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn of_type(def: &TypeDef, item: &CatalogueItem, cx: &Explainer<'_>) -> Fact {
    let is_common = cx.cx.names.reasons.is_common(&item.entry);
    let title = def
        .title
        .as_deref()
        .filter(|it| words(it) == words(item.name()));
    let text = match (title, is_common) {
        (Some(title), _) if !def.place.is_component() => format!("its `title` is `{title}`"),
        (_, true) => format!(
            "the same stands at {} places, and this is what they have in common",
            item.places.len()
        ),
        (_, false) => format!("it is named after its place: {}", place(&def.place, cx)),
    };
    let taken = item.name().strip_suffix("Model");
    let taken = taken.filter(|it| TAKEN_TYPES.contains(it));
    let text = match taken {
        Some(taken) => format!("{text}; `{taken}` has another meaning in a client"),
        None => text,
    };
    Fact::new("name", text)
}

/// A place in words.
fn place(place: &Place, cx: &Explainer<'_>) -> String {
    let operation = |id| {
        let operation = cx.cx.api.operation(id);
        operation.map_or_else(String::new, |it| {
            format!("`{} {}`", it.method.as_str(), it.path)
        })
    };
    let role = match &place.role {
        Role::Component(name) => format!("the component `{name}`"),
        Role::Response(id) => format!("the answer of {}", operation(*id)),
        Role::Errors(id) => format!("the errors of {}", operation(*id)),
        Role::Error(id, status) => format!("the error {status} of {}", operation(*id)),
        Role::Params(id) => format!("what {} takes", operation(*id)),
    };
    let steps = place.steps.iter().map(|step| match step {
        Step::Property(name) => format!(", property `{name}`"),
        Step::Item => ", an item of it".to_owned(),
        Step::Place(index) => format!(", item {}", index + 1),
        Step::Key => ", a key of it".to_owned(),
        Step::Value => ", a value of it".to_owned(),
        Step::Branch(name) => format!(", branch `{name}`"),
        Step::Body => ", the body".to_owned(),
    });
    steps.fold(role, |text, step| text + &step)
}
