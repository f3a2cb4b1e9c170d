//! How a client is set up: the package, credentials, servers, and what it holds for all calls.

use super::context::PageContext;
use super::fields::NamedItem;
use super::html::{Html, code, html, joined, list, text};
use super::operation::needed;
use super::prose::{heading, prose};
use crate::ir::{ClientParameter, Hook, Scheme, SchemeKind, Server, ServerVariable};
use crate::names::crate_ident;

/// What a caller does first.
pub(super) fn set_up(cx: &PageContext<'_>) -> Html {
    let api = &cx.model.api;
    let url = match (&api.base_url, &api.base_path) {
        (Some(url), _) => html!["<p>Calls go to ", code(url), ".</p>\n"],
        (None, Some(path)) => html![
            "<p>Calls go to ",
            code(path),
            " of a host that <code>.base_url(..)</code> says.</p>\n"
        ],
        (None, None) => html!["<p>Calls go to where <code>.base_url(..)</code> says.</p>\n"],
    };
    let needs = needed(cx, &api.security);
    let needs = needs.map(|it| {
        html![
            "<p>Unless an operation says something else, it needs ",
            it,
            ".</p>\n"
        ]
    });
    html![
        "<section aria-labelledby=\"set-up\">\n<h2 id=\"set-up\">Client</h2>\n<pre><code>use ",
        text(crate_ident(cx.package).as_str()),
        "::Client;\n\nlet client = Client::builder()",
        builder(cx),
        ".build()?;</code></pre>\n",
        url,
        needs,
        section("Credentials", credentials(cx)),
        section("Parameters of the client", held(cx)),
        section("Servers", servers(cx)),
        "</section>\n",
    ]
}

/// The calls that give the client what its operations need: of several ways, the first.
fn builder(cx: &PageContext<'_>) -> Html {
    let api = &cx.model.api;
    let needed = api.security.first().into_iter().flatten();
    let needed = needed.filter_map(|wire| {
        let position = api.schemes.iter().position(|it| it.name == *wire)?;
        let name = cx.model.names.schemes.get(position)?;
        let arguments = match api.schemes.get(position)?.kind {
            SchemeKind::Basic => html!["(user, password)"],
            _ => html!["(secret)"],
        };
        Some(html![".", text(name.as_str()), arguments])
    });
    needed.collect()
}

fn section(title: &'static str, items: Vec<Html>) -> Option<Html> {
    let items = list("fields", items)?;
    Some(html![heading(3, html![title]), items])
}

fn credentials(cx: &PageContext<'_>) -> Vec<Html> {
    let schemes = cx.model.api.schemes.iter().zip(&cx.model.names.schemes);
    let scheme = |(scheme, name): (&Scheme, &crate::names::Ident)| {
        let Scheme {
            name: _,
            kind,
            flows: _,
            env,
            docs,
            origin: _,
        } = scheme;
        let travels = match kind {
            SchemeKind::Bearer => html!["a bearer token"],
            SchemeKind::Basic => html!["a name with a password"],
            SchemeKind::Header(name) => html!["header ", code(name)],
            SchemeKind::Query(name) => html!["query ", code(name)],
            SchemeKind::Cookie(name) => html!["cookie ", code(name)],
        };
        let env = env.as_deref();
        let env = env.map(|it| html!["<code>Client::from_env()</code> reads ", code(it)]);
        NamedItem {
            name: format!(".{name}(..)"),
            notes: [travels].into_iter().chain(env).collect(),
            docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
            ..NamedItem::default()
        }
        .html()
    };
    schemes.map(scheme).collect()
}

fn held(cx: &PageContext<'_>) -> Vec<Html> {
    let parameters = &cx.model.api.client_parameters;
    let all = parameters.iter().zip(&cx.model.names.client_parameters);
    let parameter = |(parameter, name): (&ClientParameter, &crate::names::Ident)| {
        let ClientParameter {
            wire,
            location: _,
            docs,
            is_secret: _,
            is_found: _,
        } = parameter;
        NamedItem {
            name: format!(".{name}(..)"),
            notes: vec![code(wire)],
            docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
            ..NamedItem::default()
        }
        .html()
    };
    all.map(parameter).collect()
}

fn servers(cx: &PageContext<'_>) -> Vec<Html> {
    let servers = cx.model.api.servers.iter().zip(&cx.model.names.servers);
    let server = |(server, name): (&Server, &crate::names::Ident)| {
        let Server {
            name: _,
            url,
            variables,
            docs,
            origin: _,
        } = server;
        let variables = list("plain", variables.iter().map(|it| variable(cx, it)));
        let docs = docs.as_deref().map(|it| prose(it, 4));
        NamedItem {
            name: format!("Server::{}", name.to_constant()),
            notes: vec![code(url)],
            docs: html![docs, variables],
            ..NamedItem::default()
        }
        .html()
    };
    servers.map(server).collect()
}

fn variable(cx: &PageContext<'_>, variable: &ServerVariable) -> Html {
    let ServerVariable {
        name,
        default,
        values,
        docs,
    } = variable;
    let setter = cx.model.names.server_variables.get(name);
    let setter = setter.map(|it| html![" by ", code(&format!(".{it}(..)"))]);
    let values = joined(values.iter().map(|it| code(it)), ", ").some();
    let values = values.map(|it| html!["; one of ", it]);
    let docs = docs.as_deref().map(|it| prose(it, 4));
    html![
        code(name),
        setter,
        ": ",
        code(default),
        " by default",
        values,
        docs
    ]
}

/// The requests that the server sends, and what they carry.
pub(super) fn hooks(cx: &PageContext<'_>) -> Option<Html> {
    let hooks = cx.model.api.hooks.iter().map(|hook| {
        let Hook {
            name,
            method,
            id,
            ty,
            docs,
            is_told: _,
        } = hook;
        let ty = ty.as_ref().map(|it| cx.ty(it));
        let notes = [method, id].into_iter().flatten().map(|it| code(it));
        NamedItem {
            name: name.clone(),
            ty,
            notes: notes.collect(),
            docs: docs.as_deref().map(|it| prose(it, 4)).unwrap_or_default(),
            deprecated: false,
        }
        .html()
    });
    let hooks = list("fields", hooks)?;
    Some(html![
        "<section aria-labelledby=\"all-hooks\">\n<h2 id=\"all-hooks\">Requests that the server sends</h2>\n",
        hooks,
        "</section>\n",
    ])
}
