//! Styles: how the values of parameters and of the properties of forms are written (`OpenAPI 3.0.4, 4.8.12.2`).

use indexmap::IndexMap;
use openapiv3::{Parameter, PathStyle, QueryStyle};
use serde_json::Value;

use crate::ir::{Location, Style, StyleKind};
use crate::normalize::{RESERVED, STYLE};

/// The style of a parameter.
pub(super) fn of_parameter(parameter: &Parameter, location: Location) -> Style {
    let (kind, allow_reserved) = match parameter {
        Parameter::Path { style, .. } => {
            let kind = match style {
                PathStyle::Matrix => StyleKind::Matrix,
                PathStyle::Label => StyleKind::Label,
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
