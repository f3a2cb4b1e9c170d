//! One request to a token server.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::uri::Scheme;
use http::{HeaderValue, Method, Uri};

use crate::runtime::auth::asked::in_time;
use crate::runtime::auth::credential::joined;
use crate::runtime::auth::oauth2::tokens::{ClientAuthentication, Grant, OAuth2Settings};
use crate::runtime::body::collect::{End, collect};
use crate::runtime::data::{Secret, to_base64};
use crate::runtime::oauth2::{OAuth2Error, OAuth2Token};
use crate::runtime::request::parameter::percent::encode_to;
use crate::runtime::send::redirect::resolve;
use crate::runtime::{
    CredentialRequest, OAuth2Flow, OAuth2FlowKind, Operation, SchemeKind, Transport,
};

/// How long the answer of a token server may be.
const LONGEST_ANSWER: usize = 256 << 10;

/// What requests for a token are, to layers and mocks.
static OPERATION: Operation = Operation {
    id: "oauth2-token",
    method: Method::POST,
    path: "",
    idempotent: false,
    security: &[],
    errors: &[],
};

/// Asks for a token: by `refresh_token`, or else by the grant of the settings.
///
/// # Errors
///
/// The token server cannot be asked, refuses, or answers with something else.
pub(crate) async fn fetch(
    settings: &OAuth2Settings,
    refresh_token: Option<&Secret<String>>,
    request: &CredentialRequest,
    transport: &Arc<dyn Transport>,
) -> Result<OAuth2Token, OAuth2Error> {
    let url = token_url(settings, refresh_token.is_some(), request)?;
    let (form, sent) = form(settings, refresh_token, request);
    let mut token_request = http::Request::new(Bytes::from_owner(form).into());
    *token_request.method_mut() = Method::POST;
    *token_request.uri_mut() = url;
    let headers = token_request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    if let Some(name) = request.user_agent() {
        headers.insert(USER_AGENT, name.clone());
    }
    if let Some(basic) = basic(settings)? {
        headers.insert(AUTHORIZATION, basic);
    }
    token_request.extensions_mut().insert(&OPERATION);

    let exchange = async {
        let answer = transport.call(token_request).await?;
        let (head, mut body) = answer.into_parts();
        let collected = collect(&mut body, LONGEST_ANSWER).await;
        match collected.end {
            End::Broken(error) => Err(error),
            End::Complete => Ok((head.status, Some(collected.bytes))),
            End::TooLarge => Ok((head.status, None)),
        }
    };
    let answer = in_time(exchange, transport.sleep(settings.timeout)).await;
    let answer = answer.ok_or(OAuth2Error::Timeout(settings.timeout))?;
    let (status, body) = answer.map_err(|error| OAuth2Error::Transport(Arc::new(error)))?;
    let unusable = |reason| OAuth2Error::Unusable { status, reason };
    if status.is_redirection() {
        return Err(unusable("redirects are not followed with a secret"));
    }
    let body = body.ok_or_else(|| unusable("its body is too long"))?;
    let sent: Vec<&str> = sent.iter().map(|it| it.expose().as_str()).collect();
    OAuth2Token::read(status, &body, &sent)
}

/// Where the token comes from: the URL of the settings, or else that of the flow, which may be relative to the server.
fn token_url(
    settings: &OAuth2Settings,
    is_renewed: bool,
    request: &CredentialRequest,
) -> Result<Uri, OAuth2Error> {
    if let Some(url) = &settings.token_url {
        return absolute(request.base_url(), url);
    }
    let wanted = match settings.grant {
        Grant::ClientCredentials => &[OAuth2FlowKind::ClientCredentials][..],
        Grant::Code { .. } => &[OAuth2FlowKind::AuthorizationCode],
        Grant::RefreshToken(_) => &[OAuth2FlowKind::AuthorizationCode, OAuth2FlowKind::Password],
    };
    let flow = flow(request.scheme().kind, wanted).ok_or_else(|| {
        let name = request.scheme().name;
        OAuth2Error::config(format!(
            "{name} has no flow for this; give it a `token_url`"
        ))
    })?;
    let renewed = flow.refresh_url().filter(|_| is_renewed);
    let url = renewed.or(flow.token_url());
    let url = url.ok_or_else(|| OAuth2Error::config("the flow has no token URL"))?;
    let url = absolute(request.base_url(), url)?;
    has_tls(&url, Some(request.base_url()))?;
    Ok(url)
}

/// A URL of the description has TLS where the API has it. Who wants another gives one.
pub(crate) fn has_tls(url: &Uri, base_url: Option<&str>) -> Result<(), OAuth2Error> {
    let base: Option<Uri> = base_url.and_then(|it| it.parse().ok());
    let needs_it = base.is_some_and(|it| it.scheme() == Some(&Scheme::HTTPS));
    if needs_it && url.scheme() != Some(&Scheme::HTTPS) {
        return Err(OAuth2Error::config(
            "the description has a URL without TLS, although the API has it",
        ));
    }
    Ok(())
}

/// The first of the wanted flows that the scheme has; any with a token URL where it has none of them.
pub(crate) fn flow(kind: SchemeKind, wanted: &[OAuth2FlowKind]) -> Option<&'static OAuth2Flow> {
    let SchemeKind::OAuth2(flows) = kind else {
        return None;
    };
    let mut found = wanted
        .iter()
        .filter_map(|kind| flows.iter().find(|it| it.kind() == *kind));
    let other = || flows.iter().find(|it| it.token_url().is_some());
    found.next().or_else(other)
}

