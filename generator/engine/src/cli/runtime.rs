//! `runtime`: the crate of a runtime that several clients share, or what would change in it.

use openapi_generator::config::Config;
use openapi_generator::{RuntimeOutcome, generate_runtime};

use super::args::RuntimeArgs;
use super::codegen::finish;
use super::reporter::Reporter;
use crate::error::Error;
use crate::plan::Plan;
use crate::{Ending, output, read};

/// Writes or checks the files of the crate.
pub(super) fn run(args: &RuntimeArgs) -> Result<Ending, Error> {
    let mut config = match &args.config {
        Some(path) => read::config(Some(path), path)?,
        None => Config::default(),
    };
    if args.name.is_some() {
        config.package.clone_from(&args.name);
    }
    if config.package.is_none() {
        return Err(
            "a runtime needs a name, by which clients depend on it: give --name"
                .to_owned()
                .into(),
        );
    }
    let RuntimeOutcome { files, report } = generate_runtime(&config);
    output::report(&report, true);
    let Some(files) = files else {
        return Ok(Ending::Failed);
    };
    let mut plan = Plan::new(files, &args.out)?;
    if args.force {
        plan.replace_edited();
    }
    let found = output::count(&report);
    finish(
        &plan,
        args.check,
        &read::shown(&args.out),
        &found,
        &mut Reporter::text(),
    )
}
