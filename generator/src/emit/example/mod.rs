//! Examples: the documentation of every operation shows a call of it, which `cargo test` compiles.
//!
//! An example travels as a function in an attribute, `#[example { async fn … }]`, at the place where it belongs. Rendering
//! prints its body into the documentation, and hides what stands around it and the last expression.

mod call;
mod number;
mod size;
mod uses;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::manifest::crate_name;
use crate::ir::{Operation, OperationId, Payload, Success};
use crate::names::{Ident, OperationNames};
use call::{Call, emit_call};
use size::lines;
use uses::{Use, emit_uses};

/// How much of an optional kind an example shows.
#[derive(Clone, Copy, Debug)]
struct Detail {
    /// Fields of the params that may be left out.
    optional: usize,
    /// Fields that may be left out of an object inside them.
    inner: usize,
    /// Items of a list.
    items: usize,
}

/// What is tried until an example is short enough.
const DETAILS: [Detail; 5] = [
    detail(3, 3, 2),
    detail(3, 1, 1),
    detail(2, 1, 1),
    detail(1, 0, 1),
    detail(0, 0, 1),
];

const fn detail(optional: usize, inner: usize, items: usize) -> Detail {
    Detail {
        optional,
        inner,
        items,
    }
}

/// How many lines the call in an example may take.
const LINES: usize = 11;

/// The example of an operation, with its heading.
pub(super) fn emit_operation_example(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let krate = crate_name(cx);
    let Call {
        tokens,
        uses,
        supposed,
    } = shortest(cx, id, operation, names, false);
    let uses = emit_uses(cx, &krate, uses);
    let supposed = supposed.then(|| {
        let params = &names.params;
        let module = uses::module(cx, operation.resource);
        quote!(params: #krate #(::#module)*::#params)
    });
    let parameters = std::iter::once(quote!(client: Client)).chain(supposed);
    let deprecated = operation.deprecated.then(|| quote!(#[allow(deprecated)]));
    let shown = emit_use_of_answer(cx, id, operation, &tokens);
    quote! {
        #[doc = ""]
        #[doc = " # Example"]
        #[doc = ""]
        #[example {
            use #krate::{Client, Error};
            #deprecated
            async fn example(#(#parameters),*) -> Result<(), Error> {
                #uses
                #shown
                Ok(())
            }
        }]
    }
}

/// The first example of the crate: a client is set up, and makes a call.
pub(super) fn emit_crate_example(cx: &Context<'_>) -> Option<TokenStream> {
    let krate = crate_name(cx);
    let (id, operation) = cx.api.operations().next()?;
    let names = cx.names.operation(id)?;
    let Call {
        tokens,
        mut uses,
        supposed,
    } = shortest(cx, id, operation, names, true);
    if supposed {
        return None;
    }
    uses.insert(Use::Root("Client"));
    let uses = emit_uses(cx, &krate, uses);
    let base_url = cx
        .api
        .base_url
        .is_none()
        .then(|| quote!(.base_url("https://api.example.com")));
    let credentials = credentials(cx, operation);
    let parameters = client_parameters(cx, operation);
    let shown = emit_use_of_answer(cx, id, operation, &tokens);
    Some(quote! {
        #![doc = ""]
        #![doc = " # Example"]
        #![doc = ""]
        #![example {
            async fn example() -> Result<(), #krate::Error> {
                #uses
                let client = Client::builder() #base_url #(#credentials)* #(#parameters)* .build()?;
                #shown
                Ok(())
            }
        }]
    })
}

/// The most detailed call that is short enough.
fn shortest<'a>(
    cx: &Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    client_holds: bool,
) -> Call<'a> {
    DETAILS
        .iter()
        .filter_map(|detail| emit_call(cx, id, operation, names, *detail, client_holds))
        .find(|call| lines(&call.tokens) <= LINES)
        .unwrap_or_else(|| call::emit_call_of_supposed_params(cx, operation, names))
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
        Success::Empty => return quote!(#call.await?;),
        Success::One(Payload::Text) => "{response}",
        Success::One(Payload::Json(_) | Payload::Bytes) | Success::Several(_) => "{response:?}",
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
        .map(|(_, name)| {
            let secret = format!("my {}", name.as_str().replace('_', " "));
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
        let (wire, name) = all.iter().find(|(wire, _)| *wire == parameter.field.wire)?;
        let value = value::text(parameter.field.example.as_ref(), wire);
        Some(quote!(.#name(#value)))
    })
    .collect()
}
