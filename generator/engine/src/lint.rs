//! `cargo xtask lint`: the diagnostics of a description.

use std::path::Path;

use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

use crate::access::Access;
use crate::args::ReportArgs;
use crate::{Ending, output, read};

/// Shows what is wrong with the description in `spec`.
///
/// # Errors
///
/// A file cannot be read, or the configuration is wrong: a sentence that says so.
pub fn run(spec: &Path, report: &ReportArgs) -> Result<Ending, String> {
    let mut config = read::config(None, spec)?;
    config.allow_all.clone_from(&report.accepted);
    let text = read::text(spec)?;
    let name = read::shown(spec);
    let access = Access::new(spec, &config)?;
    let loader = read::loader(spec, &name, &access);
    let input = Input::new(&name, &text).with_loader(&loader);
    let outcome = openapi_generator::generate(&input, &config, &NamesLock::default());
    output::report(&outcome.report, report.verbose);
    output::say(&format!("{name}: {}", output::count(&outcome.report)));
    Ok(match outcome.client {
        Some(_) => Ending::Done,
        None => Ending::Failed,
    })
}
