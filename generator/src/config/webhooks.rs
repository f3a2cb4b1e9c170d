//! Requests that the server sends: how a client knows that they are the server's.

use serde::{Deserialize, Deserializer, de};

use super::HeaderName;

/// What the configuration says about the requests that the server sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebhooksConfig {
    /// How they are signed.
    pub signature: Option<SignatureConfig>,
}

/// How requests are signed: as many servers do it, by a name, or as it is described.
#[derive(Clone, Debug)]
pub enum SignatureConfig {
    /// Standard Webhooks.
    Standard,
    /// As GitHub does it.
    Github,
    /// As Stripe does it.
    Stripe,
    /// As it is described.
    Hmac(Box<HmacConfig>),
}

/// A signature that is an HMAC (RFC 2104).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HmacConfig {
    /// The header with the signature.
    pub header: HeaderName,
    /// What stands between the items of the header, where it has several.
    pub separator: Option<char>,
    /// What an item begins with that is a signature.
    pub prefix: Option<String>,
    /// The header with the time in seconds from 1970.
    pub timestamp_header: Option<HeaderName>,
    /// What the item begins with that has the time.
    pub timestamp_item: Option<String>,
    /// The header with the identifier of the request.
    pub id_header: Option<HeaderName>,
    /// The hash function.
    #[serde(default)]
    pub algorithm: HmacAlgorithm,
    /// How signatures are written.
    #[serde(default)]
    pub encoding: HmacEncoding,
    /// What is signed, with `{id}`, `{timestamp}` and `{body}` in it.
    #[serde(default = "body")]
    pub signed: String,
}

/// The hash function of an HMAC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HmacAlgorithm {
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How the bytes of an HMAC are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HmacEncoding {
    /// In hexadecimal.
    #[default]
    Hex,
    /// In base64.
    Base64,
}

fn body() -> String {
    "{body}".to_owned()
}

impl HmacConfig {
    /// What is wrong with it: a body or a time that is not signed can be changed by anybody.
    fn fault(&self) -> Option<&'static str> {
        let has = |part| self.signed.contains(part);
        let has_time = self.timestamp_header.is_some() || self.timestamp_item.is_some();
        if !has("{body}") {
            Some("`signed` needs `{body}` in it, as nobody could tell whether the body was changed")
        } else if self.timestamp_header.is_some() && self.timestamp_item.is_some() {
            Some("the time is either in `timestamp_header` or in `timestamp_item`")
        } else if has("{timestamp}") != has_time {
            Some("`{timestamp}` in `signed` goes with `timestamp_header` or `timestamp_item`")
        } else if has("{id}") != self.id_header.is_some() {
            Some("`{id}` in `signed` goes with `id_header`")
        } else if self.timestamp_item.is_some() && self.separator.is_none() {
            Some("`timestamp_item` goes with `separator`")
        } else {
            None
        }
    }
}

impl<'de> Deserialize<'de> for SignatureConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer)? {
            toml::Value::Table(table) => {
                let hmac: HmacConfig = table.try_into().map_err(de::Error::custom)?;
                hmac.fault()
                    .map_or(Ok(()), |it| Err(de::Error::custom(it)))?;
                Ok(Self::Hmac(Box::new(hmac)))
            }
            toml::Value::String(name) if name == "standard" => Ok(Self::Standard),
            toml::Value::String(name) if name == "github" => Ok(Self::Github),
            toml::Value::String(name) if name == "stripe" => Ok(Self::Stripe),
            _ => Err(de::Error::custom(
                "expected \"standard\", \"github\", \"stripe\", or a table that has the `header` of the signature",
            )),
        }
    }
}
