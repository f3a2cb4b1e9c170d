//! What has to be true of a run of the generator, whatever it is given.

use std::path::Path;

use openapi_generator::config::Config;
use openapi_generator::files::Files;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use openapi_generator::{Client, generate, generate_with_manifest};

use super::{paths, rust};
use crate::Verdict;

/// Generates, and once more with the names given then: the same files, which are what they should be, or an error.
pub(super) fn answered(input: &Input<'_>, config: &Config, lock: &NamesLock) -> Verdict {
    let text = input.text;
    let outcome = generate_with_manifest(input, config, lock);
    let report = outcome.report.to_string();
    let is_refused = outcome.report.errors() > 0;
    ensure!(
        outcome.client.is_none() == is_refused,
        "neither a client nor an error: {report}\n{text}"
    );
    for code in ["invalid-description", "invalid-output"] {
        let is_vague = outcome.report.diagnostics().any(|it| it.code == code);
        ensure!(!is_vague, "{code}: {report}\n{text}");
    }
    let Some(client) = outcome.client else {
        let again = generate(input, config, lock).report.to_string();
        ensure!(
            report == again,
            "a second run says something else: {report}\n{again}\n{text}"
        );
        return Ok(());
    };
    check(&client, text)?;
    let again = generate(input, config, &client.lock);
    let Some(second) = again.client else {
        ensure!(
            false,
            "names that were given are refused: {}\n{}\n{text}",
            again.report,
            client.lock.to_text()
        );
        return Ok(());
    };
    if let Some(difference) = difference(&client.files, &second.files) {
        ensure!(
            false,
            "a second run changes something: {difference}\n{text}"
        );
    }
    let (first, second) = (client.lock.to_text(), second.lock.to_text());
    ensure!(
        first == second,
        "a second run changes names: {first}\n{second}\n{text}"
    );
    let read = NamesLock::parse("names.lock", &first).map(|lock| lock.to_text());
    ensure!(
        read.as_ref().ok() == Some(&first),
        "names.lock is read as something else: {read:?}\n{first}\n{text}"
    );
    Ok(())
}

/// The files of a client are what they should be.
fn check(client: &Client, text: &str) -> Verdict {
    paths::check(&client.files, text)?;
    let manifest = client.files.get("Cargo.toml").map(String::as_str);
    let manifest = manifest.unwrap_or_default().parse::<toml::Table>();
    ensure!(
        manifest.is_ok(),
        "Cargo.toml is no TOML: {manifest:?}\n{text}"
    );
    let manifest = manifest.unwrap_or_default();
    let name = manifest.get("package").and_then(|it| it.get("name"));
    let name = name.and_then(toml::Value::as_str).unwrap_or_default();
    let crate_name = name.replace('-', "_");
    for (path, source) in client.files.iter() {
        // Those of a module have no `src` before them.
        if path
            .strip_prefix("src/")
            .unwrap_or(path)
            .starts_with("runtime/")
        {
            continue;
        }
        let is_bad = |c: char| {
            (c.is_control() && c != '\n')
                || "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}"
                    .contains(c)
        };
        let bad = source.chars().find(|c| is_bad(*c));
        ensure!(
            bad.is_none(),
            "a character that nobody sees: {bad:?} in {path}\n{source}\n{text}"
        );
        if Path::new(path).extension().is_some_and(|it| it == "rs") {
            rust::check(path, source, &crate_name, text)?;
        }
    }
    let manifest = client.manifest.as_deref().unwrap_or_default();
    let read = serde_json::from_str::<serde_json::Value>(manifest);
    ensure!(
        read.is_ok(),
        "the list of what there is is no JSON: {read:?}\n{manifest}\n{text}"
    );
    Ok(())
}

/// The first file that differs, and where.
fn difference(first: &Files, second: &Files) -> Option<String> {
    let paths = first.keys().chain(second.keys());
    let path = { paths }.find(|path| first.get(*path) != second.get(*path))?;
    let empty = String::new();
    let text = |files: &'static str, from: &Files| {
        format!("--- {files}\n{}", from.get(path).unwrap_or(&empty))
    };
    Some(format!(
        "{path}\n{}\n{}",
        text("first", first),
        text("second", second)
    ))
}
