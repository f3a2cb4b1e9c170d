//! The settings of the client: its credentials, and the environment variables that have them.

use proc_macro2::TokenStream;
use quote::quote;

use super::command::emit_security;
use super::package::command_name;
use crate::config::CommandLineConfig;
use crate::emit::{Context, Piece};
use crate::hidden::one_line;
use crate::ir::{Scheme, SchemeKind};
use crate::names::Ident;
use crate::names::command_line::variable;

/// The file of the settings.
pub(super) fn emit_settings(cx: &Context<'_>, config: &CommandLineConfig) -> Vec<Piece> {
    let api = cx.api;
    let name = command_name(cx, config);
    let about = format!("A command line for {}", one_line(&api.title));
    let base_url_env = cx.config.base_url_env.as_ref();
    let base_url_env = base_url_env.map_or_else(|| quote!(None), |name| quote!(Some(#name)));
    let listed = api
        .servers
        .iter()
        .chain(&api.server)
        .map(|it| it.url.as_str());
    let mut servers: Vec<&str> = listed.collect();
    if servers.is_empty() {
        servers.extend(api.base_url.as_deref());
    }
    let flags = cx.names.credential_flags();
    let named = api.schemes.iter().zip(&cx.names.schemes).zip(&flags);
    let credentials = named.map(|((scheme, name), flag)| emit_credential(cx, scheme, name, flag));
    let credentials: Vec<TokenStream> = credentials.collect();
    let uses = if credentials.is_empty() {
        quote!(
            use crate::driver::Tool;
        )
    } else {
        quote!(
            use crate::driver::{Credential, Tool};
        )
    };
    let mut operations = api.operations.iter();
    let is_usual = operations.any(|it| it.security == api.security);
    let security = (is_usual && !api.security.is_empty()).then(|| {
        let lists = emit_security(&api.security);
        Piece::Code(quote! {
            /// What most commands are authenticated with: all of one of the lists.
            pub(crate) const SECURITY: &[&[&str]] = #lists;
        })
    });
    let uses = Piece::Code(quote!(use crate::commands; #uses));
    let tool = [Piece::Code(quote! {
        pub(crate) static TOOL: Tool = Tool {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            about: #about,
            client: client::Client::builder,
            base_url_env: #base_url_env,
            servers: &[#(#servers),*],
            credentials: &[#(#credentials),*],
            root: &commands::GROUP,
        };
    })];
    [uses].into_iter().chain(security).chain(tool).collect()
}

fn emit_credential(cx: &Context<'_>, scheme: &Scheme, name: &Ident, flag: &str) -> TokenStream {
    let Scheme {
        name: wire,
        kind,
        flows: _,
        env,
        docs,
        origin: _,
    } = scheme;
    let (lead, _) = super::words(docs.as_deref());
    let about = if lead.is_empty() {
        format!("The credential for the security scheme {}", one_line(wire))
    } else {
        lead
    };
    let env = env.clone();
    let env = env.unwrap_or_else(|| variable(cx.api, &cx.package.package, name));
    let set = match kind {
        SchemeKind::Basic => quote!(|client, secret| {
            let (user, password) = secret.split_once(':').unwrap_or((&secret, ""));
            client.#name(user, password)
        }),
        SchemeKind::Bearer
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => quote!(|client, secret| client.#name(secret)),
    };
    quote! {
        Credential {
            scheme: #wire,
            flag: #flag,
            env: #env,
            about: #about,
            set: #set,
        }
    }
}
