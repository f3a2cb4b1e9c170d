//! Security schemes and the flows of OAuth 2 (`OpenAPI 3.0.4, 4.8.27 to 4.8.29`).

use super::shape::Shape::{Data, Object, Text, Word};
use super::shape::{FieldRule, Fill, ObjectRule, filled, for_others, optional, required, rule};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

static FLOWS: ObjectRule = rule(
    "flows",
    &[
        optional("implicit", Object(&FLOW_IN_BROWSER)),
        optional("password", Object(&FLOW_BY_SECRET)),
        optional("clientCredentials", Object(&FLOW_BY_SECRET)),
        optional("authorizationCode", Object(&FLOW_OF_BOTH)),
        // It is told to readers.
        for_others("deviceAuthorization"),
    ],
);

/// A flow without a URL is no mistake that matters: a caller can name it.
const fn flow(fields: &'static [FieldRule]) -> ObjectRule {
    ObjectRule {
        name: "a flow",
        fields,
        also: Some(read_scopes),
    }
}

static FLOW_IN_BROWSER: ObjectRule = flow(&[
    filled("authorizationUrl", Text, Fill::Text("")),
    for_others("tokenUrl"),
    optional("refreshUrl", Text),
    filled("scopes", Data, Fill::Mapping),
]);

static FLOW_BY_SECRET: ObjectRule = flow(&[
    for_others("authorizationUrl"),
    filled("tokenUrl", Text, Fill::Text("")),
    optional("refreshUrl", Text),
    filled("scopes", Data, Fill::Mapping),
]);

static FLOW_OF_BOTH: ObjectRule = flow(&[
    filled("authorizationUrl", Text, Fill::Text("")),
    filled("tokenUrl", Text, Fill::Text("")),
    optional("refreshUrl", Text),
    filled("scopes", Data, Fill::Mapping),
]);

pub(super) static SECURITY_SCHEME: ObjectRule = ObjectRule {
    name: "a security scheme",
    fields: &[
        required("type", Word(&["apiKey", "http", "oauth2", "openIdConnect"])),
        optional("description", Text),
        optional("name", Text),
        optional("in", Word(&["query", "header", "cookie"])),
        optional("scheme", Text),
        optional("bearerFormat", Text),
        optional("flows", Object(&FLOWS)),
        optional("openIdConnectUrl", Text),
    ],
    also: Some(has_fields_of_type),
};

/// The scopes of a flow are a mapping of texts, which are for readers; some write a list.
fn read_scopes(flow: &mut Mapping, at: &At<'_>, _: &mut Diagnostics) -> bool {
    let mut scopes = Mapping::made(&at.key("scopes"), []);
    match flow.remove("scopes") {
        Some(Node::Mapping(named)) => {
            for (name, text) in named.entries() {
                scopes.insert(name, Node::text(text.as_str().unwrap_or_default()));
            }
        }
        Some(Node::Sequence(names)) => {
            for name in names.iter().filter_map(Node::as_str) {
                scopes.insert(name, Node::text(""));
            }
        }
        _ => {}
    }
    flow.insert("scopes", Node::Mapping(scopes));
    true
}

/// A security scheme has the fields of its type.
fn has_fields_of_type(scheme: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let needed: &[&str] = match scheme.text("type") {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => {
            if !scheme.contains("flows") {
                scheme.insert("flows", Node::Mapping(Mapping::made(at, [])));
            }
            &[]
        }
        Some("openIdConnect") => {
            if !scheme.contains("openIdConnectUrl") {
                scheme.insert("openIdConnectUrl", Node::text(""));
            }
            &[]
        }
        _ => &[],
    };
    let missing = needed.iter().find(|name| !scheme.contains(name));
    if let Some(name) = missing {
        diagnostics.warning(
            "missing-field",
            &at.origin(),
            format!("a security scheme of this type needs `{name}`, so that this one is left out"),
        );
    }
    missing.is_none()
}
