//! The params of an operation: the struct of all arguments that are not positional.

use quote::quote;

use crate::emit::docs::{Docs, docs, paragraphs};
use crate::emit::types::constructor::{Constructed, emit_constructor};
use crate::emit::types::field::{FieldParts, emit_field};
use crate::emit::types::type_expr::Module;
use crate::emit::{Context, Piece, StructDefinition, Table, former};
use crate::ir::{Body, BodyShape, Field, Operation, Presence};
use crate::markdown::joined;
use crate::names::OperationNames;
use crate::words::{Known, says_more};

/// The params of an operation and their setters; nothing for an operation without any.
pub(in crate::emit) fn emit_params(
    cx: &Context<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<Piece> {
    let shares = |it: &crate::ir::Variant| it.shares_params;
    if !operation.takes_params() || operation.variant.as_ref().is_some_and(shares) {
        return Vec::new();
    }
    let OperationNames {
        method,
        former: _,
        params,
        arguments: _,
        fields: members,
        constructor,
    } = names;
    let fields = fields(operation);
    let parts: Vec<FieldParts> = fields
        .iter()
        .zip(members)
        .map(|(field, member)| emit_field(cx, field, member, false, Module::Resource))
        .collect();
    let name = Docs::rust(method);
    let own = match cx.names.resource_handle(operation.resource) {
        Some(handle) => docs!["What [`", Docs::rust(handle), "::", name, "`] takes."],
        None => docs![
            "What [`Client::",
            &name,
            "`](crate::Client::",
            &name,
            ") takes."
        ],
    };
    let words = body_words(operation).map(Docs::of);
    let default = fields
        .iter()
        .all(|field| !field.presence.is_always() && field.preset().is_none())
        .then(|| quote!(, Default));
    let definition = StructDefinition {
        docs: paragraphs([own].into_iter().chain(words)),
        deprecated: false,
        derives: quote!(Clone, Debug #default),
        attributes: quote!(),
        must_use: Some("params do nothing until they are passed to a method"),
        name: params.clone(),
        fields: parts.iter().map(|it| it.definition.clone()).collect(),
    };
    let table = Table {
        name: "setters",
        ty: quote!(#params),
        lines: parts.iter().map(FieldParts::setter).collect(),
        last: Vec::new(),
    };
    let constructor = emit_constructor(&Constructed {
        name: params,
        parts: &parts,
        members,
        constructor,
        is_default: default.is_some(),
        others: quote!(),
    });
    let mut pieces = vec![Piece::Struct(definition)];
    pieces.extend(constructor.into_iter().map(Piece::Code));
    pieces.push(Piece::Table(table));
    let own = (&fields[..], &members[..]);
    let setters = former::emit_setters(cx, (params, false), own, |_| false, Module::Resource);
    pieces.extend(setters);
    pieces.extend(former::emit_params(names));
    pieces
}

/// The documentation of a body whose fields are fields of the params, unless that of the operation says the same.
fn body_words(operation: &Operation) -> Option<&str> {
    let body = operation.body.as_ref()?;
    let words = body.docs.as_deref()?;
    let mut known = Known::default();
    known.name(&operation.id);
    for text in [&operation.summary, &operation.docs].into_iter().flatten() {
        known.text(text);
    }
    let is_in_pieces = matches!(body.shape, BodyShape::Fields(_));
    (is_in_pieces && says_more(words, &known)).then_some(words)
}

/// The fields of the params, in the order of their names: parameters first, then what the body consists of.
pub(in crate::emit) fn fields(operation: &Operation) -> Vec<Field> {
    let parameters = operation.named().map(|parameter| {
        let mut field = parameter.field.clone();
        if parameter.client_wide {
            let own = "The one that the client holds, unless it is set.";
            field.docs = Some(match field.docs {
                Some(docs) => joined(&docs, own),
                None => own.to_owned(),
            });
        }
        field
    });
    let body = operation.body.iter().flat_map(|body| {
        let Body {
            media_type: _,
            format: _,
            constraints: _,
            shape,
            required,
            flag: _,
            example,
            docs,
            origin,
        } = body;
        match shape {
            BodyShape::Fields(fields) => fields.iter().map(|it| it.field.clone()).collect(),
            BodyShape::Whole(ty) => vec![Field {
                wire: "body".to_owned(),
                ty: ty.clone(),
                presence: match required {
                    true => Presence::Required,
                    false => Presence::Optional,
                },
                docs: docs
                    .clone()
                    .or_else(|| Some("The body of the request.".to_owned())),
                constraints: None,
                example: example.clone(),
                constant: None,
                by_default: false,
                deprecated: false,
                format: None,
                order: 0,
                origin: origin.clone(),
            }],
        }
    });
    parameters.chain(body).collect()
}
