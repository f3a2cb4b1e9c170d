//! What is measured, in its order.

use std::collections::BTreeMap;
use std::fs;

use openapi_engine::output;

use super::super::measure::touch;
use super::calls::{self, Call};
use super::generator::{Generator, Origin};
use super::project::{CONSUMER, Project};
use super::runner::{Cost, Runner};
use super::sources;

/// One thing that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(super) enum Step {
    /// Generating from nothing.
    Generate,
    /// Generating when nothing has changed.
    Again,
    /// `cargo check` of the client.
    Check,
    /// A debug build of it.
    Build,
    /// A release build of the client and of a program with its calls.
    Release,
}

impl Step {
    /// All of them.
    pub(super) const ALL: [Self; 5] = [
        Self::Generate,
        Self::Again,
        Self::Check,
        Self::Build,
        Self::Release,
    ];

    /// As tables call it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Generate => "generating",
            Self::Again => "again, nothing having changed",
            Self::Check => "`cargo check`",
            Self::Build => "`cargo build`",
            Self::Release => "`cargo build --release`, with a program of five calls",
        }
    }

    /// What cargo is asked for; nothing, where it is the generator that works.
    fn cargo(self) -> &'static [&'static str] {
        match self {
            Self::Generate | Self::Again => &[],
            Self::Check => &["check", "--quiet", "--package", "client", "--lib"],
            Self::Build => &["build", "--quiet", "--package", "client", "--lib"],
            Self::Release => &["build", "--quiet", "--release", "--package", CONSUMER],
        }
    }
}

/// What came of one generator.
pub(super) struct Measured {
    pub(super) generator: &'static Generator,
    /// What each round took, or why the step failed; nothing, where one before it did.
    pub(super) steps: BTreeMap<Step, Result<Vec<Cost>, String>>,
    /// How many lines of Rust there are.
    pub(super) lines: Option<usize>,
    /// How many calls the program has.
    pub(super) calls: usize,
    /// The size of the program, in bytes.
    pub(super) size: Option<u64>,
}

impl Measured {
    fn new(project: &Project) -> Self {
        let failed = project
            .program
            .as_ref()
            .err()
            .map(|it| format!("not installed: {it}"));
        Self {
            generator: project.generator,
            steps: failed
                .map(|it| (Step::Generate, Err(it)))
                .into_iter()
                .collect(),
            lines: None,
            calls: 0,
            size: None,
        }
    }

    fn has_failed(&self) -> bool {
        self.steps.values().any(Result::is_err)
    }

    fn add(&mut self, step: Step, cost: Result<Cost, String>) {
        match (
            self.steps.entry(step).or_insert_with(|| Ok(Vec::new())),
            cost,
        ) {
            (Ok(costs), Ok(cost)) => costs.push(cost),
            (entry, Err(cause)) => *entry = Err(cause),
            (Err(_), Ok(_)) => {}
        }
    }
}

/// Measures what all generators make of one description, by turns, up to the `last` step. Generating is the first in any case.
pub(super) fn measure(
    runner: &Runner,
    projects: &[Project],
    repeats: u32,
    last: Step,
) -> Result<Vec<Measured>, String> {
    let mut all: Vec<(&Project, Measured)> =
        projects.iter().map(|it| (it, Measured::new(it))).collect();
    for _ in 0..repeats {
        for (project, measured) in going_on(&mut all) {
            generate(runner, project, measured)?;
        }
    }
    let calls = chosen(runner, projects)?;
    for (project, measured) in going_on(&mut all) {
        complete(project, measured, &calls)?;
    }
    for step in [Step::Check, Step::Build, Step::Release]
        .into_iter()
        .filter(|it| *it <= last)
    {
        for _ in 0..repeats {
            for (project, measured) in going_on(&mut all) {
                compile(runner, step, project, measured)?;
            }
        }
    }
    for (project, _) in &all {
        runner.clean(&project.folder);
    }
    Ok(all.into_iter().map(|(_, measured)| measured).collect())
}

/// Those that have not failed yet.
fn going_on<'a, 'p>(
    all: &'a mut [(&'p Project, Measured)],
) -> impl Iterator<Item = (&'p Project, &'a mut Measured)> {
    let all = all
        .iter_mut()
        .filter(|(_, measured)| !measured.has_failed());
    all.map(|(project, measured)| (*project, measured))
}

fn generate(runner: &Runner, project: &Project, measured: &mut Measured) -> Result<(), String> {
    let Ok(program) = &project.program else {
        return Ok(());
    };
    tell(project, Step::Generate);
    project.clear()?;
    let arguments = project.arguments();
    let run = || runner.program(&project.folder, program, &arguments);
    for step in [Step::Generate, Step::Again] {
        // The first run has written a file of names, which is news for the second.
        if step == Step::Again {
            // Whether it fails, the next one shows.
            let _ = run();
        }
        let cost = run();
        let has_failed = cost.is_err();
        measured.add(step, cost);
        if has_failed {
            break;
        }
    }
    Ok(())
}

/// The operations that are called; none, where our own generator does not know any.
fn chosen(runner: &Runner, projects: &[Project]) -> Result<Vec<Call>, String> {
    let is_ours = |it: &&Project| matches!(it.generator.origin, Origin::Workspace);
    let Some((project, Ok(program))) = projects.iter().find(is_ours).map(|it| (it, &it.program))
    else {
        return Ok(Vec::new());
    };
    let list = project.folder.join("operations.json");
    let mut arguments = project.arguments();
    arguments.extend(["--manifest".to_owned(), list.display().to_string()]);
    match runner.program(&project.folder, program, &arguments) {
        Ok(_) => calls::choose(&list),
        Err(_) => Ok(Vec::new()),
    }
}

/// Counts what was written, and writes the program that calls it.
fn complete(project: &Project, measured: &mut Measured, calls: &[Call]) -> Result<(), String> {
    let sources = sources::read(&project.client().join("src"))?;
    measured.lines = Some(sources.iter().map(|it| it.lines().count()).sum());
    let calls = match project.generator.origin {
        Origin::Workspace => calls::ours(calls),
        Origin::Registry { .. } => calls::theirs(calls, &sources),
    };
    measured.calls = calls.len();
    project.complete(&calls)
}

fn compile(
    runner: &Runner,
    step: Step,
    project: &Project,
    measured: &mut Measured,
) -> Result<(), String> {
    tell(project, step);
    touch(&project.source())?;
    touch(&project.program_source())?;
    let cost = runner.cargo(&project.folder, step.cargo());
    if step == Step::Release && cost.is_ok() {
        let program = runner.target().join("release").join(CONSUMER);
        measured.size = fs::metadata(program).ok().map(|it| it.len());
    }
    measured.add(step, cost);
    Ok(())
}

fn tell(project: &Project, step: Step) {
    let at = project
        .folder
        .parent()
        .and_then(|it| it.file_name())
        .unwrap_or_default();
    output::tell(&format!(
        "{}, {}: {}",
        at.display(),
        project.generator.name,
        step.title()
    ));
}
