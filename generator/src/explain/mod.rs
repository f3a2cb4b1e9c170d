//! Why a client is as it is: from an item of it to the places of the description that it is made of, and back.
//!
//! In come a description, its configuration, the names that were given before, and a query: a Rust path, an operation, or a JSON pointer.
//! Out goes an [`Explanation`], which [`report`] prints. The client is compiled as usual, so that nothing is explained that is not so.
//! [`catalogue`] lists its items with their places, [`query`] says which of them are meant, and [`item`] tells about one: [`why_name`],
//! [`why_type`] and [`why_module`] give reasons, [`settings`] those of the configuration, [`uses`] the operations, [`document`] what the author has written. [`pages`] are about diagnostics.

mod answer;
mod catalogue;
mod document;
mod item;
pub mod pages;
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
use catalogue::Catalogue;
use document::Documents;
use item::{Explainer, nothing};
use query::{Matched, find};

/// The result of [`explain`].
#[derive(Debug)]
pub struct ExplainOutcome {
    /// What there is to say; `None` where there is an error in the description.
    pub answer: Option<Explanation>,
    /// All diagnostics.
    pub report: Report,
}

/// Explains what `query` names in the client of a description. `lock` has the names that the client has.
pub fn explain(
    input: &Input<'_>,
    config: &Config,
    lock: &NamesLock,
    query: &str,
) -> ExplainOutcome {
    let (made, report) = run(input, config, lock, |model, _, diagnostics| {
        let Model {
            api,
            analysis,
            names,
        } = &model;
        let package = PackageName::new(&api.title, config);
        let cx = Context {
            api,
            analysis,
            names,
            package: &package,
            config,
        };
        let catalogue = Catalogue::new(&cx, &|place| diagnostics.written(place));
        (model, package, catalogue)
    });
    let Some((model, package, catalogue)) = made else {
        let answer = None;
        return ExplainOutcome { answer, report };
    };
    let cx = Context {
        api: &model.api,
        analysis: &model.analysis,
        names: &model.names,
        package: &package,
        config,
    };
    let documents = Documents::new(report.sources(), input.name);
    let answer = match find(query, &catalogue, &documents, package.krate.as_str()) {
        Matched::Items(items) => {
            let places = items.iter().flat_map(|it| it.places.iter().cloned());
            let rewrites = rewrites(input, config, places.collect());
                let explainer = Explainer {
                cx: &cx,
                catalogue: &catalogue,
                documents: &documents,
                report: &report,
                rewrites: &rewrites,
                lock,
            };
            let explained = items.iter().map(|it| explainer.explain(it)).collect();
            Explanation::Items(explained)
        }
        Matched::Nothing(place) => {
            Explanation::Items(vec![nothing(&place, &cx, &catalogue, &report)])
        }
        Matched::Several(items) => Explanation::Candidates(items.iter().map(|it| (*it).into()).collect()),
        Matched::Nowhere(nearest) => Explanation::Nowhere(nearest),
    };
    let answer = Some(answer.located(report.sources()));
    ExplainOutcome { answer, report }
}

/// The code of a diagnostic that comes nearest to one that is none.
pub fn nearest_code(wrong: &str) -> Option<&'static str> {
    normalize::nearest(wrong, pages::codes())
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
