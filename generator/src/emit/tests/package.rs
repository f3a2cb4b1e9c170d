//! The target of the tests: its root, the client that all of them have, and what `Cargo.toml` says about it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use toml::{Table, Value as Toml};

use crate::emit::client::credentials::emit_secret;
use crate::emit::docs::{docs, emit_inner_docs};
use crate::emit::example::text_within;
use crate::emit::package::crate_root::emit_module;
use crate::emit::package::features::Features;
use crate::emit::{Context, Piece, SourceFile};
use crate::ir::{BodyFormat, Parameter, SchemeKind};
use crate::manifest::TESTS;
use crate::names::Ident;

/// Where the requests of a client go whose description names no server.
pub(super) const BASE_URL: &str = "https://api.example.com";

/// What the client has for a scheme that takes a user and a password, and what is sent of it.
const USER_AND_PASSWORD: &str = "user:password";
pub(super) const USER_AND_PASSWORD_IN_BASE64: &str = "dXNlcjpwYXNzd29yZA==";

/// How many characters a value that the client holds has at most.
const TEXT: usize = 60;

/// The root, and the file with the client.
pub(super) fn emit_package<'a>(cx: &'a Context<'a>) -> Vec<SourceFile<'a>> {
    vec![
        SourceFile::new(format!("tests/{TESTS}/main.rs"), || emit_root(cx)),
        SourceFile::new(format!("tests/{TESTS}/client.rs"), || emit_client(cx)),
    ]
}

/// Adds the target and what it needs to a manifest.
pub(in crate::emit) fn add_to(manifest: &mut Table) {
    let text = |text: &str| Toml::String(text.to_owned());
    let target = Table::from_iter([
        ("name".to_owned(), text(TESTS)),
        ("path".to_owned(), text(&format!("tests/{TESTS}/main.rs"))),
        (
            "required-features".to_owned(),
            Toml::Array(vec![text("mock")]),
        ),
    ]);
    let runtime = Table::from_iter([
        ("version".to_owned(), text("1")),
        (
            "features".to_owned(),
            Toml::Array(vec![text("macros"), text("rt")]),
        ),
    ]);
    let needed = Table::from_iter([("tokio".to_owned(), Toml::Table(runtime))]);
    manifest.insert("dev-dependencies".to_owned(), Toml::Table(needed));
    manifest.insert("test".to_owned(), Toml::Array(vec![Toml::Table(target)]));
}

