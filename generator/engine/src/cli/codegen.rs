//! `codegen`: from descriptions to the files of their clients, or to what would change in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use openapi_generator::manifest::check_package;

use super::args::CodegenArgs;
use super::diff::changelog::{Since, changelog};
use super::reporter::Reporter;
use super::select::{Selected, select};
use super::watch::{Involved, watch};
use crate::access::absolute;
use crate::cache::{self, Cache};
use crate::client::{Client, Generated, Made};
use crate::error::Error;
use crate::output::{self, number};
use crate::plan::{Plan, holds_crate};
use crate::{Ending, host, membership, read};

/// Generates the clients, and writes or checks their files. One that cannot be made is no hindrance for the others.
pub(super) fn run(args: &CodegenArgs) -> Result<Ending, Error> {
    if args.watch {
        // Another program may lie there while this one waits.
        let _ = cache::program();
        return watch(args, |involved| once(args, involved));
    }
    Ok(once(args, &mut Involved::default()))
}

fn once(args: &CodegenArgs, involved: &mut Involved) -> Ending {
    let mut reporter = Reporter::new(&args.report);
    let start = Instant::now();
    let result = codegen(args, involved, &mut reporter);
    let is_untold = args.watch && result.is_err();
    let ending = reporter.finish(result);
    if is_untold {
        output::say(&format!("nothing was written{}", took(start)));
    }
    ending
}

fn codegen(
    args: &CodegenArgs,
    involved: &mut Involved,
    reporter: &mut Reporter,
) -> Result<Ending, Error> {
    let mut worst = Ending::Done;
    let cache = Cache::of_user().filter(|_| !args.no_cache);
    let (clients, file) = clients(args)?;
    involved.files.extend(file.clone());
    for client in clients {
        let start = Instant::now();
        let lock = client.out.join("names.lock");
        involved.files.extend([client.spec.clone(), lock.clone()]);
        let doing = format!("Compiling {}", read::shown(&client.spec));
        let mut generated = output::with_progress(&doing, || match &cache {
            Some(cache) => client.generate_with(cache),
            None => client.generate(),
        });
        if let Ok(generated) = &mut generated {
            involved.files.append(&mut generated.files);
            involved.files.append(&mut generated.missing);
        }
        let new_lock = generated.as_ref().ok().and_then(|it| it.new_lock(&lock));
        let run = Run {
            client: &client,
            file: file.as_deref(),
            args,
            start,
        };
        let ended = generated.and_then(|it| end(it, &run, reporter));
        if let Ok(Ending::Done) = ended {
            involved.written.extend(new_lock.map(|it| (lock, it)));
        }
        let is_untold = ended.is_err() && args.watch;
        worst = worst.max(reporter.ending(ended));
        if is_untold {
            let name = read::shown(&client.spec);
            reporter.say(&format!("{name}: nothing was written{}", run.time()));
        }
    }
    Ok(worst)
}

/// How long a run took, for a summary that others follow.
fn took(start: Instant) -> String {
    format!("; {:.1} s", start.elapsed().as_secs_f64())
}

/// One of the clients that are written.
struct Run<'a> {
    client: &'a Client,
    /// The file of its configuration.
    file: Option<&'a Path>,
    args: &'a CodegenArgs,
    start: Instant,
}

impl Run<'_> {
    /// How long it took, where that is told.
    fn time(&self) -> String {
        if self.args.watch {
            took(self.start)
        } else {
            String::new()
        }
    }
}

/// What the command line asks for, and the file that says more.
fn clients(args: &CodegenArgs) -> Result<(Vec<Client>, Option<PathBuf>), Error> {
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
            // That of the configuration goes with its client, and not with one that goes elsewhere this time.
            None => command_line
                .filter(|_| args.out.is_none())
                .or_else(|| Some(out.join("cli")).filter(|it| holds_crate(it))),
        };
        if let Some(folder) = &command_line
            && !folders.insert(absolute(folder))
        {
            return Err(format!("two crates go to {}", read::shown(folder)).into());
        }
        config.allow_all.clone_from(&args.report.accepted);
        config.tests |= args.tests;
        if let Some(out) = &args.out {
            config.out = Some(out.display().to_string());
        }
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
            manifest: args.manifest.is_some(),
        })
    };
    let clients = selected.into_iter().map(client);
    let clients: Vec<Client> = clients.collect::<Result<_, Error>>()?;
    let is_file = args
        .since
        .as_deref()
        .is_some_and(|it| Path::new(it).exists());
    if is_file && clients.len() > 1 {
        let message = "`--since` names a description of one client, and there are several: give --spec as well";
        return Err(message.to_owned().into());
    }
    Ok((clients, file))
}

/// Shows what was found, and writes or checks the files.
fn end(generated: Generated, run: &Run<'_>, reporter: &mut Reporter) -> Result<Ending, Error> {
    let Run { client, args, .. } = run;
    let Generated {
        name,
        report,
        made,
        files: _,
        missing: _,
    } = generated;
    reporter.report(&report);
    let found = output::count(&report) + &run.time();
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
        around,
    } = made;
    if let (Some(path), Some(manifest)) = (&args.manifest, manifest) {
        plan.add(path, manifest)?;
    }
    if args.force {
        plan.replace_edited();
    }
    let note = if args.changelog {
        add_changelog(&mut plan, run)?
    } else {
        None
    };
    let summary = format!(
        "{}: {}, {}",
        read::shown(&client.out),
        number(operations, "operation"),
        number(types, "type")
    );
    let ending = finish(&plan, args.check, &summary, &found, reporter)?;
    let advice = match around {
        Some(around) => host::advice(&client.out, &around),
        None => {
            membership::advice(&client.out).filter(|_| !args.check && plan.new_manifest().is_some())
        }
    };
    let folder = client.command_line.as_ref();
    let folder = folder.filter(|folder| !args.check && plan.adds_crate(folder));
    let of_command_line = folder.and_then(|it| membership::advice(it));
    for told in note.iter().chain(&advice).chain(&of_command_line) {
        output::tell(told);
    }
    Ok(ending)
}

/// Adds the changelog to what is written, and returns what has to be said about it.
fn add_changelog(plan: &mut Plan, run: &Run<'_>) -> Result<Option<String>, Error> {
    let since = Since {
        named: run.args.since.as_deref(),
        config: run.file,
        name: run.args.name.as_deref(),
    };
    let Some(changelog) = changelog(run.client, plan.new_manifest(), &since)? else {
        return Ok(None);
    };
    plan.add(&changelog.path, changelog.text)?;
    Ok(changelog.note)
}

/// Makes it so, or shows what would change; and says it of what the `summary` is about.
pub(super) fn finish(
    plan: &Plan,
    is_check: bool,
    summary: &str,
    found: &str,
    reporter: &mut Reporter,
) -> Result<Ending, Error> {
    if is_check {
        return Ok(check(plan, summary, found, reporter));
    }
    if let Some(refusal) = plan.refusal() {
        reporter.say_diff(&plan.diff_of_edited());
        return Ok(reporter.refuse(&refusal));
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
    reporter.say_diff(&plan.diff());
    if let Some(edited) = plan.edited() {
        output::tell(&format!("note: {edited} since the last run"));
    }
    let stale = number(plan.changes.len(), "file");
    let writes = match plan.edited() {
        Some(_) => "which the same command writes with `--force` in the place of `--check`",
        None => "which the same command writes without `--check`",
    };
    reporter.say(&format!(
        "{summary}, {stale} out of date, {writes}; {found}"
    ));
    Ending::Stale
}
