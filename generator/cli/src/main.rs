//! `openapi-client`: makes Rust client crates from `OpenAPI` descriptions.
//!
//! Its commands are those of every door to the engine; what a program on the path needs besides is here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use openapi_engine::{Ending, Error, cli, write};

/// What the program is called.
const NAME: &str = "openapi-client";

/// Makes Rust client crates from `OpenAPI` descriptions.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one, and not for long")]
enum Command {
    /// What every door to the engine has.
    #[command(flatten)]
    Common(cli::Command),
    /// Prints the completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Writes the man pages of the program and of its commands.
    Man {
        /// The folder they go to.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    cli::run::<Cli>(NAME, |it| match it.command {
        Command::Common(command) => command.run(NAME),
        Command::Completions { shell } => Ok(completions(shell)),
        Command::Man { folder } => man(&folder),
    })
}

/// The program with all of its commands, as the help shows it.
fn program() -> clap::Command {
    cli::named(Cli::command(), NAME)
}

fn completions(shell: Shell) -> Ending {
    clap_complete::generate(shell, &mut program(), NAME, &mut io::stdout());
    Ending::Done
}

fn man(folder: &Path) -> Result<Ending, Error> {
    let failed = |error| Error::from(write::cannot("write", folder, &error));
    fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(program(), folder).map_err(failed)?;
    Ok(Ending::Done)
}
