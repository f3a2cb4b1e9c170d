//! The call of an example, from the client to the request.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Detail;
use super::argument::{Argument, Long, Variables, emit_needed};
use super::choice::Chooser;
use super::expression::ExpressionContext;
use super::shown_fields::{ParamsField, params_fields, shown};
use super::size::lines;
use super::uses::{Use, chain};
use super::value::Writer;
use crate::emit::Context;
use crate::emit::types::type_expr::is_converted;
use crate::ir::{Field, Operation, OperationId, Parameter, Type, Value};
use crate::names::{Ident, Member, OperationNames};

/// A call.
pub(in crate::emit) struct Call<'a> {
    /// The statements before it.
    pub(in crate::emit) statements: Vec<TokenStream>,
    /// The expression that makes the request.
    pub(in crate::emit) tokens: TokenStream,
    /// What it uses.
    pub(in crate::emit) uses: BTreeSet<Use<'a>>,
    /// The parameters of the function around the example: variables that the example uses and does not set.
    pub(in crate::emit) supposed: Vec<TokenStream>,
    /// What the types of these variables use.
    pub(in crate::emit) uses_of_supposed: BTreeSet<Use<'a>>,
}

/// How a call is written.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// How much it shows.
    pub(super) detail: Detail,
    /// Whether the client is set up with its client parameters.
    pub(super) client_holds: bool,
    /// Where long arguments of the params are written.
    pub(super) long: Long,
}

/// The values of a call.
#[derive(Clone, Debug)]
pub(in crate::emit) struct CallValues {
    /// Those of the arguments that are passed one by one.
    pub(in crate::emit) positional: Vec<Value>,
    /// Those of the fields of the params; `None` for what is not set, or cannot be shown.
    pub(in crate::emit) fields: Vec<Option<Value>>,
}

/// The values of a call that shows the required arguments, and those that are most worth showing; `None` where one cannot be shown.
pub(in crate::emit) fn choose_values(
    cx: &Context<'_>,
    operation: &Operation,
    fields: &[ParamsField],
    detail: Detail,
) -> Option<CallValues> {
    let chooser = Chooser::new(*cx, detail);
    let shown = shown(operation, fields, detail);
    let mut values = CallValues {
        positional: positional_values(chooser, operation)?,
        fields: Vec::new(),
    };
    for (index, it) in fields.iter().enumerate() {
        let is_shown = shown.contains(&index);
        let value = if is_shown || it.field.is_needed() {
            chooser.value(&it.field.ty, it.example.as_ref(), &it.field.wire, 0)
        } else {
            None
        };
        if is_shown && value.is_none() {
            return None;
        }
        values.fields.push(value);
    }
    Some(values)
}

fn positional_values(chooser: Chooser<'_>, operation: &Operation) -> Option<Vec<Value>> {
    let value = |parameter: &Parameter| {
        let field = &parameter.field;
        chooser.value(&field.ty, field.example.as_ref(), &field.wire, 0)
    };
    operation.positional().map(value).collect()
}

/// The call of an operation; `None` where a value cannot be written.
pub(super) fn emit_call<'a>(
    cx: &Context<'a>,
    id: OperationId,
    operation: &'a Operation,
    names: &'a OperationNames,
    manner: Manner,
) -> Option<Call<'a>> {
    let fields = params_fields(cx, id, operation, manner.client_holds);
    let values = choose_values(cx, operation, &fields, manner.detail)?;
    let fields = fields.into_iter().map(|it| it.field).collect::<Vec<_>>();
    emit_call_with(cx, operation, names, &fields, &values, manner.long)
}

