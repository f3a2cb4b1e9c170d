//! The version of the package, where that of the API decides it.

use semver::Version;

use crate::config::{Config, VersionSource};
use crate::diag::Diagnostics;
use crate::spec::Spec;

/// The version that `info.version` stands for, where the configuration asks for it.
pub(super) fn of_package(
    spec: &Spec,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    match config.version? {
        VersionSource::Info => {}
    }
    let written = spec.openapi.info.version.as_str();
    let version = semantic(written);
    if version.is_none() {
        let at = spec.root().key("info").key("version");
        let message = format!("`{written}` cannot be the version of a package");
        diagnostics
            .error("invalid-version", &at, message)
            .hint("without `version = \"info\"` in the configuration, `version` of `[manifest.package]` sets one");
    }
    let package = config.manifest.get("package");
    if package.is_some_and(|it| it.get("version").is_some()) {
        let message = "the version is set by `[manifest.package]` as well";
        let error = diagnostics.error("invalid-version", &config.at(&["version"]), message);
        error.about_key();
    }
    version.map(|it| it.to_string())
}

/// The semantic version that a text stands for: up to three numbers, or the date that it begins with, and what follows them as a
/// pre-release. `v2`, `1.0`, `2024-06-01-preview` and `v1beta1` stand for 2.0.0, 1.0.0, 2024.6.1-preview and 1.0.0-beta1.
fn semantic(text: &str) -> Option<Version> {
    let text = text.trim();
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let (numbers, rest) = date(text).or_else(|| numbers(text))?;
    let [major, minor, patch] = numbers;
    let rest = match rest.chars().next() {
        None | Some('-' | '+') => rest.to_owned(),
        Some(first) if first.is_ascii_alphabetic() => format!("-{rest}"),
        Some('.')
            if rest
                .get(1..)?
                .starts_with(|c: char| c.is_ascii_alphabetic()) =>
        {
            format!("-{}", rest.get(1..)?)
        }
        Some(_) => return None,
    };
    Version::parse(&format!("{major}.{minor}.{patch}{rest}")).ok()
}

/// The numbers of a text that starts with a date, `2024-06-01` or `2024-06`, and what stands behind them.
fn date(text: &str) -> Option<([u64; 3], &str)> {
    let (year, rest) = number(text)?;
    let (month, rest) = number(rest.strip_prefix('-')?)?;
    let day = rest.strip_prefix('-').and_then(number);
    let (day, rest) = day
        .filter(|(day, _)| (1..=31).contains(day))
        .unwrap_or((0, rest));
    let is_date = (1000..10_000).contains(&year) && (1..=12).contains(&month);
    is_date.then_some(([year, month, day], rest))
}

/// Up to three numbers with dots between them, and what stands behind them.
fn numbers(text: &str) -> Option<([u64; 3], &str)> {
    let (first, mut rest) = number(text)?;
    let mut numbers = [first, 0, 0];
    for place in numbers.iter_mut().skip(1) {
        let Some((next, behind)) = rest.strip_prefix('.').and_then(number) else {
            break;
        };
        (*place, rest) = (next, behind);
    }
    Some((numbers, rest))
}

/// The number that a text begins with, and what stands behind it.
fn number(text: &str) -> Option<(u64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

#[cfg(test)]
mod tests;
