//! Whether a request is the server's.

use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::{Sha256, Sha512};

use super::WebhookError;
use super::signature_scheme::{
    SignatureAlgorithm, SignatureEncoding, SignatureScheme, TimestampPlace,
};
use crate::runtime::data::{Base64, Decode, Secret, from_json};

/// How long ago a request may have been sent, unless it is said.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Checks that requests come from the server, by their signatures, and reads them.
///
/// Give it the body as it has arrived: one that was read and written again has other bytes, and with them another signature. Signatures
/// are compared in constant time.
#[derive(Clone, Debug)]
pub struct WebhookVerifier {
    scheme: SignatureScheme,
    secrets: Vec<Secret<Vec<u8>>>,
    tolerance: Duration,
}

impl WebhookVerifier {
    /// Takes requests that are signed in this way with this secret.
    ///
    /// # Errors
    ///
    /// The secret is empty, or not base64 where the scheme wants that.
    pub fn new(
        scheme: SignatureScheme,
        secret: impl Into<Secret<String>>,
    ) -> Result<Self, WebhookError> {
        let verifier = Self {
            scheme,
            secrets: Vec::new(),
            tolerance: TOLERANCE,
        };
        verifier.or_secret(secret)
    }

    /// Takes requests that are signed with this secret as well, as while one secret replaces another.
    ///
    /// # Errors
    ///
    /// The secret is empty, or not base64 where the scheme wants that.
    pub fn or_secret(mut self, secret: impl Into<Secret<String>>) -> Result<Self, WebhookError> {
        let secret = secret.into();
        let text = secret.expose().as_str();
        let bytes = match self.scheme.secret_prefix {
            Some(prefix) => decoded(
                text.strip_prefix(prefix).unwrap_or(text),
                SignatureEncoding::Base64,
            ),
            None => Some(text.as_bytes().to_vec()),
        };
        // Everybody could sign with an empty one.
        let bytes = bytes.filter(|it| !it.is_empty());
        let bytes = bytes.ok_or(WebhookError::InvalidSecret)?;
        self.secrets.push(Secret::new(bytes));
        Ok(self)
    }

    /// How far from now a request may have been sent, where it says when: 5 minutes, unless this is set. Who records a request can
    /// send it again within that time.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Checks a request by its headers and its body.
    ///
    /// # Errors
    ///
    /// The request is not signed as the scheme wants it, not with one of the secrets, or not at this time.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
        // On wasm without a system, the clock of the standard library panics.
        let now = (!cfg!(target_family = "wasm")).then(SystemTime::now);
        self.check(headers, body, now)
    }

    /// Checks a request that has come at a certain time.
    ///
    /// # Errors
    ///
    /// As those of [`verify`](Self::verify).
    pub fn verify_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), WebhookError> {
        self.check(headers, body, Some(now))
    }

    /// Checks a request, and reads its JSON.
    ///
    /// # Errors
    ///
    /// As those of [`verify`](Self::verify); and that the body is not UTF-8, no JSON, or does not fit `T`.
    pub fn read<T: Decode>(&self, headers: &HeaderMap, body: &[u8]) -> Result<T, WebhookError> {
        self.verify(headers, body)?;
        let text = std::str::from_utf8(body).map_err(WebhookError::Utf8)?;
        from_json(text).map_err(WebhookError::Json)
    }

    fn check(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Option<SystemTime>,
    ) -> Result<(), WebhookError> {
        let scheme = &self.scheme;
        let value = header(headers, &scheme.header)?;
        let items: Vec<&str> = match scheme.separator {
            Some(separator) => value.split(separator).map(str::trim).collect(),
            None => vec![value.trim()],
        };
        let timestamp = match &scheme.timestamp {
            TimestampPlace::Absent => None,
            TimestampPlace::Header(name) => Some((header(headers, name)?, name)),
            TimestampPlace::Item(prefix) => {
                let mut found = items.iter().filter_map(|it| it.strip_prefix(&**prefix));
                let found = found.next().ok_or_else(|| invalid(&scheme.header))?;
                Some((found, &scheme.header))
            }
        };
        let id = scheme.id_header.as_ref();
        let id = id.map(|name| header(headers, name)).transpose()?;
        let signed = Signed {
            template: &scheme.signed,
            id: id.unwrap_or_default(),
            timestamp: timestamp.map_or("", |(text, _)| text),
            body,
        };
        let signatures = items
            .iter()
            .filter_map(|it| it.strip_prefix(&*scheme.prefix));
        let signatures = signatures.filter_map(|it| decoded(it, scheme.encoding));
        let signatures: Vec<Vec<u8>> = signatures.collect();
        if signatures.is_empty() {
            return Err(invalid(&scheme.header));
        }
        let mut secrets = self.secrets.iter().map(Secret::expose);
        let is_right = secrets.any(|secret| match scheme.algorithm {
            SignatureAlgorithm::Sha256 => signed.has_one_of::<Hmac<Sha256>>(secret, &signatures),
            SignatureAlgorithm::Sha512 => signed.has_one_of::<Hmac<Sha512>>(secret, &signatures),
        });
        if !is_right {
            return Err(WebhookError::WrongSignature);
        }
        timestamp.map_or(Ok(()), |(text, name)| self.check_time(text, name, now))
    }

    fn check_time(
        &self,
        text: &str,
        name: &str,
        now: Option<SystemTime>,
    ) -> Result<(), WebhookError> {
        let sent: i64 = text.parse().map_err(|_| invalid(name))?;
        let now = now.ok_or(WebhookError::NoClock)?;
        let now = match now.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(_) => 0,
        };
        let distance = now.abs_diff(sent);
        if distance > self.tolerance.as_secs() {
            return Err(WebhookError::OutsideTolerance(distance));
        }
        Ok(())
    }
}

/// What a signature is of.
struct Signed<'a> {
    template: &'a str,
    id: &'a str,
    timestamp: &'a str,
    body: &'a [u8],
}

impl Signed<'_> {
    /// Whether one of these is its signature with a secret.
    fn has_one_of<M: Mac + KeyInit + Clone>(&self, secret: &[u8], signatures: &[Vec<u8>]) -> bool {
        let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret) else {
            return false;
        };
        let mut rest = self.template;
        while let Some((before, from)) = rest.split_once('{') {
            mac.update(before.as_bytes());
            let parts: [(&str, &[u8]); 3] = [
                ("id}", self.id.as_bytes()),
                ("timestamp}", self.timestamp.as_bytes()),
                ("body}", self.body),
            ];
            let found = parts
                .into_iter()
                .find_map(|(name, value)| Some((from.strip_prefix(name)?, value)));
            let (after, value) = found.unwrap_or((from, b"{"));
            mac.update(value);
            rest = after;
        }
        mac.update(rest.as_bytes());
        let mut signatures = signatures.iter();
        signatures.any(|signature| mac.clone().verify_slice(signature).is_ok())
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, WebhookError> {
    let value = headers.get(name);
    let value = value.ok_or_else(|| WebhookError::MissingHeader(name.to_owned()))?;
    value.to_str().map_err(|_| invalid(name))
}

fn invalid(name: &str) -> WebhookError {
    WebhookError::InvalidHeader(name.to_owned())
}

fn decoded(text: &str, encoding: SignatureEncoding) -> Option<Vec<u8>> {
    match encoding {
        SignatureEncoding::Base64 => Base64::from(text).decode(),
        SignatureEncoding::Hex => {
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
                [high, low] => u8::try_from(digit(high)? << 4 | digit(low)?).ok(),
                _ => None,
            });
            pairs.collect()
        }
    }
}