/// A URL that may be relative to the base URL (RFC 3986, 5.2).
pub(crate) fn absolute(base_url: &str, url: &str) -> Result<Uri, OAuth2Error> {
    let base: Uri = base_url
        .parse()
        .map_err(|_| OAuth2Error::config("the base URL is not a valid URL"))?;
    let url = resolve(&base, url).ok_or_else(|| OAuth2Error::config("its URL is not valid"))?;
    let is_http = matches!(url.scheme_str(), Some("http" | "https"));
    let has_user = url.authority().is_some_and(|it| it.as_str().contains('@'));
    if is_http && !has_user {
        Ok(url)
    } else {
        Err(OAuth2Error::config(
            "its URL is not an http URL, or has a user",
        ))
    }
}

/// The body of the request, and the secrets in it and beside it.
fn form(
    settings: &OAuth2Settings,
    refresh_token: Option<&Secret<String>>,
    request: &CredentialRequest,
) -> (Secret<String>, Vec<Secret<String>>) {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let mut sent: Vec<Secret<String>> = Vec::new();
    match (refresh_token, &settings.grant) {
        (Some(token), _) | (None, Grant::RefreshToken(token)) => {
            pairs.extend([
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose()),
            ]);
            sent.push(token.clone());
        }
        (None, Grant::ClientCredentials) => pairs.push(("grant_type", "client_credentials")),
        (
            None,
            Grant::Code {
                code,
                verifier,
                redirect_url,
            },
        ) => {
            pairs.extend([
                ("grant_type", "authorization_code"),
                ("code", code.expose()),
                ("redirect_uri", redirect_url),
                ("code_verifier", verifier.expose()),
            ]);
            sent.extend([code.clone(), verifier.clone()]);
        }
    }
    let scopes = scopes(settings, request);
    if !scopes.is_empty() {
        pairs.push(("scope", &scopes));
    }
    if let Some(secret) = &settings.client_secret {
        sent.push(secret.clone());
        sent.extend(pair(settings).map(|it| to_base64(it.expose().as_bytes()).into()));
    }
    let is_secret = |name: &str| {
        let words = ["assertion", "password", "secret", "token"];
        words.iter().any(|word| name.contains(word))
    };
    let parameters = settings.parameters.iter();
    let parameters = parameters.filter(|(name, _)| is_secret(name));
    sent.extend(parameters.map(|(_, value)| Secret::from(value)));
    let written: Vec<Secret<String>> = sent.iter().map(percent_encoded).collect();
    sent.extend(written);
    match (&settings.client_secret, settings.authentication) {
        (Some(_), ClientAuthentication::Basic) => {}
        (Some(secret), ClientAuthentication::Body) => {
            pairs.extend([
                ("client_id", settings.client_id.as_str()),
                ("client_secret", secret.expose()),
            ]);
        }
        (None, _) => pairs.push(("client_id", &settings.client_id)),
    }
    for (name, value) in &settings.parameters {
        pairs.push((name, value));
    }
    (encoded(&pairs), sent)
}

/// The scopes that are asked for. A token that is renewed keeps its own (RFC 6749, 6), and so does one whose code has been given.
fn scopes(settings: &OAuth2Settings, request: &CredentialRequest) -> String {
    match (&settings.scopes, &settings.grant) {
        (Some(scopes), Grant::ClientCredentials | Grant::RefreshToken(_)) => scopes.join(" "),
        (None, Grant::ClientCredentials) => {
            let flow = flow(request.scheme().kind, &[OAuth2FlowKind::ClientCredentials]);
            flow.map_or_else(String::new, |flow| flow.scopes().join(" "))
        }
        (None, Grant::RefreshToken(_)) | (_, Grant::Code { .. }) => String::new(),
    }
}

/// Pairs as a form, in a buffer that is large enough from the start: memory that a buffer grows out of is not wiped.
pub(crate) fn encoded(pairs: &[(&str, &str)]) -> Secret<String> {
    let most = pairs
        .iter()
        .map(|(name, value)| 3 * (name.len() + value.len()) + 2);
    let mut form = String::with_capacity(most.sum());
    for (name, value) in pairs {
        if !form.is_empty() {
            form.push('&');
        }
        encode_to(name, &mut form);
        form.push('=');
        encode_to(value, &mut form);
    }
    form.into()
}

/// The header by which the client says who it is: both parts are encoded as in a form first (RFC 6749, 2.3.1).
fn basic(settings: &OAuth2Settings) -> Result<Option<HeaderValue>, OAuth2Error> {
    let pair = pair(settings).filter(|_| settings.authentication == ClientAuthentication::Basic);
    let Some(pair) = pair else {
        return Ok(None);
    };
    let pair = Secret::new(to_base64(pair.expose().as_bytes()));
    let value = Bytes::from_owner(joined("Basic ", pair.expose()));
    let mut value = HeaderValue::from_maybe_shared(value)
        .map_err(|_| OAuth2Error::config("the client secret cannot stand in a header"))?;
    value.set_sensitive(true);
    Ok(Some(value))
}

/// The identifier and the secret of the client, encoded and with a colon between them (RFC 6749, 2.3.1).
fn pair(settings: &OAuth2Settings) -> Option<Secret<String>> {
    let secret = settings.client_secret.as_ref()?.expose();
    let mut pair = String::with_capacity(3 * (settings.client_id.len() + secret.len()) + 1);
    encode_to(&settings.client_id, &mut pair);
    pair.push(':');
    encode_to(secret, &mut pair);
    Some(Secret::new(pair))
}

fn percent_encoded(secret: &Secret<String>) -> Secret<String> {
    let mut text = String::with_capacity(3 * secret.expose().len());
    encode_to(secret.expose(), &mut text);
    text.into()
}
