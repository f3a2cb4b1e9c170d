//! The servers that the caller has the choice of: a constant each, and a method for each variable in their URLs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::docs::{Docs, code, docs, emit_docs, item, joined, list, nested, paragraphs};
use crate::ir::{Server, ServerVariable};
use crate::names::{Ident, ServerEnum};

/// The constants and methods; nothing where there is no choice.
pub(in crate::emit) fn emit_servers(cx: &Context<'_>) -> Option<TokenStream> {
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
        .map(|(wire, name)| emit_setter(cx, servers, wire, name));
    Some(quote! {
        impl Server {
            #(#constants)*
            #(#setters)*
        }
    })
}

/// The enums of variables of which the values are listed, each with its impl.
pub(in crate::emit) fn emit_server_enums(cx: &Context<'_>) -> Vec<TokenStream> {
    let enums = cx.names.server_enums.iter();
    enums
        .flat_map(|(wire, names)| emit_enum(wire, names))
        .collect()
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
    let words = docs.as_deref().map(Docs::of);
    let docs = emit_docs(&paragraphs(words.into_iter().chain([code(url)])));
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

/// The values that a variable can have.
fn emit_enum(wire: &str, names: &ServerEnum) -> [TokenStream; 2] {
    let ServerEnum { ty, variants } = names;
    let docs = emit_docs(&docs![
        "A value of the variable ",
        code(wire),
        " in the URL of a server."
    ]);
    let values = variants.iter().map(|(value, _)| value);
    let names: Vec<&Ident> = variants.iter().map(|(_, name)| name).collect();
    let lines = variants.iter().zip(&names).map(|((value, _), name)| {
        let docs = emit_docs(&code(value));
        quote!(#docs #name,)
    });
    let definition = quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ty {
            #(#lines)*
        }
    };
    let text = quote! {
        impl AsRef<str> for #ty {
            fn as_ref(&self) -> &str {
                match self {
                    #(Self::#names => #values,)*
                }
            }
        }
    };
    [definition, text]
}

fn emit_setter(cx: &Context<'_>, servers: &[Server], wire: &str, name: &Ident) -> TokenStream {
    let having = servers.iter().filter_map(|server| {
        let mut variables = server.variables.iter();
        Some((server, variables.find(|variable| variable.name == wire)?))
    });
    let having: Vec<(&Server, &ServerVariable)> = having.collect();
    let words = having.iter().find_map(|(_, it)| it.docs.as_deref());
    let sets = docs!["Sets the variable ", code(wire), " in the URL:"];
    let values = list(having.iter().map(|(server, variable)| {
        let values = values(variable, false);
        docs!["- of ", code(&server.url), ": ", values]
    }));
    let words = words.map(Docs::of);
    let docs = emit_docs(&paragraphs(words.into_iter().chain([sets, values])));
    let (ty, value) = if cx.names.server_enums.contains_key(wire) {
        (quote!(impl AsRef<str>), quote!(value.as_ref()))
    } else {
        (quote!(&str), quote!(value))
    };
    quote! {
        #docs
        #[inline]
        pub fn #name(self, value: #ty) -> Self {
            self.with(#wire, #value)
        }
    }
}

/// The values that a variable can have, and its default.
fn values(variable: &ServerVariable, is_sentence: bool) -> Docs {
    let default = match variable.default.as_str() {
        "" => docs!["nothing"],
        default => code(default),
    };
    let one = if is_sentence { "One of " } else { "one of " };
    let values = joined(variable.values.iter().map(|it| code(it)), ", ");
    if values.is_empty() {
        docs![default, " unless set"]
    } else {
        docs![one, values, "; ", default, " unless set"]
    }
}

/// The default server of an operation with servers of its own, and the other servers it has.
pub(in crate::emit) fn server_lines(servers: &[Server]) -> Option<Docs> {
    let (first, others) = servers.split_first()?;
    let is_choice = !first.variables.is_empty();
    let listed = if is_choice { servers } else { others };
    let mut text = docs![
        "Goes to the server ",
        titled(first, &first.default_url()),
        ", unless the client has a base URL that its caller has given."
    ];
    let words = first.docs.as_deref().filter(|_| !is_choice);
    let (lead, rest) = Docs::lead_of(words.unwrap_or_default());
    if !lead.is_empty() {
        text = docs![text, " ", lead.ended()];
    }
    let mut parts = vec![rest];
    if !listed.is_empty() {
        let others = "[`Request::base_url`](crate::Request::base_url) takes others:";
        if parts.iter().all(Docs::is_empty) {
            text = docs![text, " ", others];
        } else {
            parts.push(docs![others]);
        }
        parts.push(list(listed.iter().map(server_item)));
    }
    parts.insert(0, text.wrapped());
    Some(paragraphs(parts))
}

/// A server and its variables as an item of a list.
fn server_item(server: &Server) -> Docs {
    let (line, rest) = server_words(server, &server.url);
    let variables = server.variables.iter().map(|variable| {
        let name = docs![code(&variable.name), ": "];
        let (lead, rest) = Docs::lead_of(variable.docs.as_deref().unwrap_or_default());
        let line = if lead.is_empty() {
            docs![name, values(variable, false)]
        } else {
            docs![name, lead.ended(), " ", values(variable, true)]
        };
        item(&line.ended(), &rest)
    });
    nested(item(&line, &rest).ended(), &list(variables))
}

/// The URL of a server, and its name.
fn titled(server: &Server, url: &str) -> Docs {
    match server.name.as_deref() {
        Some(name) => docs![code(url), " (", Docs::literal(name), ")"],
        None => code(url),
    }
}

/// The URL of a server and what is said about it: a line, and the rest.
pub(in crate::emit) fn server_words(server: &Server, url: &str) -> (Docs, Docs) {
    let (lead, rest) = Docs::lead_of(server.docs.as_deref().unwrap_or_default());
    if lead.is_empty() {
        (titled(server, url), rest)
    } else {
        (docs![titled(server, url), ": ", lead], rest)
    }
}
