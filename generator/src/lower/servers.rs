//! Servers: those of the description as a whole, and those of a path or an operation (`OpenAPI 3.0.4, 4.8.5`).

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{Server as Described, ServerVariable as DescribedVariable};

use super::operations::Site;
use super::parameters::template_names;
use super::{Lowering, docs};
use crate::ir::{Operation, Server, ServerVariable};
use crate::origin::Origin;
use crate::wire::is_base_url;

/// Where requests go.
pub(super) struct Servers {
    /// Unless the caller says otherwise.
    pub(super) base_url: Option<String>,
    /// The server there, where there is no choice.
    pub(super) only: Option<Server>,
    /// What the caller has the choice of; nothing where there is none.
    pub(super) choice: Vec<Server>,
}

impl Lowering<'_> {
    /// The servers of the description. Without any, those that the operations have are the ones there are.
    pub(super) fn servers(&mut self) -> Servers {
        let spec = self.spec;
        let at = spec.root().key("servers");
        let described = &spec.openapi.servers;
        let servers = self.whole(described, &at);
        let first = described.first().map(|server| self.server(server, &at));
        let base_url = if let Some(first) = &first {
            // What the description puts first, and does not say in full, is for the caller to say.
            is_base_url(&first.default_url()).then(|| first.default_url())
        } else {
            self.common_server().or_else(|| self.configured_server())
        };
        let is_choice = servers.len() > 1 || servers.iter().any(|it| !it.variables.is_empty());
        let choice = if is_choice { servers } else { Vec::new() };
        let is_it = |server: &Server| Some(server.default_url()) == base_url;
        let mut only = None;
        if choice.is_empty() {
            let of_operations = self.operations.iter().flat_map(|it| &it.servers);
            let mut all = first.iter().chain(of_operations);
            only = all.find(|it| is_it(it)).cloned();
            for operation in &mut self.operations {
                if operation.servers.iter().all(is_it) {
                    operation.servers.clear();
                }
            }
        }
        Servers {
            base_url,
            only,
            choice,
        }
    }

    /// The servers of an operation: its own, or else those of its path; none where those of the description say the same.
    pub(super) fn own_servers(
        &mut self,
        site: Site<'_>,
        at: &Origin,
        item_at: &Origin,
    ) -> Vec<Server> {
        let (own, at) = if site.operation.servers.is_empty() {
            (&site.item.servers, item_at.key("servers"))
        } else {
            (&site.operation.servers, at.key("servers"))
        };
        if said(own).eq(said(&self.spec.openapi.servers)) {
            return Vec::new();
        }
        self.whole(own, &at)
    }

    /// The server that most of the operations have, where every one of them has its own.
    fn common_server(&self) -> Option<String> {
        let url = |operation: &Operation| Some(operation.servers.first()?.default_url());
        let urls: Vec<String> = self.operations.iter().map(url).collect::<Option<_>>()?;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for url in &urls {
            *counts.entry(url).or_default() += 1;
        }
        // Of several, the first.
        let most = urls
            .iter()
            .rev()
            .max_by_key(|url| counts.get(url.as_str()))?;
        Some(most.clone())
    }

    /// The server that the configuration names, where the description names none.
    fn configured_server(&mut self) -> Option<String> {
        let url = trimmed(self.config.base_url.as_deref()?);
        if !is_base_url(&url) {
            let at = self.config.at(&["base_url"]);
            let message = "no request can go to what is below this URL";
            self.diagnostics.error("invalid-url", &at, message);
        }
        Some(url)
    }

    /// The servers whose URLs are whole; the others are reported.
    fn whole(&mut self, described: &[Described], at: &Origin) -> Vec<Server> {
        let mut servers = Vec::new();
        for (index, described) in described.iter().enumerate() {
            let at = at.index(index);
            let server = self.server(described, &at);
            let url = server.default_url();
            if let Some(name) = template_names(&url).next() {
                let message = format!("no variable of this server is called `{name}`");
                self.diagnostics
                    .warning("unknown-server-variable", &at.key("url"), message)
                    .hint("the client does without this server");
            } else if is_base_url(&url) {
                servers.push(server);
            } else if is_whole(&url) {
                let message = "no request can go to what is below this URL";
                self.diagnostics
                    .warning("unsupported-server", &at.key("url"), message)
                    .hint("the URL of a server is a host in letters of ASCII, and a path without spaces, query and fragment");
            } else if url.contains("://") {
                let message = "the client speaks HTTP only, and cannot use this server";
                self.diagnostics
                    .warning("unsupported-server", &at.key("url"), message);
            } else {
                self.diagnostics
                    .warning(
                        "relative-server",
                        &at.key("url"),
                        "the URL of the server is not a whole one",
                    )
                    .hint("`base_url` in codegen.toml says what it starts from; without it, callers have to give the whole URL");
            }
        }
        servers
    }

    fn server(&self, described: &Described, at: &Origin) -> Server {
        let name = described.extensions.get("x-name");
        let variables = described.variables.iter().flatten();
        let mut server = Server {
            name: docs::text(name.and_then(serde_json::Value::as_str)),
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
        if let Some(base) = &self.config.base_url
            && !server.default_url().contains("://")
        {
            server.url = joined(base, &server.url);
        }
        server
    }
}

/// What counts of servers: where they are.
fn said(
    servers: &[Described],
) -> impl Iterator<Item = (&str, Option<&IndexMap<String, DescribedVariable>>)> {
    servers.iter().map(|server| {
        (
            server.url.trim().trim_end_matches('/'),
            server.variables.as_ref(),
        )
    })
}

fn is_whole(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn trimmed(url: &str) -> String {
    url.trim().trim_end_matches('/').to_owned()
}

/// The URL that a relative one means when it stands at `base` (RFC 3986, 5.2).
fn joined(base: &str, url: &str) -> String {
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", base));
    if let Some(authority) = url.strip_prefix("//") {
        return format!("{scheme}://{authority}");
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if url.is_empty() || url.starts_with('/') {
        return format!("{scheme}://{host}{url}");
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let steps = folder.split('/').chain(url.split('/'));
    let mut kept: Vec<&str> = Vec::new();
    for step in steps.filter(|step| !step.is_empty() && *step != ".") {
        if step == ".." {
            kept.pop();
        } else {
            kept.push(step);
        }
    }
    format!("{scheme}://{host}/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn relative_urls_start_from_the_configured_one() {
        let base = "https://example.com/docs/openapi.yaml";
        assert_eq!(joined(base, "/v1"), "https://example.com/v1");
        assert_eq!(joined(base, ""), "https://example.com");
        assert_eq!(joined(base, "v1"), "https://example.com/docs/v1");
        assert_eq!(joined(base, "../v1"), "https://example.com/v1");
        assert_eq!(
            joined(base, "./{version}"),
            "https://example.com/docs/{version}"
        );
        assert_eq!(joined(base, "//other.com/v1"), "https://other.com/v1");
        assert_eq!(
            joined("https://example.com", "v1"),
            "https://example.com/v1"
        );
    }
}
