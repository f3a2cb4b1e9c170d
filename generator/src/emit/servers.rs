//! The servers that the caller has the choice of: a constant each, and a method for each variable in their URLs.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::docs::{code, emit_lines, markdown, wrap};
use super::outcomes::{ended, list_item};
use crate::ir::{Server, ServerVariable};
use crate::names::Ident;

/// The constants and methods; nothing where there is no choice.
pub(super) fn emit_servers(cx: &Context<'_>) -> Option<TokenStream> {
    let servers = &cx.api.servers;
    if servers.is_empty() {
        return None;
    }
    let constants = servers
        .iter()
        .zip(&cx.names.servers)
        .map(|(server, name)| emit_constant(server, name));
    let setters = cx
        .names
        .server_variables
        .iter()
        .map(|(wire, name)| emit_setter(servers, wire, name));
    Some(quote! {
        impl Server {
            #(#constants)*
            #(#setters)*
        }
    })
}

fn emit_constant(server: &Server, name: &Ident) -> TokenStream {
    let Server {
        name: _,
        url,
        variables,
        docs,
        origin: _,
    } = server;
    let name = name.to_constant();
    let docs = docs
        .as_deref()
        .map(|docs| format!("{}\n\n", markdown(docs)));
    let docs = emit_lines(&format!("{}{}", docs.unwrap_or_default(), code(url)));
    let variables = variables.iter().map(|variable| {
        let ServerVariable {
            name,
            default,
            values,
            docs: _,
        } = variable;
        quote!(ServerVariable::new(#name, #default, &[#(#values),*]))
    });
    quote! {
        #docs
        pub const #name: Self = Self::new(#url, &[#(#variables),*]);
    }
}

fn emit_setter(servers: &[Server], wire: &str, name: &Ident) -> TokenStream {
    let having = servers.iter().filter_map(|server| {
        let mut variables = server.variables.iter();
        Some((server, variables.find(|variable| variable.name == wire)?))
    });
    let having: Vec<(&Server, &ServerVariable)> = having.collect();
    let mut lines: Vec<String> = Vec::new();
    let docs = having.iter().find_map(|(_, it)| it.docs.as_deref());
    lines.extend(docs.map(markdown));
    lines.push(format!("Sets the variable {} in the URL:", code(wire)));
    let values = having
        .iter()
        .map(|(server, variable)| format!("- of {}: {}", code(&server.url), values(variable)));
    lines.push(values.collect::<Vec<_>>().join("\n"));
    let docs = emit_lines(&lines.join("\n\n"));
    quote! {
        #docs
        #[inline]
        pub fn #name(self, value: &str) -> Self {
            self.with(#wire, value)
        }
    }
}

/// What a variable can be, and what it is.
fn values(variable: &ServerVariable) -> String {
    let default = match variable.default.as_str() {
        "" => "nothing".to_owned(),
        default => code(default),
    };
    let values: Vec<String> = variable.values.iter().map(|it| code(it)).collect();
    match values.as_slice() {
        [] => format!("{default} unless set"),
        several => format!("one of {}; {default} unless set", several.join(", ")),
    }
}

/// Where an operation with servers of its own goes, and where else it can.
pub(super) fn server_lines(servers: &[Server]) -> Option<String> {
    let (first, others) = servers.split_first()?;
    let is_choice = !first.variables.is_empty();
    let listed = if is_choice { servers } else { others };
    let mut text = format!(
        "Goes to the server {}, unless the client has a base URL that its caller has given.",
        titled(first, &first.default_url())
    );
    let words = first.docs.as_deref().filter(|_| !is_choice);
    let words = words.map(|it| ended(&markdown(it)));
    let mut parts = Vec::new();
    match words {
        Some(words) if !words.contains('\n') => text.extend([" ", &words]),
        words => parts.extend(words),
    }
    if !listed.is_empty() {
        let others = "[`Request::base_url`](crate::Request::base_url) takes others:";
        let items: Vec<String> = listed.iter().map(item).collect();
        if parts.is_empty() {
            text.extend([" ", others]);
        } else {
            parts.push(others.to_owned());
        }
        parts.push(items.join("\n"));
    }
    let mut lines = Vec::new();
    wrap(&text, &mut lines);
    parts.insert(0, lines.join("\n"));
    Some(parts.join("\n\n"))
}

/// A server and its variables as an item of a list.
fn item(server: &Server) -> String {
    let Server {
        name: _,
        url,
        variables,
        docs,
        origin: _,
    } = server;
    let mut lines = vec![match docs.as_deref() {
        Some(docs) => list_item(&format!("{}: ", titled(server, url)), docs),
        None => format!("- {}", titled(server, url)),
    }];
    for variable in variables {
        let values = values(variable);
        let words = match variable.docs.as_deref() {
            Some(docs) => {
                let values = values.replacen("one of", "One of", 1);
                format!("{} {values}", ended(docs))
            }
            None => values,
        };
        let item = list_item(&format!("{}: ", code(&variable.name)), &words);
        lines.extend(item.lines().map(|line| format!("  {line}")));
    }
    lines.join("\n")
}

/// The URL of a server, and its name.
fn titled(server: &Server, url: &str) -> String {
    match server.name.as_deref() {
        Some(name) => format!("{} ({})", code(url), markdown(name).replace('\n', " ")),
        None => code(url),
    }
}

/// The URL of a server, and what is said about it, in Markdown of a description.
pub(super) fn server_words(server: &Server, url: &str) -> String {
    match server.docs.as_deref() {
        Some(docs) => format!("{}: {docs}", titled(server, url)),
        None => titled(server, url),
    }
}
