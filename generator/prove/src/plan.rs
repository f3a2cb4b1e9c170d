//! The proof of a client: what is tried, and what came of it.

use crate::document::{Library, Schemas, View};
use crate::driver::{Answer, Client, Question};
use crate::json::Json;
use crate::manifest::Manifest;
use crate::report::Report;
use crate::request::{self, Call, Case};
use crate::schemas::{self, Trials};
use crate::validity::Validity;

/// What is tried of a client.
#[derive(Debug)]
pub struct Plan<'a> {
    library: &'a Library,
    krate: String,
    views: Vec<Schemas<'a>>,
    trials: Trials,
    calls: Vec<Call>,
    cases: Vec<Case>,
    report: Report,
}

impl<'a> Plan<'a> {
    /// Makes the instances for all types and operations of the manifest.
    ///
    /// # Errors
    ///
    /// Why the schemas of the description cannot be judged.
    pub fn new(library: &'a Library, manifest: &Manifest) -> Result<Self, String> {
        let mut plan = Self {
            library,
            krate: manifest.krate.clone(),
            views: Vec::new(),
            trials: Trials {
                types: schemas::types(manifest),
                ..Trials::default()
            },
            calls: Vec::new(),
            cases: Vec::new(),
            report: Report::default(),
        };
        plan.report.types = plan.trials.types.len();
        for view in [View::Read, View::Write] {
            let mut schemas = Schemas::new(library, view);
            if view == View::Write {
                plan.calls = request::calls(manifest, library, &mut schemas);
                let all: usize = manifest
                    .operations
                    .iter()
                    .map(|it| 1 + it.variants.len())
                    .sum();
                plan.report.not_called = all - plan.calls.len();
            }
            schemas::make(&mut schemas, view, &mut plan.trials, &mut plan.report)?;
            if view == View::Write {
                let mut validity = Validity::new(&schemas)?;
                (plan.cases, plan.report.not_carried) =
                    request::fill(library, &plan.calls, &schemas, &mut validity);
            }
            plan.views.push(schemas);
        }
        plan.report.contradictions.sort();
        plan.report.contradictions.dedup();
        Ok(plan)
    }

    /// The client as the program needs it.
    pub fn client(&self) -> Client {
        let types = self.trials.types.iter();
        let operations = self.calls.iter();
        Client {
            krate: self.krate.clone(),
            types: types.map(|it| it.path.clone()).collect(),
            operations: operations.map(|it| it.operation.clone()).collect(),
        }
    }

    /// What the program is asked, where this is the client of the number `client`.
    pub fn questions(&self, client: usize) -> Vec<Question> {
        let of_types = self
            .trials
            .trials
            .iter()
            .map(|it| (it.ty, it.instance.value.to_string()));
        let types = self.trials.types.len();
        let of_calls = self.cases.iter().map(|it| {
            let values = Json::Object(it.values.clone());
            (types + it.call, values.to_string())
        });
        let all = of_types.chain(of_calls);
        all.map(|(function, instance)| Question {
            client,
            function,
            instance,
        })
        .collect()
    }

    /// Judges the answers to all questions.
    ///
    /// # Errors
    ///
    /// Why the schemas of the description cannot be judged.
    pub fn judge(mut self, answers: &[Answer]) -> Result<Report, String> {
        let (of_types, of_calls) = answers.split_at(self.trials.trials.len().min(answers.len()));
        schemas::judge(&self.views, &self.trials, of_types, &mut self.report)?;
        request::judge(
            self.library,
            &self.calls,
            &self.cases,
            of_calls,
            &mut self.report,
        );
        Ok(self.report)
    }
}
