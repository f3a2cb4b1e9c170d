//! Parameters that the client can hold for all operations: those of the configuration, or else what nearly all operations require to
//! know, be it who calls or which version of the API: an `X-Tenant-Id`, an `api-version`.

use std::collections::BTreeMap;

use openapiv3::{
    APIKeyLocation, Parameter as Described, ParameterData, ParameterSchemaOrContent, SecurityScheme,
};

use super::site::{Site, sites};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{ClientParameter, Location, Operation, Type};
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;
use crate::spec::Spec;
use crate::wire::is_token;

/// Fewer operations than this say nothing about all of an API.
const FEWEST_OPERATIONS: usize = 3;

/// Words in the names of headers that are about a single call, or that the client has other ways to set.
const OF_A_CALL: [&str; 27] = [
    "accept",
    "authorization",
    "checksum",
    "content",
    "cookie",
    "correlation",
    "date",
    "digest",
    "etag",
    "expect",
    "host",
    "idempotency",
    "if",
    "match",
    "nonce",
    "prefer",
    "range",
    "request",
    "requestid",
    "retry",
    "signature",
    "span",
    "time",
    "timestamp",
    "trace",
    "traceparent",
    "transaction",
];

/// Parameters of the query that are about all of an API, without what separates words. Whatever else stands there is what is asked.
const OF_AN_API: [&str; 2] = ["apiversion", "version"];

/// The names of the parameters that the client can hold.
#[derive(Debug)]
pub(in crate::lower) struct ClientWide {
    names: Vec<String>,
    /// Whether they are no choice of the configuration.
    are_found: bool,
}

impl ClientWide {
    /// Those of the configuration, or else those that an earlier run has found, which are `known`. A run before which there was none
    /// finds them. A later one suggests them, since what callers have written has to compile.
    pub(in crate::lower) fn new(
        spec: &Spec,
        config: &Config,
        known: Option<Vec<String>>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        if let Some(names) = config.client_parameters.clone() {
            let are_found = false;
            return Self { names, are_found };
        }
        let is_first = known.is_none();
        let mut names = known.unwrap_or_default();
        for ((location, _), found) in required_by_all(spec) {
            let name = found.name;
            if names.iter().any(|it| is_name(location, it, name)) {
                continue;
            }
            let (holds, hint) = if is_first {
                names.push(name.to_owned());
                let hint = "`client_parameters = []` in codegen.toml leaves it to each call";
                ("holds", hint.to_owned())
            } else {
                let hint = format!(
                    "`client_parameters = [\"{name}\"]` in codegen.toml has it do so, and `[]` leaves it to each call"
                );
                ("could hold", hint)
            };
            let count = found.count;
            let message = format!(
                "`{name}` is required by {count} operations, for all of which the client {holds} it"
            );
            let note = diagnostics.note("client-parameter", &found.at, message);
            note.hint(hint);
        }
        // As `names.lock` has them, so that the next run puts them in the same order.
        names.sort();
        let are_found = true;
        Self { names, are_found }
    }

    /// Whether the client can hold a parameter. What a call may leave out is none outside the path: whoever held it would always
    /// send it.
    pub(super) fn holds(&self, location: Location, data: &ParameterData) -> bool {
        let can_be_held = match location {
            Location::Path => !self.are_found,
            Location::Header | Location::Query => data.required,
            Location::WholeQuery | Location::Cookie => false,
        };
        let mut names = self.names.iter();
        can_be_held && names.any(|it| is_name(location, it, &data.name))
    }

    /// The parameters that the client can hold, each with the first description that an operation has of it.
    pub(in crate::lower) fn parameters(&self, operations: &[Operation]) -> Vec<ClientParameter> {
        let all = self.names.iter().map(|wire| {
            let parameters = operations.iter().flat_map(|it| &it.parameters);
            let of_name = parameters
                .filter(|it| it.client_wide && is_name(it.location, wire, &it.field.wire));
            let mut of_name = of_name.peekable();
            let first = of_name.peek();
            ClientParameter {
                wire: wire.clone(),
                location: first.map(|it| it.location),
                docs: first.and_then(|it| it.field.docs.clone()),
                is_secret: of_name.any(|it| it.field.ty == Type::Secret),
                is_found: self.are_found,
            }
        });
        all.filter(|it| it.location.is_some() || !self.are_found)
            .collect()
    }
}

