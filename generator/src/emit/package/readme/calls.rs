//! The code of the text: each is compiled by `cargo test`.

use proc_macro2::TokenStream;
use quote::quote;

use super::chapters;
use crate::emit::docs::{Docs, code, docs, paragraphs};
use crate::emit::example::{emit_function, emit_set_up};
use crate::emit::{Context, Piece};
use crate::ir::{Operation, OperationId, Success};

/// The first call.
pub(super) fn first(cx: &Context<'_>) -> Vec<Piece> {
    let mut pieces = vec![super::text(chapters::start(cx))];
    pieces.extend(
        cx.api
            .operations()
            .next()
            .and_then(|(id, operation)| emit_function(cx, id, operation, true).map(Piece::Snippet)),
    );
    pieces
}

/// What a caller does about an error.
pub(super) fn errors(cx: &Context<'_>) -> TokenStream {
    let krate = &cx.package.krate;
    quote! {
        use #krate::Error;
        fn report(error: &Error) {
            match error {
                Error::Status(answer) => eprintln!("{}: {:?}", answer.status(), answer.message()),
                Error::Timeout { .. } => eprintln!("it took too long"),
                other => eprintln!("{other}"),
            }
        }
    }
}

/// Limits of the client.
pub(super) fn limits(cx: &Context<'_>) -> TokenStream {
    let krate = &cx.package.krate;
    quote! {
        use std::time::Duration;
        use #krate::{Client, Error};
        fn patient() -> Result<Client, Error> {
            Client::builder()
                .timeout(Duration::from_secs(300))
                .attempt_timeout(Duration::from_secs(100))
                .max_retries(5)
                .build()
        }
    }
}

/// How lists are read, where there are some.
pub(super) fn lists(cx: &Context<'_>) -> Vec<Piece> {
    let is_paged = |id: OperationId, _: &Operation| cx.analysis.paging.contains_key(&id);
    let words = docs![
        "A list comes page by page. [`Request::items`] reads all of it, and asks for a page when it is needed; [`Request::pages`] gives \
         whole pages."
    ];
    chapter(
        cx,
        is_paged,
        paragraphs([docs!["## Lists"], words.wrapped()]),
    )
}

/// How answers are read that come item by item, where there are some.
pub(super) fn streams(cx: &Context<'_>) -> Vec<Piece> {
    let is_stream = |_, operation: &Operation| matches!(operation.success, Success::Stream(_));
    let words = docs![
        "Some answers come item by item. Such a call has no end but that of its stream: `.timeout(..)` sets one for all of it, and \
         `.attempt_timeout(..)` says how long it may be silent."
    ];
    chapter(
        cx,
        is_stream,
        paragraphs([docs!["## Streams"], words.wrapped()]),
    )
}

/// A chapter about some operations, with a call of the first of them.
fn chapter(
    cx: &Context<'_>,
    is_meant: impl Fn(OperationId, &Operation) -> bool,
    words: Docs,
) -> Vec<Piece> {
    let mut operations = cx.api.operations().enumerate();
    let Some((position, (id, operation))) = operations.find(|(_, (id, it))| is_meant(*id, it))
    else {
        return Vec::new();
    };
    let call = (position > 0)
        .then(|| emit_function(cx, id, operation, false))
        .flatten();
    let call = call.map(Piece::Snippet);
    [super::text(words)].into_iter().chain(call).collect()
}

/// How code that uses the client is tested.
pub(super) fn tests(cx: &Context<'_>) -> Vec<Piece> {
    let Some((_, operation)) = cx.api.operations().next() else {
        return Vec::new();
    };
    let krate = &cx.package.krate;
    let id = &operation.id;
    let set_up = emit_set_up(cx, operation);
    let words = docs![
        "With the feature `mock`, a test answers from memory, and looks at what was sent by `Mock::requests_to`. An operation goes by its \
         name, here ",
        code(id),
        ". What only the server sends has `new` and setters with this feature; without it, `serde_json::from_value` makes one."
    ];
    let snippet = quote! {
        use #krate::{Client, Error, Mock};
        fn mocked() -> Result<(Client, Mock), Error> {
            let mock = Mock::new();
            mock.answer_status(#id, 404, "there is none");
            let client = Client::builder() #set_up .transport(mock.clone()).build()?;
            Ok((client, mock))
        }
    };
    vec![
        super::text(paragraphs([docs!["## Tests"], words.wrapped()])),
        Piece::Snippet(snippet),
    ]
}
