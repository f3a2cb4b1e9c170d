//! Request bodies (`OpenAPI 3.0.4, 4.8.13`).

use openapiv3::{MediaType, ReferenceOr, RequestBody};

use super::facets::Facets;
use super::{Lowering, docs};
use crate::ir::{Body, BodyShape, Direction, OperationId, Place, Role, Step};
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// What an operation sends. An object written in place is given field by field.
    pub(super) fn body(
        &mut self,
        node: &'a ReferenceOr<RequestBody>,
        operation: OperationId,
        at: &Origin,
    ) -> Option<Body> {
        self.direction = Direction::Write;
        let resolved = self.spec.request_body(node, at)?;
        let (body, at) = (resolved.value, &resolved.origin);
        let (media_type, at) = self.json_of(&body.content, &at.key("content"))?;
        let place = Place::of(Role::Params(operation));
        let shape = match &media_type.schema {
            Some(ReferenceOr::Item(schema)) if is_plain_object(&Facets::of(schema)) => {
                BodyShape::Fields(self.fields(&Facets::of(schema), &at.key("schema"), &place))
            }
            Some(schema) => {
                let place = place.then(Step::Body);
                BodyShape::Whole(self.schema(schema, &at.key("schema"), &place).into_type())
            }
            None => BodyShape::Whole(crate::ir::Type::Json),
        };
        Some(Body {
            shape,
            required: body.required,
            example: super::example::of_media_type(self.spec, media_type),
            docs: docs::text(body.description.as_deref()),
            origin: at,
        })
    }

    /// The JSON among several media types; the others are reported.
    pub(super) fn json_of(
        &mut self,
        content: &'a openapiv3::Content,
        at: &Origin,
    ) -> Option<(&'a MediaType, Origin)> {
        let mut found = None;
        for (name, media_type) in content {
            let at = at.key(name);
            if is_json(name) && found.is_none() {
                found = Some((media_type, at));
            } else {
                self.diagnostics.error(
                    "unsupported-media-type",
                    &at,
                    format!("`{name}` is not supported yet"),
                );
            }
        }
        found
    }
}

/// Whether a media type is JSON: `application/json`, or any with the suffix `+json` (RFC 6839, 3.1).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn is_plain_object(facets: &Facets<'_>) -> bool {
    facets.has_properties()
        && facets.additional.is_none()
        && facets.one_of.is_empty()
        && facets.any_of.is_empty()
        && facets.all_of.is_empty()
        && !facets.data.nullable
}
