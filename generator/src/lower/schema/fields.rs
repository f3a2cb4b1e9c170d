//! Properties of objects: the fields they become.

use std::collections::BTreeMap;

use openapiv3::ReferenceOr;

use super::keywords::Keywords;
use super::{Lowered, lower_boxed};
use crate::diag::Diagnostics;
use crate::ir::{Direction, Field, Presence, Step, Type};
use crate::lower::context::LoweringContext;
use crate::lower::docs::nested;
use crate::lower::target::Target;
use crate::markdown::code;
use crate::origin::Origin;
use crate::suggestions::nearest;

/// How many properties a misspelled one is compared with.
const MOST_COMPARED: usize = 256;

/// The fields for the properties of a schema, and for the names it requires without describing them.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    keywords: &Keywords<'a>,
    at: &Origin,
    target: &Target,
) -> Vec<Field> {
    let direction = target.direction;
    let mut fields = Vec::new();
    let names = keywords.required.iter().enumerate().rev();
    let mut required: BTreeMap<&String, usize> = names.map(|(index, wire)| (wire, index)).collect();
    for (wire, node) in keywords.properties.into_iter().flatten() {
        let required = required.remove(wire);
        let at = at.key("properties").key(wire);
        let inner = target.then(Step::Property(wire.to_owned()));
        let lowered = lower_boxed(cx, node, &at, &inner);
        let by_name = matches!(node, ReferenceOr::Reference { .. });
        fields.extend(field(wire, lowered, required, by_name, direction, &at));
    }
    for (index, wire) in keywords.required.iter().enumerate() {
        if required.remove(wire).is_some() {
            let at = at.key("required").index(index);
            let described = keywords.properties.into_iter().flatten();
            let described = described.map(|(wire, _)| wire.as_str()).take(MOST_COMPARED);
            let near = nearest(wire, described);
            let field = undescribed(cx.diagnostics, (wire, near), index, direction, &at);
            fields.push(field);
        }
    }
    fields
}

/// The field for a property; `None` where it travels the other way only. `required` is its place among the required ones. A type
/// that is referred to `by_name` has its own documentation.
pub(in crate::lower) fn field(
    wire: &str,
    lowered: Lowered,
    required: Option<usize>,
    by_name: bool,
    direction: Direction,
    at: &Origin,
) -> Option<Field> {
    let travels = match direction {
        Direction::Write => !lowered.read_only,
        Direction::Read => !lowered.write_only,
        Direction::Both => true,
    };
    if !travels {
        return None;
    }
    let docs = match &lowered.ty {
        Type::Named(_) if by_name => None,
        _ => lowered.docs.clone(),
    };
    Some(Field {
        wire: wire.to_owned(),
        presence: presence(&lowered, required.is_some(), direction),
        docs: nested::documented(docs, &lowered, wire),
        constraints: lowered.constraints,
        ty: lowered.ty,
        example: lowered.example,
        constant: lowered.constant,
        by_default: lowered.by_default,
        deprecated: lowered.deprecated,
        format: lowered.format,
        order: required.unwrap_or(0),
        origin: at.clone(),
    })
}

/// Whether a property is there. Only a sender can tell a property that is left out from one that is `null`.
fn presence(lowered: &Lowered, is_required: bool, direction: Direction) -> Presence {
    // `Json` holds `null` itself.
    let is_json = lowered.ty == Type::Json;
    match (is_required, lowered.nullable) {
        (true, true) if !is_json => Presence::Nullable,
        (true, _) => Presence::Required,
        (false, true) if !is_json && direction == Direction::Write => Presence::Patch,
        (false, true) => Presence::Nullish,
        (false, false) if is_json => Presence::Nullish,
        (false, false) => Presence::Optional,
    }
}

/// A property that is required, in this place among the others, and not described. Mostly it was renamed or taken away, so that an
/// answer need not have it.
pub(in crate::lower) fn undescribed(
    diagnostics: &mut Diagnostics,
    (wire, near): (&str, Option<&str>),
    order: usize,
    direction: Direction,
    at: &Origin,
) -> Field {
    let meant = near.map(|it| format!(": did you mean `{it}`?"));
    let hint = "it is asked for where it is sent, and may be missing where it is read";
    let message = format!("no schema describes the required property {}", code(wire));
    diagnostics
        .warning("undescribed-property", at, message)
        .hint(format!("{hint}{}", meant.unwrap_or_default()));
    Field {
        wire: wire.to_owned(),
        ty: Type::Json,
        presence: match direction {
            Direction::Write => Presence::Required,
            Direction::Read | Direction::Both => Presence::Nullish,
        },
        docs: None,
        constraints: None,
        example: None,
        constant: None,
        by_default: false,
        deprecated: false,
        format: None,
        order,
        origin: at.clone(),
    }
}
