//! Headers and cookies: what a server reads of them is what the caller gave, and none is there that nobody set.

use std::time::Duration;

use http::Method;
use http::header::COOKIE;

use super::given::{Flat, Given, style};
use super::memory::Memory;
use super::pairs::{self, Parameter};
use crate::describe::Choices;
use crate::runtime::data::Json;
use crate::runtime::{Operation, Request, Scheme, SchemeKind, Style, StyleKind, json};
use crate::{Stop, Target, Verdict};

/// The target.
pub(crate) const HEADER: Target = Target {
    name: "header",
    run,
    seeds: super::seeds,
    words: &[],
    longest: 512,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

static GET: Operation = Operation {
    id: "get",
    method: Method::GET,
    path: "/a",
    idempotent: true,
    security: &[&["token", "key", "cookie"]],
    errors: &[],
};

static TOKEN: Scheme = Scheme {
    name: "token",
    kind: SchemeKind::Bearer,
};
static KEY: Scheme = Scheme {
    name: "key",
    kind: SchemeKind::Header("X-Key"),
};
static CRUMB: Scheme = Scheme {
    name: "cookie",
    kind: SchemeKind::Cookie("crumb"),
};

/// What the client sets without being asked.
const OWN: [&str; 6] = [
    "accept",
    "user-agent",
    "authorization",
    "x-key",
    "cookie",
    "content-type",
];

/// Names of parameters, which a description gives.
const NAMES: &[&str] = &["X-A", "X-B", "x-a", "X-C"];

#[derive(Debug)]
struct Call {
    headers: Vec<(&'static str, Given, bool)>,
    cookies: Vec<Parameter>,
    /// Set by the caller, and not by a parameter.
    free: Vec<(String, String)>,
    secret: String,
}

fn run(input: &[u8]) -> Verdict {
    let mut choices = Choices::new(input);
    let call = Call {
        headers: (0..choices.below(4))
            .map(|_| (choices.one(NAMES), Given::new(&mut choices), choices.is(50)))
            .collect(),
        cookies: (0..choices.below(3))
            .map(|_| cookie(&mut choices))
            .collect(),
        free: (0..choices.below(2))
            .map(|_| (choices.word(), choices.word()))
            .collect(),
        secret: choices.word(),
    };
    let builder = Memory::new()
        .builder()
        .credential(&TOKEN, call.secret.clone())
        .credential(&KEY, call.secret.clone())
        .credential(&CRUMB, call.secret.clone());
    let Ok(client) = builder.build() else {
        return Ok(());
    };
    let mut request = Request::<Json>::new(&client, &GET, json::<Json>);
    for (name, value, explode) in &call.headers {
        let kinds = [StyleKind::Simple];
        let mut style = style(&kinds, &mut choices);
        style.explode = *explode;
        request = request.header_parameter(name, value.as_encode(), style);
    }
    for Parameter { name, value, style } in &call.cookies {
        request = request.cookie_parameter(name, value.as_encode(), *style);
    }
    for (name, value) in &call.free {
        request = request.header(name, value);
    }
    match request.build() {
        Ok(request) => check(&request, &call),
        Err(error) => {
            ensure!(
                !error.to_string().is_empty(),
                "no words for an error: {error:?}"
            );
            Ok(())
        }
    }
}

/// A cookie. No description can ask for reserved characters in one.
fn cookie(choices: &mut Choices<'_>) -> Parameter {
    let (name, value) = (choices.word(), Given::new(choices));
    let Style { kind, explode, .. } = style(&[StyleKind::Form, StyleKind::Cookie], choices);
    Parameter {
        name,
        value,
        style: Style::new(kind, explode),
    }
}

fn check(request: &http::Request<bytes::Bytes>, call: &Call) -> Verdict {
    let head = head(request);
    let mut room = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut room);
    let status = parsed
        .parse(&head)
        .map_err(|error| Stop::fault(format!("no head: {error}: {call:?}")))?;
    ensure!(
        status.is_complete(),
        "a head without an end: {}",
        head.escape_ascii()
    );
    ensure!(
        status == httparse::Status::Complete(head.len()),
        "more than a head: {}",
        head.escape_ascii()
    );
    let sent: Vec<(&str, &[u8])> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .collect();
    ensure!(
        parsed.headers.len() == sent.len(),
        "another number of headers: {} of {call:?}",
        head.escape_ascii()
    );
    for header in parsed.headers.iter() {
        let name = header.name.to_ascii_lowercase();
        let is_asked = |asked: &str| asked.eq_ignore_ascii_case(&name);
        let asked = OWN.contains(&name.as_str())
            || call.headers.iter().any(|(asked, ..)| is_asked(asked))
            || call.free.iter().any(|(asked, _)| is_asked(asked));
        ensure!(asked, "a header that nobody set: {name} of {call:?}");
        let is_sent = sent
            .iter()
            .any(|(known, value)| *known == name && trimmed(value) == trimmed(header.value));
        ensure!(
            is_sent,
            "another value: {name}: {} of {call:?}",
            header.value.escape_ascii()
        );
    }
    values(&sent, call)?;
    cookies(&sent, call)
}

/// The request as HTTP/1.1 has it.
fn head(request: &http::Request<bytes::Bytes>) -> Vec<u8> {
    let mut head = format!("{} {} HTTP/1.1\r\n", request.method(), request.uri()).into_bytes();
    for (name, value) in request.headers() {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// The last parameter of a name is what is read, unless the caller has set the header.
fn values(sent: &[(&str, &[u8])], call: &Call) -> Verdict {
    for name in ["x-a", "x-b", "x-c"] {
        let is_named = |known: &str| known.eq_ignore_ascii_case(name);
        if call.free.iter().any(|(known, _)| is_named(known)) {
            continue;
        }
        let given = call.headers.iter().filter(|(known, ..)| is_named(known));
        let Some(expected) = given
            .filter_map(|(_, value, explode)| text(value, *explode))
            .next_back()
        else {
            continue;
        };
        let found = sent
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value);
        let is_same = found.is_some_and(|found| trimmed(found) == trimmed(expected.as_bytes()));
        ensure!(
            is_same,
            "another value: {name} is {found:?} and not {expected:?} of {call:?}"
        );
    }
    Ok(())
}

/// The text of a header; `None` where it is not set, or has no items.
fn text(value: &Given, explode: bool) -> Option<String> {
    let items = match value.flat(explode)? {
        Flat::One(text) => vec![text],
        Flat::List(items) => items,
        Flat::Fields(fields) => {
            let between = if explode { "=" } else { "," };
            let pairs = fields.into_iter();
            pairs
                .map(|(key, value)| format!("{key}{between}{value}"))
                .collect()
        }
    };
    (!items.is_empty()).then(|| items.join(","))
}

/// The cookies are those that were set, and then the secret.
fn cookies(sent: &[(&str, &[u8])], call: &Call) -> Verdict {
    if call
        .free
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("cookie"))
    {
        return Ok(());
    }
    let found = sent.iter().find(|(name, _)| *name == COOKIE.as_str());
    let text = found.map_or("", |(_, value)| {
        std::str::from_utf8(value).unwrap_or_default()
    });
    let Some(set) = text.strip_suffix(&format!("crumb={}", call.secret)) else {
        return Err(Stop::fault(format!("no credential: {text} of {call:?}")));
    };
    let pairs: Vec<&str> = set.split_terminator("; ").collect();
    let is_whole = pairs.iter().all(|pair| !pair.contains(';'));
    ensure!(is_whole, "a cookie that ends too early: {text} of {call:?}");
    pairs::check_each(pairs.into_iter(), &call.cookies)
}

/// Without the space around it, which does not count.
fn trimmed(value: &[u8]) -> &[u8] {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
    let start = value
        .iter()
        .position(|byte| !is_space(byte))
        .unwrap_or(value.len());
    let end = value
        .iter()
        .rposition(|byte| !is_space(byte))
        .map_or(start, |last| last + 1);
    value.get(start..end).unwrap_or_default()
}
