//! The variants of a union, which need not say again what the union says, or what all of them say.

use std::collections::BTreeSet;

use crate::ir::{Api, Branch, Sign, Type, Union};
use crate::names::ident::{Ident, IdentCase, ident, words_of};

/// Names with a meaning beside the branches.
const TAKEN: [&str; 3] = ["Other", "Self", "Unknown"];

/// Names for each branch of a union, the best first: its tag, where all components among the branches have one that is a name; its
/// component without what all of them, or the union, say as well; the name that it has in the model.
pub(super) fn variants(api: &Api, union: &Union, name: &Ident) -> Vec<Vec<Ident>> {
    let branches = &union.branches;
    let plain: Vec<Vec<String>> = branches.iter().map(|it| words_of(&it.name)).collect();
    let is_component: Vec<bool> = branches.iter().map(|it| is_component(api, it)).collect();
    let mut names: Vec<Vec<Ident>> = branches.iter().map(|_| Vec::new()).collect();
    let proposals = [
        tags(branches, &is_component),
        Some(shorter(&plain, &is_component, &words_of(name.as_str()))),
    ];
    let proposals = proposals.into_iter().flatten();
    for proposal in proposals.chain([plain.clone()]) {
        let made = proposal.iter().zip(branches).map(|(words, branch)| {
            if *words == words_of(&branch.name) {
                ident(&branch.name, IdentCase::Camel)
            } else {
                ident(&words.join(" "), IdentCase::Camel)
            }
        });
        let made: Vec<Ident> = made.collect();
        let distinct: BTreeSet<&Ident> = made.iter().collect();
        let is_name = |(name, branch): (&Ident, &Branch)| {
            let is_taken = TAKEN.contains(&name.as_str()) || name.as_str().ends_with('_');
            !is_taken || *name == ident(&branch.name, IdentCase::Camel)
        };
        let are_names = made.iter().zip(branches).all(is_name);
        if (distinct.len() == made.len() && are_names) || proposal == plain {
            for (names, name) in names.iter_mut().zip(made) {
                names.push(name);
            }
        }
    }
    names
}

/// Whether a branch is a component, and called as that is.
fn is_component(api: &Api, branch: &Branch) -> bool {
    let Type::Named(id) = branch.ty else {
        return false;
    };
    api.ty(id).is_some_and(|it| it.place.is_component())
}

/// The tags of the components, and the names of the other branches; `None` where a component has no tag of its own that is a name.
fn tags(branches: &[Branch], is_component: &[bool]) -> Option<Vec<Vec<String>>> {
    let all = branches.iter().zip(is_component).map(|(branch, is)| {
        if !is {
            return Some(words_of(&branch.name));
        }
        let [Sign::Value { value, .. }] = branch.signs.as_slice() else {
            return None;
        };
        // What the component is called is no tag that its author chose.
        (is_name(value) && *value != branch.name).then(|| words_of(value))
    });
    all.collect()
}

fn is_name(tag: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    tag.starts_with(|c: char| c.is_ascii_alphabetic()) && tag.chars().all(is_letter)
}

/// The words of the components without those that all of them begin or end with, and without those of the union.
fn shorter(plain: &[Vec<String>], is_component: &[bool], union: &[String]) -> Vec<Vec<String>> {
    let components = plain.iter().zip(is_component).filter(|(_, is)| **is);
    let components: Vec<&Vec<String>> = components.map(|(words, _)| words).collect();
    let least = components.iter().map(|it| it.len()).min().unwrap_or(0);
    let (mut start, mut end) = (0, 0);
    if let [first, others @ ..] = components.as_slice()
        && !others.is_empty()
    {
        let same = |of: &dyn Fn(&[String], usize) -> Option<String>| {
            let is_shared = |at: &usize| {
                let word = of(first, *at);
                others.iter().all(|it| of(it, *at) == word)
            };
            (0..least.saturating_sub(1)).take_while(is_shared).count()
        };
        start = same(&|words, at| words.get(at).cloned());
        end = same(&|words, at| words.iter().rev().nth(at).cloned());
        end = end.min(least.saturating_sub(1 + start));
    }
    let cut = |words: &Vec<String>| {
        let inner = words.get(start..words.len() - end).unwrap_or_default();
        let own = inner.strip_prefix(union).or(inner.strip_suffix(union));
        let own = own.filter(|it| !it.is_empty()).unwrap_or(inner);
        let is_word = own
            .first()
            .is_some_and(|it| it.starts_with(char::is_alphabetic));
        if is_word { own.to_vec() } else { words.clone() }
    };
    let all = plain.iter().zip(is_component);
    all.map(|(words, is)| if *is { cut(words) } else { words.clone() })
        .collect()
}
