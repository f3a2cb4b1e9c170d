//! `names.lock`: whatever was made of it, the names of a client are names, and stay.
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
pub(super) const LOCK: Target = Target {
    name: "lock",
    run,
    seeds,
    words: &[
        "[",
        "]",
        "=",
        "\"",
        "'",
        "\"\"\"",
        "#",
        ".",
        "\n",
        "[types]",
        "r#type",
        "r#x",
        "r#self",
        "self",
        "Self",
        "super",
        "crate",
        "_",
        "__",
        "é",
        "e\u{301}",
        "日本",
        "1a",
        "a-b",
        "a b",
        "",
        "fn",
        "async",
        "gen",
        "lib",
        "main",
        "con",
        "nul",
        "client",
        "types",
        "runtime",
        "foreign",
        "String",
        "Option",
        "Vec",
        "Ok",
        "None",
        "Json",
        "Client",
        "new",
        "clone",
        "{}",
        "[]",
        "1",
        "true",
        "\\u0000",
        "\\U0010ffff",
        "zQ7_frEe",
    ],
    longest: 1 << 14,
    memory: 1 << 29,
    patience: Duration::from_secs(20),
};

/// The descriptions whose names are changed, and those names.
fn known() -> impl Iterator<Item = &'static Case> + Clone {
    cases()
        .iter()
        .filter(|case| !case.names.is_empty() && case.names.len() < 2000)
}

fn seeds() -> Vec<Vec<u8>> {
    let letters = b'A'..=u8::MAX;
    known()
        .zip(letters)
        .map(|(case, letter)| [&[letter], case.names.as_bytes()].concat())
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
    let Ok(lock) = NamesLock::parse("names.lock", &text) else {
        return Ok(());
    };
    let names = text.parse::<toml::Table>().unwrap_or_default();
    if names_sentinel(&toml::Value::Table(names)) {
        return Err(Stop::NoInput);
    }
    let Ok(config) = Config::parse("codegen.toml", &case.config) else {
        return Ok(());
    };
    let loader = |name: &str| case.load(name);
    answered(
        &Input::new(case.file, &case.text).with_loader(&loader),
        &config,
        &lock,
    )
}
