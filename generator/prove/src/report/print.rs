//! The report as text.

use std::collections::BTreeMap;

use crate::compare::Kind;

use super::{Failure, Report};

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// The first of each kind.
    Bounded,
    /// All.
    Full,
}

/// How many places of a kind are shown.
const PLACES: usize = 12;

/// How many lines of another list are shown.
const LINES: usize = 8;

/// How many characters of a value are shown.
const CHARACTERS: usize = 400;

impl Report {
    /// The report as text.
    pub fn text(&self, length: Length) -> String {
        let mut lines = Vec::new();
        failures("", &self.failures, length, &mut lines);
        failures(
            "values of later versions: ",
            &self.later_failures,
            length,
            &mut lines,
        );
        for (allowed, count) in &self.allowed {
            lines.push(format!("allowed: {count} {}", allowed.name()));
        }
        if self.not_carried > 0 {
            let count = self.not_carried;
            lines.push(format!("left out: {count} values of parameters that their style does not carry unambiguously"));
        }
        let contradictions = self
            .contradictions
            .iter()
            .map(|it| format!("{}: {}", it.place, it.why));
        list(
            "the description contradicts itself",
            contradictions.collect(),
            length,
            &mut lines,
        );
        list(
            "nothing is known to be valid",
            self.unsatisfied.clone(),
            length,
            &mut lines,
        );
        list("no JSON Schema", self.unjudged.clone(), length, &mut lines);
        list(
            "not found in the description",
            self.unplaced.clone(),
            length,
            &mut lines,
        );
        lines.push(self.summary());
        lines.join("\n")
    }

    /// One line with the share that is proven, and what was counted.
    pub fn summary(&self) -> String {
        let kinds = Kind::ALL.into_iter().filter_map(|kind| {
            let all = self.failures.iter().chain(&self.later_failures);
            let count = all.filter(|it| it.kind == kind).count();
            (count > 0).then(|| format!(", {count} {}", kind.name()))
        });
        format!(
            "{} proven: {} types, {} instances, {} proven, {} later values, {} kept, {} requests, {} read back, {} operations not called, {} types without a schema; {} contradictions{}",
            share(
                self.proven + self.requests_proven,
                self.instances + self.requests
            ),
            self.types,
            self.instances,
            self.proven,
            self.later,
            self.later_kept,
            self.requests,
            self.requests_proven,
            self.not_called,
            self.unplaced.len(),
            self.contradictions.len(),
            kinds.collect::<String>()
        )
    }
}

/// A share in percent, rounded down, so that only all is 100 %.
fn share(part: usize, whole: usize) -> String {
    let of = part
        .saturating_mul(100_000)
        .checked_div(whole)
        .unwrap_or(100_000);
    format!("{}.{:03} %", of / 1000, of % 1000)
}

fn failures(what: &str, failures: &[Failure], length: Length, lines: &mut Vec<String>) {
    let mut kinds: BTreeMap<Kind, BTreeMap<(&str, &str), Vec<&Failure>>> = BTreeMap::new();
    for failure in failures {
        let places = kinds.entry(failure.kind).or_default();
        places
            .entry((&failure.pointer, &failure.path))
            .or_default()
            .push(failure);
    }
    for (kind, places) in kinds {
        let count: usize = places.values().map(Vec::len).sum();
        lines.push(format!(
            "{what}{}: {count} in {} places",
            kind.name(),
            places.len()
        ));
        let shown = if length == Length::Full {
            usize::MAX
        } else {
            PLACES
        };
        for ((pointer, path), failures) in places.iter().take(shown) {
            let smallest = failures
                .iter()
                .min_by_key(|it| (it.instance.len(), &it.instance));
            let Some(smallest) = smallest else { continue };
            lines.push(format!(
                "  #{pointer} at `{path}`, {} times: {}",
                failures.len(),
                smallest.ty
            ));
            lines.push(format!("    {}", smallest.label));
            lines.push(format!("    instance {}", cut(&smallest.instance, length)));
            lines.push(format!("    got      {}", cut(&smallest.got, length)));
        }
        if places.len() > shown {
            lines.push(format!("  and {} places more", places.len() - shown));
        }
    }
}

fn list(what: &str, mut found: Vec<String>, length: Length, lines: &mut Vec<String>) {
    if found.is_empty() {
        return;
    }
    found.sort();
    found.dedup();
    lines.push(format!("{what}: {}", found.len()));
    let shown = if length == Length::Full {
        usize::MAX
    } else {
        LINES
    };
    lines.extend(
        found
            .iter()
            .take(shown)
            .map(|it| format!("  {}", cut(it, length))),
    );
    if found.len() > shown {
        lines.push(format!("  and {} more", found.len() - shown));
    }
}

fn cut(text: &str, length: Length) -> String {
    if length == Length::Full || text.chars().count() <= CHARACTERS {
        return text.to_owned();
    }
    let start: String = text.chars().take(CHARACTERS).collect();
    format!("{start} …")
}
