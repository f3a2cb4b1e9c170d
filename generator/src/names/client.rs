//! What the client itself has names for: the methods of its builder, its servers, and the variables in their URLs.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Scope, Wanted, assign};
use super::chosen::Ledger;
use super::ident::{Ident, IdentCase, ident};
use super::lock::CLIENT_PARAMETERS;
use crate::ir::{Api, Server};

/// A description of more words is a sentence, and no name.
const MOST_WORDS: usize = 4;

/// The methods that a server has by itself.
pub(super) const SERVER_METHODS: [&str; 6] = ["clone", "eq", "ne", "new", "url", "with"];

/// The methods that the client's builder has by itself.
pub(super) const BUILDER_METHODS: [&str; 26] = [
    "attempt_timeout",
    "base_url",
    "basic_credential",
    "build",
    "builder",
    "clone",
    "client_parameter",
    "client_secret",
    "credential",
    "default_parameter",
    "fail",
    "from_env",
    "header",
    "max_error_bytes",
    "max_response_bytes",
    "max_retries",
    "new",
    "parameter",
    "retry_policy",
    "schemes",
    "security",
    "server",
    "timeout",
    "transport",
    "transport_authenticates",
    "user_agent",
];

/// The builder methods of the security schemes, and those of the client-wide parameters.
pub(super) fn builder_methods(api: &Api, lock: &mut Ledger<'_>) -> (Vec<Ident>, Vec<Ident>) {
    let schemes = api.schemes.iter().map(|it| &it.name);
    let parameters = api.client_parameters.iter().map(|it| &it.wire);
    let all = schemes.chain(parameters);
    let wanted: Vec<Wanted> = all
        .map(|name| Wanted::named(name, IdentCase::Snake))
        .collect();
    let mut names = assign(
        Scope::new("client", IdentCase::Snake, &BUILDER_METHODS),
        &wanted,
        lock,
    );
    let parameters = names.split_off(api.schemes.len().min(names.len()));
    let found = api.client_parameters.iter().zip(&parameters);
    let found = found.filter(|(it, _)| it.is_found);
    let found = found.map(|(it, name)| (it.wire.as_str(), name));
    lock.lock.record_found(CLIENT_PARAMETERS, found);
    (names, parameters)
}

/// The constants of all servers.
pub(super) fn servers(api: &Api, lock: &mut Ledger<'_>) -> Vec<Ident> {
    let wanted: Vec<Wanted> = api.servers.iter().map(wanted_server).collect();
    assign(Scope::new("servers", IdentCase::Snake, &[]), &wanted, lock)
}

fn wanted_server(server: &Server) -> Wanted {
    let url = server
        .url
        .split_once("://")
        .map_or(server.url.as_str(), |(_, rest)| rest);
    let words = server.docs.as_deref().filter(|docs| {
        let words = docs.split_whitespace().count();
        words <= MOST_WORDS && docs.starts_with(|c: char| c.is_alphabetic())
    });
    let names = [server.name.as_deref(), words, Some(url), Some(&server.url)];
    let names = names.into_iter().flatten();
    let candidates = names.map(|name| ident(name, IdentCase::Snake)).collect();
    Wanted::any_of(&server.url, candidates)
}

/// The methods that set the variables of servers.
pub(super) fn variables(api: &Api, lock: &mut Ledger<'_>) -> BTreeMap<String, Ident> {
    let all = api.servers.iter().flat_map(|server| &server.variables);
    let names: BTreeSet<&str> = all.map(|variable| variable.name.as_str()).collect();
    let wanted: Vec<Wanted> = names
        .iter()
        .map(|name| Wanted::named(name, IdentCase::Snake))
        .collect();
    let scope = Scope::new("variables of servers", IdentCase::Snake, &SERVER_METHODS);
    let given = assign(scope, &wanted, lock);
    names.into_iter().map(str::to_owned).zip(given).collect()
}
