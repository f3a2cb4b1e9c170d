//! The call of an example, from the client to the request.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Detail;
use super::uses::{Use, chain};
use super::value::{Place, Writer, is_given};
use crate::emit::Context;
use crate::emit::params::fields;
use crate::ir::{BodyShape, Field, NextPage, Operation, OperationId, Presence, Type, Value};
use crate::names::{Member, OperationNames};

/// A call.
pub(super) struct Call<'a> {
    /// The expression that makes the request.
    pub(super) tokens: TokenStream,
    /// What it uses.
    pub(super) uses: BTreeSet<Use<'a>>,
    /// Whether it supposes that there is a variable `params`.
    pub(super) supposed: bool,
}

/// The call of an operation; `None` where a value cannot be written. `client_holds` says that the client has the
/// parameters it can have.
pub(super) fn emit_call<'a>(
    cx: &Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    detail: Detail,
    client_holds: bool,
) -> Option<Call<'a>> {
    let mut writer = Writer::new(*cx, detail);
    let mut arguments = positional(&mut writer, operation)?;
    if operation.takes_params() {
        let fields = params_fields(cx, id, operation, client_holds);
        arguments.push(params(&mut writer, operation, names, &fields)?);
    }
    Some(Call {
        tokens: chained(cx, operation, names, &arguments),
        uses: writer.uses,
        supposed: false,
    })
}

/// The call of an operation whose params are too long for an example.
pub(super) fn emit_call_of_supposed_params<'a>(
    cx: &Context<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
) -> Call<'a> {
    let mut writer = Writer::new(*cx, super::detail(0, 0, 0));
    let mut arguments = positional(&mut writer, operation).unwrap_or_default();
    let supposed = operation.takes_params();
    arguments.extend(supposed.then(|| quote!(params)));
    Call {
        tokens: chained(cx, operation, names, &arguments),
        uses: writer.uses,
        supposed,
    }
}

fn chained(
    cx: &Context<'_>,
    operation: &Operation,
    names: &OperationNames,
    arguments: &[TokenStream],
) -> TokenStream {
    let method = &names.method;
    let resources = operation.resource.map(|id| chain(cx, id));
    let resources = resources.into_iter().flatten();
    quote!(client #(.#resources())*.#method(#(#arguments),*))
}

fn positional(writer: &mut Writer<'_>, operation: &Operation) -> Option<Vec<TokenStream>> {
    let argument = |field: &Field| {
        let example = field.example.as_ref();
        match &field.ty {
            Type::String => {
                let text = super::value::text(example, &field.wire);
                Some(quote!(#text))
            }
            ty => writer.value(ty, example, &field.wire, Place::Known, 0),
        }
    };
    operation
        .positional()
        .map(|parameter| &parameter.field)
        .map(argument)
        .collect()
}

/// A field of the params, as an example sees it.
struct ParamsField {
    field: Field,
    example: Option<Value>,
    /// Which fields that may be left out are shown first; `None` for one that is not shown.
    rank: Option<Rank>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A call fails without it, unless the client has it.
    Needed,
    /// The example of the whole body has it.
    OfBody,
    /// It has an example of its own.
    OfField,
    /// Nothing tells what it may look like.
    Unknown,
}

fn params_fields(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    client_holds: bool,
) -> Vec<ParamsField> {
    let held: Vec<bool> = operation.named().map(|it| it.client_wide).collect();
    let body = operation.body.as_ref();
    let whole = body
        .filter(|body| matches!(body.shape, BodyShape::Fields(_)))
        .and_then(|body| body.example.as_ref());
    let paging = cx.analysis.paging.get(&id).map(|paging| &paging.next);
    let turns_pages = |wire: &str| match paging {
        Some(
            NextPage::Page { parameter, .. }
            | NextPage::Offset { parameter }
            | NextPage::Cursor { parameter, .. },
        ) => parameter == wire,
        Some(NextPage::Url { .. } | NextPage::Link) | None => false,
    };
    let seen = |(index, field): (usize, Field)| {
        let held = held.get(index);
        let of_body = whole
            .filter(|_| held.is_none())
            .and_then(|it| it.get(&field.wire));
        let example = of_body.cloned().or_else(|| field.example.clone());
        let rank = match held {
            _ if field.deprecated => None,
            Some(true) => (!client_holds).then_some(Rank::Needed),
            Some(false) if turns_pages(&field.wire) => None,
            _ if example == Some(Value::Null) => None,
            _ if of_body.is_some() => Some(Rank::OfBody),
            _ if is_given(example.as_ref()) => Some(Rank::OfField),
            _ => Some(Rank::Unknown),
        };
        ParamsField {
            field,
            example,
            rank,
        }
    };
    fields(operation)
        .into_iter()
        .enumerate()
        .map(seen)
        .collect()
}

/// The params: what is required, and the fields that are most worth showing.
fn params<'a>(
    writer: &mut Writer<'a>,
    operation: &Operation,
    names: &'a OperationNames,
    fields: &[ParamsField],
) -> Option<TokenStream> {
    let shown = shown(operation, fields, writer.detail.optional);
    let mut required = Vec::new();
    let mut optional = Vec::new();
    for (index, (it, member)) in fields.iter().zip(&names.fields).enumerate() {
        let Member { name: _, setter } = member;
        let example = it.example.as_ref();
        if it.field.presence == Presence::Required {
            required.push(writer.argument(&it.field, example, false, 0)?);
        } else if shown.contains(&index) {
            let value = writer.set(&it.field, example, false, 0)?;
            optional.push(quote!(.#setter(#value)));
        }
    }
    let name = &names.params;
    writer.uses.insert(Use::Own(operation.resource, name));
    Some(quote!(#name::new(#(#required),*) #(#optional)*))
}

/// The positions of the fields to show among those that may be left out.
fn shown(operation: &Operation, fields: &[ParamsField], most: usize) -> BTreeSet<usize> {
    let mut ranked: Vec<(Rank, usize)> = fields
        .iter()
        .enumerate()
        .filter(|(_, it)| it.field.presence != Presence::Required)
        .filter_map(|(index, it)| Some((it.rank?, index)))
        .collect();
    ranked.sort();
    let needed = ranked.iter().filter(|(rank, _)| *rank == Rank::Needed);
    let needed: BTreeSet<usize> = needed.map(|(_, index)| *index).collect();
    ranked.retain(|(_, index)| !needed.contains(index));
    // An update that changes nothing would be a poor example.
    let sends_nothing = operation.body.is_some()
        && ranked.iter().all(|(rank, _)| *rank == Rank::Unknown)
        && fields
            .iter()
            .all(|it| it.field.presence != Presence::Required);
    let most = if sends_nothing { most.min(1) } else { most };
    let shown = ranked
        .into_iter()
        .filter(|(rank, _)| *rank != Rank::Unknown || sends_nothing)
        .take(most)
        .map(|(_, index)| index);
    shown.chain(needed).collect()
}
