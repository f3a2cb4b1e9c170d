//! Names of operations that have none, by what HTTP and the path say.

use super::name_words::Words;
use super::path_words::{PathSegment, Paths};
use super::resource_words::ResourceWords;
use super::vocabulary::{is_imperative, is_verb};
use crate::ir::{Api, Field, Method, Operation, Success, Type, TypeKind};

/// How many words a name may have before a shorter one is looked for.
const MOST_WORDS: usize = 4;

/// How many nouns of a path a name has at most, unless it is that of the whole path.
const MOST_NOUNS: usize = 6;

/// A noun of a path: a fixed segment, and whether a parameter follows it, which makes it one of many.
struct Noun {
    words: Words,
    is_one: bool,
}

/// What is done, and with what.
enum Deed {
    /// A verb, beside what it is done with.
    Verb(Words),
    /// What the last noun of the path says.
    Noun(Words),
}

/// The method and the whole path: what no other operation is called.
pub(super) fn whole(operation: &Operation) -> String {
    let path = operation.path.replace('{', "by/").replace('}', "");
    let method = operation.method.as_str().to_ascii_lowercase();
    format!("{method} {path}")
}

/// Candidates for the name of an operation, the best first.
pub(super) fn names(
    api: &Api,
    operation: &Operation,
    resource: &ResourceWords,
    paths: &Paths<'_>,
) -> Vec<Words> {
    let segments = paths.segments(&operation.path);
    let mut nouns = nouns(&segments);
    for noun in &mut nouns {
        if let Some(words) = resource.behind(&noun.words) {
            noun.words = words;
        }
    }
    let is_many = answers_many(api, operation);
    let (action, is_noun) = match action(operation, is_many, &segments, &nouns, paths) {
        // `token().create()`: what is done to a thing that is no deed is not called like the thing.
        Deed::Noun(words) if resource.is(&words) && !is_deed(&words) => {
            (Words::of("create"), false)
        }
        Deed::Noun(words) => (words, nouns.pop().is_some()),
        Deed::Verb(verb) => (verb, false),
    };
    let is_client = resource.iter().next().is_none();
    let of_resource = nouns.iter().rposition(|it| resource.is(&it.words));
    let start = of_resource.map_or(0, |index| index + 1);
    let inside = nouns.get(start..).unwrap_or_default();
    let is_one = action.as_slice() == ["create"];
    let mut phrases = phrases(inside, is_one);
    if is_client {
        // Beside operations of all kinds, a name says all that there is room for.
        phrases.reverse();
        // Where there is no room for any, the shortest is the best.
        phrases.sort_by_key(|it| match it.len() + action.len() {
            0..=MOST_WORDS => 0,
            too_many => too_many,
        });
    } else if of_resource.is_some() {
        phrases.extend(self::phrases(&nouns, is_one));
    }
    let is_sentence = is_noun && action.len() > 1;
    // What all paths have is the resource, where nothing else is left.
    let is_alone = nouns.is_empty() && !is_client;
    let is_about_resource = (of_resource.is_some() || is_alone) && inside.is_empty();
    let says_all = is_sentence || is_about_resource || (is_noun && !is_client);
    let long = phrases.iter().map(|it| Words::joined([&action, it]));
    let short = || std::iter::once(action.clone());
    let mut names: Vec<Words> = short().filter(|_| says_all).chain(long).collect();
    names.extend(short().filter(|_| is_noun && is_client));
    names.extend(long_names(&action, is_noun, inside, &segments));
    names
}

/// What is left where all shorter names are those of others: what the item is found by, all fixed segments as they are written, and these
/// with the parameters that say something else.
fn long_names(
    action: &Words,
    is_noun: bool,
    inside: &[Noun],
    segments: &[PathSegment],
) -> Vec<Words> {
    let last = segments
        .iter()
        .rev()
        .map_while(|it| match it {
            PathSegment::Parameter(words) => Some(words),
            PathSegment::Literal { .. } | PathSegment::Action(_) => None,
        })
        .collect::<Vec<_>>();
    let by = Words::of("by");
    let found = last.into_iter().rev();
    let found: Vec<&Words> = [action, &by].into_iter().chain(found).collect();
    let is_found = found.len() > 2 && inside.is_empty();
    let mut names = Vec::from_iter(is_found.then(|| Words::joined(found)));
    if is_noun {
        return names;
    }
    if let Some((last, before)) = inside.split_last() {
        let written = last.words.clone();
        let last = if last.is_one || action.as_slice() == ["create"] {
            last.words.singular()
        } else {
            last.words.clone()
        };
        let before = before.iter().map(|it| &it.words);
        let before: Vec<&Words> = std::iter::once(action).chain(before).collect();
        names.push(Words::joined([&before[..], &[&last]].concat()));
        names.push(Words::joined([&before[..], &[&written]].concat()));
        names.push(Words::joined([action, &said(segments)]));
    }
    names
}

/// The fixed segments, those that a parameter follows in the singular, and the parameters that say something else.
fn said(segments: &[PathSegment]) -> Words {
    let mut words: Vec<String> = Vec::new();
    let mut all = segments.iter().peekable();
    while let Some(segment) = all.next() {
        let is_one = matches!(all.peek(), Some(PathSegment::Parameter(_)));
        match segment {
            PathSegment::Literal {
                is_version: true, ..
            } => {}
            PathSegment::Literal { words: own, .. } if is_one => {
                words.extend_from_slice(own.singular().as_slice());
            }
            PathSegment::Parameter(own) => {
                let own = own.singular();
                let is_new = |it: &&String| !words.contains(*it);
                let new: Vec<String> = own.as_slice().iter().filter(is_new).cloned().collect();
                let is_said = new.len() < own.len() || matches!(new.as_slice(), [id] if id == "id");
                words.extend(new.into_iter().filter(|_| !is_said));
            }
            it => words.extend_from_slice(it.words().as_slice()),
        }
    }
    Words::from_slice(&words)
}

