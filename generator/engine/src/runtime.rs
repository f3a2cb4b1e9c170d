//! `cargo xtask runtime`: the crate of a runtime that several clients share, or what would change in it.

use openapi_generator::config::Config;
use openapi_generator::{RuntimeOutcome, generate_runtime};

use crate::args::RuntimeArgs;
use crate::codegen::finish;
use crate::plan::Plan;
use crate::{Ending, output, read};

/// Writes or checks the files of the crate.
///
/// # Errors
///
/// A file cannot be read or written, or there is no name: a sentence that says so.
pub fn run(args: &RuntimeArgs) -> Result<Ending, String> {
    let mut config = match &args.config {
        Some(path) => read::config(Some(path), path)?,
        None => Config::default(),
    };
    if args.name.is_some() {
        config.package.clone_from(&args.name);
    }
    if config.package.is_none() {
        return Err(
            "a runtime needs a name, by which clients depend on it: give --name".to_owned(),
        );
    }
    let RuntimeOutcome { files, report } = generate_runtime(&config);
    output::report(&report, true);
    let Some(files) = files else {
        return Ok(Ending::Failed);
    };
    let plan = Plan::new(files, &args.out)?;
    let found = output::count(&report);
    finish(&plan, args.check, &read::shown(&args.out), &found)
}
