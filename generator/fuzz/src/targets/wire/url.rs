//! URLs: whatever the parameters are, a request goes where it should, and the parameters are read as they were given.

use std::time::Duration;

use fluent_uri::Uri;
use http::Method;

use super::given::{Flat, Given, query_style, style};
use super::memory::Memory;
use super::pairs::{self, Parameter, decoded};
use crate::describe::Choices;
use crate::runtime::data::Json;
use crate::runtime::{Operation, Request, Style, StyleKind, json};
use crate::{Target, Verdict};

/// The target.
pub(crate) const URL: Target = Target {
    name: "url",
    run,
    seeds: super::seeds,
    words: &[],
    longest: 512,
    memory: 64 << 20,
    patience: Duration::from_secs(5),
};

const fn get(path: &'static str) -> Operation {
    Operation {
        id: "get",
        method: Method::GET,
        path,
        idempotent: true,
        security: &[],
        errors: &[],
    }
}

/// Paths in which a parameter is a segment, and a part of one.
static PATHS: [Operation; 4] = [
    get("/a/{one}/b/{two}"),
    get("/{one}/{two}.json"),
    get("/a/v{one}/.{two}"),
    get("/{one}{two}"),
];

fn run(input: &[u8]) -> Verdict {
    let mut choices = Choices::new(input);
    let Some(operation) = PATHS.get(choices.below(PATHS.len())) else {
        return Ok(());
    };
    let in_path = ["one", "two"].map(|name| {
        let kinds = [
            StyleKind::Simple,
            StyleKind::Simple,
            StyleKind::Label,
            StyleKind::Matrix,
        ];
        let style = style(&kinds, &mut choices);
        (name, Given::new(&mut choices), style)
    });
    let in_query: Vec<Parameter> = (0..choices.below(4))
        .map(|_| Parameter {
            name: choices.word(),
            value: Given::new(&mut choices),
            style: query_style(&mut choices),
        })
        .collect();
    let client = Memory::new().client()?;
    let mut request = Request::<Json>::new(&client, operation, json::<Json>);
    for (name, value, style) in &in_path {
        request = request.styled_path_parameter(name, value.as_encode(), *style);
    }
    for Parameter { name, value, style } in &in_query {
        request = request.query_parameter(name, value.as_encode(), *style);
    }
    match request.build() {
        Ok(request) => check(
            &request.uri().to_string(),
            operation.path,
            &in_path,
            &in_query,
        ),
        Err(error) => {
            ensure!(
                !error.to_string().is_empty(),
                "no words for an error: {error:?}"
            );
            Ok(())
        }
    }
}

fn check(
    url: &str,
    template: &str,
    in_path: &[(&str, Given, Style)],
    in_query: &[Parameter],
) -> Verdict {
    let uri =
        Uri::parse(url).map_err(|error| crate::Stop::fault(format!("no URI: {error}: {url}")))?;
    let host = uri.authority().map(|it| it.as_str());
    ensure!(
        host == Some("api.test") && uri.fragment().is_none(),
        "another host, or a fragment: {url}"
    );
    // A parameter stays in its segment, also for who takes out dots as browsers do.
    let path = uri.path().as_str();
    let below = path.strip_prefix("/v4").unwrap_or_default();
    let count = below.split('/').count();
    ensure!(
        count == template.split('/').count(),
        "segments of its own: {url} for {template}"
    );
    let seen = ::url::Url::parse(url)
        .map_err(|error| crate::Stop::fault(format!("no URL: {error}: {url}")))?;
    ensure!(
        seen.path() == path,
        "another path in a browser: {} for {url} of {in_path:?}",
        seen.path()
    );
    for (name, value, style) in in_path {
        if let (Some(Flat::One(text)), StyleKind::Simple, false) =
            (value.flat(style.explode), style.kind, style.allow_reserved)
        {
            let found = segment(below, template, name).map(decoded);
            let is_alone = template.split('/').any(|it| it == format!("{{{name}}}"));
            ensure!(
                !is_alone || found == Some(text),
                "another value: {name} is {found:?} in {url} of {value:?}"
            );
        }
    }
    pairs::check(uri.query().map_or("", |query| query.as_str()), in_query)
}

/// The segment that a parameter is in.
fn segment<'p>(path: &'p str, template: &str, name: &str) -> Option<&'p str> {
    let parameter = format!("{{{name}}}");
    let index = template
        .split('/')
        .position(|segment| segment.contains(&parameter))?;
    path.split('/').nth(index)
}
