//! `cargo xtask codegen`: from a description to the files of its client, or to what would change in them.

use std::path::{Path, PathBuf};

use openapi_generator::manifest::check_package;
use openapi_generator::source::Input;
use openapi_generator::{Client, generate};

use crate::access::Access;
use crate::args::CodegenArgs;
use crate::output::{self, number};
use crate::plan::Plan;
use crate::{Ending, read};

/// Where a client is made from, and where it goes.
#[derive(Clone, Debug)]
pub struct Places {
    /// The description.
    pub spec: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
}

/// Generates the client, and writes or checks its files. Without `--spec`, it is that of the workspace, at its `own` places.
///
/// # Errors
///
/// A file cannot be read or written, or the configuration is wrong: a sentence that says so.
pub fn run(args: &CodegenArgs, own: &Places) -> Result<Ending, String> {
    let Places { spec, out } = places(args, own)?;
    let mut config = read::config(args.config.as_deref(), &spec)?;
    config.allow_all.clone_from(&args.report.accepted);
    config.tests |= args.tests;
    if let Some(name) = &args.name {
        check_package(name, &config)
            .map_err(|unfit| format!("--name: {}; `{}` can", unfit.message, unfit.instead))?;
        config.package = Some(name.clone());
    }
    let lock = read::lock(&out)?;
    let text = read::text(&spec)?;
    let name = read::shown(&spec);
    let access = Access::new(&spec, &config)?;
    let loader = read::loader(&spec, &name, &access);
    let input = Input::new(&name, &text).with_loader(&loader);
    let outcome = output::with_progress(&format!("Compiling {name}"), || {
        generate(&input, &config, &lock)
    });
    output::report(&outcome.report, args.report.verbose);
    let found = output::count(&outcome.report);
    let Some(client) = outcome.client else {
        output::say(&format!("{name}: nothing was written; {found}"));
        return Ok(Ending::Failed);
    };
    if args.deny_warnings && outcome.report.warnings() > 0 {
        output::say(&format!(
            "{name}: warnings are denied, and nothing was written; {found}"
        ));
        return Ok(Ending::Stale);
    }
    let summary = format!(
        "{}: {}, {}",
        read::shown(&out),
        number(client.operations, "operation"),
        number(client.types, "type")
    );
    let plan = plan(client, &out, args.manifest.as_deref())?;
    finish(&plan, args.check, &summary, &found)
}

/// Makes it so, or shows what would change; and says it of what the `summary` is about.
pub(crate) fn finish(
    plan: &Plan,
    is_check: bool,
    summary: &str,
    found: &str,
) -> Result<Ending, String> {
    if is_check {
        return Ok(check(plan, summary, found));
    }
    plan.carry_out()?;
    let (written, removed) = plan.count();
    let removed = match removed {
        0 => String::new(),
        removed => format!(", {removed} removed"),
    };
    let written = number(written, "file");
    output::say(&format!("{summary}, {written} written{removed}; {found}"));
    Ok(Ending::Done)
}

fn places(args: &CodegenArgs, own: &Places) -> Result<Places, String> {
    match (&args.spec, args.out.clone()) {
        (Some(spec), Some(out)) => Ok(Places {
            spec: spec.clone(),
            out,
        }),
        (Some(_), None) => {
            Err("a description of your own needs a folder of its own: give --out".to_owned())
        }
        (None, out) => Ok(Places {
            spec: own.spec.clone(),
            out: out.unwrap_or_else(|| own.out.clone()),
        }),
    }
}

fn plan(client: Client, out: &Path, manifest: Option<&Path>) -> Result<Plan, String> {
    let mut files = client.files;
    let added = files.insert("names.lock", client.lock.to_text());
    added.map_err(|broken| broken.message)?;
    let mut plan = Plan::new(files, out)?;
    if let Some(path) = manifest {
        plan.add(path, client.manifest)?;
    }
    Ok(plan)
}

fn check(plan: &Plan, summary: &str, found: &str) -> Ending {
    if plan.changes.is_empty() {
        output::say(&format!("{summary}, up to date; {found}"));
        return Ending::Done;
    }
    output::say(&plan.diff());
    let stale = number(plan.changes.len(), "file");
    output::say(&format!(
        "{summary}, {stale} out of date, which the same command writes without `--check`; {found}"
    ));
    Ending::Stale
}
