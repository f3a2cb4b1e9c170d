//! The chapters: words about what every client has, as this one has it, and about what only some have, where this one does.

use crate::emit::Context;
use crate::emit::client::constraints::has_constraints;
use crate::emit::client::credentials::{has_token_url, needed_words, place};
use crate::emit::client::environment::has_env;
use crate::emit::docs::{Docs, code, docs, list, list_item, paragraphs};
use crate::emit::package::cargo_toml::{crate_around, manifest, print};
use crate::emit::types::type_expr::{Module, emit_type};
use crate::hidden::toml_text;
use crate::ir::{BodyFormat, Operation, Payload, Scheme, Success};
use crate::names::Ident;
use toml::Value;

/// How the crate becomes a dependency, and how a call begins.
pub(super) fn start(cx: &Context<'_>) -> Docs {
    let begins = if has_env(cx) {
        "[`Client::builder`] or [`Client::from_env`]"
    } else {
        "[`Client::builder`]"
    };
    let place = if cx.api.resources.is_empty() {
        "the client"
    } else {
        "a resource"
    };
    paragraphs([
        docs!["## A call"],
        docs!["```toml\n", needed(cx), "\n```"],
        docs![
            "Start with ",
            begins,
            ". A method of ",
            place,
            " returns a [`Request`], which is a value: `.await` sends it, `.send_with_response()` keeps status and headers, \
             and `.build()` gives the `http::Request` and sends nothing. Here are [all operations]."
        ]
        .wrapped(),
    ])
}

/// What has to stand in the manifest of whoever calls the client: of a module, what it needs in that of the crate around it.
fn needed(cx: &Context<'_>) -> Docs {
    match crate_around(cx) {
        Some(needed) => Docs::manifest_line(print(&needed).trim()),
        None => docs!["[dependencies]\n", dependency(cx)],
    }
}

/// The line of a manifest for this crate. One that is not published is beside what uses it.
fn dependency(cx: &Context<'_>) -> Docs {
    let name = &cx.package.package;
    let manifest = manifest(cx);
    let package = manifest.get("package");
    let is_published = package.and_then(|it| it.get("publish")) != Some(&Value::from(false));
    let version = package.and_then(|it| it.get("version"));
    let version = version.and_then(Value::as_str).unwrap_or("0.1.0");
    if is_published {
        Docs::manifest_line(&format!("{name} = \"{version}\""))
    } else {
        let out = cx.config.out.as_deref().unwrap_or_default();
        let folder = out
            .rsplit(['/', '\\'])
            .find(|it| !it.is_empty() && *it != ".");
        let folder = folder.filter(|it| *it != "..").unwrap_or(name);
        let path = toml_text(&format!("../{folder}"));
        Docs::manifest_line(&format!("{name} = {{ path = {path} }}"))
    }
}

/// The ways to authenticate, and what else the client holds for all calls.
pub(super) fn authentication(cx: &Context<'_>) -> Docs {
    let schemes = cx.api.schemes.iter().zip(&cx.names.schemes);
    let schemes = list(schemes.map(|(scheme, name)| scheme_item(scheme, name)));
    if schemes.is_empty() {
        return Docs::default();
    }
    let needed = needed_words(cx, &cx.api.security);
    let needed = needed.map(|needed| {
        docs![
            "Unless an operation says something else, it needs ",
            needed,
            "."
        ]
        .wrapped()
    });
    let missing = docs![
        "A client without what an operation needs ends the call with `Error::MissingCredentials`, and sends nothing. \
         Credentials are in no output of `Debug`, and go nowhere else when a server redirects a call."
    ];
    let head = docs!["The methods of the [`ClientBuilder`] that take credentials:"];
    let heading = docs!["## Authentication"];
    let mut schemes_with_tokens = cx.api.schemes.iter();
    let tokens = schemes_with_tokens.any(has_token_url).then(|| {
        docs![
            "In place of a token, `runtime::oauth2::OAuth2` can be given, which gets tokens from the token server and renews \
             them."
        ]
        .wrapped()
    });
    let parts = [heading, head, schemes].into_iter().chain(tokens);
    let parts = parts.chain(needed);
    paragraphs(parts.chain([missing.wrapped()]))
}

fn scheme_item(scheme: &Scheme, name: &Ident) -> Docs {
    let Scheme {
        name: wire,
        kind,
        flows: _,
        env,
        docs,
        origin: _,
    } = scheme;
    let words = Docs::brief(docs.as_deref(), None);
    let words = if words.is_empty() {
        docs!["The credential for the security scheme ", code(wire), "."]
    } else {
        words
    };
    let env = env.as_deref();
    let env = env.map(|it| docs![" `Client::from_env` reads it from ", code(it), "."]);
    let line = docs![
        code(name.as_str()),
        ": ",
        words,
        " ",
        place(kind),
        env.unwrap_or_default()
    ];
    list_item(line, "")
}

