//! `prove`: whether clients in a folder read and write what their descriptions say. `cargo xtask prove` makes the clients, and runs
//! this.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use openapi_prove::batch::{self, Subject};
use openapi_prove::driver::Workspace;
use openapi_prove::report::{Length, Report};

/// Proves clients.
#[derive(Debug, Parser)]
#[command(name = "prove")]
struct Arguments {
    /// The descriptions.
    #[arg(required = true)]
    descriptions: Vec<PathBuf>,
    /// What `--manifest` of the generator wrote: as often as there are descriptions.
    #[arg(long = "manifest", required = true)]
    manifests: Vec<PathBuf>,
    /// The folder that the clients are in, below `crates`.
    #[arg(long)]
    workspace: PathBuf,
    /// The lock file whose versions are used.
    #[arg(long)]
    lock: PathBuf,
    /// Shows all failures.
    #[arg(long)]
    verbose: bool,
    /// Writes each report beside the manifest, with the ending `txt`, and prints none.
    #[arg(long)]
    reports: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match prove(&arguments) {
        Ok(code) => ExitCode::from(code),
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

/// 0 where all is proven, 1 where something is not, 2 where something cannot be judged.
fn prove(arguments: &Arguments) -> Result<u8, String> {
    let pairs = arguments.descriptions.iter().zip(&arguments.manifests);
    let subjects = pairs.map(|(description, manifest)| Subject {
        description: description.clone(),
        manifest: manifest.clone(),
    });
    let folder = std::path::absolute(&arguments.workspace);
    let workspace = Workspace {
        folder: folder.map_err(|error| error.to_string())?,
        lock: arguments.lock.clone(),
    };
    let reports = batch::prove(&subjects.collect::<Vec<_>>(), &workspace)?;
    let mut worst = 0;
    for (report, manifest) in reports.iter().zip(&arguments.manifests) {
        let (code, text) = shown(arguments, report);
        worst = worst.max(code);
        if arguments.reports {
            let path = manifest.with_extension("txt");
            std::fs::write(&path, text)
                .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        } else {
            say(&text);
        }
    }
    Ok(worst)
}

fn shown(arguments: &Arguments, report: &Result<Report, String>) -> (u8, String) {
    let length = if arguments.verbose {
        Length::Full
    } else {
        Length::Bounded
    };
    match report {
        Ok(report) => (u8::from(!report.is_proven()), report.text(length)),
        Err(error) => (2, format!("error: {error}")),
    }
}