/// The call of an operation with these values; `None` where one cannot be written.
pub(in crate::emit) fn emit_call_with<'a>(
    cx: &Context<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
    fields: &[Field],
    values: &CallValues,
    long: Long,
) -> Option<Call<'a>> {
    let mut writer = Writer::new(*cx);
    let mut variables = Variables::new(cx, long);
    let mut arguments = positional(&mut writer, operation, &values.positional)?;
    if operation.takes_params() {
        let params = params(
            &mut writer,
            &mut variables,
            operation,
            names,
            fields,
            &values.fields,
        );
        arguments.push(params?);
    }
    Some(Call {
        statements: variables.statements,
        tokens: chained(cx, operation, names, &arguments),
        uses: writer.uses,
        supposed: variables.supposed,
        uses_of_supposed: variables.writer.uses,
    })
}

impl Call<'_> {
    /// About how many lines it takes.
    pub(in crate::emit) fn lines(&self) -> usize {
        let statements = self.statements.iter().map(lines);
        lines(&self.tokens) + statements.sum::<usize>()
    }
}

/// The call of an operation whose params are too long for an example: they are a variable.
pub(super) fn emit_call_of_params<'a>(
    cx: &Context<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
    manner: Manner,
) -> Call<'a> {
    let mut writer = Writer::new(*cx);
    let mut supposed = Vec::new();
    let chooser = Chooser::new(*cx, manner.detail);
    let values = positional_values(chooser, operation);
    let written = values.and_then(|values| positional(&mut writer, operation, &values));
    let mut arguments = written.unwrap_or_else(|| {
        let parameters = operation.positional().zip(&names.arguments);
        let suppose = |(parameter, name): (&Parameter, &Ident)| {
            let ty = writer.ty(&parameter.field.ty);
            supposed.push(quote!(#name: #ty));
            quote!(#name)
        };
        parameters.map(suppose).collect()
    });
    let mut uses_of_supposed = BTreeSet::new();
    if operation.takes_params() {
        let params = &names.params;
        arguments.push(quote!(params));
        supposed.push(quote!(params: #params));
        uses_of_supposed.insert(Use::Own(operation.resource, params));
    }
    Call {
        statements: Vec::new(),
        tokens: chained(cx, operation, names, &arguments),
        uses: writer.uses,
        supposed,
        uses_of_supposed,
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

fn positional(
    writer: &mut Writer<'_>,
    operation: &Operation,
    values: &[Value],
) -> Option<Vec<TokenStream>> {
    let argument = |(parameter, value): (&Parameter, &Value)| match (&parameter.field.ty, value) {
        (Type::String, Value::String(text)) => Some(quote!(#text)),
        (ty, value) if is_converted(ty) => writer.value(ty, value, ExpressionContext::Into),
        (ty, value) => writer.value(ty, value, ExpressionContext::Known),
    };
    operation.positional().zip(values).map(argument).collect()
}

/// The params: the required fields as arguments of `new`, and setters of the others.
fn params<'a>(
    writer: &mut Writer<'a>,
    variables: &mut Variables<'a>,
    operation: &Operation,
    names: &'a OperationNames,
    fields: &[Field],
    values: &[Option<Value>],
) -> Option<TokenStream> {
    let mut required = BTreeMap::new();
    let mut optional = Vec::new();
    let fields = fields.iter().zip(values).zip(&names.fields).enumerate();
    for (position, ((field, value), member)) in fields {
        let Member { name, setter, .. } = member;
        if field.is_needed() {
            let argument = Argument {
                field,
                value: value.as_ref(),
                name,
                constructor: &names.constructor,
            };
            required.insert(position, argument.written(writer, variables)?);
        } else if let Some(value) = value
            && field.preset() != Some(value)
        {
            let value = writer.set(field, value, false)?;
            optional.push(quote!(.#setter(#value)));
        }
    }
    let name = &names.params;
    let named = names.constructor.named.as_ref();
    writer.uses.extend(
        [Some(name), named]
            .into_iter()
            .flatten()
            .map(|name| Use::Own(operation.resource, name)),
    );
    let named = named.map(ToTokens::to_token_stream);
    let needed = emit_needed(&names.constructor, &names.fields, &required, named.as_ref());
    Some(quote!(#name::new(#needed) #(#optional)*))
}
