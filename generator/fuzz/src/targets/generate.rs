//! Descriptions: each is answered, by a client or by an error.
//!
//! An input that begins with a zero byte makes up a description, one that begins with a one changes a golden case; any other is
//! the text of a description itself.

use std::time::Duration;

use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::Value;

use super::answered::answered;
use crate::describe::{Case, Choices, cases, changed, made_up, no_file};
use crate::{Target, Verdict};

/// The target.
pub(super) const GENERATE: Target = Target {
    name: "generate",
    run,
    seeds,
    words: &[
        "openapi: 3.0.4\n",
        "openapi: 3.1.1\n",
        "openapi: 3.2.0\n",
        "swagger: '2.0'\n",
        "info: {title: T, version: '1'}\n",
        "paths:",
        "/a:",
        "/{id}:",
        "get:",
        "post:",
        "query:",
        "responses:",
        "'200':",
        "default:",
        "description:",
        "content:",
        "application/json:",
        "multipart/form-data:",
        "text/event-stream:",
        "schema:",
        "itemSchema:",
        "type:",
        "object",
        "array",
        "string",
        "integer",
        "number",
        "boolean",
        "'null'",
        "[string, 'null']",
        "properties:",
        "required:",
        "items:",
        "prefixItems:",
        "additionalProperties:",
        "allOf:",
        "oneOf:",
        "anyOf:",
        "not:",
        "discriminator:",
        "propertyName:",
        "mapping:",
        "enum:",
        "const:",
        "format:",
        "nullable: true",
        "readOnly: true",
        "example:",
        "$ref:",
        "$dynamicRef:",
        "$id:",
        "$anchor:",
        "$defs:",
        "'#/components/schemas/A'",
        "components:",
        "schemas:",
        "parameters:",
        "requestBodies:",
        "headers:",
        "securitySchemes:",
        "security:",
        "servers:",
        "tags:",
        "operationId:",
        "in: path",
        "in: query",
        "style: deepObject",
        "explode: true",
        "callbacks:",
        "links:",
        "webhooks:",
        "x-enum-varnames:",
        "<<: *a",
        "&a ",
        "*a",
        "? ",
        "- ",
        "!!str ",
        "!!binary ",
        "|\n",
        ">-\n",
        "'",
        "\"",
        "{",
        "}",
        "[",
        "]",
        ": ",
        ",",
        "#",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "  ",
        "\n",
        "lib",
        "main",
        "con",
        "self",
        "Self",
        "zQ7_frEe",
    ],
    longest: 1 << 16,
    memory: 1 << 30,
    patience: Duration::from_secs(20),
};

fn seeds() -> Vec<Vec<u8>> {
    let texts = cases().iter().map(|case| case.text.clone().into_bytes());
    // Of made-up and changed ones, each byte decides something; what they are does not matter.
    let mut numbers = fastrand::Rng::with_seed(1);
    let mut bytes = |kind: u8| -> Vec<u8> {
        std::iter::once(kind)
            .chain((0..400).map(|_| numbers.u8(..)))
            .collect()
    };
    let structured: Vec<Vec<u8>> = (0..40).map(|number| bytes(number % 2)).collect();
    texts.chain(structured).collect()
}

/// Clients have tests and types of all schemas as well: there is more of a description in them.
const TESTS: &str = "tests = true\nunused = \"keep\"";

fn run(input: &[u8]) -> Verdict {
    match input.split_first() {
        Some((0, bytes)) => check(&made_up(&mut Choices::new(bytes)), None),
        Some((1, bytes)) => match changed(&mut Choices::new(bytes)) {
            Some((case, description)) => check(&description, Some(case)),
            None => Ok(()),
        },
        _ => {
            let text = String::from_utf8_lossy(input);
            let is_json = text.trim_start().starts_with('{');
            let name = if is_json {
                "openapi.json"
            } else {
                "openapi.yaml"
            };
            let config = Config::parse("codegen.toml", TESTS).unwrap_or_default();
            answered(&Input::new(name, &text), &config, &NamesLock::default())
        }
    }
}

/// Checks a description, with what belongs to the golden case that it was.
fn check(description: &Value, case: Option<&Case>) -> Verdict {
    let text = description.to_string();
    let loader = |name: &str| case.map_or_else(|| Err(no_file()), |case| case.load(name));
    let input = Input::new("openapi.json", &text).with_loader(&loader);
    let config = case.map_or(TESTS, |case| case.config.as_str());
    let Ok(config) = Config::parse("codegen.toml", config) else {
        return Ok(());
    };
    let lock = case.map_or("", |case| case.lock.as_str());
    answered(
        &input,
        &config,
        &NamesLock::parse("names.lock", lock).unwrap_or_default(),
    )
}
