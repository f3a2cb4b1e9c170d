//! Chosen names: `[names]` of `codegen.toml`, by the tables and keys of `names.lock`.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::Scope;
use super::ident::{Ident, IdentCase, ident};
use super::modules::module;
use super::types::SENT;
use super::{NameReasons, NamesLock};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Place, Role};
use crate::origin::Origin;
use crate::suggestions::nearest;

/// The table of the names of shared types, and of all types by pointer.
const TYPES: &str = "types";

/// The lock and the chosen names.
pub(super) struct Ledger<'a> {
    pub(super) lock: &'a mut NamesLock,
    pub(super) config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    /// The keys of each table that were looked up, to find choices that match nothing. Empty where nothing is chosen.
    seen: BTreeMap<String, BTreeSet<String>>,
    pub(super) reasons: NameReasons,
    /// The former names that can be aliases, by the scope and the key of what had them.
    pub(super) former: BTreeMap<(String, String), Vec<Ident>>,
    /// Whether the names that are not in the lock were given before, and are the same on the wire.
    pub(super) is_short: bool,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(
        lock: &'a mut NamesLock,
        config: &'a Config,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let is_short = lock.earlier_runs().is_some() && !lock.lists_all();
        Self {
            lock,
            config,
            diagnostics,
            seen: BTreeMap::new(),
            reasons: NameReasons::default(),
            former: BTreeMap::new(),
            is_short,
        }
    }

    /// The name chosen for a thing of a scope. An invalid one is reported.
    pub(super) fn chosen(&mut self, scope: Scope<'_>, key: &str) -> Option<Ident> {
        if self.config.names.is_empty() {
            return None;
        }
        let mut named = None;
        // A choice for a type also holds for its twin that is sent, unless that has a choice of its own.
        let twin = scope.name.strip_suffix(SENT);
        for name in std::iter::once(scope.name).chain(twin) {
            let seen = self.seen.entry(name.to_owned()).or_default();
            seen.insert(key.to_owned());
            let chosen = self.config.names.get(name).and_then(|it| it.get(key));
            named = named.or(chosen.map(|chosen| (name, chosen)));
        }
        let (table, name) = named?;
        if let Some(name) = scope.fitting(name) {
            return Some(name);
        }
        let made = if scope.is_files() {
            module(name)
        } else {
            ident(name, scope.case)
        };
        let name = name.escape_debug();
        let message = format!("`{name}` cannot be a name here; `{made}` can");
        self.reject(table, key, message);
        Some(made)
    }

    /// Reports a chosen name that cannot be used.
    pub(super) fn reject(&mut self, scope: &str, key: &str, message: String) {
        self.refuse(&self.config.at(&["names", scope, key]), message);
    }

    /// Reports a text of the configuration that cannot be a name.
    pub(super) fn refuse(&mut self, at: &Origin, message: String) {
        self.diagnostics.error("invalid-name", at, message);
    }

    /// A name of the lock, if the thing can have it. One that is never valid is reported.
    pub(super) fn locked(&mut self, scope: Scope<'_>, key: &str, name: &str) -> Option<Ident> {
        let fitting = scope.fitting(name);
        if let Some(made) = fitting.filter(|_| !scope.reserved.contains(&name)) {
            return Some(made);
        }
        let at = self.lock.at(scope.name, key);
        self.diagnostics
            .error(
                "invalid-name",
                &at,
                format!("`{name}` cannot be a name here"),
            )
            .hint("without this line, another name is given");
        None
    }

    /// The former names of a thing that can be aliases.
    pub(super) fn former(&self, scope: &str, key: &str) -> Vec<Ident> {
        let key = (scope.to_owned(), key.to_owned());
        self.former.get(&key).cloned().unwrap_or_default()
    }

    /// A former name of the lock, if the thing can have had it. Another is reported.
    pub(super) fn locked_former(
        &mut self,
        scope: Scope<'_>,
        key: &str,
        name: &str,
    ) -> Option<Ident> {
        let fitting = scope.fitting(name);
        if fitting.is_none() {
            let at = self.lock.at_former(scope.name, key);
            let message = format!("`{name}` cannot be a name here");
            self.diagnostics
                .error("invalid-name", &at, message)
                .hint("without this line, there is no alias");
        }
        fitting
    }

    /// The name chosen for a type, by its component or by the pointer to its schema, and where.
    pub(super) fn chosen_type(
        &mut self,
        place: &Place,
        origin: &Origin,
    ) -> Option<(Ident, Origin)> {
        if self.config.names.is_empty() {
            return None;
        }
        let written = self.diagnostics.written(origin).pointer;
        // As it is, and as a reference has it.
        let by_pointer = [&written, &origin.pointer].map(|it| [it.clone(), format!("#{it}")]);
        let by_name = match &place.role {
            Role::Component(name) if place.steps.is_empty() => Some(name.clone()),
            _ => None,
        };
        let mut keys = by_name.into_iter().chain(by_pointer.into_iter().flatten());
        keys.find_map(|key| {
            let name = self.chosen(Scope::new(TYPES, IdentCase::Camel, &[]), &key)?;
            Some((name, self.config.at(&["names", TYPES, &key])))
        })
    }

    /// The name that was chosen for a component, after which the types inside it are named.
    pub(super) fn component(&self, name: &str) -> Option<&str> {
        let chosen = self.config.names.get(TYPES).and_then(|it| it.get(name));
        chosen.map(String::as_str)
    }

    /// Reports choices that match nothing, and returns the reasons for names.
    pub(super) fn finish(self) -> NameReasons {
        let nothing = BTreeSet::new();
        for (scope, names) in &self.config.names {
            let seen = self.seen.get(scope).unwrap_or(&nothing);
            for key in names.keys().filter(|key| !seen.contains(*key)) {
                let at = self.config.at(&["names", scope, key]);
                let message = format!("nothing has a name in `{scope}` under `{key}`");
                let near = match self.seen.get(scope) {
                    Some(keys) => nearest(key, keys.iter().map(String::as_str)),
                    None => nearest(scope, self.seen.keys().map(String::as_str)),
                };
                let near = near.map(|it| format!(": did you mean `{it}`?"));
                let hint = "tables and keys are those of names.lock";
                self.diagnostics
                    .error("unused-configuration", &at, message)
                    .about_key()
                    .hint(format!("{hint}{}", near.unwrap_or_default()));
            }
        }
        self.reasons
    }
}
