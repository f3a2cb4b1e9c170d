//! What is said about two descriptions: a list of changes, each with the rule that says what it means.

use super::rules::{Bump, Rule};
use super::side::Key;

/// The result of a comparison.
#[derive(Debug)]
pub struct ApiDiff {
    /// What changed, by what it is about.
    pub groups: Vec<Group>,
}

/// What changed about one thing.
#[derive(Debug)]
pub struct Group {
    /// The thing.
    pub subject: Subject,
    /// Its changes, in the order of the description.
    pub changes: Vec<ApiChange>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The API as a whole.
    Api,
    /// An operation.
    Operation {
        /// Method and path.
        line: String,
        /// How it is called in Rust.
        call: String,
    },
    /// A type that is no part of one operation alone.
    Type {
        /// Its name in Rust.
        name: String,
        /// The operations that it is a part of, by method and path.
        operations: Vec<String>,
    },
    /// The items of the client that follow from no change of the wire.
    Items,
}

/// A change.
#[derive(Clone, Debug)]
pub struct ApiChange {
    /// The rule that says what it means on the wire.
    pub rule: &'static Rule,
    /// Where it is, as the way from the subject: `participants[].email`; empty for the subject itself.
    pub place: String,
    /// What happened there, in words.
    pub words: String,
    /// The types that the value there was and is of, where these differ.
    pub types: Option<(String, String)>,
    /// What becomes of the items of the client.
    pub rust: Vec<RustChange>,
    /// The items that it is about.
    pub(super) keys: Vec<Key>,
}

/// What becomes of an item of the client.
#[derive(Clone, Debug)]
pub struct RustChange {
    /// The rule that says what it means to callers.
    pub rule: &'static Rule,
    /// The item.
    pub item: String,
    /// What it was; `None` where it is new, or where this cannot be said in a line.
    pub old: Option<String>,
    /// What it is; `None` where it is gone, or where this cannot be said in a line.
    pub new: Option<String>,
    /// The sentences about it that were replaced, and those in their place, where only its documentation differs.
    pub words: Option<(String, String)>,
}

impl ApiChange {
    /// A change of which nothing in Rust is known yet.
    pub(super) fn new(rule: &'static Rule, place: &str, words: impl Into<String>) -> Self {
        Self {
            rule,
            place: place.to_owned(),
            words: words.into(),
            types: None,
            rust: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// The same about these items.
    pub(super) fn about(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.keys.extend(keys);
        self
    }

    /// The rule that decides: the first of those that ask for most.
    pub fn decided_by(&self) -> &'static Rule {
        let in_rust = self.rust.iter().map(|it| it.rule);
        in_rust.fold(
            self.rule,
            |most, rule| {
                if rule.bump > most.bump { rule } else { most }
            },
        )
    }

    /// The version that it asks for.
    pub fn bump(&self) -> Bump {
        self.decided_by().bump
    }
}

impl ApiDiff {
    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &ApiChange> {
        self.groups.iter().flat_map(|it| &it.changes)
    }

    /// The version that the new client needs.
    pub fn bump(&self) -> Bump {
        let bumps = self.changes().map(ApiChange::bump);
        bumps.max().unwrap_or(Bump::None)
    }

    /// The rules that ask for it, each once.
    pub fn decided_by(&self) -> Vec<&'static Rule> {
        let bump = self.bump();
        let mut rules: Vec<&'static Rule> = Vec::new();
        for rule in self.changes().map(ApiChange::decided_by) {
            if rule.bump == bump && !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        rules
    }
}
