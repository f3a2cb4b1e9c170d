//! `lint`: the diagnostics of descriptions.

use openapi_generator::generate;
use openapi_generator::names::NamesLock;

use super::args::LintArgs;
use super::reporter::Reporter;
use super::select::{Selected, select};
use crate::description::Description;
use crate::error::Error;
use crate::{Ending, output};

/// Shows what is wrong with the descriptions.
pub(super) fn run(args: &LintArgs) -> Ending {
    let mut reporter = Reporter::new(&args.report);
    let result = lint(args, &mut reporter);
    reporter.finish(result)
}

fn lint(args: &LintArgs, reporter: &mut Reporter) -> Result<Ending, Error> {
    let mut worst = Ending::Done;
    for selected in select(&args.from)?.0 {
        let ended = look_at(selected, args, reporter);
        worst = worst.max(reporter.ending(ended));
    }
    Ok(worst)
}

fn look_at(selected: Selected, args: &LintArgs, reporter: &mut Reporter) -> Result<Ending, Error> {
    let Selected {
        spec,
        out: _,
        command_line: _,
        mut config,
    } = selected;
    config.allow_all.clone_from(&args.report.accepted);
    let description = Description::read(&spec)?;
    let doing = format!("Reading {}", description.name());
    let (outcome, _) = output::with_progress(&doing, || {
        description.compile(&config, |input| {
            generate(input, &config, &NamesLock::default())
        })
    })?;
    let report = outcome.report;
    reporter.report(&report);
    let (name, found) = (description.name(), output::count(&report));
    let is_denied = args.report.deny_warnings && report.warnings() > 0;
    let denied = if is_denied {
        "warnings are denied; "
    } else {
        ""
    };
    reporter.say(&format!("{name}: {denied}{found}"));
    Ok(match outcome.client {
        None => Ending::Failed,
        Some(_) if is_denied => Ending::Stale,
        Some(_) => Ending::Done,
    })
}
