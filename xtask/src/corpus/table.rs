//! The table at the end.

use std::collections::BTreeMap;

use super::compile::{Judged, Tool};
use super::{Outcome, Run};

/// How many of the slowest are named.
const SLOWEST: usize = 5;

/// What came of all runs, and what was said of the crates.
pub(super) fn table(runs: &[Run], judged: &[(Tool, BTreeMap<String, Judged>)]) -> String {
    let mut lines = vec![row(runs.len(), "descriptions")];
    let count = |is: fn(&Outcome) -> bool| runs.iter().filter(|run| is(&run.result)).count();
    lines.extend([
        row(count(|it| matches!(it, Outcome::Generated(_))), "generated"),
        row(count(|it| matches!(it, Outcome::Refused(_))), "refused"),
        row(count(|it| matches!(it, Outcome::Panicked(_))), "panicked"),
        row(count(|it| matches!(it, Outcome::TimedOut)), "timed out"),
    ]);
    for (tool, of) in judged {
        let clean = of.values().filter(|it| it.compiles && it.first.is_none());
        let clean = clean.count();
        if *tool == Tool::Compiler {
            let compiled = of.values().filter(|it| it.compiles).count();
            lines.push(row(compiled, "compiled"));
        }
        let what = match tool {
            Tool::Compiler => "warning-free",
            Tool::Rustfmt => "formatted",
            Tool::Clippy => "without a finding of clippy",
            Tool::Rustdoc => "documented without a warning",
        };
        lines.push(row(clean, what));
    }
    let sum = sums(runs);
    let total = |what: &str| sum.get(what).copied().unwrap_or_default();
    lines.extend([
        row(total("operation"), "operations"),
        row(total("type"), "types"),
        row(total("untyped"), "untyped places"),
        row(total("warning"), "warnings"),
    ]);
    // Only codes are left; the most frequent first.
    let known = ["operation", "type", "warning", "file written"];
    let mut codes: Vec<(&str, usize)> = sum
        .iter()
        .filter(|(what, _)| !known.contains(&what.as_str()))
        .map(|(code, count)| (code.as_str(), *count))
        .collect();
    codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    section(
        "warnings by code",
        codes.into_iter().map(|(code, count)| row(count, code)),
        &mut lines,
    );
    section("slowest", slowest(runs), &mut lines);
    section("refused", runs.iter().filter_map(refused), &mut lines);
    section("failed", runs.iter().filter_map(failed), &mut lines);
    for (tool, of) in judged {
        let title = match tool {
            Tool::Compiler => "not compiled without a warning",
            Tool::Rustfmt => "not formatted",
            Tool::Clippy => "with findings of clippy",
            Tool::Rustdoc => "not documented without a warning",
        };
        let spoiled = of.iter().filter_map(|(name, it)| spoiled(name, it));
        section(title, spoiled, &mut lines);
    }
    lines.join("\n")
}

fn row(count: usize, what: &str) -> String {
    format!("{count:>8} {what}")
}

/// A headline and what stands below it, if there is anything.
fn section(title: &str, rows: impl Iterator<Item = String>, lines: &mut Vec<String>) {
    let mut rows = rows.peekable();
    if rows.peek().is_some() {
        lines.extend([String::new(), format!("{title}:")]);
        lines.extend(rows);
    }
}

/// Everything that was counted, in the singular: `1 file written`, `2 files written`.
fn sums(runs: &[Run]) -> BTreeMap<String, usize> {
    let mut sums = BTreeMap::new();
    for run in runs {
        if let Outcome::Generated(figures) = &run.result {
            for (what, count) in figures {
                let what = match what.as_str() {
                    "operations" => "operation",
                    "types" => "type",
                    "warnings" => "warning",
                    "files written" => "file written",
                    other => other,
                };
                *sums.entry(what.to_owned()).or_default() += count;
            }
        }
    }
    sums
}

fn slowest(runs: &[Run]) -> impl Iterator<Item = String> {
    let mut sorted: Vec<&Run> = runs.iter().collect();
    sorted.sort_by_key(|run| std::cmp::Reverse(run.time));
    sorted
        .into_iter()
        .take(SLOWEST)
        .map(|run| format!("{:>6.2} s {}", run.time.as_secs_f64(), run.name))
}

fn refused(run: &Run) -> Option<String> {
    match &run.result {
        Outcome::Refused(error) => Some(format!("  {}\n    {error}", run.name)),
        Outcome::Generated(_) | Outcome::Panicked(_) | Outcome::TimedOut => None,
    }
}

fn failed(run: &Run) -> Option<String> {
    match &run.result {
        Outcome::Panicked(said) => Some(format!("  {}\n    panicked: {said}", run.name)),
        Outcome::TimedOut => Some(format!("  {}\n    took longer than it may", run.name)),
        Outcome::Generated(_) | Outcome::Refused(_) => None,
    }
}

fn spoiled(name: &str, judged: &Judged) -> Option<String> {
    let Judged {
        compiles,
        errors,
        warnings,
        first,
    } = judged;
    if *compiles && first.is_none() {
        return None;
    }
    let first = first.as_deref().unwrap_or("it does not compile");
    Some(format!(
        "  {name}: {errors} errors, {warnings} warnings\n    {first}"
    ))
}
