//! How servers sign what they send.

use std::borrow::Cow;

/// How a server signs the requests that it sends: an HMAC (RFC 2104) over the body, and often over more, in a header.
///
/// [`standard`](Self::standard), [`github`](Self::github) and [`stripe`](Self::stripe) are what many servers do. Others are described
/// from [`hmac`](Self::hmac) on, here that of Slack:
///
/// ```ignore
/// SignatureScheme::hmac("x-slack-signature")
///     .prefix("v0=")
///     .timestamp_header("x-slack-request-timestamp")
///     .signed("v0:{timestamp}:{body}")
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct SignatureScheme {
    pub(super) header: Cow<'static, str>,
    pub(super) separator: Option<char>,
    pub(super) prefix: Cow<'static, str>,
    pub(super) timestamp: TimestampPlace,
    pub(super) id_header: Option<Cow<'static, str>>,
    pub(super) algorithm: SignatureAlgorithm,
    pub(super) encoding: SignatureEncoding,
    pub(super) signed: Cow<'static, str>,
    /// What a secret begins with that is base64 behind it.
    pub(super) secret_prefix: Option<&'static str>,
}

/// Where a request says when it was sent.
#[derive(Clone, Debug)]
pub(super) enum TimestampPlace {
    Absent,
    Header(Cow<'static, str>),
    /// In the header of the signature, behind this.
    Item(Cow<'static, str>),
}

/// The hash function of a signature (FIPS 180-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// SHA-256: 32 bytes.
    Sha256,
    /// SHA-512: 64 bytes.
    Sha512,
}

/// How the bytes of a signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureEncoding {
    /// Two hexadecimal digits for each byte, in either case.
    Hex,
    /// Base64 (RFC 4648, 4).
    Base64,
}

impl SignatureScheme {
    /// The whole value of a header is the HMAC-SHA256 of the body, in hexadecimal.
    pub fn hmac(header: impl Into<Cow<'static, str>>) -> Self {
        Self {
            header: header.into(),
            separator: None,
            prefix: Cow::Borrowed(""),
            timestamp: TimestampPlace::Absent,
            id_header: None,
            algorithm: SignatureAlgorithm::Sha256,
            encoding: SignatureEncoding::Hex,
            signed: Cow::Borrowed("{body}"),
            secret_prefix: None,
        }
    }

    /// Standard Webhooks 1.0, which is also that of Svix under other names of headers: `webhook-id`, `webhook-timestamp` and
    /// `webhook-signature`. The secret is base64, with or without `whsec_` before it.
    pub fn standard() -> Self {
        Self {
            id_header: Some(Cow::Borrowed("webhook-id")),
            secret_prefix: Some("whsec_"),
            ..Self::hmac("webhook-signature")
        }
        .separator(' ')
        .prefix("v1,")
        .timestamp_header("webhook-timestamp")
        .encoding(SignatureEncoding::Base64)
        .signed("{id}.{timestamp}.{body}")
    }

    /// GitHub's: `X-Hub-Signature-256: sha256=…`. It does not say when a request was sent, so that nothing tells one from the same
    /// one sent again, but for its `X-GitHub-Delivery`.
    pub fn github() -> Self {
        Self::hmac("x-hub-signature-256").prefix("sha256=")
    }

    /// Stripe's: `Stripe-Signature: t=…,v1=…`.
    pub fn stripe() -> Self {
        Self::hmac("stripe-signature")
            .separator(',')
            .prefix("v1=")
            .timestamp_item("t=")
            .signed("{timestamp}.{body}")
    }

    /// What stands between the items of the header, where it has several: one that is right is enough.
    pub fn separator(mut self, separator: char) -> Self {
        self.separator = Some(separator);
        self
    }

    /// What an item begins with that is a signature. Others are passed over.
    pub fn prefix(mut self, prefix: impl Into<Cow<'static, str>>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The header that says when the request was sent, in seconds from 1970.
    pub fn timestamp_header(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.timestamp = TimestampPlace::Header(name.into());
        self
    }

    /// What the item of the signature's header begins with that says when the request was sent, in seconds from 1970.
    pub fn timestamp_item(mut self, prefix: impl Into<Cow<'static, str>>) -> Self {
        self.timestamp = TimestampPlace::Item(prefix.into());
        self
    }

    /// The header with the identifier of the request, where that is signed as well.
    pub fn id_header(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.id_header = Some(name.into());
        self
    }

    /// The hash function.
    pub fn algorithm(mut self, algorithm: SignatureAlgorithm) -> Self {
        self.algorithm = algorithm;
        self
    }

    /// How signatures are written.
    pub fn encoding(mut self, encoding: SignatureEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// What is signed: a text with `{id}`, `{timestamp}` and `{body}` in it.
    pub fn signed(mut self, template: impl Into<Cow<'static, str>>) -> Self {
        self.signed = template.into();
        self
    }
}
