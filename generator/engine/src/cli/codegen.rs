//! `codegen`: from descriptions to the files of their clients, or to what would change in them.

use std::collections::BTreeSet;

use openapi_generator::manifest::check_package;

use super::args::CodegenArgs;
use super::reporter::Reporter;
use super::select::{Selected, select};
use crate::access::absolute;
use crate::client::{Client, Generated, Made};
use crate::error::Error;
use crate::output::{self, number};
use crate::plan::Plan;
use crate::{Ending, membership, read};

/// Generates the clients, and writes or checks their files. One that cannot be made is no hindrance for the others.
pub(super) fn run(args: &CodegenArgs) -> Ending {
    let mut reporter = Reporter::new(&args.report);
    let result = codegen(args, &mut reporter);
    reporter.finish(result)
}

fn codegen(args: &CodegenArgs, reporter: &mut Reporter) -> Result<Ending, Error> {
    let mut worst = Ending::Done;
    for client in clients(args)? {
        let doing = format!("Compiling {}", read::shown(&client.spec));
        let generated = output::with_progress(&doing, || client.generate());
        let ended = generated.and_then(|it| end(it, &client, args, reporter));
        worst = worst.max(reporter.ending(ended));
    }
    Ok(worst)
}

/// What the command line asks for.
fn clients(args: &CodegenArgs) -> Result<Vec<Client>, Error> {
    let (mut selected, file) = select(&args.from)?;
    if selected.len() > 1 {
        if let Some(out) = &args.out {
            let is_it = |it: &Selected| {
                it.out
                    .as_ref()
                    .is_some_and(|it| absolute(it) == absolute(out))
            };
            selected.retain(is_it);
        }
        if selected.len() != 1
            && (args.out.is_some()
                || args.name.is_some()
                || args.manifest.is_some()
                || matches!(args.cli, Some(Some(_))))
        {
            let message = "`--out`, `--name`, `--manifest` and `--cli=DIR` are about one client, and there are several: give --spec as well, and \
                           as --out the folder of one of them";
            return Err(message.to_owned().into());
        }
    }
    let mut folders = BTreeSet::new();
    let client = |of: Selected| {
        let Selected {
            spec,
            out,
            command_line,
            mut config,
        } = of;
        let out = args.out.clone().or(out).ok_or_else(|| match &file {
            Some(file) if args.from.place.is_none() && args.from.spec.is_none() => {
                read::missing_key(file, "out")
            }
            _ => "a description of your own needs a folder of its own: give --out".to_owned(),
        })?;
        if !folders.insert(absolute(&out)) {
            return Err(format!("two clients go to {}", read::shown(&out)).into());
        }
        let command_line = match &args.cli {
            Some(Some(folder)) => Some(folder.clone()),
            Some(None) => command_line.or_else(|| Some(out.join("cli"))),
            None => command_line,
        };
        if let Some(folder) = &command_line
            && !folders.insert(absolute(folder))
        {
            return Err(format!("two crates go to {}", read::shown(folder)).into());
        }
        config.allow_all.clone_from(&args.report.accepted);
        config.tests |= args.tests;
        if let Some(name) = &args.name {
            check_package(name, &config)
                .map_err(|unfit| format!("--name: {}; `{}` can", unfit.message, unfit.instead))?;
            config.package = Some(name.clone());
        }
        Ok(Client {
            spec,
            out,
            command_line,
            config,
        })
    };
    selected.into_iter().map(client).collect()
}

/// Shows what was found, and writes or checks the files.
fn end(
    generated: Generated,
    client: &Client,
    args: &CodegenArgs,
    reporter: &mut Reporter,
) -> Result<Ending, Error> {
    let Generated {
        name,
        report,
        made,
        files: _,
    } = generated;
    reporter.report(&report);
    let found = output::count(&report);
    let Some(made) = made else {
        reporter.say(&format!("{name}: nothing was written; {found}"));
        return Ok(Ending::Failed);
    };
    if args.report.deny_warnings && report.warnings() > 0 {
        reporter.say(&format!(
            "{name}: warnings are denied, and nothing was written; {found}"
        ));
        return Ok(Ending::Stale);
    }
    let Made {
        mut plan,
        manifest,
        operations,
        types,
    } = made;
    if let Some(path) = &args.manifest {
        plan.add(path, manifest)?;
    }
    let summary = format!(
        "{}: {}, {}",
        read::shown(&client.out),
        number(operations, "operation"),
        number(types, "type")
    );
    let ending = finish(&plan, args.check, &summary, &found, reporter)?;
    for folder in std::iter::once(&client.out).chain(&client.command_line) {
        let is_new = !args.check && plan.adds_crate(folder);
        let advice = membership::advice(folder).filter(|_| is_new);
        if let Some(advice) = advice {
            output::tell(&advice);
        }
    }
    Ok(ending)
}

/// Makes it so, or shows what would change; and says it of what the `summary` is about.
pub(super) fn finish(
    plan: &Plan,
    is_check: bool,
    summary: &str,
    found: &str,
    reporter: &Reporter,
) -> Result<Ending, Error> {
    if is_check {
        return Ok(check(plan, summary, found, reporter));
    }
    plan.carry_out()?;
    let (written, removed) = plan.count();
    let removed = match removed {
        0 => String::new(),
        removed => format!(", {removed} removed"),
    };
    let written = number(written, "file");
    reporter.say(&format!("{summary}, {written} written{removed}; {found}"));
    Ok(Ending::Done)
}

fn check(plan: &Plan, summary: &str, found: &str, reporter: &Reporter) -> Ending {
    if plan.changes.is_empty() {
        reporter.say(&format!("{summary}, up to date; {found}"));
        return Ending::Done;
    }
    reporter.say(&plan.diff());
    let stale = number(plan.changes.len(), "file");
    reporter.say(&format!(
        "{summary}, {stale} out of date, which the same command writes without `--check`; {found}"
    ));
    Ending::Stale
}
