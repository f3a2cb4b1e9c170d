//! Security schemes and requirements (`OpenAPI 3.0.4, 4.8.27 and 4.8.30`).

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement, SecurityScheme};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{OAuth2Flow, OAuth2FlowKind, Scheme, SchemeKind};
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
    let scopes = needed_scopes(spec);
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
        let Some((kind, text)) = kind(name, resolved.value) else {
            diagnostics
                .warning(
                    "unsupported-security-scheme",
                    &at,
                    format!("the client cannot authenticate by `{name}`"),
                )
                .hint("callers can add what it needs to the transport or to each request");
            continue;
        };
        let needed = scopes.get(name.as_str());
        schemes.push(Scheme {
            name: name.clone(),
            kind,
            flows: match resolved.value {
                SecurityScheme::OAuth2 { flows, .. } => lower_flows(flows, needed),
                SecurityScheme::APIKey { .. }
                | SecurityScheme::HTTP { .. }
                | SecurityScheme::OpenIDConnect { .. } => Vec::new(),
            },
            env: config.security.get(name).and_then(|it| it.env.clone()),
            docs: docs::text(text.as_deref()),
            origin: at,
        });
    }
    schemes
}

/// How the credential of a scheme travels, and what the description says about the scheme.
fn kind<'a>(
    scheme_name: &str,
    scheme: &'a SecurityScheme,
) -> Option<(SchemeKind, &'a Option<String>)> {
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
                APIKeyLocation::Header if is_bearer(scheme_name, name, description.as_deref()) => {
                    return Some((SchemeKind::Bearer, description));
                }
                APIKeyLocation::Header => SchemeKind::Header,
                APIKeyLocation::Query => SchemeKind::Query,
                APIKeyLocation::Cookie => SchemeKind::Cookie,
            };
            (kind(name.clone()), description)
        }
        // However a token is come by, it is sent as any other (RFC 6750).
        SecurityScheme::OAuth2 { description, .. }
        | SecurityScheme::OpenIDConnect { description, .. } => (SchemeKind::Bearer, description),
    })
}

/// The scopes that operations name, by the scheme.
fn needed_scopes(spec: &Spec) -> BTreeMap<&str, BTreeSet<&str>> {
    let general = spec.openapi.security.iter();
    let paths = spec.openapi.paths.paths.values();
    let operations = paths.filter_map(|it| it.as_item());
    let operations = operations.flat_map(openapiv3::PathItem::iter);
    let own = operations.filter_map(|(_, operation)| operation.security.as_ref());
    let mut needed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, scopes) in general.chain(own).flatten().flatten() {
        let of = needed.entry(name).or_default();
        of.extend(scopes.iter().map(String::as_str));
    }
    needed
}

/// The flows of a scheme, each with those of the needed scopes that it has. A flow that names none may have any.
fn lower_flows(flows: &OAuth2Flows, needed: Option<&BTreeSet<&str>>) -> Vec<OAuth2Flow> {
    let OAuth2Flows {
        implicit,
        password,
        client_credentials,
        authorization_code,
        extensions: _,
    } = flows;
    let implicit = implicit.iter().map(|it| {
        let urls = (it.authorization_url.as_str(), "", &it.refresh_url);
        (OAuth2FlowKind::Implicit, urls, &it.scopes)
    });
    let password = password.iter().map(|it| {
        let urls = ("", it.token_url.as_str(), &it.refresh_url);
        (OAuth2FlowKind::Password, urls, &it.scopes)
    });
    let client_credentials = client_credentials.iter().map(|it| {
        let urls = ("", it.token_url.as_str(), &it.refresh_url);
        (OAuth2FlowKind::ClientCredentials, urls, &it.scopes)
    });
    let authorization_code = authorization_code.iter().map(|it| {
        let urls = (
            it.authorization_url.as_str(),
            it.token_url.as_str(),
            &it.refresh_url,
        );
        (OAuth2FlowKind::AuthorizationCode, urls, &it.scopes)
    });
    let all = authorization_code.chain(client_credentials);
    let all = all.chain(implicit).chain(password);
    all.map(
        |(kind, (authorization_url, token_url, refresh_url), scopes)| {
            let needed = needed.into_iter().flatten();
            let has = |it: &&&str| scopes.is_empty() || scopes.contains_key(**it);
            OAuth2Flow {
                kind,
                authorization_url: authorization_url.trim().to_owned(),
                token_url: token_url.trim().to_owned(),
                refresh_url: refresh_url.as_deref().unwrap_or_default().trim().to_owned(),
                scopes: needed.filter(has).map(|it| (*it).to_owned()).collect(),
            }
        },
    )
    .collect()
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
    let kind_of = |name: &String| {
        let scheme = described(name).and_then(|node| spec.security_scheme(node, spec.root()))?;
        Some(kind(name, scheme.value)?.0)
    };
    let mut alternatives: Vec<Vec<String>> = Vec::new();
    for (index, requirement) in requirements.iter().enumerate() {
        // What the client cannot send is up to the caller, and must not keep the call from being made.
        let sent = requirement.keys();
        let sent = sent.filter_map(|name| Some((name.clone(), kind_of(name)?.place())));
        let sent: Vec<(String, CredentialPlace)> = sent.collect();
        let apart = apart(sent);
        if apart.len() > 1 {
            let message = "these schemes write the same header, query parameter or cookie, so that one of them is sent";
            let at = at.index(index);
            diagnostics.warning("excluding-credentials", &at, message);
        }
        alternatives.extend(apart);
    }
    let mut seen = BTreeSet::new();
    alternatives.retain(|it| seen.insert(it.clone()));
    alternatives
}

/// How many alternatives a requirement can become.
const MOST_ALTERNATIVES: usize = 16;

/// Where a credential is written.
type CredentialPlace = (&'static str, String);

/// The alternatives that a requirement is: of schemes that write the same place, only one can be sent.
fn apart(schemes: Vec<(String, CredentialPlace)>) -> Vec<Vec<String>> {
    let mut groups: Vec<(CredentialPlace, Vec<String>)> = Vec::new();
    for (name, place) in schemes {
        match groups.iter_mut().find(|(it, _)| *it == place) {
            Some((_, names)) => names.push(name),
            None => groups.push((place, vec![name])),
        }
    }
    let mut all = vec![Vec::new()];
    for (_, names) in groups {
        let most = MOST_ALTERNATIVES / all.len();
        let with = |name: &String| {
            let before = all.iter();
            before
                .map(|it| [it.clone(), vec![name.clone()]].concat())
                .collect::<Vec<_>>()
        };
        all = names.iter().take(most.max(1)).flat_map(with).collect();
    }
    all
}

/// Whether the value of a key is a token after the word `Bearer`, which Swagger 2.0 has no other way to say.
fn is_bearer(scheme_name: &str, header: &str, description: Option<&str>) -> bool {
    let says_so = |text: &str| text.to_ascii_lowercase().contains("bearer");
    header.eq_ignore_ascii_case("authorization")
        && (says_so(scheme_name) || description.is_some_and(says_so))
}
