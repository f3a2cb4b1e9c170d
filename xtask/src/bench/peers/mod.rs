//! `cargo xtask bench --peers`: this generator beside others that make Rust clients, on the same descriptions in the same run.
//!
//! What is measured, for each description and each [`generator`]: generating; generating again, nothing having changed; `cargo check`,
//! a debug build and a release build of the client; the lines of Rust. The release build is that of the client and of a program with
//! [five calls](calls), whose size is taken as well. Times are user CPU, memory is the peak of the program itself: of the generator, and
//! of `rustc` on the client (and on the program), never of cargo or of dependencies. [`runner`] says how both are taken.
//!
//! Generators take turns in every round, so that a busy machine slows all of them. What cannot be installed, or fails on a description,
//! or takes more time or memory than it may, is a cell of the table with its cause, and no failure of the bench.

mod calls;
mod cause;
mod generator;
mod install;
mod project;
mod ratios;
mod runner;
mod sources;
mod steps;
mod table;

use std::path::{Path, PathBuf};

use openapi_engine::{Ending, output};

use crate::workspace;
use project::Project;
use runner::Runner;
use steps::Step;

/// The description without files of one's own.
const SHIPPED: &str = "spec/realtime-kit.yaml";

/// What is measured against the peers, and within which bounds.
#[derive(Debug, clap::Args)]
pub(crate) struct PeersArgs {
    /// Descriptions, in YAML or JSON; without them, that which comes with the workspace.
    #[arg(value_name = "FILE", requires = "peers")]
    files: Vec<PathBuf>,
    /// How often each thing is measured.
    #[arg(long, value_name = "N", requires = "peers", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    repeats: u32,
    /// The last thing that is measured.
    #[arg(long, value_name = "STEP", requires = "peers", value_enum, default_value_t = Step::Release)]
    until: Step,
    /// Only these, beside this one. May be given several times.
    #[arg(long = "peer", value_name = "NAME", requires = "peers", value_parser = generator::names())]
    only: Vec<String>,
    /// How much CPU one measurement may take.
    #[arg(
        long,
        value_name = "SECONDS",
        requires = "peers",
        default_value_t = 600
    )]
    seconds: u64,
    /// How much memory it may take.
    #[arg(long, value_name = "MB", requires = "peers", default_value_t = 10_000)]
    megabytes: u64,
}

/// Measures every description, and prints its tables as soon as they are there.
pub(super) fn run(args: &PeersArgs) -> Result<Ending, String> {
    let root = workspace::root()?;
    let folder = root.join("target/bench/peers");
    let runner = Runner::new(&folder, args.seconds, args.megabytes)?;
    let programs = install::all(&root, &folder, &args.only)?;
    let shipped = [root.join(SHIPPED)];
    let files: &[PathBuf] = match args.files.as_slice() {
        [] => &shipped,
        files => files,
    };
    for file in files {
        let file = std::path::absolute(file)
            .map_err(|error| openapi_engine::write::cannot("find", file, &error))?;
        let text = openapi_engine::read::text(&file)?;
        let name = name(&file);
        let at = folder.join("descriptions").join(&name);
        let projects = programs
            .iter()
            .map(|(generator, program)| Project::new(generator, program.clone(), &file, &at));
        let measured = steps::measure(
            &runner,
            &projects.collect::<Vec<_>>(),
            args.repeats,
            args.until,
        )?;
        output::say(&table::table(&name, text.len(), &measured));
    }
    runner.end();
    Ok(Ending::Done)
}

/// What a description is called: its file, without what it ends in.
fn name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or(file.as_os_str());
    stem.to_string_lossy().into_owned()
}
