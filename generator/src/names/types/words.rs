//! The words that a type is named after, from its place, and its key in the lock.

use std::collections::{BTreeMap, BTreeSet};

use super::TAKEN_TYPES;
use super::common::Naming;
use super::definitions::Definition;
use super::places::TypePlace;
use crate::ir::{
    AboutValue, Api, Direction, OperationId, Place, Role, ScalarValue, Step, TypeDef, Value,
};
use crate::names::assign::Wanted;
use crate::names::chosen::Ledger;
use crate::names::ident::{Ident, IdentCase, ident, singular};
use crate::names::operation_key;
use crate::origin::Origin;

/// The end of the key of a type that is sent, as a type that is received may come from the same schema.
pub(in crate::names) const SENT: &str = " (sent)";

/// The name that a type should have.
pub(super) fn wanted_type(
    definition: &Definition<'_, '_>,
    naming: &Naming<'_>,
    ledger: &Ledger<'_>,
) -> Wanted {
    let at = definition.at;
    let chosen = definition.chosen().cloned();
    let words = match &chosen {
        Some((name, _)) => name.to_string(),
        None => words(at, naming, ledger).join(" "),
    };
    // Of the two types of one schema, the one that is received has the name of the schema.
    let endings: &[&str] = match at.direction {
        Direction::Write if naming.twins.contains(at.place) => &["request", "input", ""],
        Direction::Read if naming.twins.contains(at.place) => &["", "response", "output"],
        _ if chosen.is_some() => &[""],
        _ if is_taken(&words) => &["model"],
        _ => &[""],
    };
    let candidate = |ending: &&str| match (&chosen, *ending) {
        (Some((name, _)), "") => name.clone(),
        (_, ending) => ident(&format!("{words} {ending}"), IdentCase::Camel),
    };
    let is_own = endings.first() == Some(&"");
    // Where the singular is the name of something else.
    let is_item = matches!(at.place.steps.last(), Some(Step::Item | Step::Value));
    let item = (is_item && chosen.is_none() && endings == [""]).then(|| {
        let mut list = at.place.clone();
        list.steps.pop();
        let words = words_at(&list, naming, ledger).join(" ");
        ident(&format!("{words} item"), IdentCase::Camel)
    });
    let message = chosen.is_none() && message(at.place, at.origin, &naming.answers).is_some();
    let plain = message.then(|| {
        let words = words_at(at.place, naming, ledger).join(" ");
        ident(&words, IdentCase::Camel)
    });
    Wanted {
        key: at.key.clone(),
        candidates: endings
            .iter()
            .map(candidate)
            .chain(plain)
            .chain(item)
            .collect(),
        chosen: chosen.is_some(),
        chosen_at: chosen.map(|(_, at)| at).filter(|_| is_own),
    }
}

/// The names of a type that say what its places have in common, the best first.
pub(super) fn common_names(definition: &Definition<'_, '_>, naming: &Naming<'_>) -> Vec<Ident> {
    let at = definition.at;
    let is_sent = at.direction == Direction::Write && naming.twins.contains(at.place);
    let words = naming.words(definition).into_iter();
    let words = words.map(|words| {
        if is_sent {
            format!("{} request", words.join(" "))
        } else {
            words.join(" ")
        }
    });
    let (taken, free): (Vec<String>, Vec<String>) = words.partition(|it| is_taken(it));
    let taken = taken.into_iter().map(|it| format!("{it} model"));
    let names = free.into_iter().chain(taken);
    names.map(|it| ident(&it, IdentCase::Camel)).collect()
}

fn is_taken(words: &str) -> bool {
    TAKEN_TYPES.contains(&ident(words, IdentCase::Camel).as_str())
}

/// The places that have a type for each direction.
pub(super) fn twins(api: &Api) -> BTreeSet<&Place> {
    let of = |wanted| {
        let places = api.places();
        let places = places.filter(move |(_, _, direction)| *direction == wanted);
        places.map(|(_, place, _)| place).collect::<BTreeSet<_>>()
    };
    let (read, written) = (of(Direction::Read), of(Direction::Write));
    read.intersection(&written).copied().collect()
}

/// The places of the branches that wrap a type of their own. This has the name that the branch would have.
pub(super) fn wrappers(api: &Api) -> BTreeSet<&Place> {
    let wraps_own = |def: &&TypeDef| {
        let Some((wire, inner)) = api.wrapped(def) else {
            return false;
        };
        let inside = def.place.then(Step::Property(wire.to_owned()));
        api.ty(inner).is_some_and(|it| it.place == inside)
    };
    let wrappers = api.types.iter().filter(wraps_own);
    wrappers.map(|def| &def.place).collect()
}