/// What a failure says.
pub(super) fn errors(cx: &Context<'_>) -> Docs {
    let refused = cx.api.operations.iter().any(|it| it.envelope.is_some());
    let refused = if refused {
        " An answer of success whose body says that the call has failed is `Error::Refused`, which has the same."
    } else {
        ""
    };
    let typed = if cx.api.operations.iter().any(|it| it.error.is_some()) {
        " The second parameter of a request's type is that of the errors that are documented, and [`Request::typed_errors`] reads \
         them as it."
    } else {
        ""
    };
    paragraphs([
        docs!["## Errors"],
        docs![
            "Whatever goes wrong is an [`Error`]. An answer outside the 200s is a [`StatusError`]: it has the status, the headers, the \
             body and what the server says.",
            typed,
            refused
        ]
        .wrapped(),
    ])
}

/// How long a call takes at most, and when it is sent again.
pub(super) fn limits(cx: &Context<'_>) -> Docs {
    let has_key = |it: &Operation| {
        let header = it.idempotency_header.as_ref();
        header.is_some_and(|header| header.is_made)
    };
    let keys = cx.api.operations.iter().any(has_key).then(|| {
        docs![
            "An operation whose server takes a key for that, by which it knows what it has had before, is sent again as if it were \
             idempotent: each call has a key of its own, unless it is given one."
        ]
        .wrapped()
    });
    paragraphs([
        docs!["## Retries and deadlines"],
        docs![
            "A call takes 2 minutes at most, and each attempt 1 minute. It is sent again up to twice, after waits that grow: when it \
             was not sent, or the server asks for it (408, 429, or 403 and 503 that say when), and what is idempotent also when the \
             connection breaks, an attempt takes too long or the server fails (5xx). The client changes that for all calls, and a \
             request for itself by the methods of the same names; a [`RetryPolicy`] has the waits, the statuses, and a budget that \
             keeps many calls from failing many times each."
        ]
        .wrapped(),
        keys.unwrap_or_default(),
    ])
}

/// Files that are sent, and answers that are read as they come.
pub(super) fn files(cx: &Context<'_>) -> Option<Docs> {
    let sends = |it: &Operation| {
        let body = it.body.as_ref().map(|body| body.format);
        matches!(body, Some(BodyFormat::Bytes | BodyFormat::Multipart))
    };
    let reads = |it: &Operation| matches!(it.success, Success::One(Payload::Bytes));
    let sends = cx.api.operations.iter().any(sends).then(|| {
        docs![
            "What is uploaded is a [`File`]: bytes and texts turn into one by themselves, `File::open` and `File::reader` (with the \
             feature `tokio`) read one of any length while it is sent, and `File::stream` takes any stream. A stream can be sent only \
             once, so that such a call is not sent again; `File::open` and `File::stream_with` read anew for each attempt. The time of \
             a call includes sending: raise `.timeout(..)` and `.attempt_timeout(..)` for what is long."
        ]
        .wrapped()
    });
    let reads = cx.api.operations.iter().any(reads).then(|| {
        docs!["`.bytes_stream()` in the place of `.await` gives an answer of any length piece by piece."]
    });
    let parts: Vec<Docs> = sends.into_iter().chain(reads).collect();
    (!parts.is_empty()).then(|| paragraphs([docs!["## Files"]].into_iter().chain(parts)))
}

/// What the server sends by itself.
pub(super) fn webhooks(cx: &Context<'_>) -> Option<Docs> {
    let is_signed = cx.config.webhooks.signature.is_some();
    if cx.api.hooks.is_empty() && !is_signed {
        return None;
    }
    let verifier = if is_signed {
        docs!["`Client::webhook_verifier`"]
    } else {
        docs!["`runtime::webhook::WebhookVerifier`"]
    };
    let payload = cx.api.any_webhook.as_ref();
    let payload = payload.map(|ty| Docs::rust(&emit_type(cx, ty, Module::Resource)));
    let read = payload.map_or(docs!["and `.read::<T>(&headers, &body)`"], |ty| {
        docs!["and `.read::<", ty, ">(&headers, &body)`"]
    });
    Some(paragraphs([
        docs!["## Webhooks"],
        docs![
            "With the feature `webhook-signatures`, ",
            verifier,
            " takes the secret of a webhook, ",
            read,
            " gives what a request carries only if the server has signed it, and lately. It needs the bytes of the body as they have come."
        ]
        .wrapped(),
    ]))
}

/// What is checked before it is sent.
pub(super) fn checks(cx: &Context<'_>) -> Option<Docs> {
    has_constraints(cx).then(|| {
        paragraphs([
            docs!["## What is checked"],
            docs![
                "Parameters and bodies are held against the lengths, bounds, patterns and lists of values of the description before anything is sent; \
                 what does not pass is [`Error::InvalidRequest`], with the place and without the value. `.json(..)` and `.set_json(..)` of a call are \
                 not checked."
            ]
            .wrapped(),
        ])
    })
}

/// Calls without async.
pub(super) fn blocking() -> Docs {
    paragraphs([
        docs!["## Without async"],
        docs![
            "With the feature `blocking`, `.blocking()` in the place of `.await` sends a request and waits; it needs no runtime, and runs on \
             a thread of the client."
        ]
        .wrapped(),
    ])
}

/// Where there is no transport.
pub(super) fn wasm() -> Docs {
    paragraphs([
        docs!["## WebAssembly"],
        docs![
            "There is no transport for WebAssembly in this crate: turn off the default features, and give the client a [`Transport`] of \
             your own, whose futures need not be `Send` there."
        ]
        .wrapped(),
    ])
}
