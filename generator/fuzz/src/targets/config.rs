//! `codegen.toml`: whatever it says, there is an error or a client.
//!
//! The first byte of an input chooses a description; the rest is the file.

use std::time::Duration;

use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

use super::answered::answered;
use crate::describe::{Case, cases, names_sentinel};
use crate::{Stop, Target, Verdict};

/// The target.
pub(super) const CONFIG: Target = Target {
    name: "config",
    run,
    seeds,
    words: &[
        "package = ",
        "client_parameters = ",
        "base_url = ",
        "base_url_env = ",
        "[files]",
        "[envelope]",
        "flag = ",
        "[security.token]",
        "env = ",
        "[resources]",
        "untagged = ",
        "[operations.get]",
        "resource = ",
        "method = ",
        "idempotent = ",
        "paging = ",
        "closed_enums = ",
        "[formats]",
        "[types]",
        "overlays = ",
        "include = ",
        "exclude = ",
        "[names.types]",
        "[manifest]",
        "[manifest.package]",
        "[manifest.dependencies]",
        "[manifest.features]",
        "[manifest.lib]",
        "[manifest.lints.rust]",
        "[[manifest.bin]]",
        "[manifest.target.'cfg(unix)'.dependencies]",
        "[manifest.workspace]",
        "[manifest.patch.crates-io]",
        "[manifest.profile]",
        "[allow]",
        "name = ",
        "version = ",
        "path = ",
        "default = ",
        "features = ",
        "optional = true",
        "{ workspace = true }",
        "{ type = \"my::T\", as = \"json\", blank = \"my::T::B\" }",
        "\"uuid::Uuid\"",
        "\"::\"",
        "\"chrono::DateTime<chrono::Utc>\"",
        "\"string\"",
        "\"i32\"",
        "\"secret\"",
        "\"*\"",
        "\"#/components/schemas/A\"",
        "\"/paths\"",
        "[\"\"]",
        "[]",
        "{}",
        "true",
        "1",
        "\"\"",
        "'",
        "\"\"\"",
        "\n",
        "= ",
        ".",
        "std",
        "core",
        "crate",
        "self",
        "lib",
        "main",
        "con",
        "serde",
        "http",
        "a-b",
        "A B",
        "r#type",
        "\\u0000",
        "é",
        "zQ7_frEe",
    ],
    longest: 1 << 14,
    memory: 1 << 29,
    patience: Duration::from_secs(20),
};

/// The descriptions that are configured.
fn known() -> impl Iterator<Item = &'static Case> + Clone {
    cases().iter().filter(|case| !case.config.is_empty())
}

fn seeds() -> Vec<Vec<u8>> {
    let letters = b'A'..=u8::MAX;
    known()
        .zip(letters)
        .map(|(case, letter)| [&[letter], case.config.as_bytes()].concat())
        .collect()
}

fn run(input: &[u8]) -> Verdict {
    let Some((letter, text)) = input.split_first() else {
        return Ok(());
    };
    let index = usize::from(letter.wrapping_sub(b'A'));
    let Some(case) = known().cycle().nth(index) else {
        return Ok(());
    };
    let text = String::from_utf8_lossy(text);
    let names = text.parse::<toml::Table>().unwrap_or_default();
    if names_sentinel(&toml::Value::Table(names)) {
        return Err(Stop::NoInput);
    }
    let config = match Config::parse("codegen.toml", &text) {
        Ok(config) => config,
        Err(error) => {
            ensure!(!error.to_string().is_empty(), "no words for an error");
            return Ok(());
        }
    };
    let lock = NamesLock::parse("names.lock", &case.lock).unwrap_or_default();
    let loader = |name: &str| case.load(name);
    answered(
        &Input::new(case.file, &case.text).with_loader(&loader),
        &config,
        &lock,
    )
}