/// Whether a parameter is the one of a name: those of headers have no case (RFC 9110, 5.1).
fn is_name(location: Location, one: &str, other: &str) -> bool {
    match location {
        Location::Header => one.eq_ignore_ascii_case(other),
        Location::Path | Location::Query | Location::WholeQuery | Location::Cookie => one == other,
    }
}

/// A parameter that several operations have.
struct Found<'a> {
    name: &'a str,
    at: Origin,
    count: usize,
    /// Whether a call could do without it, or needs more than a text.
    is_of_a_call: bool,
}

/// What nine of ten operations require, and none of the others can be given.
fn required_by_all(spec: &Spec) -> BTreeMap<(Location, String), Found<'_>> {
    let mut all: BTreeMap<(Location, String), Found<'_>> = BTreeMap::new();
    let mut operations = 0;
    for (path, item) in &spec.openapi.paths.paths {
        let at = spec.root().key("paths").key(path);
        for site in item
            .as_item()
            .into_iter()
            .flat_map(|it| sites(path, it, at.clone()))
        {
            operations += 1;
            for (key, found) in of_operation(spec, &site) {
                match all.get_mut(&key) {
                    Some(known) => {
                        known.count += 1;
                        known.is_of_a_call |= found.is_of_a_call;
                    }
                    None => {
                        all.insert(key, found);
                    }
                }
            }
        }
    }
    let most = operations - operations / 10;
    all.retain(|(location, _), it| {
        *location != Location::Path && !it.is_of_a_call && it.count >= most.max(FEWEST_OPERATIONS)
    });
    all
}

/// The parameters of an operation; one of its own replaces that of its path.
fn of_operation<'a>(spec: &'a Spec, site: &Site<'a>) -> BTreeMap<(Location, String), Found<'a>> {
    let shared = site
        .item
        .parameters
        .iter()
        .zip(std::iter::repeat(&site.item_at));
    let own = site
        .operation
        .parameters
        .iter()
        .zip(std::iter::repeat(&site.at));
    let all = shared.chain(own).filter_map(|(node, at)| {
        let resolved = spec.parameter(node, at)?;
        let data = resolved.value.parameter_data_ref();
        let name = data.name.as_str();
        let (location, is_of_a_call) = match resolved.value {
            Described::Path { .. } => (Location::Path, true),
            Described::Header { .. } => (
                Location::Header,
                is_header_of_a_call(name) || is_credential(spec, name),
            ),
            Described::Query { .. } => (Location::Query, !is_of_an_api(name)),
            Described::Cookie { .. } => (Location::Cookie, true),
        };
        let is_of_a_call = is_of_a_call || !data.required || !is_text(spec, data, &resolved.origin);
        let key = match location {
            Location::Header => name.to_ascii_lowercase(),
            _ => name.to_owned(),
        };
        let (at, count) = (resolved.origin, 1);
        let found = Found {
            name,
            at,
            count,
            is_of_a_call,
        };
        Some(((location, key), found))
    });
    all.collect()
}

fn is_header_of_a_call(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut words = lower.split(['-', '_', '.']);
    !is_token(name) || words.any(|it| OF_A_CALL.contains(&it))
}

/// Whether a header is that of a security scheme.
fn is_credential(spec: &Spec, name: &str) -> bool {
    let components = spec.openapi.components.iter();
    let mut schemes = components.flat_map(|it| it.security_schemes.values());
    schemes.any(|it| {
        let scheme = spec.security_scheme(it, spec.root()).map(|it| it.value);
        matches!(
            scheme,
            Some(SecurityScheme::APIKey { location: APIKeyLocation::Header, name: header, .. })
                if header.eq_ignore_ascii_case(name)
        )
    })
}

fn is_of_an_api(name: &str) -> bool {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let letters: String = letters.map(|it| it.to_ascii_lowercase()).collect();
    OF_AN_API.contains(&letters.as_str())
}

/// Whether the values of a parameter are texts, of which there is more than one.
fn is_text(spec: &Spec, data: &ParameterData, at: &Origin) -> bool {
    let ParameterSchemaOrContent::Schema(node) = &data.format else {
        return false;
    };
    spec.schema(node, &at.key("schema")).is_some_and(|it| {
        let keywords = Keywords::of(it.value);
        keywords.typ == Some("string") && keywords.values.len() != 1 && !keywords.is_combined()
    })
}
