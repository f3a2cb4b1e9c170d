//! Names of operations by their `operationId`, without what frameworks and resources add to it.

use super::name_words::{Words, alike};
use super::path_prefix;
use super::path_words::{PathSegment, is_version, segments};
use super::resource_words::{ResourceWords, without_class};
use super::unbroken::whole_words;
use super::vocabulary::{is_class, is_preposition, is_verb};
use super::{Methods, Siblings};
use crate::ir::{Method, Operation};

/// The words that all these begin with, before a verb. Of three and more, half may go on otherwise: these words are a module, as those of
/// django-ninja are.
pub(super) fn shared_prefix(ids: &[Words]) -> Words {
    let Some((first, others)) = ids.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Words::default();
    };
    let shared = others
        .iter()
        .fold(first.clone(), |shared, it| shared.in_common(it));
    let next = |it: &Words| it.as_slice().get(shared.len()).cloned();
    let Some(next): Option<Vec<String>> = ids.iter().map(next).collect() else {
        return Words::default();
    };
    let verbs = next.iter().filter(|it| is_verb(it)).count();
    let is_module = ids.len() > 2 && !shared.as_slice().iter().any(|it| is_verb(it));
    if verbs == ids.len() || (is_module && verbs * 2 >= ids.len()) {
        shared
    } else {
        Words::default()
    }
}

/// The words of the resource that all these end with, as those of Okta do: `tokenCustomAS` of `CustomAS`.
pub(super) fn shared_suffix(ids: &[Words], resource: &ResourceWords) -> Words {
    let is_at_end = |it: &&Words| {
        let has = |id: &Words| id.len() > it.len() && id.as_slice().ends_with(it.as_slice());
        ids.iter().all(has)
    };
    let found = resource.iter().find(is_at_end).filter(|_| ids.len() > 2);
    found.cloned().unwrap_or_default()
}

/// Candidates for the name of an operation that its author has named, the shortest first.
pub(super) fn names(
    id: &str,
    operation: &Operation,
    methods: &Methods<'_>,
    siblings: &Siblings,
) -> Vec<Words> {
    let authored = Authored {
        operation,
        methods,
        siblings,
        resource: &siblings.resource,
    };
    authored.names(id)
}

/// Whether an identifier is that of `FastAPI`: a function, its path and its method. The function has a name.
pub(super) fn is_function_and_path(
    id: &str,
    operation: &Operation,
    methods: &Methods<'_>,
    siblings: &Siblings,
) -> bool {
    let authored = Authored {
        operation,
        methods,
        siblings,
        resource: &siblings.resource,
    };
    let Some(name) = authored.without_path(id) else {
        return false;
    };
    let words = Words::of(name);
    let path = segments(&operation.path);
    // What a server adds before each path is no function.
    let is_said = |word: &String| path.iter().any(|it| it.words().as_slice().contains(word));
    match words.as_slice() {
        [first, rest @ ..] => is_verb(first) || (!rest.is_empty() && !is_said(first)),
        [] => false,
    }
}

/// An operation that its author has named.
pub(super) struct Authored<'a> {
    pub(super) operation: &'a Operation,
    pub(super) methods: &'a Methods<'a>,
    pub(super) siblings: &'a Siblings,
    pub(super) resource: &'a ResourceWords,
}

