//! `prove`: whether the client in a folder reads and writes what its description says. `cargo xtask prove` makes the client, and runs
//! this.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use openapi_prove::document::{Library, Schemas, View};
use openapi_prove::driver::{self, Driver, Question, Workspace};
use openapi_prove::json::Json;
use openapi_prove::manifest::Manifest;
use openapi_prove::report::{Length, Report};
use openapi_prove::request::{self, Case};
use openapi_prove::schemas::{self, Trials};
use openapi_prove::validity::Validity;

/// Proves a client.
#[derive(Debug, Parser)]
#[command(name = "prove")]
struct Arguments {
    /// The description.
    description: PathBuf,
    /// What `--manifest` of the generator wrote.
    #[arg(long)]
    manifest: PathBuf,
    /// The folder that the client is in, below `crates`.
    #[arg(long)]
    workspace: PathBuf,
    /// The lock file whose versions are used.
    #[arg(long)]
    lock: PathBuf,
    /// Shows all failures.
    #[arg(long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match prove(&arguments) {
        Ok(report) => {
            let length = if arguments.verbose {
                Length::Full
            } else {
                Length::Bounded
            };
            say(&report.text(length));
            ExitCode::from(u8::from(!report.is_proven()))
        }
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

#[allow(clippy::print_stdout, reason = "what it is run for")]
fn say(text: &str) {
    println!("{text}");
}

fn prove(arguments: &Arguments) -> Result<Report, String> {
    let library = Library::load(&arguments.description)?;
    let manifest = std::fs::read_to_string(&arguments.manifest)
        .map_err(|error| format!("cannot read {}: {error}", arguments.manifest.display()))?;
    let manifest: Manifest =
        serde_json::from_str(&manifest).map_err(|error| format!("the manifest: {error}"))?;
    let mut report = Report::default();
    let mut trials = Trials {
        types: schemas::types(&manifest),
        ..Trials::default()
    };
    report.types = trials.types.len();
    let mut views = Vec::new();
    let mut calls = Vec::new();
    let mut cases = Vec::new();
    for view in [View::Read, View::Write] {
        let mut schemas = Schemas::new(&library, view);
        if view == View::Write {
            calls = request::calls(&manifest, &library, &mut schemas);
        }
        schemas::make(&mut schemas, view, &mut trials, &mut report)?;
        if view == View::Write {
            let mut validity = Validity::new(&schemas)?;
            (cases, report.not_carried) = request::fill(&library, &calls, &schemas, &mut validity);
        }
        views.push(schemas);
    }
    report.contradictions.sort();
    report.contradictions.dedup();
    let mut questions = trials.questions();
    let of_case = |case: &Case| Question {
        ty: trials.types.len() + case.call,
        instance: Json::Object(case.values.clone()).to_string(),
    };
    questions.extend(cases.iter().map(of_case));
    if questions.is_empty() {
        return Ok(report);
    }
    let folder = std::path::absolute(&arguments.workspace);
    let workspace = Workspace {
        folder: folder.map_err(|error| error.to_string())?,
        lock: arguments.lock.clone(),
    };
    let driver = Driver {
        package: manifest.package.clone(),
        krate: manifest.krate.clone(),
        types: trials.types.iter().map(|it| it.path.clone()).collect(),
        operations: calls.iter().map(|it| it.operation.clone()).collect(),
        features: features(&arguments.workspace, &manifest.package)?,
    };
    let folder = arguments.workspace.join("drivers").join(&manifest.package);
    let name = driver::write(&folder, &driver)?;
    let program = driver::build(&workspace, &manifest.package, &name)?;
    let answers = driver::run(&program, &questions)?;
    let (of_types, of_calls) = answers.split_at(trials.trials.len().min(answers.len()));
    schemas::judge(&views, &trials, of_types, &mut report)?;
    request::judge(&library, &calls, &cases, of_calls, &mut report);
    Ok(report)
}

/// What is asked of the client: all its resources, and the constructors of what it reads.
fn features(workspace: &Path, package: &str) -> Result<Vec<String>, String> {
    let path = workspace.join("crates").join(package).join("Cargo.toml");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let names = ["mock", "resources"].into_iter();
    let has = |name: &&str| {
        text.lines()
            .any(|line| line.starts_with(&format!("{name} = [")))
    };
    Ok(names.filter(has).map(str::to_owned).collect())
}
