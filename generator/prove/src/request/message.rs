//! A request as it goes on the wire.

use crate::json::Json;

/// A request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The path, encoded.
    pub path: String,
    /// The query, encoded.
    pub query: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Message {
    /// Reads what the program shows of a request; `base` is the path before those of the description.
    pub fn parse(shown: &Json, base: &str) -> Option<Self> {
        let Json::Object(members) = shown else {
            return None;
        };
        let text = |key: &str| match members.get(key) {
            Some(Json::String(text)) => Some(text.as_str()),
            _ => None,
        };
        let rest = text("uri")?.split_once("://")?.1;
        let target = rest
            .find('/')
            .and_then(|start| rest.get(start..))
            .unwrap_or("/");
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let Some(Json::Array(headers)) = members.get("headers") else {
            return None;
        };
        let pair = |it: &Json| match it {
            Json::Array(pair) => match pair.as_slice() {
                [Json::String(name), Json::String(value)] => Some((name.clone(), value.clone())),
                _ => None,
            },
            _ => None,
        };
        Some(Self {
            path: path.strip_prefix(base).unwrap_or(path).to_owned(),
            query: query.to_owned(),
            headers: headers.iter().filter_map(pair).collect(),
            body: bytes(text("body")?)?,
        })
    }

    /// The values of a header.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let of = move |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        self.headers
            .iter()
            .filter(of)
            .map(|(_, value)| value.as_str())
    }

    /// As a report shows it.
    pub fn shown(&self) -> String {
        let headers = self
            .headers
            .iter()
            .filter(|(name, _)| name != "accept" && name != "user-agent");
        let headers: Vec<String> = headers
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        let body = String::from_utf8_lossy(&self.body);
        format!("{}?{} {} {body}", self.path, self.query, headers.join("; "))
    }
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = hex
        .chars()
        .map(|it| it.to_digit(16).and_then(|it| u8::try_from(it).ok()))
        .collect();
    Some(
        digits?
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit))
            .collect(),
    )
}