impl Authored<'_> {
    /// Candidates for the name, the shortest first.
    fn names(&self, id: &str) -> Vec<Words> {
        let id = self.methods.package.without(id);
        let id = self.function_of_sanic(id).unwrap_or(id);
        let own = self.undecorated(id);
        // `gitignore/get-template`, `calendar.events.list`: the author has told the resource from the method.
        let pieces: Vec<Words> = id.split(['/', '.']).map(Words::of).collect();
        if let Some((_, of)) = pieces.split_last()
            && let Some(at) = of.iter().rposition(|it| self.resource.is(it))
            && let Some(name) = pieces.get(at + 1..)
        {
            let name = Words::joined(name);
            // Behind a dot is a function, which may say once more what its module is about.
            let shorter = id.contains('.').then(|| self.without_resource(&name));
            return shorter.flatten().into_iter().chain([name, own]).collect();
        }
        let rest = self.without_prefix(&own);
        let rest = rest.as_ref().unwrap_or(&own);
        let shorter = self.without_resource(rest);
        let shorter = shorter.or_else(|| self.without_suffix(rest)).into_iter();
        let names = shorter.chain([rest.clone(), own.clone()]);
        match self.without_path(id) {
            // The author has named the function, and it is that of several methods.
            Some(name) => {
                let with_method = Words::of(&format!("{name} {}", self.operation.method.as_str()));
                let is_companion = self.operation.method == Method::Head;
                names
                    .filter(|_| !is_companion)
                    .chain([with_method])
                    .collect()
            }
            None => names.collect(),
        }
    }

    /// The words without the noun of the resource, if what is left is a name.
    fn without_resource(&self, words: &Words) -> Option<Words> {
        let mut nouns = self.resource.iter();
        let shorter = nouns.find_map(|it| self.without_noun(words, it))?;
        let last = shorter.as_slice().last();
        last.is_some_and(|it| !is_preposition(it))
            .then_some(shorter)
    }

    /// The words without those of the resource that all siblings end with, too.
    fn without_suffix(&self, words: &Words) -> Option<Words> {
        let suffix = self.siblings.suffix.as_slice();
        let name = words.as_slice().strip_suffix(suffix)?;
        let is_name = name.last().is_some_and(|it| !is_preposition(it));
        (is_name && !suffix.is_empty()).then(|| Words::from_slice(name))
    }

    /// The words of an identifier, without those that a framework adds.
    fn undecorated(&self, id: &str) -> Words {
        let id = self.without_number(id);
        let id = self.without_path(id).unwrap_or(id);
        let function = path_prefix::behind(id, &self.operation.path);
        let id = function
            .filter(|_| self.methods.has_path_prefixes)
            .unwrap_or(id);
        let method = self.operation.method.as_str().to_ascii_lowercase();
        let id = match id.split_once('_') {
            // NestJS: `UsersController_findAll`. Azure, Go, .NET: what is before is said by the resource, or by nobody else.
            Some((class, name)) if class.ends_with("Controller") && !name.is_empty() => {
                let class = without_class(&Words::of(class)).unwrap_or_default();
                let is_said = self.resource.is(&class);
                let class = if is_said { String::new() } else { class.text() };
                return Words::of(&format!("{class} {name}"));
            }
            _ => id,
        };
        // SpringFox: `listUsersUsingGET`.
        let words = self.without_version(whole_words(id, self.operation));
        let words = self.methods.modules.without(words);
        match words.as_slice() {
            [name @ .., using, verb] if using == "using" && *verb == method && !name.is_empty() => {
                Words::from_slice(name)
            }
            _ => words,
        }
    }

    /// `libraries_list` of `libraries_list_v1`, where the path has the version.
    fn without_version(&self, words: Words) -> Words {
        let segments = segments(&self.operation.path);
        let has = |version: &String| {
            segments.iter().any(|it| {
                let is_it = it.words().as_slice() == std::slice::from_ref(version);
                is_it && matches!(it, PathSegment::Literal { is_version, .. } if *is_version)
            })
        };
        match words.as_slice() {
            [name @ .., version] if !name.is_empty() && is_version(version) && has(version) => {
                Words::from_slice(name)
            }
            _ => words,
        }
    }

    /// `get_station` of Sanic's `get~stations.get_station`, which is a method, a blueprint and a function.
    fn function_of_sanic<'i>(&self, id: &'i str) -> Option<&'i str> {
        let (method, name) = id.split_once('~')?;
        let is_method = method.eq_ignore_ascii_case(self.operation.method.as_str());
        is_method.then(|| name.rsplit('.').next().unwrap_or(name))
    }

    /// `read_item` of `FastAPI`'s `read_item_items__item_id__get`, which is a function, its path and its method.
    fn without_path<'i>(&self, id: &'i str) -> Option<&'i str> {
        let method = self.operation.method.as_str().to_ascii_lowercase();
        let before = id.strip_suffix(&method)?.strip_suffix('_')?;
        let slug = |path: &str| -> String {
            path.chars()
                .map(|c| if c.is_alphanumeric() { c } else { '_' })
                .collect()
        };
        let whole = self.operation.path.as_str();
        let mut paths = [whole, self.methods.paths.behind_shared(whole)].into_iter();
        let short = before.trim_end_matches('_');
        paths.find_map(|path| {
            let path = slug(path);
            let name = before
                .strip_suffix(&path)
                .or_else(|| short.strip_suffix(path.trim_end_matches('_')))?;
            (!name.is_empty()).then_some(name)
        })
    }

    /// The words behind the name of the resource, or behind what all siblings begin with.
    fn without_prefix(&self, words: &Words) -> Option<Words> {
        let behind = |words: &Words, prefix: &Words| {
            let (start, rest) = words.as_slice().split_at_checked(prefix.len())?;
            let is_prefix = !rest.is_empty() && alike(start, prefix.as_slice());
            // `schedule_workflow` of `schedules`: what is left would not say what is done.
            let is_verb_alone = matches!(start, [only] if is_verb(only))
                && !rest.first().is_some_and(|it| is_verb(it));
            (is_prefix && !is_verb_alone).then(|| Words::from_slice(rest))
        };
        let of_resource = |words: &Words| self.resource.iter().find_map(|it| behind(words, it));
        // What follows may be a version, or say once more where the operation is.
        let is_noise = |word: &str| is_class(word) || is_version(word);
        let noise = |words: &Words| match words.as_slice() {
            [first, rest @ ..] if is_noise(first) && !rest.is_empty() => {
                Some(Words::from_slice(rest))
            }
            _ => None,
        };
        let shared =
            || behind(words, &self.siblings.prefix).filter(|_| !self.siblings.prefix.is_empty());
        let mut rest = of_resource(words).or_else(shared)?;
        while let Some(shorter) = of_resource(&rest).or_else(|| noise(&rest)) {
            rest = shorter;
        }
        Some(rest)
    }

    /// `getUser` of `getUser_1`, as springdoc tells methods of one name apart.
    fn without_number<'i>(&self, id: &'i str) -> &'i str {
        let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        match id.rsplit_once('_') {
            Some((name, number)) if is_number(number) && self.methods.ids.contains(name) => name,
            _ => id,
        }
    }
}
