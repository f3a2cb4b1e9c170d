//! A client as a page for people: one file of HTML, which needs no network and no script.
//!
//! In come a description, its configuration and the names that the client has; out goes the page. [`mod@html`] is the only way for a text to
//! become HTML, [`mod@prose`] reads the Markdown of descriptions, [`mod@document`] is what every page has, that of a comparison as well. What is
//! told of a client is in [`client`], [`operation`] with [`fields`] and [`answers`], and [`types`]; [`rust`] writes types as links, and
//! [`mod@example`] finds the calls in the documentation of the client. Nothing here can fail.

mod answers;
mod client;
mod context;
mod document;
mod example;
mod fields;
mod html;
mod operation;
mod prose;
mod rust;
mod types;

pub(crate) use document::{ContentsEntry, ContentsGroup, HtmlDocument};
pub(crate) use html::{Html, code, html, joined, list, number, text};
pub(crate) use prose::{line, prose};

use crate::config::Config;
use crate::diag::{Diagnostics, Report};
use crate::ir::Operation;
use crate::manifest::PackageName;
use crate::names::NamesLock;
use crate::source::Input;
use crate::{Client, Model, run};
use context::{PageContext, name_of};

/// The result of [`docs`].
#[derive(Debug)]
pub struct PageOutcome {
    /// The page; `None` where there is an error in the description.
    pub page: Option<ClientPage>,
    /// All diagnostics. There may be warnings although there is a page.
    pub report: Report,
}

/// A page about a client.
#[derive(Debug)]
pub struct ClientPage {
    /// The HTML.
    pub html: String,
    /// What the package of the client is called.
    pub package: String,
    /// How many operations it tells of.
    pub operations: usize,
    /// How many types it tells of.
    pub types: usize,
}

/// Makes the page about the client of a description. `lock` has the names of the client, if there is one already.
pub fn docs(input: &Input<'_>, config: &Config, lock: &NamesLock) -> PageOutcome {
    let make = |model: Model, client: Client, _: &Diagnostics| {
        let package = PackageName::new(&model.api.title, config).package;
        ClientPage {
            html: page(&model, &client, &package),
            package,
            operations: client.operations,
            types: client.types,
        }
    };
    let (page, report) = run(input, config, lock, make);
    PageOutcome { page, report }
}

fn page(model: &Model, client: &Client, package: &str) -> String {
    let cx = PageContext {
        model,
        files: &client.files,
        package,
        uses: model.api.uses(),
    };
    let api = &model.api;
    let head = html![
        "<h1>",
        text(&api.title),
        "</h1>\n<p>Version ",
        text(&api.version),
        ", as the Rust crate ",
        code(package),
        ": ",
        number(client.operations),
        " operations, ",
        number(client.types),
        " types</p>\n",
    ];
    let docs = api.docs.as_deref().and_then(|it| prose(it, 2).some());
    let docs = docs.map(|it| {
        html![
            "<section aria-labelledby=\"about\">\n<h2 id=\"about\">About</h2>\n",
            it,
            "</section>\n"
        ]
    });
    let body = html![
        docs,
        client::set_up(&cx),
        operations(&cx),
        all_types(&cx),
        client::hooks(&cx)
    ];
    let document = HtmlDocument {
        title: format!("{} in Rust", api.title),
        head,
        contents: contents(&cx),
        body,
    };
    document.into_text()
}

fn operations(cx: &PageContext<'_>) -> Html {
    let group =
        |(resource, operations): (Option<crate::ir::ResourceId>, &[crate::ir::OperationId])| {
            let anchor = cx.resource_anchor(resource);
            let docs = resource.and_then(|id| cx.model.api.resources.get(id.0)?.docs.as_deref());
            let feature = resource.and_then(|id| cx.model.names.features.of.get(&id));
            let feature = feature.map(|it| html!["<p>Cargo feature ", code(it), "</p>\n"]);
            let articles = operations
                .iter()
                .filter_map(|id| operation::article(cx, *id));
            html![
                "<section aria-labelledby=\"",
                text(&anchor),
                "\">\n<h2 id=\"",
                text(&anchor),
                "\"><code>",
                group_name(cx, resource),
                "</code></h2>\n",
                docs.map(|it| prose(it, 2)),
                feature,
                articles.collect::<Html>(),
                "</section>\n",
            ]
        };
    cx.groups().map(group).collect()
}

/// How the operations of a resource are reached.
fn group_name(cx: &PageContext<'_>, resource: Option<crate::ir::ResourceId>) -> Html {
    let modules = cx.modules(resource);
    html![
        "client",
        modules
            .iter()
            .map(|it| html![".", text(it), "()"])
            .collect::<Html>()
    ]
}

fn all_types(cx: &PageContext<'_>) -> Option<Html> {
    let types = cx.types();
    let articles = types
        .iter()
        .filter_map(|(anchor, id)| types::article(cx, anchor, *id));
    let articles: Html = articles.collect();
    articles.some().map(|it| {
        html![
            "<section aria-labelledby=\"all-types\">\n<h2 id=\"all-types\">Types</h2>\n",
            it,
            "</section>\n"
        ]
    })
}

fn contents(cx: &PageContext<'_>) -> Vec<ContentsGroup> {
    let of_operation = |id: &crate::ir::OperationId| {
        let Operation {
            method,
            path,
            summary,
            ..
        } = cx.model.api.operation(*id)?;
        let summary = summary.as_deref().map(|it| html![" ", line(it)]);
        Some(ContentsEntry {
            anchor: cx.operation_anchor(*id),
            name: code(cx.method(*id)),
            more: html![text(method.as_str()), " ", text(path), summary],
        })
    };
    let groups = cx.groups().map(|(resource, operations)| ContentsGroup {
        title: match cx.modules(resource).as_slice() {
            [] => html!["client"],
            modules => text(&modules.join(".")),
        },
        entries: operations.iter().filter_map(of_operation).collect(),
    });
    let types = cx.types().into_iter().map(|(anchor, _)| ContentsEntry {
        name: code(name_of(&anchor)),
        more: Html::default(),
        anchor,
    });
    let types: Vec<ContentsEntry> = types.collect();
    let types = (!types.is_empty()).then(|| ContentsGroup {
        title: html!["Types"],
        entries: types,
    });
    groups.chain(types).collect()
}
