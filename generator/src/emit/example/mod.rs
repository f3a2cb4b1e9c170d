//! Examples: the documentation of every operation shows a call of it, which `cargo test` compiles.
//!
//! An example is a function in an attribute of what it documents, `#[example { async fn … }]`. Rendering prints the body of the
//! function into the documentation, and hides the lines around it and the last expression. [`mod@call`] writes the call with the
//! fields that [`shown_fields`] picks and the values that [`choice`] chooses; [`value`] and the files beside it write these as Rust, and
//! [`size`] knows how much an example shows, and measures how long it gets.

mod argument;
mod branch;
mod call;
mod choice;
mod expression;
mod foreign;
mod named;
mod number;
mod plain;
mod shown_fields;
mod size;
mod uses;
mod value;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::client::credentials::emit_secret;
use crate::ir::{EXAMPLE_HOST, Operation, OperationId, Payload, SchemeKind, Success, Type};
use crate::names::{Ident, OperationNames};
pub(super) use argument::Long;
pub(super) use call::{Call, CallValues, choose_values, emit_call_with};
use call::{Manner, emit_call, emit_call_of_params};
pub(super) use choice::Chooser;
pub(super) use plain::text_within;
pub(super) use shown_fields::params_fields;
pub(super) use size::Detail;
use size::{DETAILS, detail};
pub(super) use uses::{Use, emit_uses};
use value::Writer;

/// How many lines the call in an example should take, and may take at most. The loop over the pages of a list counts too.
const LINES: usize = 11;
const MOST_LINES: usize = 14;
const LINES_OF_PAGED: usize = 9;

/// A type as a test names it, and what that uses.
pub(super) fn emit_type_of<'a>(cx: &Context<'a>, ty: &Type) -> (TokenStream, BTreeSet<Use<'a>>) {
    let mut writer = Writer::new(*cx);
    (writer.ty(ty), writer.uses)
}

