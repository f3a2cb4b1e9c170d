//! Why a client is as it is: from an item of it to the places of the description that it is made of, and back.
//!
//! In come a description, its configuration, the names that were given before, and a query: a Rust path, an operation, or a JSON pointer.
//! Out goes an [`Explanation`], which [`report`] prints. The client is compiled as usual, so that nothing is explained that is not so.
//! [`catalogue`] lists its items with their places, [`query`] says which of them are meant, and [`item`] tells about one: [`why_name`],
//! [`why_type`] and [`why_module`] give reasons, [`settings`] those of the configuration, [`around`] what else is known about its places, [`uses`] the operations, [`document`] what the author has written.

mod answer;
mod around;
mod catalogue;
mod document;
mod item;
mod query;
pub mod report;
mod settings;
mod uses;
mod why_module;
mod why_name;
mod why_type;

use std::collections::BTreeSet;

pub use answer::{Candidate, ExplainedItem, Explanation, Fact, FactPlace};

use crate::config::Config;
use crate::diag::{Diagnostics, Report, Rewrites};
use crate::emit::Context;
use crate::manifest::PackageName;
use crate::names::NamesLock;
use crate::normalize::{self, LeftOut};
use crate::origin::Origin;
use crate::source::{Input, Library};
use crate::{Model, run};
use around::nothing;
use catalogue::Catalogue;
use document::Documents;
use item::Explainer;
use query::{Matched, find};

/// A client whose items can be explained.
#[derive(Debug)]
pub struct ExplainedClient<'a> {
    input: &'a Input<'a>,
    config: &'a Config,
    lock: &'a NamesLock,
    model: Model,
    package: PackageName,
    catalogue: Catalogue,
    documents: Documents,
    report: Report,
}

impl<'a> ExplainedClient<'a> {
    /// The client of a description. `lock` has the names that it has.
    ///
    /// # Errors
    ///
    /// The description has an error; the report has all diagnostics.
    pub fn new(
        input: &'a Input<'a>,
        config: &'a Config,
        lock: &'a NamesLock,
    ) -> Result<Self, Report> {
        let (made, report) = run(input, config, lock, |model, _, diagnostics| {
            let package = PackageName::new(&model.api.title, config);
            let cx = context(&model, &package, config);
            let catalogue = Catalogue::new(&cx, &|place| diagnostics.written(place));
            (model, package, catalogue)
        });
        let Some((model, package, catalogue)) = made else {
            return Err(report);
        };
        let documents = Documents::new(report.sources(), input.name);
        Ok(Self {
            input,
            config,
            lock,
            model,
            package,
            catalogue,
            documents,
            report,
        })
    }

    /// What there is to say about what `query` names: an item by its path in Rust or by its name on the wire, an operation by its
    /// identifier or by method and path, a place by its JSON pointer.
    pub fn explain(&self, query: &str) -> Explanation {
        let Self {
            input,
            config,
            lock,
            model,
            package,
            catalogue,
            documents,
            report,
        } = self;
        let cx = &context(model, package, config);
        let explanation = match find(query, catalogue, documents, &package.krate.to_string()) {
            Matched::Items(items) => {
                let places = items.iter().flat_map(|it| it.places.iter().cloned());
                let explainer = Explainer {
                    cx,
                    catalogue,
                    documents,
                    report,
                    rewrites: &rewrites(input, config, places.collect()),
                    lock,
                };
                Explanation::Items(items.iter().map(|it| explainer.explain(it)).collect())
            }
            Matched::Nothing(place) => {
                Explanation::Items(vec![nothing(&place, cx, catalogue, report)])
            }
            Matched::Several(items) => {
                Explanation::Candidates(items.into_iter().map(Into::into).collect())
            }
            Matched::Nowhere(nearest) => Explanation::Nowhere(nearest),
        };
        explanation.located(report.sources())
    }
}

fn context<'a>(model: &'a Model, package: &'a PackageName, config: &'a Config) -> Context<'a> {
    let Model {
        api,
        analysis,
        names,
    } = model;
    Context {
        api,
        analysis,
        names,
        package,
        config,
    }
}

/// What rewriting to `OpenAPI` 3.0 does to the schemas at these places.
fn rewrites(
    input: &Input<'_>,
    config: &Config,
    places: BTreeSet<Origin>,
) -> Vec<(Origin, &'static str)> {
    let mut diagnostics = Diagnostics::new();
    diagnostics.rewrites = Rewrites::about(places);
    let mut library = Library::new(input);
    // What is wrong has been reported by the run before.
    let _ = normalize::to_3_0(
        &mut library,
        config,
        &mut LeftOut::default(),
        &mut diagnostics,
    );
    let rewrites = std::mem::take(&mut diagnostics.rewrites);
    drop(diagnostics.into_report(library.into_texts()));
    rewrites.into_done()
}