/// The key of a type in the lock: its place, and `SENT` for one in a component that is only sent.
pub(super) fn key(api: &Api, place: &Place, direction: Direction) -> String {
    let role = match &place.role {
        Role::Component(name) => name.clone(),
        Role::Response(id) => format!("{} response", operation(api, *id)),
        Role::Errors(id) => format!("{} errors", operation(api, *id)),
        Role::Error(id, status) => format!("{} {status}", operation(api, *id)),
        Role::Params(id) => format!("{} params", operation(api, *id)),
    };
    let steps: String = place.steps.iter().map(Step::to_string).collect();
    let is_component = matches!(place.role, Role::Component(_));
    match direction {
        Direction::Write if is_component => format!("{role}{steps}{SENT}"),
        _ => format!("{role}{steps}"),
    }
}

/// The key of a place, whichever way its values travel.
pub(in crate::names) fn place_key(api: &Api, place: &Place) -> String {
    key(api, place, Direction::Both)
}

fn operation(api: &Api, id: OperationId) -> String {
    api.operation(id).map(operation_key).unwrap_or_default()
}

/// The names of methods, by their operations.
pub(super) type MethodNames<'m> = &'m BTreeMap<OperationId, Ident>;

/// The name of the method of an operation.
pub(super) fn method(methods: MethodNames<'_>, id: OperationId) -> &str {
    methods.get(&id).map_or("", Ident::as_str)
}

/// The words of a place. An item of `participants` is a `participant`.
fn words(at: &TypePlace<'_>, naming: &Naming<'_>, ledger: &Ledger<'_>) -> Vec<String> {
    let place = at.place;
    let message = message(place, at.origin, &naming.answers);
    let message = message.filter(|it| !is_taken(&it.join(" ")));
    message.unwrap_or_else(|| words_at(place, naming, ledger))
}

/// The words of what is written in a body or an answer that is a component, after whose name it is called.
pub(super) fn message(
    place: &Place,
    origin: &Origin,
    answers: &BTreeSet<&Role>,
) -> Option<Vec<String>> {
    let mut segments = origin.segments();
    let is_components = segments.next()? == "components";
    let is_message = ["responses", "requestBodies"].contains(&segments.next()?.as_str());
    let name = segments.next().filter(|_| is_components && is_message)?;
    // The body is all there is of it, and a status is a branch of the answer.
    let is_said = match place.steps.first() {
        Some(Step::Body) => true,
        Some(Step::Branch(_)) => answers.contains(&place.role),
        _ => false,
    };
    let steps = place.steps.get(usize::from(is_said)..);
    let mut words = vec![name];
    add_steps(&mut words, steps.unwrap_or_default());
    (!place.is_in_component()).then_some(words)
}

/// The words of a place, whatever is there.
fn words_at(place: &Place, naming: &Naming<'_>, ledger: &Ledger<'_>) -> Vec<String> {
    let method = |id| method(naming.methods, id);
    let mut words = vec![match &place.role {
        Role::Component(name) => {
            let chosen = ledger.component(name);
            chosen
                .unwrap_or_else(|| naming.components.of(name))
                .to_owned()
        }
        Role::Response(id) => format!("{} response", method(*id)),
        Role::Errors(id) => format!("{} error", method(*id)),
        Role::Error(id, status) => format!("{} error {status}", method(*id)),
        Role::Params(id) => format!("{} params", method(*id)),
    }];
    let is_wrapped = |at: usize| {
        let mut around = place.clone();
        around.steps.truncate(at);
        naming.wrappers.contains(&around)
    };
    for (at, step) in place.steps.iter().enumerate() {
        let says_nothing = matches!(step, Step::Property(_)) && is_wrapped(at);
        if naming.wrappers.is_empty() || !says_nothing {
            add_steps(&mut words, std::slice::from_ref(step));
        }
    }
    if naming.wrappers.contains(place) {
        words.push("variant".to_owned());
    }
    words
}

/// Adds the words of steps to those before them.
pub(super) fn add_steps(words: &mut Vec<String>, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Property(name) | Step::Branch(name) => words.push(name.clone()),
            Step::Item | Step::Key | Step::Value => {
                let one = words.last().and_then(|last| singular(last));
                let end = match step {
                    Step::Key => Some("key"),
                    _ => one.is_none().then_some("item"),
                };
                if let (Some(last), Some(one)) = (words.last_mut(), one) {
                    *last = one;
                }
                words.extend(end.map(str::to_owned));
            }
            Step::Place(index) => words.push(ordinal(*index)),
            Step::Body => words.push("body".to_owned()),
        }
    }
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

/// A type that was only sent before, and is now received as well, keeps its name: unless there is still one that is only
/// sent. `keys` are those of all types here.
pub(super) fn take_over(
    scope: &str,
    def: &TypeDef,
    wanted: &Wanted,
    keys: &BTreeSet<&str>,
    lock: &mut Ledger<'_>,
) {
    let sent = format!("{}{SENT}", wanted.key);
    if def.direction == Direction::Both
        && !keys.contains(sent.as_str())
        && let Some(plain) = wanted.candidates.first()
    {
        lock.lock.rename(scope, &sent, &wanted.key, plain);
    }
}
