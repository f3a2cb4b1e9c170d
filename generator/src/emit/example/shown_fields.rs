//! Which fields of the params an example shows.

use std::collections::BTreeSet;

use super::plain::is_given;
use super::size::Detail;
use crate::emit::Context;
use crate::emit::operation::params::fields;
use crate::ir::{
    BodyShape, Field, Location, NextPage, Operation, OperationId, Parameter, Presence, Type,
    TypeKind, Value,
};

/// A field of the params, as an example sees it.
pub(in crate::emit) struct ParamsField {
    /// The field.
    pub(in crate::emit) field: Field,
    /// An example of its value: from the example of the body, or else its own.
    pub(in crate::emit) example: Option<Value>,
    /// How much it is worth showing; `None` where it is not shown.
    worth: Option<Worth>,
    /// Whether it is said beside what is asked, as a header is, and most calls do without it.
    is_beside: bool,
}

/// What makes a field worth showing. The smallest is worth most: the best reason, then the shortest value.
type Worth = (Reason, Weight);

/// Why a field is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// It is required, and the client does not set it.
    Needed,
    /// It is the page size of the list that the example reads.
    SizesPages,
    /// The example of the whole body has it.
    OfBody,
    /// It has an example of its own.
    OfField,
    /// There is no example of it.
    Unknown,
}

/// How much room a value takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A text, or a list of texts, which explain themselves.
    Text,
    /// Another single value.
    Scalar,
    /// Anything with something inside it.
    Nested,
}

/// The fields of the params, in their order. `client_holds`: the client is set up with its client parameters.
pub(in crate::emit) fn params_fields(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    client_holds: bool,
) -> Vec<ParamsField> {
    let named: Vec<&Parameter> = operation.named().collect();
    let body = operation.body.as_ref();
    let whole = body
        .filter(|body| matches!(body.shape, BodyShape::Fields(_)))
        .and_then(|body| body.example.as_ref());
    let next = cx.analysis.paging.get(&id).map(|paging| &paging.next);
    let seen = |(index, field): (usize, Field)| {
        let parameter = named.get(index);
        let held = parameter.map(|it| it.client_wide);
        let of_body = whole
            .filter(|_| held.is_none())
            .and_then(|it| it.get(&field.wire));
        let example = of_body.cloned().or_else(|| field.example.clone());
        let reason = match held {
            _ if field.deprecated || example == Some(Value::Null) => None,
            // What is no part of the path is the client's in nearly every program.
            Some(true) => {
                let is_of_path = parameter.is_some_and(|it| it.location == Location::Path);
                (is_of_path && !client_holds).then_some(Reason::Needed)
            }
            Some(false) if turns_pages(next, &field.wire) => None,
            Some(false) if is_given(example.as_ref()) && sizes_pages(next, &field.wire) => {
                Some(Reason::SizesPages)
            }
            _ if of_body.is_some() => Some(Reason::OfBody),
            _ if is_given(example.as_ref()) => Some(Reason::OfField),
            _ => Some(Reason::Unknown),
        };
        let weight = weight(cx, &field.ty, example.as_ref());
        ParamsField {
            field,
            example,
            worth: reason.map(|reason| (reason, weight)),
            is_beside: parameter.is_some_and(|it| is_beside(it.location)),
        }
    };
    fields(operation)
        .into_iter()
        .enumerate()
        .map(seen)
        .collect()
}

/// The positions of the optional fields that are shown. A call that is run, and not read, has what is beside it as well.
pub(super) fn shown(
    operation: &Operation,
    fields: &[ParamsField],
    detail: Detail,
) -> BTreeSet<usize> {
    let optional = fields
        .iter()
        .enumerate()
        .filter(|(_, it)| it.field.presence != Presence::Required);
    let ranked = optional.filter_map(|(index, it)| Some((it.worth?, index)));
    let is_shown = |(_, index): &(Worth, usize)| {
        let is_beside = fields.get(*index).is_some_and(|it| it.is_beside);
        detail.is_run || !is_beside
    };
    let ranked = ranked.filter(is_shown);
    let (needed, mut ranked): (Vec<_>, Vec<_>) =
        ranked.partition(|((reason, _), _)| *reason == Reason::Needed);
    ranked.sort();
    // A call whose optional fields are all left out, such as an update of nothing, shows little: one field is shown anyway.
    let is_unknown = |((reason, _), _): &(Worth, usize)| *reason == Reason::Unknown;
    let sends_nothing = operation.body.is_some()
        && ranked.iter().all(is_unknown)
        && fields
            .iter()
            .all(|it| it.field.presence != Presence::Required);
    if sends_nothing {
        ranked.truncate(1);
    } else {
        ranked.retain(|it| !is_unknown(it));
    }
    let chosen = ranked.into_iter().take(detail.optional);
    chosen.chain(needed).map(|(_, index)| index).collect()
}

fn is_beside(location: Location) -> bool {
    match location {
        Location::Header | Location::Cookie => true,
        Location::Path | Location::Query | Location::WholeQuery => false,
    }
}

fn weight(cx: &Context<'_>, ty: &Type, example: Option<&Value>) -> Weight {
    match ty {
        Type::String | Type::DateTime | Type::Date | Type::Base64 | Type::Secret | Type::File => {
            Weight::Text
        }
        Type::List(inner) | Type::Nullable(inner) => weight(cx, inner, None),
        Type::Json if matches!(example, Some(Value::List(_) | Value::Object(_))) => Weight::Nested,
        Type::Map(_) | Type::Tuple(_) | Type::Parts => Weight::Nested,
        Type::Named(id) => match cx.api.ty(*id).map(|def| &def.kind) {
            Some(TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_)) => Weight::Scalar,
            Some(TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Answer(_)) | None => {
                Weight::Nested
            }
        },
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::I128
        | Type::F32
        | Type::F64
        | Type::Foreign(_)
        | Type::Json => Weight::Scalar,
    }
}

/// Whether a parameter says which page to read.
fn turns_pages(next: Option<&NextPage>, wire: &str) -> bool {
    match next {
        Some(
            NextPage::Page { parameter, .. }
            | NextPage::Offset { parameter }
            | NextPage::Cursor { parameter, .. }
            | NextPage::Item { parameter, .. },
        ) => parameter == wire,
        Some(NextPage::Url { .. } | NextPage::Link) | None => false,
    }
}

fn sizes_pages(next: Option<&NextPage>, wire: &str) -> bool {
    matches!(next, Some(NextPage::Page { size: Some(size), .. }) if size == wire)
}
