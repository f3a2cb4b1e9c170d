//! What servers say in headers and short answers: waits, links, redirects, errors.
//!
//! The first byte of an input chooses which, a letter for each; the rest is the text, in lines where there are several.

use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use serde_json::Value;
use url::Url;

use super::memory::{Memory, ready};
use crate::read::link::links;
use crate::runtime::data::Json;
use crate::runtime::paging::link;
use crate::runtime::send::{http_date, redirect, retry};
use crate::runtime::{Error, Operation, Request, json};
use crate::{Stop, Target, Verdict};

/// The target.
pub(crate) const ANSWER: Target = Target {
    name: "answer",
    run,
    seeds: Vec::new,
    words: &[
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Feb",
        "29",
        "31",
        "60",
        "GMT",
        "1e3",
        "inf",
        "NaN",
        "<",
        ">",
        "; rel=next",
        "; rel=\"next\"",
        "; rel=\"prev next\"",
        ", ",
        "\"",
        "\\",
        ";",
        "=",
        "rel",
        "next",
        "https://",
        "http://",
        "//",
        "/",
        "..",
        ".",
        "?",
        "#",
        "@",
        ":",
        ":443",
        ":80",
        "api.test",
        "evil.test",
        "[::1]",
        "127.1",
        "%2e",
        "%",
        "\\",
        "\t",
        " ",
        "\n",
        "javascript:",
        "data:",
        "application/json",
        "text/html; charset=utf-8",
        "{\"a\": 1}",
        "null",
    ],
    longest: 1024,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

fn run(input: &[u8]) -> Verdict {
    let Some((letter, text)) = input.split_first() else {
        return Ok(());
    };
    let mut lines = text.split(|byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    match letter % 4 {
        0 => wait(line(), line()),
        1 => next(line()),
        2 => follow(line(), line()),
        _ => decoded(line(), line(), text),
    }
}

/// Dates are those of a crate that others use, and no wait is without an end.
fn wait(asked: &[u8], date: &[u8]) -> Verdict {
    if let Ok(text) = std::str::from_utf8(asked) {
        let ours = http_date::parse(text);
        let theirs = httpdate::parse_http_date(text).ok();
        let theirs = theirs
            .and_then(|it| it.duration_since(std::time::UNIX_EPOCH).ok())
            .map(|it| it.as_secs());
        let ours = ours.and_then(|seconds| u64::try_from(seconds).ok());
        // Older forms are not read.
        let is_new = text.len() == 29 && text.is_ascii();
        let is_same = theirs.is_none() || !is_new || ours == theirs;
        ensure!(
            is_same,
            "another date: {ours:?} and not {theirs:?} for {text:?}"
        );
    }
    let mut headers = HeaderMap::new();
    for (name, value) in [(RETRY_AFTER, asked), (DATE, date)] {
        headers.extend(
            HeaderValue::from_bytes(value)
                .ok()
                .map(|value| (Some(name), value)),
        );
    }
    let wait = retry::asked_wait(&headers);
    ensure!(
        wait.is_none_or(|wait| wait.as_secs() <= 300_000_000_000),
        "a wait without an end: {wait:?}"
    );
    Ok(())
}

/// The next page is that of the first link of this relation.
fn next(header: &[u8]) -> Verdict {
    let Ok(value) = HeaderValue::from_bytes(header) else {
        return Ok(());
    };
    let ours = link::next(&value);
    let text = String::from_utf8_lossy(value.as_bytes());
    let Some(links) = links(&text) else {
        return Ok(());
    };
    let is_next = |link: &&crate::read::link::Link| {
        // Of several such parameters, the first counts.
        let relation = link
            .parameters
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("rel"));
        let relation = relation.map_or("", |(_, value)| value);
        relation
            .split_ascii_whitespace()
            .any(|it| it.eq_ignore_ascii_case("next"))
    };
    let theirs = links.iter().find(is_next).map(|link| link.target.clone());
    ensure!(
        ours == theirs,
        "another link: {ours:?} and not {theirs:?} of {links:?}"
    );
    Ok(())
}

/// A redirect goes where other clients go, and takes no credentials to another origin.
fn follow(base: &[u8], location: &[u8]) -> Verdict {
    let base = String::from_utf8_lossy(base);
    let (Ok(uri), Ok(known)) = (base.parse::<Uri>(), Url::parse(&base)) else {
        return Ok(());
    };
    let Ok(location) = HeaderValue::from_bytes(location) else {
        return Ok(());
    };
    // A base that is read in two ways is the caller's own, and a client has none of another scheme.
    let shown = uri.to_string();
    if shown != known.as_str() || !matches!(known.scheme(), "http" | "https") {
        return Ok(());
    }
    let uri_host = uri.host().unwrap_or_default().to_owned();
    let mut request = http::Request::new(Bytes::from_static(b"body"));
    *request.uri_mut() = uri;
    for name in [AUTHORIZATION, COOKIE] {
        request
            .headers_mut()
            .insert(name, HeaderValue::from_static("secret"));
    }
    if redirect::follow(&mut request, StatusCode::TEMPORARY_REDIRECT, &location).is_err() {
        return Ok(());
    }
    let target = request.uri().to_string();
    // What the transport makes of it counts. It takes no host for a name in another alphabet that is none.
    let host = request.uri().host().unwrap_or_default();
    let seen = match Url::parse(&target) {
        Ok(seen) => seen,
        Err(_) if host.to_ascii_lowercase().contains("xn--") => return Ok(()),
        Err(error) => return Err(Stop::fault(format!("no URL: {error}: {target}"))),
    };
    // An address of IPv6, which can be written in several ways, is compared as part of the origin.
    let is_same = seen.host_str().is_some_and(|seen| {
        host.starts_with('[') == seen.starts_with('[')
            && (host.starts_with('[') || seen.eq_ignore_ascii_case(host))
    });
    ensure!(
        is_same || host == uri_host,
        "another host to the transport: {seen} for {target}"
    );
    let has_secret =
        request.headers().contains_key(AUTHORIZATION) || request.headers().contains_key(COOKIE);
    ensure!(
        has_secret == (seen.origin() == known.origin()),
        "a secret for another origin, or none for the same: {target} from {known}"
    );
    if let Some(joined) = location
        .to_str()
        .ok()
        .and_then(|location| known.join(location).ok())
    {
        let is_same = joined.origin() == seen.origin();
        ensure!(
            is_same,
            "another origin than a browser's: {seen} and not {joined} from {known} by {location:?}"
        );
    }
    Ok(())
}

static GET: Operation = Operation {
    id: "get",
    method: Method::GET,
    path: "/a",
    idempotent: true,
    security: &[],
    errors: &[],
};

/// A body is the value that `serde_json` reads, or an error that says so and no more than needs be.
fn decoded(status: &[u8], media_type: &[u8], text: &[u8]) -> Verdict {
    let skipped = status.len() + media_type.len() + 2;
    let body = text.get(skipped..).unwrap_or_default();
    let status = std::str::from_utf8(status)
        .ok()
        .and_then(|text| text.parse().ok());
    let status = status
        .and_then(|code: u16| StatusCode::from_u16(code).ok())
        .unwrap_or(StatusCode::OK);
    let mut answer = http::Response::new(vec![Bytes::copy_from_slice(body)]);
    *answer.status_mut() = status;
    answer.headers_mut().extend(
        HeaderValue::from_bytes(media_type)
            .ok()
            .map(|value| (Some(CONTENT_TYPE), value)),
    );
    let memory = Memory::new();
    memory.answer(answer);
    let client = memory.client()?;
    let result = ready(Request::<Json>::new(&client, &GET, json::<Json>).send())?;
    let expected =
        serde_json::from_slice::<Value>(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body));
    match (result, expected) {
        (Ok(value), Ok(expected)) => ensure!(
            value == expected,
            "another value: {value} and not {expected}"
        ),
        // A status without content has a value all the same.
        (Ok(Json::Null), Err(_)) if body.is_empty() => {}
        (Ok(value), Err(error)) => ensure!(false, "read, but it is no JSON: {value}: {error}"),
        (Err(Error::Decode(error)), Ok(value)) => {
            ensure!(false, "not read, but it is JSON: {error}: {value}");
        }
        (Err(error), _) => {
            let words = error.to_string();
            ensure!(words.len() < 2000, "too many words for an error: {words}");
        }
    }
    Ok(())
}