/// The example of an operation, with its heading.
pub(super) fn emit_operation_example(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let krate = &cx.package.krate;
    let Call {
        statements,
        tokens,
        uses,
        supposed,
        mut uses_of_supposed,
    } = shortest(cx, id, operation, names, false);
    // A line that nobody sees is one as well: where nothing else is supposed, the client and the error are written by their paths.
    let is_alone = uses_of_supposed.is_empty();
    uses_of_supposed.insert(Use::Root("Client"));
    let error = emit_error(&uses, &mut uses_of_supposed);
    let [client, error, hidden_uses] = if is_alone {
        let path = uses_of_supposed.contains(&Use::Root("Error"));
        let error = if path { quote!(#krate::#error) } else { error };
        [quote!(#krate::Client), error, quote!()]
    } else {
        let hidden_uses = emit_uses(cx, krate, uses_of_supposed);
        [quote!(Client), error, hidden_uses]
    };
    let uses = emit_uses(cx, krate, uses);
    let deprecated = operation.deprecated.then(|| quote!(#[allow(deprecated)]));
    let shown = emit_use_of_answer(cx, id, operation, &tokens);
    quote! {
        #[doc = ""]
        #[doc = " # Example"]
        #[doc = ""]
        #[example {
            #hidden_uses
            #deprecated
            async fn example(client: #client #(, #supposed)*) -> Result<(), #error> {
                #uses
                #(#statements)*
                #shown
                Ok(())
            }
        }]
    }
}

/// A function that makes a call, as it stands in a text of its own: with a client that it sets up, or that it is given.
pub(super) fn emit_function(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    sets_up: bool,
) -> Option<TokenStream> {
    let names = cx.names.operation(id)?;
    let Call {
        statements,
        tokens,
        mut uses,
        mut supposed,
        uses_of_supposed,
    } = shortest(cx, id, operation, names, sets_up);
    let mut all = uses_of_supposed;
    let error = emit_error(&uses, &mut all);
    all.append(&mut uses);
    all.insert(Use::Root("Client"));
    let uses = emit_uses(cx, &cx.package.krate, all);
    let deprecated = operation.deprecated.then(|| quote!(#[allow(deprecated)]));
    let client = if sets_up {
        let set_up = emit_set_up(cx, operation);
        Some(quote!(let client = Client::builder() #set_up .build()?;))
    } else {
        supposed.insert(0, quote!(client: &Client));
        None
    };
    let shown = emit_use_of_answer(cx, id, operation, &tokens);
    Some(quote! {
        #uses
        #deprecated
        async fn run(#(#supposed),*) -> Result<(), #error> {
            #client
            #(#statements)*
            #shown
            Ok(())
        }
    })
}

/// What the builder of a client is told for an operation.
pub(super) fn emit_set_up(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let base_url = cx.api.base_url.is_none().then(|| {
        let path = cx.api.base_path.as_deref().unwrap_or_default();
        let url = format!("{EXAMPLE_HOST}{path}");
        quote!(.base_url(#url))
    });
    let credentials = credentials(cx, operation);
    let parameters = client_parameters(cx, operation);
    quote!(#base_url #(#credentials)* #(#parameters)*)
}

/// The error of the function around an example.
fn emit_error<'a>(uses: &BTreeSet<Use<'a>>, hidden: &mut BTreeSet<Use<'a>>) -> TokenStream {
    if uses.contains(&Use::AnyError) {
        return quote!(Box<dyn std::error::Error>);
    }
    hidden.insert(Use::Root("Error"));
    quote!(Error)
}

/// The most detailed call that is short enough.
fn shortest<'a>(
    cx: &Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    client_holds: bool,
) -> Call<'a> {
    let is_paged = cx.analysis.paging.contains_key(&id);
    let best = if is_paged { LINES_OF_PAGED } else { LINES };
    let least = Manner {
        detail: detail(0, 0, 1),
        client_holds,
        long: Long::Inline,
    };
    let details = |long: Long, most: usize| {
        DETAILS.map(|detail| {
            let manner = Manner {
                detail,
                long,
                ..least
            };
            (manner, most)
        })
    };
    let supposing = Manner {
        long: Long::Supposed,
        ..least
    };
    details(Long::Inline, best)
        .into_iter()
        .chain(details(Long::Before, best))
        .chain([(least, MOST_LINES), (supposing, MOST_LINES)])
        .find_map(|(manner, most)| {
            let call = emit_call(cx, id, operation, names, manner)?;
            (call.lines() <= most).then_some(call)
        })
        .unwrap_or_else(|| emit_call_of_params(cx, operation, names, least))
}

/// The statements that send a request and do something with what comes back.
fn emit_use_of_answer(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    call: &TokenStream,
) -> TokenStream {
    if cx.analysis.paging.contains_key(&id) {
        return quote! {
            let mut items = #call.items();
            while let Some(item) = items.next().await {
                let item = item?;
                println!("{item:?}");
            }
        };
    }
    let format = match &operation.success {
        Success::Stream(_) => {
            return quote! {
                let mut items = #call.await?;
                while let Some(item) = items.next().await {
                    let item = item?;
                    println!("{item:?}");
                }
            };
        }
        Success::Empty => return quote!(#call.await?;),
        Success::One(Payload::Text) => "{response}",
        Success::One(Payload::Json(_) | Payload::Any(_) | Payload::Xml(..) | Payload::Bytes)
        | Success::Several(_) => "{response:?}",
    };
    quote! {
        let response = #call.await?;
        println!(#format);
    }
}

/// The credentials of the first way to authenticate for the operation.
fn credentials(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let needed = operation.security.first();
    let schemes = cx.api.schemes.iter().zip(&cx.names.schemes);
    schemes
        .filter(|(scheme, _)| needed.is_some_and(|all| all.contains(&scheme.name)))
        .map(|(scheme, name)| {
            let secret = match scheme.kind {
                SchemeKind::Basic => "my user:my password".to_owned(),
                SchemeKind::Bearer
                | SchemeKind::Header(_)
                | SchemeKind::Query(_)
                | SchemeKind::Cookie(_) => format!("my {}", name.as_str().replace('_', " ")),
            };
            let secret = emit_secret(&scheme.kind, &secret);
            quote!(.#name(#secret))
        })
        .collect()
}

/// The parameters of the operation that the client holds.
fn client_parameters(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let all: Vec<(&str, &Ident)> = cx
        .api
        .client_parameters
        .iter()
        .map(|parameter| parameter.wire.as_str())
        .zip(&cx.names.client_parameters)
        .collect();
    let held = operation.named().filter(|parameter| parameter.client_wide);
    held.filter_map(|parameter| {
        let (wire, name) = all.iter().find(|(wire, _)| parameter.is_called(wire))?;
        let example = parameter.field.example.as_ref();
        let value = text_within(example, detail(0, 0, 1).text).unwrap_or(wire);
        Some(quote!(.#name(#value)))
    })
    .collect()
}
