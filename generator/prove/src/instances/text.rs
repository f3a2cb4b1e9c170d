//! Strings: of a format, of a pattern, of a length; and what is hard to write.

use crate::json::Json;

use super::pattern;
use super::shape::Shape;

/// Strings of no format.
const TEXTS: [&str; 12] = [
    "text",
    "another",
    "",
    " two  words ",
    "ünïcödé 日本語 🦀",
    "\"quoted\" \\ /",
    "line\nfeed\ttab\r",
    "\u{0}\u{1f}\u{7f}\u{2028}",
    "null",
    "0012",
    "true",
    "-1e3",
];

/// How long the long string is.
const LONG: usize = 5_000;

/// Strings that may be of a shape.
pub(super) fn texts(shape: &Shape<'_>) -> Vec<Json> {
    let mut found: Vec<String> = Vec::new();
    if let Some(format) = shape.format {
        found.extend(of_format(format).iter().map(|it| (*it).to_owned()));
    }
    if let Some(pattern) = shape.pattern {
        let is_finite = |it: &String| it.parse::<f64>().is_ok_and(f64::is_finite);
        let is_number = |it: &String| it.parse::<f64>().is_ok();
        let matching = pattern::matching(pattern).into_iter();
        // A number that no double holds stands for none.
        found.extend(matching.filter(|it| is_finite(it) || !is_number(it)));
    }
    let is_plain = shape.pattern.is_none() && shape.format.is_none_or(is_any_text);
    let least = shape.count("minLength").unwrap_or(0);
    if is_plain {
        found.extend(TEXTS.map(str::to_owned));
        found.push("long ".repeat(LONG / 5));
    }
    let most = shape.count("maxLength");
    for text in &mut found {
        let length = text.chars().count();
        if length < least.min(LONG) && is_plain {
            text.extend(std::iter::repeat_n('x', least - length));
        }
        if let Some(most) = most.filter(|most| length > *most && is_plain) {
            *text = text.chars().take(most).collect();
        }
    }
    found.into_iter().map(Json::String).collect()
}

/// Whether any string is of the format, as far as anybody checks.
fn is_any_text(format: &str) -> bool {
    of_format(format).is_empty() || matches!(format, "password" | "binary")
}

fn of_format(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2024-02-29T12:34:56Z",
            "2024-02-29T12:34:56.123456789+05:30",
            "1985-04-12T23:20:50.520Z",
            "1990-12-31T23:59:60Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31t23:59:59.9z",
            "1937-01-01T12:00:27.87+00:20",
            "2024-01-01T00:00:00-00:00",
        ],
        "date" => &["2024-02-29", "0001-01-01", "9999-12-31"],
        "time" => &["12:34:56Z", "23:20:50.520+05:30"],
        "duration" => &["P1DT12H", "PT0.5S", "P3W"],
        "uuid" => &[
            "123E4567-E89B-12D3-A456-426614174000",
            "00000000-0000-0000-0000-000000000000",
        ],
        "byte" | "base64" => &["aGVsbG8=", "", "+/+/", "AA==", "AAA="],
        "base64url" => &["aGVsbG8", "-_-_"],
        "uri" | "url" => &[
            "https://example.com/a?b=c%20d#e",
            "urn:isbn:0451450523",
            "http://[::1]:8080/",
        ],
        "uri-reference" | "iri-reference" => &["/a/b?c", "https://example.com", "#x"],
        "iri" => &["https://example.com/ü"],
        "email" | "idn-email" => &["a+b@example.com"],
        "hostname" | "idn-hostname" => &["example.com", "a-b.example"],
        "ipv4" | "ip" => &["192.0.2.1", "0.0.0.0"],
        "ipv6" => &["2001:db8::1", "::", "2001:DB8:0:0:0:0:0:1"],
        "int64" => &["12", "-1", "9223372036854775807"],
        "int32" => &["12", "-1", "2147483647"],
        "integer" | "uint32" | "uint64" => &["12", "0", "4294967295"],
        "decimal" | "number" | "double" | "float" => {
            &["0.10", "-12345678901234567890.123456789", "1"]
        }
        "json-pointer" => &["/a/b~1c", ""],
        "regex" => &["^a+$"],
        "password" => &["s3cr\u{e9}t \"x\""],
        "binary" => &["bytes"],
        _ => &[],
    }
}
