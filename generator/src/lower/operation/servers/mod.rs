//! Servers: those of the description as a whole, and those of a path or an operation (`OpenAPI 3.0.4, 4.8.5`).

mod server_url;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Server as Described;
use serde_json::Value;

use super::site::Site;
use super::template::template_names;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{EXAMPLE_HOST, Operation, Server, ServerVariable};
use crate::lower::docs;
use crate::origin::Origin;
use crate::spec::Spec;
use crate::wire::is_base_url;
use server_url::{is_absolute, joined, trimmed};

/// Where requests go.
pub(in crate::lower) struct Servers {
    /// Unless the caller says otherwise.
    pub(in crate::lower) base_url: Option<String>,
    /// The path there, where that is all the description says.
    pub(in crate::lower) base_path: Option<String>,
    /// The server there, where there is no choice.
    pub(in crate::lower) only: Option<Server>,
    /// What the caller has the choice of; nothing where there is none.
    pub(in crate::lower) choice: Vec<Server>,
}

/// The servers of the description. Without any, those that the operations have are the ones there are. Where the caller has
/// no choice, operations that go to the same server as all others no longer say so.
pub(in crate::lower) fn of_description(
    spec: &Spec,
    config: &Config,
    diagnostics: &mut Diagnostics,
    operations: &mut [Operation],
) -> Servers {
    let at = spec.root().key("servers");
    let described = &spec.openapi.servers;
    let servers = usable(config, diagnostics, described, &at);
    let first = described.first().map(|it| server(config, it, &at));
    let base_url = if let Some(first) = &first {
        // What the description puts first, and does not say in full, is for the caller to say.
        is_base_url(&first.default_url()).then(|| first.default_url())
    } else {
        common_server(operations).or_else(|| configured(config, diagnostics))
    };
    let is_choice = servers.len() > 1 || servers.iter().any(|it| !it.variables.is_empty());
    let choice = if is_choice { servers } else { Vec::new() };
    let is_base = |server: &Server| Some(server.default_url()) == base_url;
    let mut only = None;
    if choice.is_empty() {
        let of_operations = operations.iter().flat_map(|it| &it.servers);
        let mut all = first.iter().chain(of_operations);
        only = all.find(|it| is_base(it)).cloned();
        for operation in operations {
            if operation.servers.iter().all(is_base) {
                operation.servers.clear();
            }
        }
    }
    let path = first.map(|it| it.default_url());
    let is_path = |it: &String| {
        base_url.is_none() && it.starts_with('/') && is_base_url(&joined(EXAMPLE_HOST, it))
    };
    Servers {
        base_path: path.filter(is_path),
        base_url,
        only,
        choice,
    }
}

/// The servers of an operation: its own, or else those of its path; none where those of the description say the same.
pub(super) fn of_operation(
    spec: &Spec,
    config: &Config,
    diagnostics: &mut Diagnostics,
    site: &Site<'_>,
) -> Vec<Server> {
    let (own, at) = if site.operation.servers.is_empty() {
        (&site.item.servers, &site.item_at)
    } else {
        (&site.operation.servers, &site.at)
    };
    if urls(own).eq(urls(&spec.openapi.servers)) {
        return Vec::new();
    }
    usable(config, diagnostics, own, &at.key("servers"))
}

/// The server that most of the operations have, where every one of them has its own. Of several, the first.
fn common_server(operations: &[Operation]) -> Option<String> {
    let url = |operation: &Operation| Some(operation.servers.first()?.default_url());
    let urls: Vec<String> = operations.iter().map(url).collect::<Option<_>>()?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for url in &urls {
        *counts.entry(url).or_default() += 1;
    }
    let last_first = urls.iter().rev();
    let most = last_first.max_by_key(|url| counts.get(url.as_str()))?;
    Some(most.clone())
}

/// What is said of a URL that no path can follow.
const NO_BASE: &str = "no request can go to what is below this URL";

/// The server that the configuration names. One that the client cannot use is reported.
fn configured(config: &Config, diagnostics: &mut Diagnostics) -> Option<String> {
    let url = trimmed(config.base_url.as_deref()?);
    if !is_base_url(&url) {
        diagnostics.error("invalid-url", &config.at(&["base_url"]), NO_BASE);
    }
    Some(url)
}

/// The servers that the client can use; the others are reported.
fn usable(
    config: &Config,
    diagnostics: &mut Diagnostics,
    described: &[Described],
    at: &Origin,
) -> Vec<Server> {
    let mut servers = Vec::new();
    for (index, described) in described.iter().enumerate() {
        let at = at.index(index);
        let server = server(config, described, &at);
        let url = server.default_url();
        let at = at.key("url");
        if let Some(name) = template_names(&url).next() {
            let message = format!("no variable of this server is called `{name}`");
            diagnostics
                .warning("unknown-server-variable", &at, message)
                .hint("the client does without this server");
        } else if is_base_url(&url) {
            servers.push(server);
        } else if is_absolute(&url) {
            diagnostics
                .warning("unsupported-server", &at, NO_BASE)
                .hint("the URL of a server is a host in letters of ASCII, and a path without spaces, query and fragment");
        } else if url.contains("://") {
            let message = "the client speaks HTTP only, and cannot use this server";
            diagnostics.warning("unsupported-server", &at, message);
        } else {
            let message = "the URL of the server is not a whole one";
            diagnostics
                .warning("relative-server", &at, message)
                .hint("`base_url` in codegen.toml says what it starts from; without it, callers have to give the whole URL");
        }
    }
    servers
}

fn server(config: &Config, described: &Described, at: &Origin) -> Server {
    let name = described.extensions.get("x-name");
    let variables = described.variables.iter().flatten();
    let mut server = Server {
        name: docs::text(name.and_then(Value::as_str)),
        url: trimmed(&described.url),
        variables: variables
            .filter(|(name, _)| described.url.contains(&format!("{{{name}}}")))
            .map(|(name, variable)| ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                docs: docs::text(variable.description.as_deref()),
            })
            .collect(),
        docs: docs::text(described.description.as_deref()),
        origin: at.clone(),
    };
    if let Some(base) = &config.base_url
        && !server.default_url().contains("://")
    {
        server.url = joined(base, &server.url);
    }
    server
}

/// What tells servers apart: where they are.
fn urls(
    servers: &[Described],
) -> impl Iterator<Item = (&str, BTreeMap<&str, (&str, BTreeSet<&String>)>)> {
    servers.iter().map(|server| {
        let variables = server.variables.iter().flatten();
        let variables = variables.map(|(name, it)| {
            let values = it.enumeration.iter().collect();
            (name.as_str(), (it.default.as_str(), values))
        });
        let url = server.url.trim().trim_end_matches('/');
        (url, variables.collect())
    })
}