/// Whether an answer has an array, or nobody says what it is.
pub(super) fn answers_many(api: &Api, operation: &Operation) -> bool {
    match &operation.success {
        Success::Empty | Success::Several(_) | Success::Stream(_) => true,
        Success::One(payload) => payload.ty().is_none_or(|it| has_array(api, it, 2)),
    }
}

/// Whether a value is an array, or an object around one, so many levels deep.
fn has_array(api: &Api, ty: &Type, levels: usize) -> bool {
    match ty {
        Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::Json => true,
        Type::Nullable(inner) => has_array(api, inner, levels),
        Type::Named(id) => match api.ty(*id).map(|it| &it.kind) {
            Some(TypeKind::Struct(object)) => {
                let of_objects = |it: &Field| match &it.ty {
                    Type::List(_) => true,
                    Type::Map(_) | Type::Json => false,
                    ty => levels > 0 && has_array(api, ty, levels - 1),
                };
                object.fields.is_empty() || object.fields.iter().any(of_objects)
            }
            Some(TypeKind::Union(_)) => true,
            _ => false,
        },
        _ => false,
    }
}

/// The fixed segments, without versions.
fn nouns(segments: &[PathSegment]) -> Vec<Noun> {
    let followers = segments.iter().skip(1).map(Some).chain([None]);
    let nouns = segments
        .iter()
        .zip(followers)
        .filter_map(|(segment, next)| match segment {
            PathSegment::Literal {
                words,
                is_version: false,
            } if !words.is_empty() => Some(Noun {
                words: words.clone(),
                is_one: matches!(next, Some(PathSegment::Parameter(_))),
            }),
            _ => None,
        });
    nouns.collect()
}

/// The last noun; the last two; and so on. A noun of which one is meant is in the singular, the last if it is one.
fn phrases(nouns: &[Noun], is_one: bool) -> Vec<Words> {
    let nouns = nouns
        .get(nouns.len().saturating_sub(MOST_NOUNS)..)
        .unwrap_or_default();
    let last = nouns.len().saturating_sub(1);
    let words = nouns.iter().enumerate().map(|(index, noun)| {
        if noun.is_one || (is_one && index == last) {
            noun.words.singular()
        } else {
            noun.words.clone()
        }
    });
    let words: Vec<Words> = words.collect();
    let starts = (0..words.len()).rev();
    starts
        .filter_map(|start| Some(Words::joined(words.get(start..)?)))
        .collect()
}

/// What an operation does.
fn action(
    operation: &Operation,
    answers_many: bool,
    segments: &[PathSegment],
    nouns: &[Noun],
    paths: &Paths<'_>,
) -> Deed {
    let path = operation.path.as_str();
    let is_item = match segments.last() {
        Some(PathSegment::Action(words)) => return Deed::Verb(words.clone()),
        Some(PathSegment::Parameter(_)) => true,
        _ => false,
    };
    let items = paths.items(path).filter(|_| !is_item);
    let is_many = items.is_some();
    let last = nouns.last().map(|it| &it.words).filter(|_| !is_item);
    let is_plural = last.is_some_and(Words::is_plural);
    let last = last.filter(|_| !is_many);
    // All are meant only beside one.
    let of_many = |one: &'static str, all: &'static str| {
        let of_one = items.is_some_and(|it| it.contains(&&operation.method));
        if of_one { all } else { one }
    };
    if let Some(noun) = nouns.last()
        && is_deed(&noun.words)
        && !is_many
        && does(operation, is_item, paths)
    {
        return Deed::Noun(noun.words.clone());
    }
    let verb = match &operation.method {
        Method::Get if is_item => "get",
        Method::Get => match last {
            Some(words) if is_deed(words) => return Deed::Noun(words.clone()),
            _ if matches!(operation.success.ty(), Some(Type::List(_))) => "list",
            _ if !answers_many => "get",
            _ if items.is_some_and(|it| it.contains(&&Method::Get)) || is_plural => "list",
            _ => "get",
        },
        Method::Post if is_item && paths.has(path, &[Method::Put, Method::Patch]) => "post",
        Method::Post if is_item => "update",
        Method::Post => match last {
            Some(words) if !is_plural && !paths.has(path, &[Method::Get]) => {
                return Deed::Noun(words.clone());
            }
            _ => "create",
        },
        Method::Put => of_many("replace", "replace_all"),
        Method::Patch => of_many("update", "update_all"),
        Method::Delete => of_many("delete", "delete_all"),
        other => return Deed::Verb(Words::of(&other.as_str().to_ascii_lowercase())),
    };
    Deed::Verb(Words::from_slice(&[verb]))
}

/// Whether an operation does what a verb at the end of its path says: `POST`, and `PUT` and `PATCH` of what nobody can get.
fn does(operation: &Operation, is_item: bool, paths: &Paths<'_>) -> bool {
    match operation.method {
        Method::Post => true,
        Method::Put | Method::Patch => !is_item && !paths.has(&operation.path, &[Method::Get]),
        _ => false,
    }
}

/// Whether a segment is something to do. `pay_schedules` are several things, and `send_emails` are none.
fn is_deed(words: &Words) -> bool {
    let is_things = words.len() > 1 && words.is_plural();
    let first = words.as_slice().first();
    first.is_some_and(|it| is_imperative(it) || (!is_things && is_verb(it)))
}
