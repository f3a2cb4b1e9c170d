//! Arguments: the parameters of an operation, and the properties of its body.

use proc_macro2::TokenStream;
use quote::quote;

use super::value::emit_value;
use crate::emit::Context;
use crate::emit::operation::parameter::emit_style;
use crate::ir::{
    Body, BodyField, BodyFormat, BodyShape, Field, Location, Operation, Parameter, Presence, Style,
    StyleKind, Value,
};
use crate::names::command_line::{Flags, body_object, variable};
use crate::names::crate_ident;

/// What a command takes, as it is written.
#[derive(Debug)]
pub(super) struct CommandArgument {
    /// Its flag, or its name where it is given by its place.
    pub(super) flag: String,
    pub(super) tokens: TokenStream,
    /// The tokens as a text: that of two is the same where they are.
    pub(super) text: String,
}

impl CommandArgument {
    fn new(flag: &str, tokens: TokenStream) -> Self {
        Self {
            flag: flag.to_owned(),
            text: tokens.to_string(),
            tokens,
        }
    }
}

/// All arguments of a command: those given by their places first, in their order.
pub(super) fn emit_arguments(
    cx: &Context<'_>,
    operation: &Operation,
    flags: &Flags,
) -> Vec<CommandArgument> {
    let parameters = operation.parameters.iter().zip(&flags.parameters);
    let (positional, named): (Vec<_>, Vec<_>) =
        parameters.partition(|(it, _)| operation.is_positional(it));
    let positional = positional.into_iter().map(|it| (it, true));
    let named = named.into_iter().map(|it| (it, false));
    let all = positional.chain(named);
    let mut arguments: Vec<CommandArgument> = all
        .map(|((parameter, flag), is_positional)| {
            CommandArgument::new(flag, emit_parameter(cx, parameter, flag, is_positional))
        })
        .collect();
    if let Some(body) = &operation.body {
        arguments.extend(emit_fields(cx, body, &flags.fields));
    }
    arguments
}

fn emit_parameter(
    cx: &Context<'_>,
    parameter: &Parameter,
    flag: &str,
    is_positional: bool,
) -> TokenStream {
    let Parameter {
        location,
        style,
        field,
        client_wide,
        least: _,
        constraints: _,
    } = parameter;
    let made = match location {
        Location::Path if is_positional => quote!(positional),
        Location::Path => quote!(path),
        Location::Query | Location::WholeQuery => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    let is_usual = *style == Style::default_of(*location);
    let whole = (*location == Location::WholeQuery).then(|| quote!(.whole_query()));
    let style = (!is_usual).then(|| {
        let style = emit_style(*style);
        quote!(.style(#style))
    });
    let env = client_wide.then(|| {
        let name = variable(cx.api, &cx.package.package, &crate_ident(&field.wire));
        quote!(.env(#name))
    });
    let is_required = !is_positional && (*client_wide || *location == Location::Path);
    let argument = emit_field(cx, field, flag, &made, is_required);
    quote!(#argument #whole #style #env)
}

/// The properties of a body, where it has some.
fn emit_fields(cx: &Context<'_>, body: &Body, flags: &[String]) -> Vec<CommandArgument> {
    // A document is given as a whole.
    if matches!(body.format, BodyFormat::Xml(_)) {
        return Vec::new();
    }
    let made = quote!(field);
    if let Some((_, object)) = body_object(cx.api, body) {
        let fields = object.fields.iter().zip(flags);
        return fields
            .map(|(field, flag)| {
                CommandArgument::new(flag, emit_field(cx, field, flag, &made, false))
            })
            .collect();
    }
    let BodyShape::Fields(fields) = &body.shape else {
        return Vec::new();
    };
    let fields = fields.iter().zip(flags);
    fields
        .map(|(it, flag)| {
            let BodyField {
                field,
                style,
                is_styled,
                media_type,
            } = it;
            let argument = emit_field(cx, field, flag, &made, false);
            let how = match body.format {
                BodyFormat::Form => (style.kind != StyleKind::Field).then(|| {
                    let style = emit_style(*style);
                    quote!(.style(#style))
                }),
                BodyFormat::Multipart if *is_styled => {
                    let style = emit_style(*style);
                    Some(quote!(.style(#style)))
                }
                BodyFormat::Multipart => media_type.as_ref().map(|it| quote!(.media_type(#it))),
                BodyFormat::Json | BodyFormat::Xml(_) | BodyFormat::Text | BodyFormat::Bytes => {
                    None
                }
            };
            CommandArgument::new(flag, quote!(#argument #how))
        })
        .collect()
}

fn emit_field(
    cx: &Context<'_>,
    field: &Field,
    flag: &str,
    made: &TokenStream,
    is_required: bool,
) -> TokenStream {
    let Field {
        wire,
        ty,
        presence,
        docs,
        constant,
        deprecated,
        ..
    } = field;
    let value = emit_value(cx.api, ty);
    let (about, details) = super::words(docs.as_deref());
    let details = (!details.is_empty()).then(|| quote!(.details(&[#(#details),*])));
    let is_always = matches!(presence, Presence::Required | Presence::Nullable);
    let constant = constant.as_ref().filter(|_| is_always).and_then(json);
    let is_positional = made.to_string() == "positional";
    let is_required = !is_positional && (is_required || is_always) && constant.is_none();
    let required = is_required.then(|| quote!(.required()));
    let constant = constant.map(|it| quote!(.constant(#it)));
    let deprecated = deprecated.then(|| quote!(.deprecated()));
    quote!(Argument::#made(#flag, #wire, #value, #about) #required #constant #deprecated #details)
}

/// A constant as JSON.
fn json(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(serde_json::Value::from(text.as_str()).to_string()),
        other => other.text(),
    }
}
