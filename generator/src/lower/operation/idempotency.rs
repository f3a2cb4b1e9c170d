//! The header by which a server knows a request that it has had before, so that a call can be sent again.

use openapiv3::{
    ParameterSchemaOrContent, SchemaKind, StringType, Type as SchemaType, VariantOrUnknownOrEmpty,
};

use super::parameters::described;
use super::site::Site;
use crate::config::{Config, HeaderName};
use crate::ir::{Field, IdempotencyHeader, Location, Method, Parameter};
use crate::origin::Origin;
use crate::spec::Spec;

/// How long the keys are that the runtime makes.
const KEY_LENGTH: usize = 36;

/// The header of an operation: a parameter that is called so, or else the one that the configuration names. `None` where the method
/// alone says that the operation may be repeated.
pub(super) fn header(
    spec: &Spec,
    config: &Config,
    site: &Site<'_>,
    method: &Method,
    parameters: &[Parameter],
) -> Option<IdempotencyHeader> {
    if method.is_idempotent() {
        return None;
    }
    let configured = config.idempotency_header.as_ref().map(HeaderName::as_str);
    let is_it = |it: &&Parameter| {
        let name = &it.field.wire;
        it.location == Location::Header
            && (is_key(name) || configured.is_some_and(|it| it.eq_ignore_ascii_case(name)))
    };
    let Some(parameter) = parameters.iter().find(is_it) else {
        return configured.map(|name| IdempotencyHeader {
            name: name.to_owned(),
            is_made: true,
        });
    };
    let Field { wire, origin, .. } = &parameter.field;
    Some(IdempotencyHeader {
        name: wire.clone(),
        is_made: takes_any_key(spec, site, origin),
    })
}

/// `Idempotency-Key`, `X-Idempotency-Key`, `idempotency_token` and the like.
fn is_key(name: &str) -> bool {
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
    let name: String = letters
        .map(|it| char::from(it.to_ascii_lowercase()))
        .collect();
    let name = name.strip_prefix('x').unwrap_or(&name);
    let rest = name.strip_prefix("idempotency");
    rest.is_some_and(|rest| ["", "key", "id", "token"].contains(&rest))
}

/// Whether the schema of the parameter that stands at `origin` takes a text of the length of a key.
fn takes_any_key(spec: &Spec, site: &Site<'_>, origin: &Origin) -> bool {
    let shared = described(&site.item.parameters, &site.item_at);
    let own = described(&site.operation.parameters, &site.at);
    let nodes = shared.chain(own);
    let mut found = nodes.filter_map(|(node, at)| spec.parameter(node, &at));
    let Some(found) = found.find(|it| it.origin == *origin) else {
        return false;
    };
    let data = found.value.parameter_data_ref();
    let ParameterSchemaOrContent::Schema(node) = &data.format else {
        return false;
    };
    let schema = spec.schema(node, &found.origin.key("schema"));
    match schema.map(|it| &it.value.schema_kind) {
        Some(SchemaKind::Type(SchemaType::String(StringType {
            format,
            pattern: None,
            enumeration,
            min_length,
            max_length,
        }))) => {
            let is_free = match format {
                VariantOrUnknownOrEmpty::Empty => true,
                VariantOrUnknownOrEmpty::Unknown(name) => name == "uuid",
                VariantOrUnknownOrEmpty::Item(_) => false,
            };
            is_free
                && enumeration.is_empty()
                && min_length.is_none_or(|least| least <= KEY_LENGTH)
                && max_length.is_none_or(|most| most >= KEY_LENGTH)
        }
        _ => false,
    }
}
