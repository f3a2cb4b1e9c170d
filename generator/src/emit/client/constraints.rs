//! What a client checks of what it sends: a table for each operation, and for each schema that these refer to.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::{docs, emit_inner_docs};
use crate::emit::operation::body::is_file;
use crate::emit::{Context, Piece, SourceFile};
use crate::ir::{
    BodyFormat, BodyShape, Constraint, Constraints, Location, Operation, OperationId, Parameter,
    Type,
};
use crate::names::Member;

/// How many references are followed to the properties of a form.
const MOST_REFERENCES: usize = 16;

/// The file of the tables; nothing where there are none.
pub(in crate::emit) fn emit_constraints<'a>(cx: &'a Context<'a>) -> Option<SourceFile<'a>> {
    let make = move || {
        let docs = emit_inner_docs(&docs![
            "What the description asks of parameters and bodies beside their types."
        ]);
        let allowed = quote! {
            #![allow(dead_code, reason = "operations of a feature that is off are not checked")]
        };
        let uses = quote! {
            use crate::runtime::validate::{Constraint, Constraints, RequestConstraints};
        };
        let schemas = cx.api.constraints.iter().filter_map(|(key, constraints)| {
            let name = cx.names.constraints.schemas.get(key)?;
            let table = emit_table(cx, constraints);
            Some(quote!(pub(crate) static #name: Constraints = #table;))
        });
        let operations = cx.api.operations();
        let operations = operations.filter_map(|(id, it)| emit_operation(cx, id, it));
        let pieces = [quote!(#docs #allowed), uses].into_iter();
        pieces
            .chain(schemas)
            .chain(operations)
            .map(Piece::Code)
            .collect()
    };
    has_constraints(cx).then(|| SourceFile::new("src/client/constraints.rs", make))
}

/// Whether the client checks anything.
pub(in crate::emit) fn has_constraints(cx: &Context<'_>) -> bool {
    cx.api.checks().next().is_some()
}

fn emit_operation(cx: &Context<'_>, id: OperationId, operation: &Operation) -> Option<TokenStream> {
    let name = cx.names.constraints.operations.get(&id)?;
    let checked = operation.parameters.iter();
    let checked = checked.filter(|it| !it.constraints.is_empty());
    let parameters = checked.map(|parameter| {
        let key = key(operation, parameter);
        let table = emit_table(cx, &parameter.constraints);
        quote!((#key, #table))
    });
    let nothing = Constraints::default();
    let body = operation
        .body
        .as_ref()
        .map_or(&nothing, |it| &it.constraints);
    let body = emit_table(cx, body);
    Some(quote! {
        pub(crate) static #name: RequestConstraints = RequestConstraints {
            parameters: &[#(#parameters),*],
            body: #body,
        };
    })
}

/// What a parameter is called in the table: its name, unless one in another place has the same.
fn key(operation: &Operation, parameter: &Parameter) -> String {
    let wire = &parameter.field.wire;
    let mut all = operation.parameters.iter();
    let first = all.find(|it| it.field.wire == *wire);
    let place = match parameter.location {
        _ if first.is_some_and(|it| it.location == parameter.location) => return wire.clone(),
        Location::Path => "path",
        Location::Query | Location::WholeQuery => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    format!("{wire} ({place})")
}

/// The call that checks a parameter.
pub(in crate::emit) fn emit_parameter_check(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    parameter: &Parameter,
    value: &TokenStream,
) -> Option<TokenStream> {
    let table = cx.names.constraints.operations.get(&id)?;
    let key = key(operation, parameter);
    (!parameter.constraints.is_empty())
        .then(|| quote!(.check_parameter(#key, #value, &crate::client::constraints::#table)))
}

/// The calls that check the body, where they come before and after the one that sets it.
pub(in crate::emit) fn emit_body_checks(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    members: &[&Member],
) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let nothing = (Vec::new(), Vec::new());
    let table = cx.names.constraints.operations.get(&id);
    let Some((table, body)) = table.zip(operation.body.as_ref()) else {
        return nothing;
    };
    if body.constraints.is_empty() {
        return nothing;
    }
    let table = quote!(&crate::client::constraints::#table);
    match (body.format, &body.shape) {
        (BodyFormat::Json, _) => (Vec::new(), vec![quote!(.check_body(#table))]),
        (BodyFormat::Bytes, _) | (_, BodyShape::Whole(Type::File | Type::Parts)) => nothing,
        (
            BodyFormat::Form | BodyFormat::Multipart | BodyFormat::Xml(_) | BodyFormat::Text,
            BodyShape::Whole(_),
        ) => {
            let names = members.iter().map(|member| &member.name);
            let value = quote!(&params #(.#names)*);
            (vec![quote!(.check_value(#value, #table))], Vec::new())
        }
        (
            BodyFormat::Form | BodyFormat::Multipart | BodyFormat::Xml(_) | BodyFormat::Text,
            BodyShape::Fields(fields),
        ) => {
            let fields = fields.iter().zip(members);
            let checked = fields.filter(|(it, _)| {
                !is_file(&it.field.ty)
                    && is_asked(cx, &body.constraints, &it.field.wire, MOST_REFERENCES)
            });
            let checks = checked.map(|(it, member)| {
                let (wire, name) = (&it.field.wire, &member.name);
                quote!(.check_field(#wire, &params.#name, #table))
            });
            (checks.collect(), Vec::new())
        }
    }
}

/// Whether a property is among those that an object is checked for.
fn is_asked(cx: &Context<'_>, constraints: &Constraints, wire: &str, references: usize) -> bool {
    constraints.0.iter().any(|it| match it {
        Constraint::Properties(properties) => properties.iter().any(|(name, _)| name == wire),
        Constraint::Ref(key) if references > 0 => {
            let referred = cx.api.constraints.get(key);
            referred.is_some_and(|it| is_asked(cx, it, wire, references - 1))
        }
        _ => false,
    })
}

fn emit_table(cx: &Context<'_>, constraints: &Constraints) -> TokenStream {
    let constraints = constraints.0.iter().map(|it| emit_constraint(cx, it));
    quote!(Constraints(&[#(#constraints),*]))
}

fn emit_constraint(cx: &Context<'_>, constraint: &Constraint) -> TokenStream {
    let tables = |all: &[Constraints]| -> Vec<TokenStream> {
        all.iter().map(|it| emit_table(cx, it)).collect()
    };
    match constraint {
        Constraint::Nullable => quote!(Constraint::Nullable),
        Constraint::Type(types) => quote!(Constraint::Type(&[#(#types),*])),
        Constraint::Enum(values) => quote!(Constraint::Enum(&[#(#values),*])),
        Constraint::NumberEnum(values) => quote!(Constraint::NumberEnum(&[#(#values),*])),
        Constraint::MinLength(count) => count_of(&quote!(MinLength), *count),
        Constraint::MaxLength(count) => count_of(&quote!(MaxLength), *count),
        Constraint::Pattern(pattern) => quote!(Constraint::Pattern(#pattern)),
        Constraint::Minimum(bound) => quote!(Constraint::Minimum(#bound)),
        Constraint::ExclusiveMinimum(bound) => quote!(Constraint::ExclusiveMinimum(#bound)),
        Constraint::Maximum(bound) => quote!(Constraint::Maximum(#bound)),
        Constraint::ExclusiveMaximum(bound) => quote!(Constraint::ExclusiveMaximum(#bound)),
        Constraint::MultipleOf(divisor) => quote!(Constraint::MultipleOf(#divisor)),
        Constraint::MinItems(count) => count_of(&quote!(MinItems), *count),
        Constraint::MaxItems(count) => count_of(&quote!(MaxItems), *count),
        Constraint::UniqueItems => quote!(Constraint::UniqueItems),
        Constraint::PrefixItems(places) => {
            let places = tables(places);
            quote!(Constraint::PrefixItems(&[#(#places),*]))
        }
        Constraint::Items(items) => {
            let items = emit_table(cx, items);
            quote!(Constraint::Items(&#items))
        }
        Constraint::MinProperties(count) => count_of(&quote!(MinProperties), *count),
        Constraint::MaxProperties(count) => count_of(&quote!(MaxProperties), *count),
        Constraint::Required(names) => quote!(Constraint::Required(&[#(#names),*])),
        Constraint::Properties(properties) => {
            let properties = properties.iter().map(|(name, it)| {
                let table = emit_table(cx, it);
                quote!((#name, #table))
            });
            quote!(Constraint::Properties(&[#(#properties),*]))
        }
        Constraint::AdditionalProperties(named, others) => {
            let others = emit_table(cx, others);
            quote!(Constraint::AdditionalProperties(&[#(#named),*], &#others))
        }
        Constraint::Ref(key) => {
            let name = cx.names.constraints.schemas.get(key);
            name.map_or_else(
                || quote!(Constraint::AnyOf(&[Constraints(&[])])),
                |name| quote!(Constraint::Ref(&#name)),
            )
        }
        Constraint::AnyOf(alternatives) => {
            let alternatives = tables(alternatives);
            quote!(Constraint::AnyOf(&[#(#alternatives),*]))
        }
    }
}

/// A constraint that is a number of characters, items or properties.
fn count_of(kind: &TokenStream, count: u64) -> TokenStream {
    let count = Literal::u64_unsuffixed(count);
    quote!(Constraint::#kind(#count))
}
