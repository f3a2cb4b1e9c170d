//! What a response means: the words of the description about the statuses that are no errors, where they say something new.

use crate::emit::Context;
use crate::emit::docs::{Docs, code, docs, list, list_item, paragraphs};
use crate::ir::{DocumentedStatus, Operation, Payload, Success, Type, TypeDef, TypeId, TypeKind};
use crate::names::OperationNames;
use crate::words::{Known, says_more};

/// The section about the response; `None` where the documentation of the types says the same.
pub(in crate::emit) fn outcome_lines(
    cx: &Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Option<Docs> {
    let known = known(cx, operation, names);
    let is_new = |it: &&DocumentedStatus| !is_told(cx, operation, it);
    let mut told: Vec<&DocumentedStatus> = operation.outcomes.iter().filter(is_new).collect();
    told.sort_by_key(|it| &it.status);
    let is_news = |it: &&DocumentedStatus| says_more(&it.docs, &known);
    if !told.iter().any(is_news) {
        return None;
    }
    let text = match told.as_slice() {
        [only] if operation.outcomes.len() == 1 && !only.status.starts_with(['1', '3']) => {
            Docs::of(news(&only.docs, &known)).ended()
        }
        // Of several, each is shown, as the difference between them is what a reader looks for.
        several => {
            let nothing = Known::default();
            let several = several.iter().filter(|it| says_more(&it.docs, &nothing));
            list(several.map(|it| item(it, &nothing)))
        }
    };
    Some(paragraphs([docs!["# Returns"], text]))
}

/// A status in words.
pub(in crate::emit) fn status_words(status: &str) -> Docs {
    match status {
        "default" => docs!["Any other status"],
        status => docs!["Status ", code(status)],
    }
}

fn item(outcome: &DocumentedStatus, known: &Known) -> Docs {
    let DocumentedStatus { status, docs } = outcome;
    list_item(docs![status_words(status), ": "], news(docs, known))
}

/// The part of a text that begins with the first paragraph that says something new.
fn news<'t>(text: &'t str, known: &Known) -> &'t str {
    match text.split_once("\n\n") {
        Some((first, rest)) if !says_more(first, known) && says_more(rest, known) => {
            news(rest.trim_start_matches('\n'), known)
        }
        _ => text,
    }
}

/// What a reader knows already: the names and the words about the operation.
fn known(cx: &Context<'_>, operation: &Operation, names: &OperationNames) -> Known {
    let mut known = Known::default();
    for text in [&operation.summary, &operation.docs].into_iter().flatten() {
        known.text(text);
    }
    let answer = named(operation).and_then(|id| cx.names.ty(id));
    known.name(&operation.id);
    known.name(names.method.as_str());
    known.name(answer.map_or("", |it| it.name.as_str()));
    known
}

/// Whether the documentation of a type has the words.
fn is_told(cx: &Context<'_>, operation: &Operation, outcome: &DocumentedStatus) -> bool {
    let Some(def) = named(operation).and_then(|id| cx.api.ty(id)) else {
        return false;
    };
    let TypeDef { docs, kind, .. } = def;
    match kind {
        TypeKind::Answer(answer) => answer.cases.iter().any(|it| it.status == outcome.status),
        TypeKind::Struct(_)
        | TypeKind::TextEnum(_)
        | TypeKind::ScalarEnum(_)
        | TypeKind::Union(_) => docs.as_ref().is_some_and(|it| it.contains(&outcome.docs)),
    }
}

/// The named type that an operation returns.
fn named(operation: &Operation) -> Option<TypeId> {
    let ty = match &operation.success {
        Success::One(Payload::Json(ty) | Payload::Any(ty) | Payload::Xml(ty, _))
        | Success::Several(ty) => ty,
        Success::One(Payload::Text | Payload::Bytes) | Success::Empty | Success::Stream(_) => {
            return None;
        }
    };
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) | Type::List(inner) => match **inner {
            Type::Named(id) => Some(id),
            _ => None,
        },
        _ => None,
    }
}
