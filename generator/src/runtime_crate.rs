//! The runtime as a crate of its own, which several clients share: no description is needed for that.

use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostics, Report};
use crate::emit::{RuntimeCrate, emit_runtime_crate};
use crate::files::Files;
use crate::names::FeatureNames;
use crate::{lower, manifest, names, report_broken};

/// The result of a run.
#[derive(Debug)]
pub struct RuntimeOutcome {
    /// The files of the crate; `None` where there is an error.
    pub files: Option<Files>,
    /// All diagnostics.
    pub report: Report,
}

/// Writes the runtime that clients share by `[runtime]`. Of the configuration, `package` names it; the types of other crates in `formats`
/// and `types` are those that clients can use, whatever they are chosen for there; `strict_nulls` and `manifest` are as for a client.
pub fn generate_runtime(config: &Config) -> RuntimeOutcome {
    let mut diagnostics = Diagnostics::new();
    let files = compile(config, &mut diagnostics);
    let source = (Arc::clone(&config.source.file), config.source.text.clone());
    RuntimeOutcome {
        files,
        report: diagnostics.into_report([source].into_iter().collect()),
    }
}

fn compile(config: &Config, diagnostics: &mut Diagnostics) -> Option<Files> {
    manifest::check_runtime_config(config, diagnostics);
    let foreign = lower::foreign_types(config, diagnostics);
    let names = names::foreign(&foreign, config, diagnostics);
    manifest::check(config, &foreign, &FeatureNames::default(), diagnostics);
    let package = config.package.as_deref();
    if package.is_none() {
        let message = "a runtime needs a name, by which clients depend on it";
        diagnostics.error("invalid-runtime", &config.at(&[]), message);
    }
    diagnostics.gate()?;
    let of = RuntimeCrate {
        package: package?,
        config,
        foreign: &foreign,
        names: &names,
    };
    let (sources, texts) = emit_runtime_crate(&of);
    let (files, broken) = crate::render::render(&sources, texts, None);
    report_broken(broken, diagnostics);
    diagnostics.gate()?;
    Some(files)
}
