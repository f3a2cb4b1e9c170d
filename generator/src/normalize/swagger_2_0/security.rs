//! Security schemes (`OpenAPI 2.0, 4.4.24`).

use crate::origin::At;
use crate::source::{Mapping, Node};

/// Rewrites `basic` to a scheme of type `http`, and the flow of `oauth2` to an entry of `flows`.
pub(super) fn scheme(scheme: &mut Mapping, at: &At<'_>) {
    match scheme.text("type") {
        Some("basic") => {
            scheme.insert("type", Node::text("http"));
            scheme.insert("scheme", Node::text("basic"));
        }
        Some("oauth2") if !scheme.contains("flows") => {
            let name = match scheme.remove("flow") {
                Some(Node::String(flow)) => match flow.as_str() {
                    "accessCode" => "authorizationCode",
                    "application" => "clientCredentials",
                    "password" => "password",
                    _ => "implicit",
                },
                _ => "implicit",
            };
            let mut flow = Mapping::made(at, []);
            for key in ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"] {
                if let Some(value) = scheme.remove(key) {
                    flow.insert(key, value);
                }
            }
            let flows = Mapping::made(at, [(name, Node::Mapping(flow))]);
            scheme.insert("flows", Node::Mapping(flows));
        }
        _ => {}
    }
}
