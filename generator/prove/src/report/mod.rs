//! What came of a proof.

mod print;

use std::collections::BTreeMap;

use crate::compare::{Allowed, Difference, Kind};
use crate::instances::Standing;
use crate::json::Json;
use crate::manifest::Type;
use crate::schemas::Trial;

pub use print::Length;

/// An instance that did not come back as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// What is wrong.
    pub kind: Kind,
    /// Where its schema stands.
    pub pointer: String,
    /// The type, by its path in Rust.
    pub ty: String,
    /// Where in the instance.
    pub path: String,
    /// What the instance is there for.
    pub label: String,
    /// The instance.
    pub instance: String,
    /// What was written; or why it was refused.
    pub got: String,
}

/// What a description says that its own schemas forbid.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// Where it stands.
    pub place: String,
    /// What the schema has against it.
    pub why: String,
}

/// What came of a proof.
#[derive(Debug, Default)]
pub struct Report {
    /// How many types there are.
    pub types: usize,
    /// How many instances were tried.
    pub instances: usize,
    /// How many of them came back as they were.
    pub proven: usize,
    /// How many values of later versions were tried.
    pub later: usize,
    /// How many of them came back as they were.
    pub later_kept: usize,
    /// How many requests were made.
    pub requests: usize,
    /// How many of them were read back as they were meant.
    pub requests_proven: usize,
    /// How many operations were not called: what they answer is a stream, or what they take cannot be made here.
    pub not_called: usize,
    /// How many values of parameters were left out, since no reader could know what they were.
    pub not_carried: usize,
    /// What is not proven.
    pub failures: Vec<Failure>,
    /// Values of later versions that did not come back as they were.
    pub later_failures: Vec<Failure>,
    /// Differences that may be, and how many there are.
    pub allowed: BTreeMap<Allowed, usize>,
    /// What the description has against itself.
    pub contradictions: Vec<Contradiction>,
    /// Schemas that nothing was found to be an instance of.
    pub unsatisfied: Vec<String>,
    /// Schemas that are no JSON Schema.
    pub unjudged: Vec<String>,
    /// Types whose schema was not found in the description.
    pub unplaced: Vec<String>,
}

impl Report {
    /// Whether all is proven.
    pub fn is_proven(&self) -> bool {
        self.failures.is_empty() && self.later_failures.is_empty()
    }

    /// Notes that an instance was refused.
    pub fn refusal(&mut self, ty: &Type, trial: &Trial, why: &str) {
        if trial.instance.value.is_wide() {
            *self.allowed.entry(Allowed::WideRefused).or_default() += 1;
            return;
        }
        let failure = Failure::of(ty, trial, Kind::Refused, refused_at(why), why.to_owned());
        self.note(trial, vec![failure]);
    }

    /// Notes what an instance became.
    pub fn add(&mut self, ty: &Type, trial: &Trial, written: &Json, differences: &[Difference]) {
        let mut failures = Vec::new();
        for difference in differences {
            match difference.kind {
                Ok(kind) => {
                    failures.push(Failure::of(
                        ty,
                        trial,
                        kind,
                        &difference.path,
                        written.to_string(),
                    ));
                }
                Err(allowed) => *self.allowed.entry(allowed).or_default() += 1,
            }
        }
        self.note(trial, failures);
    }

    fn note(&mut self, trial: &Trial, failures: Vec<Failure>) {
        let is_kept = usize::from(failures.is_empty());
        match trial.instance.standing {
            Standing::Valid => {
                self.instances += 1;
                self.proven += is_kept;
                self.failures.extend(failures);
            }
            Standing::Later => {
                self.later += 1;
                self.later_kept += is_kept;
                self.later_failures.extend(failures);
            }
        }
    }
}

/// The path that the message of a refusal begins with, if it does.
fn refused_at(why: &str) -> &str {
    match why.split_once(": ") {
        Some((path, _)) if !path.contains(' ') => path,
        _ => "",
    }
}
