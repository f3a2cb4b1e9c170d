//! The commands of the workspace: `cargo xtask codegen`, `cargo xtask runtime`, `cargo xtask lint`, `cargo xtask diff`, `cargo xtask explain`,
//! `cargo xtask corpus`, `cargo xtask conformance`, `cargo xtask bench`, `cargo xtask prove`, `cargo xtask load`, `cargo xtask fuzz`.
//!
//! What users of the generator need as well is in `openapi-client-engine`; here is the rest, and where things are in this workspace.

mod bench;
mod cargo;
mod conformance;
mod corpus;
mod fuzz;
mod load;
mod prove;
mod workspace;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use openapi_engine::{Ending, cli};

/// How these commands are called.
const NAME: &str = "cargo xtask";

/// Makes Rust clients from `OpenAPI` descriptions.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What users of the generator have as well.
    #[command(flatten)]
    Common(cli::Command),
    /// Generates every description in a folder, and prints a table of what came of it.
    Corpus(CorpusArgs),
    /// Has a proxy of other makers judge every call of the client and a browser the pages, and calls the servers of real frameworks by clients made from their
    /// own descriptions. Needs Node.js with npm, and Python.
    Conformance {
        /// `prism`, `pages`, `browser`, or the names of folders in `generator/conformance/servers`; without them, all.
        setups: Vec<String>,
    },
    /// Measures what a client costs to compile and to run, and prints a table.
    Bench(bench::BenchArgs),
    /// Has the client of a description read and write values of all its schemas, and shows what did not come back as it was.
    Prove(ProveArgs),
    /// Makes calls over one client against a server that fails on purpose, and prints a table of what came of them.
    Load(LoadArgs),
    /// Feeds hostile input to the generator and to what its clients do at run time.
    #[command(disable_help_flag = true)]
    Fuzz {
        /// As `--help` shows them.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
}

/// What is refused is a finding; what panics, takes too long or does not compile is a failure.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
struct CorpusArgs {
    /// The folder; descriptions are looked for in all folders below it.
    folder: PathBuf,
    /// Compiles every crate, and counts errors and warnings.
    #[arg(long)]
    check: bool,
    /// Has rustfmt, clippy and rustdoc look at every crate, and counts what they find.
    #[arg(long)]
    lint: bool,
    /// Counts names that are long, repeat others, or say nothing.
    #[arg(long)]
    names: bool,
    /// Has every client read and write values of all its schemas, and counts what did not come back as it was.
    #[arg(long)]
    prove: bool,
    /// The folder of the crates; without it, `target/corpus`.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How long a description may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    seconds: u64,
}

/// What is proven is written by programs that do not know the generator.
#[derive(Debug, clap::Args)]
struct ProveArgs {
    /// The description, in YAML or JSON.
    spec: PathBuf,
    /// The name of the package, and of its folders below `target/prove`.
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
    /// Accepts what has this code, as for `codegen`. May be given several times.
    #[arg(long = "allow", value_name = "CODE")]
    accepted: Vec<String>,
    /// Shows every failure, and not only the first places of each kind.
    #[arg(long)]
    verbose: bool,
}

/// One call in a hundred meets a reset, one a body that breaks off, one status 429.
#[derive(Debug, clap::Args)]
struct LoadArgs {
    /// How many calls are made.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u64).range(1..))]
    calls: u64,
    /// How many of them at a time.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..))]
    in_flight: u64,
    /// What decides which calls meet a fault.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    if let Some(code) = fuzz::compile() {
        return code;
    }
    cli::run::<Cli>(NAME, |it| Ok(run(it.command)?))
}

fn run(command: Command) -> Result<Ending, String> {
    match command {
        Command::Common(mut command) => {
            workspace::add_config(&mut command)?;
            Ok(command.run(NAME)?)
        }
        Command::Corpus(args) => corpus::run(&args),
        Command::Conformance { setups } => conformance::run(&setups),
        Command::Bench(args) => bench::run(&args),
        Command::Prove(args) => prove::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Fuzz { arguments } => fuzz::run(&arguments),
    }
}
