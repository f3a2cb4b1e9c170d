//! Security schemes and requirements (`OpenAPI 3.0.4, 4.8.27 and 4.8.30`).

use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Scheme, SchemeKind};
use crate::lower::docs;
use crate::origin::Origin;
use crate::spec::Spec;
use crate::wire::is_token;

/// All security schemes of the description.
pub(in crate::lower) fn schemes(
    spec: &Spec,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<Scheme> {
    let components = spec.openapi.components.iter();
    let described = components.flat_map(|components| &components.security_schemes);
    let mut schemes = Vec::new();
    for (name, node) in described {
        let at = spec
            .root()
            .key("components")
            .key("securitySchemes")
            .key(name);
        let Some(resolved) = spec.security_scheme(node, &at) else {
            continue;
        };
        let Some((kind, text)) = kind(resolved.value) else {
            diagnostics
                .warning(
                    "unsupported-security-scheme",
                    &at,
                    format!("the client cannot authenticate by `{name}`"),
                )
                .hint("callers can add what it needs to the transport or to each request");
            continue;
        };
        schemes.push(Scheme {
            name: name.clone(),
            kind,
            env: config.security.get(name).and_then(|it| it.env.clone()),
            docs: docs::text(text.as_deref()),
            origin: at,
        });
    }
    schemes
}

/// How the credential of a scheme travels, and what the description says about the scheme.
fn kind(scheme: &SecurityScheme) -> Option<(SchemeKind, &Option<String>)> {
    Some(match scheme {
        SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => (SchemeKind::Bearer, description),
            "basic" => (SchemeKind::Basic, description),
            _ => return None,
        },
        SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            if *location != APIKeyLocation::Query && !is_token(name) {
                return None;
            }
            let kind = match location {
                APIKeyLocation::Header => SchemeKind::Header,
                APIKeyLocation::Query => SchemeKind::Query,
                APIKeyLocation::Cookie => SchemeKind::Cookie,
            };
            (kind(name.clone()), description)
        }
        // How to come by a token is up to the caller; it is sent as any other (RFC 6750).
        SecurityScheme::OAuth2 { description, .. }
        | SecurityScheme::OpenIDConnect { description, .. } => (SchemeKind::Bearer, description),
    })
}

/// The alternatives of an operation: its own, or else those of the whole description.
pub(in crate::lower) fn required(
    spec: &Spec,
    diagnostics: &mut Diagnostics,
    own: Option<&[SecurityRequirement]>,
    at: &Origin,
) -> Vec<Vec<String>> {
    let (requirements, at) = match (own, &spec.openapi.security) {
        (Some(own), _) => (own, at.key("security")),
        (None, Some(global)) => (global.as_slice(), spec.root().key("security")),
        (None, None) => return Vec::new(),
    };
    let components = spec.openapi.components.as_ref();
    let described = |name: &String| components.and_then(|it| it.security_schemes.get(name));
    for (index, requirement) in requirements.iter().enumerate() {
        for name in requirement.keys().filter(|name| described(name).is_none()) {
            let at = at.index(index).key(name);
            let message = format!("no security scheme is called `{name}`");
            diagnostics.error("unknown-security-scheme", &at, message);
        }
    }
    // What the client cannot send is up to the caller, and must not keep the call from being made.
    let is_sent = |name: &&String| {
        let scheme = described(name).and_then(|node| spec.security_scheme(node, spec.root()));
        scheme.is_some_and(|scheme| kind(scheme.value).is_some())
    };
    requirements
        .iter()
        .map(|requirement| requirement.keys().filter(is_sent).cloned().collect())
        .collect()
}
