//! Parameters of the path, the query and headers (`OpenAPI 3.0.4, 4.8.12`).

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{
    Parameter as Described, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr, SchemaKind,
};

use super::Lowering;
use super::inner::documented;
use super::limits;
use super::media_type::{Kind, choices};
use super::operations::Site;
use super::schema::Lowered;
use crate::ir::{
    Direction, Field, Location, OperationId, Parameter, Place, Presence, Role, Step, Style,
    StyleKind, Type,
};
use crate::normalize::{RESERVED, STYLE, WHOLE_QUERY};
use crate::origin::Origin;
use crate::wire::is_token;

/// Headers that the client sets itself, so that a parameter of that name says nothing (`OpenAPI 3.0.4, 4.8.12.1`).
const OWN_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'a> Lowering<'a> {
    /// The parameters of an operation: those of the path in the order of the template, then the others.
    pub(super) fn parameters(
        &mut self,
        site: Site<'a>,
        operation: OperationId,
        at: &Origin,
        item_at: &Origin,
    ) -> Vec<Parameter> {
        self.direction = Direction::Write;
        let place = Place::of(Role::Params(operation));
        let shared = described(&site.item.parameters, item_at);
        let own = described(&site.operation.parameters, at);
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut known: BTreeMap<(Location, String), usize> = BTreeMap::new();
        for (node, at) in shared.chain(own) {
            if let Some(parameter) = self.parameter(node, &at, &place) {
                let next = parameters.len();
                let key = (parameter.location, parameter.field.wire.clone());
                match parameters.get_mut(*known.entry(key).or_insert(next)) {
                    // A parameter of the operation replaces the one of its path item.
                    Some(earlier) => *earlier = parameter,
                    None => parameters.push(parameter),
                }
            }
        }
        self.in_order_of_template(site.path, parameters, at)
    }

    fn parameter(
        &mut self,
        node: &'a ReferenceOr<Described>,
        at: &Origin,
        place: &Place,
    ) -> Option<Parameter> {
        let resolved = self.spec.parameter(node, at)?;
        let (parameter, at) = (resolved.value, &resolved.origin);
        let data = parameter.parameter_data_ref();
        let location = self.location(parameter, at)?;
        let mut style = style(parameter, location);
        let lowered = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(
                schema,
                &at.key("schema"),
                &place.then(Step::Property(data.name.clone())),
            ),
            ParameterSchemaOrContent::Content(content) => {
                let (lowered, kind) =
                    self.parameter_content(content, data, location, &at.key("content"), place);
                if let Some(kind) = kind {
                    style.kind = kind;
                    style.explode = kind == StyleKind::Form;
                }
                lowered
            }
        };
        let required = data.required || location == Location::Path;
        let docs = super::docs::text(data.description.as_deref()).or(lowered.docs.clone());
        let docs = documented(docs, &lowered, &data.name);
        let may_be_empty = matches!(
            parameter,
            openapiv3::Parameter::Query {
                allow_empty_value: Some(true),
                ..
            }
        );
        let note = match location {
            Location::WholeQuery => Some("It is all of the query."),
            _ => may_be_empty.then_some("It may be empty."),
        };
        let client_wide =
            location == Location::Path && self.config.client_parameters.contains(&data.name);
        Some(Parameter {
            location,
            style,
            field: Field {
                wire: data.name.clone(),
                ty: lowered.ty,
                presence: if required && !client_wide {
                    Presence::Required
                } else {
                    Presence::Optional
                },
                docs: limits::after(docs, note),
                example: super::example::of_parameter(self.spec, data).or(lowered.example),
                constant: lowered.constant,
                deprecated: data.deprecated.unwrap_or(false) || lowered.deprecated,
                origin: at.clone(),
            },
            client_wide,
            least: self.least(data, at),
        })
    }

    /// The number a parameter is by default, or at least.
    fn least(&self, data: &'a ParameterData, at: &Origin) -> Option<u64> {
        let ParameterSchemaOrContent::Schema(node) = &data.format else {
            return None;
        };
        let schema = self.spec.schema(node, at)?.value;
        let default = schema.schema_data.default.as_ref();
        default
            .and_then(serde_json::Value::as_u64)
            .or_else(|| match &schema.schema_kind {
                SchemaKind::Type(openapiv3::Type::Integer(integer)) => {
                    u64::try_from(integer.minimum?).ok()
                }
                _ => None,
            })
    }

    /// What a parameter holds that is described by a media type, and the style that comes of it. What is neither JSON nor the
    /// form that a query can be is a text to be written by the caller.
    fn parameter_content(
        &mut self,
        content: &'a openapiv3::Content,
        data: &ParameterData,
        location: Location,
        at: &Origin,
        place: &Place,
    ) -> (Lowered, Option<StyleKind>) {
        let place = place.then(Step::Property(data.name.clone()));
        let Some(chosen) = choices(self.spec, content, at).into_iter().next() else {
            return (Lowered::plain(Type::String), None);
        };
        let style = match chosen.kind {
            Kind::Json => Some(StyleKind::Json),
            Kind::Form if location == Location::WholeQuery => Some(StyleKind::Form),
            _ => {
                self.structure_is_lost(&chosen);
                let style = (location == Location::WholeQuery).then_some(StyleKind::Simple);
                return (Lowered::plain(Type::String), style);
            }
        };
        for property in chosen.media_type.encoding.keys() {
            let at = chosen.at.key("encoding").key(property);
            self.not_carried(&at, "how a property of a parameter is encoded");
        }
        let lowered = match &chosen.media_type.schema {
            Some(schema) => self.schema(schema, &chosen.at.key("schema"), &place),
            None => Lowered::plain(Type::Json),
        };
        (lowered, style)
    }

    fn location(&mut self, parameter: &Described, at: &Origin) -> Option<Location> {
        let name = &parameter.parameter_data_ref().name;
        let is_sent_as = match parameter {
            Described::Header { .. } => Some("a header"),
            Described::Cookie { .. } => Some("a cookie"),
            Described::Path { .. } | Described::Query { .. } => None,
        };
        if let Some(what) = is_sent_as.filter(|_| !is_token(name)) {
            let message = format!("`{}` cannot be the name of {what}", name.escape_debug());
            self.diagnostics
                .warning("invalid-parameter-name", at, message)
                .hint("the client does without this parameter");
            return None;
        }
        let name = name.to_ascii_lowercase();
        match parameter {
            Described::Path { .. } => Some(Location::Path),
            Described::Query { parameter_data, .. } => {
                let is_whole = parameter_data.extensions.contains_key(WHOLE_QUERY);
                Some(if is_whole {
                    Location::WholeQuery
                } else {
                    Location::Query
                })
            }
            Described::Header { .. } if OWN_HEADERS.contains(&name.as_str()) => {
                // Credentials that no security scheme describes are the one thing that would be lost.
                if name == "authorization" && self.spec.security_is_none() {
                    self.diagnostics
                        .warning(
                            "not-carried",
                            at,
                            "the client takes no credentials as a parameter",
                        )
                        .hint("describe them by a security scheme; callers can add the header to the client or to each request");
                }
                None
            }
            Described::Header { .. } => Some(Location::Header),
            Described::Cookie { .. } => Some(Location::Cookie),
        }
    }

    /// Sorts by the template, and reports where template and parameters differ.
    fn in_order_of_template(
        &mut self,
        path: &str,
        mut all: Vec<Parameter>,
        at: &Origin,
    ) -> Vec<Parameter> {
        let mut ordered = Vec::new();
        for name in template_names(path) {
            let is_it = |it: &Parameter| it.location == Location::Path && it.field.wire == name;
            match all.iter().position(is_it) {
                Some(index) => ordered.push(all.remove(index)),
                None if ordered.iter().any(is_it) => {}
                None => {
                    let message =
                        format!("the path has `{{{name}}}`, but no parameter describes it");
                    self.diagnostics
                        .warning("missing-path-parameter", at, message)
                        .hint("it is taken for a string");
                    ordered.push(undescribed(name, at));
                }
            }
        }
        for parameter in all {
            if parameter.location == Location::Path {
                let message = format!("the path has no `{{{}}}`", parameter.field.wire);
                self.diagnostics
                    .warning("unused-path-parameter", &parameter.field.origin, message);
            } else {
                ordered.push(parameter);
            }
        }
        ordered
    }
}

