//! Parameters of the path, the query and headers (`OpenAPI 3.0.4, 4.8.12`).

use openapiv3::{
    Parameter as Described, ParameterData, ParameterSchemaOrContent, QueryStyle as Style,
    ReferenceOr, SchemaKind,
};

use super::Lowering;
use super::operations::Site;
use crate::ir::{
    Direction, Field, Location, OperationId, Parameter, Place, Presence, QueryStyle, Role, Step,
    Type,
};
use crate::origin::Origin;

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
        let mut refused: Vec<&str> = Vec::new();
        for (node, at) in shared.chain(own) {
            if let Some(parameter) = self.parameter(node, &at, &place) {
                let same = |it: &Parameter| {
                    it.field.wire == parameter.field.wire
                        && same_place(it.location, parameter.location)
                };
                match parameters.iter_mut().find(|it| same(it)) {
                    // A parameter of the operation replaces the one of its path item.
                    Some(earlier) => *earlier = parameter,
                    None => parameters.push(parameter),
                }
            } else if let Some(resolved) = self.spec.parameter(node, &at) {
                refused.push(&resolved.value.parameter_data_ref().name);
            }
        }
        self.in_order_of_template(site.path, parameters, &refused, at)
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
        let location = self.location(parameter, data, at)?;
        let lowered = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(
                schema,
                &at.key("schema"),
                &place.then(Step::Property(data.name.clone())),
            ),
            ParameterSchemaOrContent::Content(_) => {
                self.diagnostics.error(
                    "unsupported-parameter",
                    &at.key("content"),
                    "a parameter with a media type is not supported yet",
                );
                return None;
            }
        };
        let required = data.required || location == Location::Path;
        let client_wide =
            location == Location::Path && self.config.client_parameters.contains(&data.name);
        let text = match (location, &lowered.ty) {
            (Location::Path, Type::List(_) | Type::Map(_) | Type::Json) => {
                self.diagnostics.error(
                    "unsupported-parameter",
                    at,
                    format!("the path parameter `{}` is not a plain value", data.name),
                );
                return None;
            }
            _ => lowered.ty,
        };
        Some(Parameter {
            location,
            field: Field {
                wire: data.name.clone(),
                ty: text,
                presence: if required && !client_wide {
                    Presence::Required
                } else {
                    Presence::Optional
                },
                docs: super::docs::text(data.description.as_deref()).or(lowered.docs),
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

    fn location(
        &mut self,
        parameter: &Described,
        data: &ParameterData,
        at: &Origin,
    ) -> Option<Location> {
        match parameter {
            Described::Path {
                style: openapiv3::PathStyle::Simple,
                ..
            } => Some(Location::Path),
            Described::Path { .. } => {
                self.unsupported(&at.key("style"), "this style of a path parameter");
                None
            }
            Described::Query {
                style,
                allow_reserved,
                ..
            } => {
                if *allow_reserved {
                    self.not_carried(
                        &at.key("allowReserved"),
                        "reserved characters left as they are",
                    );
                }
                Some(Location::Query(query_style(style, data.explode)))
            }
            Described::Header { .. }
                if OWN_HEADERS.contains(&data.name.to_ascii_lowercase().as_str()) =>
            {
                self.not_carried(at, "a parameter for a header that it sets itself");
                None
            }
            Described::Header { .. } => Some(Location::Header),
            Described::Cookie { .. } => {
                self.unsupported(at, "a cookie parameter");
                None
            }
        }
    }

    pub(super) fn unsupported(&mut self, at: &Origin, what: &str) {
        self.diagnostics.error(
            "unsupported-parameter",
            at,
            format!("{what} is not supported yet"),
        );
    }

    /// Sorts by the template, and reports where template and parameters differ.
    fn in_order_of_template(
        &mut self,
        path: &str,
        mut all: Vec<Parameter>,
        refused: &[&str],
        at: &Origin,
    ) -> Vec<Parameter> {
        let mut ordered = Vec::new();
        for name in template_names(path) {
            let is_it = |it: &Parameter| it.location == Location::Path && it.field.wire == name;
            match all.iter().position(is_it) {
                Some(index) => ordered.push(all.remove(index)),
                None if ordered.iter().any(is_it) || refused.contains(&name) => {}
                None => {
                    self.diagnostics.error(
                        "missing-path-parameter",
                        at,
                        format!("the path has `{{{name}}}`, but no parameter describes it"),
                    );
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

fn same_place(one: Location, other: Location) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

fn query_style(style: &Style, explode: Option<bool>) -> QueryStyle {
    match (style, explode) {
        (Style::Form, None | Some(true)) => QueryStyle::Form,
        (Style::Form, Some(false)) => QueryStyle::FormJoined,
        (Style::SpaceDelimited, _) => QueryStyle::SpaceDelimited,
        (Style::PipeDelimited, _) => QueryStyle::PipeDelimited,
        (Style::DeepObject, _) => QueryStyle::DeepObject,
    }
}

/// The names between braces in a path template, in order.
pub(crate) fn template_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
