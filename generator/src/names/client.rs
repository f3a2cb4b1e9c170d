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
pub(super) const BUILDER_METHODS: [&str; 27] = [
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
    "inject_trace_context",
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

/// The enum of the values that a variable of servers can have.
#[derive(Clone, Debug)]
pub struct ServerEnum {
    /// Its name.
    pub ty: Ident,
    /// Its variants, with the values that they are.
    pub variants: Vec<(String, Ident)>,
}

/// Types that the file of the client has anyway.
const SERVER_TYPES: [&str; 2] = ["Server", "ServerVariable"];

/// The enums of those variables of which the description lists the values, by the names of the variables.
pub(super) fn server_enums(api: &Api, lock: &mut Ledger<'_>) -> BTreeMap<String, ServerEnum> {
    let mut listed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for variable in api.servers.iter().flat_map(|it| &it.variables) {
        for value in &variable.values {
            let values = listed.entry(&variable.name).or_default();
            if !values.contains(&value.as_str()) {
                values.push(value);
            }
        }
    }
    let wanted: Vec<Wanted> = listed
        .keys()
        .map(|name| Wanted::new(*name, &format!("server {name}"), IdentCase::Camel))
        .collect();
    let scope = Scope::new("types of servers", IdentCase::Camel, &SERVER_TYPES);
    let types = assign(scope, &wanted, lock);
    let mut enums = BTreeMap::new();
    for ((name, values), ty) in listed.into_iter().zip(types) {
        let wanted: Vec<Wanted> = values
            .iter()
            .map(|value| Wanted::named(value, IdentCase::Camel))
            .collect();
        let scope = format!("values of servers' {name}");
        let variants = assign(
            Scope::new(&scope, IdentCase::Camel, &["Self"]),
            &wanted,
            lock,
        );
        let variants = values
            .into_iter()
            .map(str::to_owned)
            .zip(variants)
            .collect();
        enums.insert(name.to_owned(), ServerEnum { ty, variants });
    }
    enums
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
