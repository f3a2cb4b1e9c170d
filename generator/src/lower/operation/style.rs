//! Styles: how the values of parameters and of the properties of forms are written (`OpenAPI 3.0.4, 4.8.12.2`).

use indexmap::IndexMap;
use openapiv3::{Parameter, PathStyle, QueryStyle};
use serde_json::Value;

use crate::diag::Diagnostics;
use crate::ir::{Field, JsonKind, Location, Style, StyleKind, Type, TypeKind};
use crate::lower::type_arena::TypeArena;
use crate::normalize::{RESERVED, STYLE};

/// The style of a parameter.
pub(super) fn of_parameter(parameter: &Parameter, location: Location) -> Style {
    let (kind, allow_reserved) = match parameter {
        Parameter::Path { style, .. } => {
            let kind = match style {
                PathStyle::Matrix => StyleKind::Matrix,
                PathStyle::Label => StyleKind::Label,
                PathStyle::Simple if is_multi_segment(parameter) => StyleKind::Segments,
                PathStyle::Simple => StyleKind::Simple,
            };
            (kind, false)
        }
        Parameter::Query {
            style,
            allow_reserved,
            ..
        } => {
            let kind = match style {
                QueryStyle::Form => StyleKind::Form,
                QueryStyle::SpaceDelimited => StyleKind::SpaceDelimited,
                QueryStyle::PipeDelimited => StyleKind::PipeDelimited,
                QueryStyle::DeepObject => StyleKind::DeepObject,
            };
            (kind, *allow_reserved)
        }
        Parameter::Header { .. } | Parameter::Cookie { .. } => {
            (Style::default_of(location).kind, false)
        }
    };
    let data = parameter.parameter_data_ref();
    let kind = other_style(&data.extensions).unwrap_or(kind);
    let by_default = matches!(
        kind,
        StyleKind::Form | StyleKind::DeepObject | StyleKind::Cookie
    );
    Style {
        kind,
        explode: data.explode.unwrap_or(by_default),
        allow_reserved: allow_reserved || data.extensions.contains_key(RESERVED),
    }
}

/// Whether the value of a path parameter can be several segments: GitHub's word for it.
fn is_multi_segment(parameter: &Parameter) -> bool {
    let extensions = &parameter.parameter_data_ref().extensions;
    extensions.get("x-multi-segment").and_then(Value::as_bool) == Some(true)
}

/// Reports an object or a list that is deeper inside of a value than its style can write: it is sent as JSON
/// (`OpenAPI 3.0.4, 4.8.12.6`).
pub(in crate::lower) fn report_nesting(
    types: &TypeArena,
    diagnostics: &mut Diagnostics,
    field: &Field,
    style: Style,
) {
    match style.kind {
        StyleKind::DeepObject | StyleKind::Json | StyleKind::Field => return,
        StyleKind::Simple
        | StyleKind::Segments
        | StyleKind::Label
        | StyleKind::Matrix
        | StyleKind::Form
        | StyleKind::SpaceDelimited
        | StyleKind::PipeDelimited
        | StyleKind::TabDelimited
        | StyleKind::Cookie => {}
    }
    if is_nested(types, &field.ty, style.explode) {
        let wire = &field.wire;
        let message = format!("`{wire}` has values inside that its style has no form for");
        diagnostics
            .warning("nested-parameter", &field.origin, message)
            .hint("they are sent as JSON; the style `deepObject`, or `content`, says how they are meant");
    }
}

/// Whether there are objects or lists inside of a value. An object that is exploded may have lists.
fn is_nested(types: &TypeArena, ty: &Type, explode: bool) -> bool {
    let is_inner = |ty: &Type| match ty {
        Type::List(item) if explode => is_composed(types, item),
        ty => is_composed(types, ty),
    };
    match ty {
        Type::Nullable(inner) => is_nested(types, inner, explode),
        Type::List(item) => is_composed(types, item),
        Type::Tuple(places) => places.iter().any(|it| is_composed(types, it)),
        Type::Map(map) => is_inner(&map.value),
        _ => match types.kind(ty) {
            Some(TypeKind::Struct(it)) => it.fields.iter().any(|it| is_inner(&it.ty)),
            _ => false,
        },
    }
}

fn is_composed(types: &TypeArena, ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => is_composed(types, inner),
        Type::List(_) | Type::Tuple(_) | Type::Map(_) => true,
        _ => match types.kind(ty) {
            Some(TypeKind::Struct(_)) => true,
            Some(TypeKind::Union(it)) => it
                .branches
                .iter()
                .any(|it| matches!(it.kind, JsonKind::Object | JsonKind::Array)),
            _ => false,
        },
    }
}

/// A style that `OpenAPI` 3.0 does not have, or not there.
pub(in crate::lower) fn other_style(extensions: &IndexMap<String, Value>) -> Option<StyleKind> {
    Some(match extensions.get(STYLE)?.as_str()? {
        "cookie" => StyleKind::Cookie,
        "spaceDelimited" => StyleKind::SpaceDelimited,
        "pipeDelimited" => StyleKind::PipeDelimited,
        "tabDelimited" => StyleKind::TabDelimited,
        _ => return None,
    })
}
