//! The words that a type is named after, from its place, and its key in the lock.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::Wanted;
use super::chosen::Ledger;
use super::ident::{IdentCase, ident, singular};
use super::types::TAKEN_TYPES;
use super::{OperationNames, operation_key};
use crate::ir::{
    AboutValue, Api, Direction, OperationId, Place, Role, ScalarValue, Step, TypeDef, Value,
};

/// The end of the key of a type that is sent, as a type that is received may come from the same schema.
pub(super) const SENT: &str = " (sent)";

pub(super) fn wanted_type(
    api: &Api,
    def: &TypeDef,
    operations: &BTreeMap<OperationId, OperationNames>,
    twins: &BTreeSet<&Place>,
    ledger: &mut Ledger<'_>,
) -> Wanted {
    let chosen = ledger.chosen_type(def);
    let words = match &chosen {
        Some((name, _)) => name.to_string(),
        None => words(&def.place, operations, ledger),
    };
    // Of the two types of one schema, the one that is received has the name of the schema.
    let endings: &[&str] = match def.direction {
        Direction::Write if twins.contains(&def.place) => &["request", "input", ""],
        Direction::Read if twins.contains(&def.place) => &["", "response", "output"],
        _ if chosen.is_some() => &[""],
        _ if TAKEN_TYPES.contains(&ident(&words, IdentCase::Camel).as_str()) => &["model"],
        _ => &[""],
    };
    let candidate = |ending: &&str| match (&chosen, *ending) {
        (Some((name, _)), "") => name.clone(),
        (_, ending) => ident(&format!("{words} {ending}"), IdentCase::Camel),
    };
    let is_own = endings.first() == Some(&"");
    Wanted {
        key: key(api, def),
        candidates: endings.iter().map(candidate).collect(),
        chosen: chosen.is_some(),
        chosen_at: chosen.map(|(_, at)| at).filter(|_| is_own),
    }
}

/// The places that have a type for each direction.
pub(super) fn twins(api: &Api) -> BTreeSet<&Place> {
    let of = |direction| {
        let types = api.types.iter();
        let types = types.filter(move |def| def.direction == direction);
        types.map(|def| &def.place).collect::<BTreeSet<_>>()
    };
    let (read, written) = (of(Direction::Read), of(Direction::Write));
    read.intersection(&written).copied().collect()
}

/// The key of a type in the lock: its place, and `SENT` for a component that is only sent.
fn key(api: &Api, def: &TypeDef) -> String {
    let role = match &def.place.role {
        Role::Component(name) => name.clone(),
        Role::Response(id) => format!("{} response", operation(api, *id)),
        Role::Error(id, status) => format!("{} {status}", operation(api, *id)),
        Role::Params(id) => format!("{} params", operation(api, *id)),
    };
    let steps: String = def.place.steps.iter().map(Step::to_string).collect();
    let is_component = matches!(def.place.role, Role::Component(_));
    match def.direction {
        Direction::Write if is_component => format!("{role}{steps}{SENT}"),
        _ => format!("{role}{steps}"),
    }
}

fn operation(api: &Api, id: OperationId) -> String {
    api.operation(id).map(operation_key).unwrap_or_default()
}

/// The words of a place. An item of `participants` is a `participant`.
fn words(
    place: &Place,
    operations: &BTreeMap<OperationId, OperationNames>,
    ledger: &Ledger<'_>,
) -> String {
    let method = |id| operations.get(id).map_or("", |names| names.method.as_str());
    let mut words = vec![match &place.role {
        Role::Component(name) => ledger.component(name).to_owned(),
        Role::Response(id) => format!("{} response", method(id)),
        Role::Error(id, status) => format!("{} error {status}", method(id)),
        Role::Params(id) => format!("{} params", method(id)),
    }];
    for step in &place.steps {
        match step {
            Step::Property(name) | Step::Branch(name) => words.push(name.clone()),
            Step::Item | Step::Value => match words.last().and_then(|last| singular(last)) {
                Some(word) => {
                    words.pop();
                    words.push(word);
                }
                None => words.push("item".to_owned()),
            },
            Step::Place(index) => words.push(ordinal(*index)),
            Step::Body => words.push("body".to_owned()),
        }
    }
    words.join(" ")
}

/// The key of a value of an enum in the lock, and the text it is named after: the name in the description, or the value.
pub(super) fn named_after(wire: &str, about: &AboutValue) -> (String, String) {
    let words = about.name.clone().unwrap_or_else(|| wire.to_owned());
    (wire.to_owned(), words)
}

pub(super) fn of_scalar(value: &ScalarValue) -> (String, String) {
    let text = value.wire.text().unwrap_or_default();
    let (key, words) = named_after(&text, &value.about);
    match (&value.wire, &value.about.name) {
        // Otherwise 1.5 and 15 would have the same name.
        (Value::Number(_), None) => (key, words.replace('.', " point ")),
        _ => (key, words),
    }
}

/// The word for a place of an array, counted from 0.
fn ordinal(index: usize) -> String {
    const WORDS: [&str; 8] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    ];
    let word = WORDS.get(index).map(|word| (*word).to_owned());
    word.unwrap_or_else(|| format!("place {}", index + 1))
}

/// A type that was only sent before, and is now received as well, keeps its name.
pub(super) fn take_over(scope: &str, def: &TypeDef, wanted: &Wanted, lock: &mut Ledger<'_>) {
    if def.direction == Direction::Both
        && let Some(plain) = wanted.candidates.first()
    {
        lock.lock
            .rename(scope, &format!("{}{SENT}", wanted.key), &wanted.key, plain);
    }
}
