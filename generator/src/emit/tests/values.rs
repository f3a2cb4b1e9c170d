//! The arguments of the call in a test: those of the examples, as long as it is known what they are on the wire.

use super::wire;
use crate::emit::Context;
use crate::emit::example::{CallValues, Chooser, Detail, choose_values, params_fields};
use crate::ir::{
    Body, BodyFormat, BodyShape, Field, Location, Operation, OperationId, Parameter, Value,
};

/// The arguments of a call, and what they are for.
pub(super) struct TestValues {
    /// The fields of the params.
    pub(super) fields: Vec<Field>,
    /// The values of these, and of the arguments before them.
    pub(super) values: CallValues,
}

/// The arguments of a call that shows this much; `None` where one that is needed cannot be shown.
pub(super) fn test_values(
    cx: &Context<'_>,
    id: OperationId,
    operation: &Operation,
    detail: Detail,
) -> Option<TestValues> {
    // Where the example will not do, a value that is made up, and where this is empty, one that is not.
    let choosers = [detail, detail.full()].map(|detail| Chooser::new(*cx, detail));
    let made = |parameter: &Parameter| {
        let field = &parameter.field;
        let mut made = choosers
            .iter()
            .filter_map(|it| it.value(&field.ty, None, &field.wire, 0));
        made.find(|value| is_known(parameter, value))
    };
    let fields = params_fields(cx, id, operation, true);
    let mut values = choose_values(cx, operation, &fields, detail)?;
    let fields: Vec<Field> = fields.into_iter().map(|it| it.field).collect();
    for (parameter, value) in operation.positional().zip(&mut values.positional) {
        if !is_known(parameter, value) {
            *value = made(parameter)?;
        }
    }
    for (parameter, value) in operation.named().zip(&mut values.fields) {
        if value.as_ref().is_some_and(|it| !is_known(parameter, it)) {
            let is_needed = parameter.field.is_needed();
            *value = is_needed.then(|| made(parameter)).flatten();
        }
    }
    if let Some(body) = &operation.body {
        let first = operation.named().count();
        let of_body = fields.iter().zip(&mut values.fields).skip(first);
        leave_out_of_form(body, of_body);
    }
    let is_missing =
        |(field, value): (&Field, &Option<Value>)| field.is_needed() && value.is_none();
    if fields.iter().zip(&values.fields).any(is_missing) {
        return None;
    }
    Some(TestValues { fields, values })
}

/// Whether it is known what a parameter is on the wire.
fn is_known(parameter: &Parameter, value: &Value) -> bool {
    let (name, style) = (&parameter.field.wire, parameter.style);
    match parameter.location {
        Location::Path => wire::path(name, value, style).is_some(),
        Location::Query => wire::query(name, value, style).is_some(),
        Location::WholeQuery => true,
        Location::Header => wire::header(value, style).is_some(),
        Location::Cookie => wire::cookie(name, value, style).is_some(),
    }
}

/// Leaves out optional fields of a form about which it is not known what they are there.
fn leave_out_of_form<'a>(
    body: &Body,
    values: impl Iterator<Item = (&'a Field, &'a mut Option<Value>)>,
) {
    let BodyShape::Fields(fields) = &body.shape else {
        return;
    };
    if body.format != BodyFormat::Form {
        return;
    }
    for (field, (_, value)) in fields.iter().zip(values) {
        let is_known = |it: &Value| wire::query(&field.field.wire, it, field.style).is_some();
        if !field.field.is_needed() && !value.as_ref().is_some_and(is_known) {
            *value = None;
        }
    }
}
