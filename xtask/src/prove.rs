//! `cargo xtask prove`: whether a client reads and writes what its description says.
//!
//! The judge is a program of its own, `openapi-client-prove`, that shares nothing with the generator but the manifest of the client.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use openapi_engine::{Ending, write};

use crate::{ProveArgs, cargo, workspace};

/// The judge, and the folder that clients and the programs which try them lie in.
pub(crate) struct Judge {
    program: PathBuf,
    folder: PathBuf,
    /// The lock file whose versions are used.
    lock: PathBuf,
}

impl Judge {
    /// Builds the judge, optimized if this program is.
    pub(crate) fn build(folder: PathBuf) -> Result<Self, String> {
        // Cargo may have been told of another target folder.
        let this = std::env::current_exe().ok();
        let target = this.as_deref().and_then(Path::parent);
        let is_release = target.is_some_and(|it| it.ends_with("release"));
        let status = cargo::command()?
            .args(["build", "--quiet", "--locked"])
            .args(["--package", "openapi-client-prove"])
            .args(is_release.then_some("--release"))
            .status()
            .map_err(|error| format!("cannot run cargo: {error}"))?;
        if !status.success() {
            return Err(format!("cannot build the judge: {status}"));
        }
        let manifests = folder.join("manifests");
        fs::create_dir_all(&manifests)
            .map_err(|error| write::cannot("make", &manifests, &error))?;
        let program = target.map(Path::to_path_buf);
        let root = workspace::root()?;
        let program = program.unwrap_or_else(|| root.join("target/debug"));
        let program = program.join(format!("prove{}", std::env::consts::EXE_SUFFIX));
        let lock = root.join("Cargo.lock");
        Ok(Self {
            program,
            folder,
            lock,
        })
    }

    /// Where the client of this package is generated.
    pub(crate) fn client(&self, package: &str) -> PathBuf {
        self.folder.join("crates").join(package)
    }

    /// Where its manifest is written.
    pub(crate) fn manifest(&self, package: &str) -> PathBuf {
        self.folder
            .join("manifests")
            .join(format!("{package}.json"))
    }

    /// What tries clients that were generated, given with their packages, by one program.
    pub(crate) fn command<'a>(
        &self,
        clients: impl IntoIterator<Item = (&'a Path, &'a str)>,
    ) -> Command {
        let mut command = Command::new(&self.program);
        for (spec, package) in clients {
            command.arg(spec);
            command.arg("--manifest").arg(self.manifest(package));
        }
        command.arg("--workspace").arg(&self.folder);
        command.arg("--lock").arg(&self.lock);
        command.env("CARGO", cargo::program());
        command
    }
}

/// Generates the client, and has the judge try it.
pub(crate) fn run(args: &ProveArgs) -> Result<Ending, String> {
    let judge = Judge::build(workspace::root()?.join("target/prove"))?;
    let package = args.name.clone().unwrap_or_else(|| package(&args.spec));
    let this =
        std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let mut generate = Command::new(this);
    generate
        .args([
            "codegen",
            "--no-cache",
            "--force",
            "--name",
            &package,
            "--spec",
        ])
        .arg(&args.spec);
    generate.arg("--out").arg(judge.client(&package));
    generate.arg("--manifest").arg(judge.manifest(&package));
    for code in &args.accepted {
        generate.args(["--allow", code]);
    }
    let generated = generate
        .status()
        .map_err(|error| format!("cannot generate: {error}"))?;
    if !generated.success() {
        return Ok(Ending::Failed);
    }
    let mut command = judge.command([(args.spec.as_path(), package.as_str())]);
    if args.verbose {
        command.arg("--verbose");
    }
    let status = command
        .status()
        .map_err(|error| format!("cannot run the judge: {error}"))?;
    Ok(match status.code() {
        Some(0) => Ending::Done,
        Some(1) => Ending::Stale,
        _ => Ending::Failed,
    })
}

/// A package named after the file and its folder.
fn package(spec: &Path) -> String {
    let folder = spec.parent().and_then(Path::file_name).unwrap_or_default();
    let name = spec.file_stem().unwrap_or_default();
    package_of(&format!(
        "{}-{}",
        folder.to_string_lossy(),
        name.to_string_lossy()
    ))
}

/// How much of a path is in the name of a package, which has at most 64 letters.
const KEPT: usize = 48;

/// A package named after the last part of a path. No crate that a client depends on ends so, and none begins with a digit.
pub(crate) fn package_of(path: &str) -> String {
    let path = path.to_ascii_lowercase();
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let words = words.join("-");
    let kept = words.get(words.len().saturating_sub(KEPT)..);
    format!("of-{}-client", kept.unwrap_or_default().trim_matches('-'))
}
