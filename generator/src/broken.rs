//! Broken places cost what they touch: what an accepted error is about is left out, and the description is read once more.
//!
//! An error is accepted like a warning, by `[allow]` or an option. The innermost object around it that a client can do without
//! is left out ([`crate::normalize::LeftOut`]); where the error is still there, the next one around it. All phases see a
//! description without those places, and know nothing of this.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::normalize::{self, LeftOut, Unit};
use crate::origin::Origin;
use crate::source::{Input, Library};

/// The code of what is left out. As an error, it is about a reference to something that is.
pub(crate) const LEFT_OUT: &str = "left-out";

/// How often a description is read. What is left out may be referred to, and these references in turn.
const MAX_RUNS: usize = 32;

/// Errors that no place is to blame for, or whose place is not what has to change: the text, the size, the configuration.
const OF_THE_WHOLE: [&str; 6] = [
    "duplicate-key",
    "duplicate-type",
    "invalid-merge-key",
    "too-large",
    "unknown-paging",
    "unused-configuration",
];

/// What is left out in the course of several runs.
#[derive(Debug, Default)]
pub(crate) struct BrokenPlaces {
    /// The places.
    pub(crate) left_out: LeftOut,
    /// What is said about each of them.
    warnings: BTreeMap<Origin, Diagnostic>,
    /// How many of the objects around an error were left out in vain.
    tried: BTreeMap<(&'static str, Origin), usize>,
    /// The accepted errors.
    accepted: BTreeSet<(&'static str, String)>,
    runs: usize,
}

impl BrokenPlaces {
    /// Diagnostics for the next run, which has what is left out as warnings.
    pub(crate) fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        diagnostics.set_left_out(self.warnings.clone(), self.accepted.clone());
        diagnostics
    }

    /// Leaves out what the accepted errors of a run touch; `false` where there are none that can be. What would accept the
    /// others is noted for the report.
    pub(crate) fn leave_out(
        &mut self,
        input: &Input<'_>,
        config: &Config,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        // A place that is copied may have been met more than once.
        let mut met = BTreeSet::new();
        let errors = diagnostics.errors();
        let errors = errors.filter(|it| met.insert((it.code, &it.origin)));
        let errors: Vec<Diagnostic> = errors.cloned().collect();
        if errors.is_empty() {
            return false;
        }
        self.locate(input, config, &errors);
        self.runs += 1;
        let mut is_more = false;
        if self.runs < MAX_RUNS {
            for error in &errors {
                if error.code == LEFT_OUT || config.accepts(error.code, &error.origin) {
                    is_more |= self.next(error, diagnostics);
                }
            }
        }
        if !is_more {
            diagnostics.set_way_out(self.way_out(config, &errors));
        }
        is_more
    }

    /// Finds out what the objects around the errors are.
    fn locate(&mut self, input: &Input<'_>, config: &Config, errors: &[Diagnostic]) {
        let origins = errors.iter().filter(|it| is_confined(it.code));
        let origins = origins.map(|it| it.origin.clone());
        self.left_out.look_for(origins, !config.overlays.is_empty());
        let mut said_before = Diagnostics::new();
        let mut library = Library::new(input);
        normalize::to_3_0(&mut library, config, &mut self.left_out, &mut said_before);
        self.left_out.found();
    }

    /// Leaves out the next object around an error; `false` where there is none.
    fn next(&mut self, error: &Diagnostic, diagnostics: &Diagnostics) -> bool {
        let units = if is_confined(error.code) {
            self.left_out.units(&error.origin)
        } else {
            Vec::new()
        };
        let tried = self.tried.entry((error.code, error.origin.clone()));
        let tried = tried.or_default();
        let Some(unit) = units.get(*tried) else {
            return false;
        };
        *tried += 1;
        // Without a parameter that its path needs, a call would go to another place.
        if let (true, Some(outer)) = (unit.is_parameter, units.get(*tried)) {
            for operation in diagnostics.places("missing-path-parameter", &outer.place) {
                let is_around = error.origin.is_in(operation);
                let origin = if is_around { &error.origin } else { operation };
                let unit = Unit {
                    place: operation.clone(),
                    effect: "this operation is left out".to_owned(),
                    is_gone: true,
                    is_parameter: false,
                };
                self.lose(error, origin, &unit);
            }
        }
        self.lose(error, &error.origin, unit);
        self.accepted
            .insert((error.code, error.origin.pointer.clone()));
        true
    }

    /// Leaves out a unit, which is said at `origin`.
    fn lose(&mut self, error: &Diagnostic, origin: &Origin, unit: &Unit) {
        let place = &unit.place;
        if place
            .around()
            .skip(1)
            .any(|it| self.warnings.contains_key(&it))
        {
            return;
        }
        let mut warning = error.clone();
        warning.severity = Severity::Warning;
        warning.code = LEFT_OUT;
        warning.origin = origin.clone();
        warning.message = format!("{}; {}", error.message, unit.effect);
        // What is inside is left out with it.
        self.warnings
            .retain(|it, _| it == place || !it.is_in(place));
        self.warnings.entry(place.clone()).or_insert(warning);
        self.left_out.add(place.clone(), unit.is_gone);
    }

    /// The options that accept all errors, if there are such.
    fn way_out(&self, config: &Config, errors: &[Diagnostic]) -> Option<String> {
        let mut codes = BTreeSet::new();
        for error in errors {
            let has_way = is_confined(error.code) && !self.left_out.units(&error.origin).is_empty();
            let is_accepted = error.code == LEFT_OUT || config.accepts(error.code, &error.origin);
            if !has_way || is_accepted {
                return None;
            }
            codes.insert(format!("--allow {}", error.code));
        }
        let options = codes.into_iter().collect::<Vec<String>>().join(" ");
        Some(format!(
            "`{options}`, or `[allow]` in codegen.toml, generates the rest of the client, without what is broken"
        ))
    }
}

/// Whether leaving out a place may remove an error of this code.
fn is_confined(code: &str) -> bool {
    !OF_THE_WHOLE.contains(&code)
}
