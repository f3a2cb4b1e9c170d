//! The values that a request has sent, which no error repeats.

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE};
use percent_encoding::percent_decode;

use crate::runtime::data::{Base64, Json};
use crate::runtime::request::draft::{Draft, Target};
use crate::runtime::request::request_body::RequestBody;

/// A shorter value is in many words, and is no secret.
const SHORTEST: usize = 4;

/// How many values are looked for, and how large a body is looked at.
const MOST: usize = 1_000;
const LARGEST: usize = 1 << 20;

/// The values of a call: of its path parameters, its query, its cookies and secret headers, and all texts of its body, the longest first.
/// `None` where the body is a stream, of which nothing is known any more, or holds too much to be looked for.
pub(crate) fn values(draft: &Draft, request: &http::Request<Bytes>) -> Option<Vec<String>> {
    if matches!(draft.body, RequestBody::Streamed(_)) || request.body().len() > LARGEST {
        return None;
    }
    let mut values = Values(Vec::new());
    if let Target::Described(parameters) = &draft.target {
        for (_, value) in parameters {
            values.encoded(value.as_bytes());
        }
    } else {
        values.encoded(request.uri().path().as_bytes());
    }
    values.pairs(request.uri().query().unwrap_or_default().as_bytes(), b'&');
    for (name, value) in request.headers() {
        if name == COOKIE {
            values.pairs(value.as_bytes(), b';');
        } else if value.is_sensitive() || name == AUTHORIZATION {
            values.credential(value.as_bytes());
        }
    }
    match serde_json::from_slice(request.body()) {
        Ok(json) => values.json(&json),
        // The value of a part has a line of its own.
        Err(_) if request.body().starts_with(b"--") => {
            for line in request.body().split(|byte| matches!(byte, b'\r' | b'\n')) {
                values.plain(line);
            }
        }
        Err(_) => values.pairs(request.body(), b'&'),
    }
    let mut values = values.0;
    if values.len() > MOST {
        return None;
    }
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    Some(values)
}

struct Values(Vec<String>);

impl Values {
    fn plain(&mut self, value: &[u8]) {
        let value = String::from_utf8_lossy(value);
        let value = value.trim();
        if value.len() >= SHORTEST {
            self.0.push(value.to_owned());
        }
    }

    /// A percent-encoded value, which may have come back either way.
    fn encoded(&mut self, value: &[u8]) {
        self.plain(value);
        let decoded: Vec<u8> = percent_decode(value).collect();
        if decoded != value {
            self.plain(&decoded);
        }
    }

    fn pairs(&mut self, text: &[u8], separator: u8) {
        for pair in text.split(|byte| *byte == separator) {
            let value = pair.splitn(2, |byte| *byte == b'=').last();
            let spaced: Vec<u8> = value
                .unwrap_or_default()
                .iter()
                .map(|byte| if *byte == b'+' { b' ' } else { *byte })
                .collect();
            self.encoded(value.unwrap_or_default());
            self.encoded(&spaced);
        }
    }

    /// The whole of a credential and its parts; what `Basic` encodes as well.
    fn credential(&mut self, value: &[u8]) {
        self.plain(value);
        for part in value.split(|byte| b" ,;=".contains(byte)) {
            self.plain(part);
            let text = String::from_utf8_lossy(part).into_owned();
            for part in Base64::from(text)
                .decode()
                .iter()
                .flat_map(|it| it.split(|byte| *byte == b':'))
            {
                self.plain(part);
            }
        }
    }

    fn json(&mut self, json: &Json) {
        match json {
            Json::String(text) => self.plain(text.as_bytes()),
            Json::Number(number) => self.plain(number.to_string().as_bytes()),
            Json::Array(items) => items.iter().for_each(|item| self.json(item)),
            Json::Object(object) => object.iter().for_each(|(_, value)| self.json(value)),
            Json::Null | Json::Bool(_) => {}
        }
    }
}
