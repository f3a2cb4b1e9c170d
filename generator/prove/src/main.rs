//! `prove`: whether the client in a folder reads and writes what its description says. `cargo xtask prove` makes the client, and runs
//! this.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use openapi_prove::document::Library;
use openapi_prove::driver::{self, Dependency, Driver, Workspace};
use openapi_prove::manifest::Manifest;
use openapi_prove::plan::Plan;
use openapi_prove::report::{Length, Report};

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
    let plan = Plan::new(&library, &manifest)?;
    let questions = plan.questions(0);
    if questions.is_empty() {
        return plan.judge(&[]);
    }
    let folder = std::path::absolute(&arguments.workspace);
    let workspace = Workspace {
        folder: folder.map_err(|error| error.to_string())?,
        lock: arguments.lock.clone(),
    };
    let package = &manifest.package;
    let members = [format!("crates/{package}"), format!("drivers/{package}")];
    let driver = Driver {
        name: format!("{package}-driver"),
        dependencies: vec![Dependency {
            package: package.clone(),
            path: format!("../../crates/{package}"),
            features: prepare(&arguments.workspace, package)?,
        }],
        clients: vec![plan.client()],
    };
    driver::write(&workspace.folder.join("drivers").join(package), &driver)?;
    let program = driver::build(&workspace, &members, &driver.name)?;
    plan.judge(&driver::run(&program, &questions)?)
}

/// Takes the examples and tests out of the manifest of the client, which are written by hand and not here; returns what is asked of the
/// client: all its resources, and the constructors of what it reads.
fn prepare(workspace: &Path, package: &str) -> Result<Vec<String>, String> {
    let path = workspace.join("crates").join(package).join("Cargo.toml");
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(failed)?;
    let mut is_kept = true;
    let kept = text.lines().filter(|line| {
        if line.starts_with('[') {
            is_kept = !line.starts_with("[[");
        }
        is_kept
    });
    let kept = kept.collect::<Vec<_>>().join("\n");
    if kept.len() + 1 < text.len() {
        std::fs::write(&path, &kept).map_err(failed)?;
    }
    let names = ["mock", "resources"].into_iter();
    let has = |name: &&str| {
        kept.lines()
            .any(|line| line.starts_with(&format!("{name} = [")))
    };
    Ok(names.filter(has).map(str::to_owned).collect())
}
