//! Names of operations that have none, by what HTTP and the path say.

use super::name_words::Words;
use super::path_words::{PathSegment, Paths};
use super::resource_words::ResourceWords;
use super::vocabulary::is_verb;
use crate::ir::{Method, Operation, Type};

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
    operation: &Operation,
    resource: &ResourceWords,
    paths: &Paths<'_>,
) -> Vec<Words> {
    let segments = paths.segments(&operation.path);
    let mut nouns = nouns(&segments);
    let (action, is_noun) = match action(operation, &segments, &nouns, paths) {
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
        phrases.sort_by_key(|it| it.len() + action.len() > MOST_WORDS);
    } else if of_resource.is_some() {
        phrases.extend(self::phrases(&nouns, is_one));
    }
    let is_sentence = is_noun && action.len() > 1;
    let is_about_resource = of_resource.is_some() && inside.is_empty();
    let says_all = is_sentence || is_about_resource || (is_noun && !is_client);
    let long = phrases.iter().map(|it| Words::joined([&action, it]));
    let short = || std::iter::once(action.clone());
    let mut names: Vec<Words> = short().filter(|_| says_all).chain(long).collect();
    names.extend(short().filter(|_| is_noun && is_client));
    names
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
    let of_many = |one: &'static str, all: &'static str| if is_many { all } else { one };
    if let (Method::Post, Some(noun)) = (&operation.method, nouns.last())
        && is_deed(&noun.words)
        && !is_many
    {
        return Deed::Noun(noun.words.clone());
    }
    let verb = match &operation.method {
        Method::Get if is_item => "get",
        Method::Get => match last {
            Some(words) if is_deed(words) => return Deed::Noun(words.clone()),
            _ if items == Some(true) || is_plural => "list",
            _ if matches!(operation.success.ty(), Some(Type::List(_))) => "list",
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

/// Whether a segment is something to do.
fn is_deed(words: &Words) -> bool {
    words.as_slice().first().is_some_and(|it| is_verb(it))
}
