//! The servers that the caller has the choice of: a constant each, and a method for each variable in their URLs.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::docs::{code, emit_lines, markdown};
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
    let values = having.iter().map(|(server, variable)| {
        let values: Vec<String> = variable.values.iter().map(|it| code(it)).collect();
        let values = if values.is_empty() {
            String::new()
        } else {
            format!(" one of {};", values.join(", "))
        };
        let default = match variable.default.as_str() {
            "" => "nothing".to_owned(),
            default => code(default),
        };
        format!("- of {}:{values} {default} unless set", code(&server.url))
    });
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