fn emit_root(cx: &Context<'_>) -> Vec<Piece> {
    let docs = emit_inner_docs(&docs![
        "Every operation, called with the examples of the description and answered from memory."
    ]);
    let features = Features::new(cx);
    let resources = cx.analysis.members.resources(None).iter().filter_map(|id| {
        let gate = features.gate(*id);
        let module = emit_module(None, &cx.names.resource(*id)?.module);
        Some(quote!(#gate #module))
    });
    let has_root = !cx.analysis.members.operations(None).is_empty();
    let operations = has_root.then(|| emit_module(None, quote!(operations)));
    let client = emit_module(None, quote!(client));
    vec![
        Piece::Code(quote! {
            #docs
            #![allow(clippy::approx_constant, reason = "as described")]
            #![recursion_limit = "1024"]
        }),
        Piece::Code(quote! {
            #client
            #operations
            #(#resources)*
        }),
    ]
}

/// The client, and what the tests read a request with.
fn emit_client(cx: &Context<'_>) -> Vec<Piece> {
    let krate = &cx.package.krate;
    let docs = emit_inner_docs(&docs![
        "The client of the tests, and how they read a request."
    ]);
    let base_url = cx
        .api
        .base_url
        .is_none()
        .then(|| quote!(.base_url(#BASE_URL)));
    let schemes = cx.api.schemes.iter().zip(&cx.names.schemes);
    let credentials = schemes.map(|(scheme, name)| {
        let secret = emit_secret(&scheme.kind, &secret(&scheme.kind, name));
        quote!(.#name(#secret))
    });
    let held = ClientValues::new(cx);
    let parameters = cx
        .api
        .client_parameters
        .iter()
        .zip(&cx.names.client_parameters);
    let parameters = parameters.filter_map(|(parameter, name)| {
        let value = held.of(&parameter.wire)?;
        Some(quote!(.#name(#value)))
    });
    let mut pieces = vec![
        Piece::Code(quote! {
            #docs
            #![allow(dead_code, reason = "not every operation needs all of this")]
        }),
        Piece::Code(quote! {
            use #krate::{Client, DocumentedError, Error, Mock, MockRequest, TypedError};
        }),
        Piece::Code(quote! {
            /// A client, and the mock that it sends everything to.
            pub(crate) fn mocked() -> (Client, Mock) {
                let mock = Mock::new();
                let client = Client::builder()
                    #base_url
                    #(#credentials)*
                    #(#parameters)*
                    .transport(mock.clone())
                    .build()
                    .expect("the settings are valid");
                (client, mock)
            }
        }),
        Piece::Code(quote! {
            /// The error that a call has ended with, and that its operation documents.
            pub(crate) fn documented<T, E>(
                ended: Result<T, TypedError<E>>,
            ) -> Result<DocumentedError<E>, Error> {
                match ended {
                    Ok(_) => panic!("the call has not failed"),
                    Err(TypedError::Documented(error)) => Ok(*error),
                    Err(TypedError::Other(error)) => Err(error),
                }
            }
        }),
        Piece::Code(quote! {
            /// The query has these pairs, once it is decoded.
            #[track_caller]
            pub(crate) fn assert_query(request: &MockRequest, expected: &[&str]) {
                let pairs = request.query_pairs().into_iter();
                let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
                assert_eq!(pairs, expected);
            }
        }),
    ];
    let has = |format| {
        let bodies = cx.api.operations.iter().filter_map(|it| it.body.as_ref());
        bodies.into_iter().any(|it| it.format == format)
    };
    pieces.extend(has(BodyFormat::Form).then(emit_form).map(Piece::Code));
    pieces.extend(has(BodyFormat::Multipart).then(emit_parts).map(Piece::Code));
    pieces
}

fn emit_form() -> TokenStream {
    quote! {
        /// The body is a form of these pairs, once it is decoded.
        #[track_caller]
        pub(crate) fn assert_form(request: &MockRequest, expected: &[&str]) {
            let decode = |pair: &str| {
                percent_encoding::percent_decode_str(pair).decode_utf8_lossy().into_owned()
            };
            let form = String::from_utf8_lossy(request.body());
            let pairs: Vec<_> = form.split('&').filter(|it| !it.is_empty()).map(decode).collect();
            assert_eq!(pairs, expected);
        }
    }
}

fn emit_parts() -> TokenStream {
    quote! {
        /// The body is sent in these parts, as `name=content`.
        #[track_caller]
        pub(crate) fn assert_parts(request: &MockRequest, expected: &[&str]) {
            let content_type = request.header("content-type").unwrap_or_default();
            let (_, boundary) = content_type.split_once("boundary=").unwrap_or_default();
            let body = String::from_utf8_lossy(request.body());
            let boundary = format!("--{boundary}");
            let parts = body.split(&boundary).filter_map(|part| {
                let (head, content) = part.split_once("\r\n\r\n")?;
                let (_, name) = head.split_once("name=\"")?;
                let (name, _) = name.split_once('"')?;
                Some(format!("{name}={}", content.strip_suffix("\r\n")?))
            });
            assert_eq!(parts.collect::<Vec<_>>(), expected);
        }
    }
}

/// The secret that the client has for a scheme. It has no signs that a cookie cannot have.
pub(super) fn secret(kind: &SchemeKind, name: &Ident) -> String {
    match kind {
        SchemeKind::Basic => USER_AND_PASSWORD.to_owned(),
        SchemeKind::Bearer
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => {
            let name = name
                .as_str()
                .replace(|c: char| !c.is_ascii_alphanumeric(), "-");
            format!("my-{name}")
        }
    }
}

/// The parameters that the client holds, by their names on the wire.
pub(super) struct ClientValues<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> ClientValues<'a> {
    pub(super) fn new(cx: &Context<'a>) -> Self {
        let mut values = BTreeMap::new();
        for operation in &cx.api.operations {
            for parameter in operation.parameters.iter().filter(|it| it.client_wide) {
                let Some(name) = client_name(cx, parameter) else {
                    continue;
                };
                let value = text_within(parameter.field.example.as_ref(), TEXT);
                let value = value.filter(|it| !matches!(*it, "." | ".."));
                if let Some(value) = value {
                    values.entry(name).or_insert(value);
                }
            }
        }
        for parameter in &cx.api.client_parameters {
            let name = parameter.wire.as_str();
            values.entry(name).or_insert(name);
        }
        Self(values)
    }

    /// The value of the one that a parameter of an operation is.
    pub(super) fn of_parameter(&self, cx: &Context<'a>, parameter: &Parameter) -> Option<&'a str> {
        self.of(client_name(cx, parameter)?)
    }

    /// The value of one.
    pub(super) fn of(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).copied()
    }
}

/// What a parameter of an operation is called that the client holds.
fn client_name<'a>(cx: &Context<'a>, parameter: &Parameter) -> Option<&'a str> {
    let mut all = cx.api.client_parameters.iter().map(|it| it.wire.as_str());
    all.find(|it| parameter.is_called(it))
}
