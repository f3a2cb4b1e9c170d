//! `docs`: a page for people about each client.

use std::path::{Path, PathBuf};

use openapi_generator::names::NamesLock;
use openapi_generator::page::{ClientPage, docs};

use super::args::DocsArgs;
use super::codegen::finish;
use super::reporter::Reporter;
use super::select::{Selected, select};
use crate::description::Description;
use crate::error::Error;
use crate::output::{self, number};
use crate::plan::Plan;
use crate::{Ending, read};

/// Writes the pages. One that cannot be made is no hindrance for the others.
pub(super) fn run(args: &DocsArgs) -> Ending {
    let mut reporter = Reporter::new(&args.report);
    let result = pages(args, &mut reporter);
    reporter.finish(result)
}

fn pages(args: &DocsArgs, reporter: &mut Reporter) -> Result<Ending, Error> {
    let (selected, _) = select(&args.from)?;
    if selected.len() > 1 && args.out.is_some() {
        let message =
            "`--out` is about one page, and there are several clients: give --spec as well";
        return Err(message.to_owned().into());
    }
    let mut worst = Ending::Done;
    for one in selected {
        let ended = page(one, args, reporter);
        worst = worst.max(reporter.ending(ended));
    }
    Ok(worst)
}

fn page(selected: Selected, args: &DocsArgs, reporter: &mut Reporter) -> Result<Ending, Error> {
    let Selected {
        spec,
        out,
        command_line: _,
        mut config,
    } = selected;
    config.allow_all.clone_from(&args.report.accepted);
    let description = Description::read(&spec)?;
    // The page has the names of the client, which may have some already.
    let lock = out.map_or_else(|| Ok(NamesLock::default()), |it| read::lock(&it))?;
    let doing = format!("Reading {}", description.name());
    let made = output::with_progress(&doing, || {
        description.compile(&config, |input| docs(input, &config, &lock))
    });
    let (outcome, _) = made?;
    reporter.report(&outcome.report);
    let found = output::count(&outcome.report);
    let name = description.name();
    let Some(page) = outcome.page else {
        reporter.say(&format!("{name}: nothing was written; {found}"));
        return Ok(Ending::Failed);
    };
    if args.report.deny_warnings && outcome.report.warnings() > 0 {
        reporter.say(&format!(
            "{name}: warnings are denied, and nothing was written; {found}"
        ));
        return Ok(Ending::Stale);
    }
    let ClientPage {
        html,
        package,
        operations,
        types,
    } = page;
    let path = args.out.clone();
    let path = path.unwrap_or_else(|| PathBuf::from(format!("{package}.html")));
    let plan = Plan::of_file(&path, html)?;
    let summary = summary(&path, operations, types);
    finish(&plan, args.check, &summary, &found, reporter)
}

fn summary(path: &Path, operations: usize, types: usize) -> String {
    format!(
        "{}: {}, {}",
        read::shown(path),
        number(operations, "operation"),
        number(types, "type")
    )
}
