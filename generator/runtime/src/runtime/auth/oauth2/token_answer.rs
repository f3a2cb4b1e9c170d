//! What a token server answers (RFC 6749, 5.1 and 5.2).

use std::time::Duration;

use http::StatusCode;

use crate::runtime::data::{Json, Secret};
use crate::runtime::oauth2::OAuth2Error;

/// How much of what a server says about an error is kept.
const LONGEST_CODE: usize = 64;
const LONGEST_DESCRIPTION: usize = 300;

/// A token as the token server has given it (RFC 6749, 5.1).
#[derive(Clone, Debug)]
pub struct OAuth2Token {
    access_token: Secret<String>,
    refresh_token: Option<Secret<String>>,
    expires_in: Option<Duration>,
    scope: Option<String>,
}

impl OAuth2Token {
    /// What calls are authenticated with.
    pub fn access_token(&self) -> &Secret<String> {
        &self.access_token
    }

    /// What the next token is got with. It may differ from the one that was used for this token, which is void then.
    pub fn refresh_token(&self) -> Option<&Secret<String>> {
        self.refresh_token.as_ref()
    }

    /// How long the token is good for, if the server says so.
    pub fn expires_in(&self) -> Option<Duration> {
        self.expires_in
    }

    /// The scopes that were granted, with spaces between them, if the server says so. They may be fewer than asked for.
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }

    /// Reads an answer. `sent` is what must not be repeated of the request.
    ///
    /// # Errors
    ///
    /// It is a refusal, or there is no token in it that can be sent as a bearer token.
    pub(crate) fn read(
        status: StatusCode,
        body: &[u8],
        sent: &[&str],
    ) -> Result<Self, OAuth2Error> {
        let unusable = |reason| OAuth2Error::Unusable { status, reason };
        let Ok(Json::Object(mut answer)) = serde_json::from_slice(body) else {
            return Err(unusable("its body is no object of JSON"));
        };
        let mut text = |name: &str| match answer.remove(name) {
            Some(Json::String(text)) => Some(text).filter(|it| !it.is_empty()),
            Some(Json::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        // Some servers refuse with a status of success.
        if let Some(code) = text("error") {
            let description = text("error_description");
            return Err(refused(Some(status), &code, description.as_deref(), sent));
        }
        if !status.is_success() {
            return Err(unusable("its body has no error code"));
        }
        let access_token = text("access_token").map(Secret::new);
        let access_token =
            access_token.ok_or_else(|| unusable("there is no access token in it"))?;
        let kind = text("token_type");
        if kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(unusable("its token is no bearer token"));
        }
        let seconds = text("expires_in").and_then(|it| it.parse::<f64>().ok());
        Ok(Self {
            access_token,
            refresh_token: text("refresh_token").map(Secret::new),
            expires_in: seconds.and_then(|it| Duration::try_from_secs_f64(it).ok()),
            scope: text("scope"),
        })
    }

    /// The same with the refresh token that it was got with, unless it has another.
    pub(crate) fn keeping(mut self, refresh_token: Option<&Secret<String>>) -> Self {
        if self.refresh_token.is_none() {
            self.refresh_token = refresh_token.cloned();
        }
        self
    }
}

/// A refusal without what was sent, and without what RFC 6749 does not allow in its parts.
pub(crate) fn refused(
    status: Option<StatusCode>,
    code: &str,
    description: Option<&str>,
    sent: &[&str],
) -> OAuth2Error {
    let shown = |text: &str, longest: usize| {
        let visible = |text: &str| -> String {
            let visible = text.chars().filter(|it| matches!(it, ' '..='~'));
            visible.collect()
        };
        let whole = text;
        let text = visible(whole);
        let repeats = sent.iter().any(|it| {
            let shown = visible(it);
            whole.contains(it) && !it.is_empty() || text.contains(&shown) && !shown.is_empty()
        });
        let text: String = text.chars().take(longest).collect();
        (!repeats && !text.is_empty()).then(|| text.into_boxed_str())
    };
    OAuth2Error::Refused {
        status,
        code: shown(code, LONGEST_CODE).unwrap_or_else(|| "an unknown error".into()),
        description: description.and_then(|it| shown(it, LONGEST_DESCRIPTION)),
    }
}