/// Parameters as they are listed under `at`, each with its place.
fn described<'a>(
    list: &'a [ReferenceOr<Described>],
    at: &Origin,
) -> impl Iterator<Item = (&'a ReferenceOr<Described>, Origin)> {
    let at = at.key("parameters");
    (0..)
        .map(move |index| at.index(index))
        .zip(list)
        .map(|(at, node)| (node, at))
}

/// The style of a parameter (`OpenAPI 3.0.4, 4.8.12.2`).
fn style(parameter: &Described, location: Location) -> Style {
    let (kind, allow_reserved) = match parameter {
        Described::Path { style, .. } => {
            let kind = match style {
                PathStyle::Matrix => StyleKind::Matrix,
                PathStyle::Label => StyleKind::Label,
                PathStyle::Simple => StyleKind::Simple,
            };
            (kind, false)
        }
        Described::Query {
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
        Described::Header { .. } | Described::Cookie { .. } => {
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
pub(super) fn other_style(extensions: &IndexMap<String, serde_json::Value>) -> Option<StyleKind> {
    Some(match extensions.get(STYLE)?.as_str()? {
        "cookie" => StyleKind::Cookie,
        "spaceDelimited" => StyleKind::SpaceDelimited,
        "pipeDelimited" => StyleKind::PipeDelimited,
        "tabDelimited" => StyleKind::TabDelimited,
        _ => return None,
    })
}

/// A parameter of the path that nothing describes.
fn undescribed(name: &str, at: &Origin) -> Parameter {
    Parameter {
        location: Location::Path,
        style: Style::default_of(Location::Path),
        field: Field {
            wire: name.to_owned(),
            ty: Type::String,
            presence: Presence::Required,
            docs: None,
            example: None,
            constant: None,
            deprecated: false,
            origin: at.clone(),
        },
        client_wide: false,
        least: None,
    }
}

/// The names between braces in a path template, in order.
pub(crate) fn template_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
