//! Forms: what a server reads of a body is what the caller gave.

use std::time::Duration;

use http::Method;
use http::header::CONTENT_TYPE;

use super::given::{Given, query_style};
use super::memory::Memory;
use super::pairs::{self, Parameter, decoded};
use crate::describe::Choices;
use crate::runtime::data::{Encode, Json};
use crate::runtime::{Operation, Request, Style, json};
use crate::{Target, Verdict};

/// The target.
pub(crate) const FORM: Target = Target {
    name: "form",
    run,
    seeds: super::seeds,
    words: &[],
    longest: 512,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

static POST: Operation = Operation {
    id: "post",
    method: Method::POST,
    path: "/a",
    idempotent: false,
    security: &[],
    errors: &[],
};

/// Names of fields, which a description gives.
const NAMES: &[&str] = &[
    "a", "a b", "a&b=c", "é", "", "a[]", "a\r\nb", "+", "%41", "a;b,c", "日本",
];

fn run(input: &[u8]) -> Verdict {
    let mut choices = Choices::new(input);
    let fields: Vec<Parameter> = (0..choices.below(5))
        .map(|_| Parameter {
            name: choices.one(NAMES).to_owned(),
            value: Given::new(&mut choices),
            style: query_style(&mut choices),
        })
        .collect();
    let client = Memory::new().client()?;
    let request = Request::<Json>::new(&client, &POST, json::<Json>);
    let named = |name: &str| {
        NAMES
            .iter()
            .copied()
            .find(|known| *known == name)
            .unwrap_or_default()
    };
    let given: Vec<(&'static str, &dyn Encode, Style)> = fields
        .iter()
        .map(|it| (named(&it.name), it.value.as_encode(), it.style))
        .collect();
    let Ok(request) = request.form_fields(&given).build() else {
        return Ok(());
    };
    let media_type = request
        .headers()
        .get(CONTENT_TYPE)
        .map(http::HeaderValue::as_bytes);
    ensure!(
        media_type == Some(b"application/x-www-form-urlencoded"),
        "another media type: {media_type:?}"
    );
    let body = std::str::from_utf8(request.body());
    ensure!(
        body.is_ok_and(str::is_ascii),
        "a form that is no ASCII: {body:?} of {fields:?}"
    );
    let body = body.unwrap_or_default();
    pairs::check(body, &fields)?;
    // What browsers and most servers make of it.
    let ours: Vec<(String, String)> = body
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let theirs: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    ensure!(
        ours == theirs,
        "another form to others: {theirs:?} for {body} of {fields:?}"
    );
    Ok(())
}
