//! The commands that everybody has: of the program that is installed, and of any `xtask`.
//!
//! The `xtask` of a workspace is these few lines:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     openapi_engine::cli::main("cargo xtask")
//! }
//! ```

pub mod args;
mod codegen;
mod diff;
mod explain;
mod init;
mod lint;
mod reporter;
mod runtime;
mod select;
mod suggest;
mod watch;

pub use reporter::Format;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use openapi_generator::config::SCHEMA;

use crate::error::Error;
use crate::{Ending, output};
use args::{CodegenArgs, DiffArgs, ExplainArgs, InitArgs, LintArgs, RuntimeArgs};

/// Makes Rust clients from `OpenAPI` descriptions.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes a `codegen.toml` with what a description suggests, and says what comes next.
    Init(InitArgs),
    /// Writes the client crate for a description, or all clients of the nearest `codegen.toml`.
    Codegen(CodegenArgs),
    /// Writes the crate of a runtime that several clients share by `[runtime]` in their `codegen.toml`.
    Runtime(RuntimeArgs),
    /// Shows what is wrong with a description, and writes nothing.
    Lint(LintArgs),
    /// Tells what changed between two descriptions, and which version the client needs.
    Diff(DiffArgs),
    /// Tells why something in a client is as it is and where it comes from, or what a diagnostic means.
    Explain(ExplainArgs),
    /// Prints the JSON schema of `codegen.toml`, by which editors complete and check it.
    Schema,
}

/// What exit codes mean, for the end of the help.
const EXIT_CODES: &str = "Exit codes: 0 done; 1 out of date, or warnings that were denied; 2 the description cannot be used, or a \
                              file cannot be read or written; 64 the command line is wrong";

impl Command {
    /// Does it, for a program that is called by `name`.
    ///
    /// # Errors
    ///
    /// A file cannot be read or written, or a configuration is wrong.
    pub fn run(&self, name: &str) -> Result<Ending, Error> {
        match self {
            Self::Init(args) => init::run(args, name),
            Self::Codegen(args) => codegen::run(args),
            Self::Runtime(args) => runtime::run(args),
            Self::Lint(args) => Ok(lint::run(args)),
            Self::Diff(args) => diff::run(args),
            Self::Explain(args) => explain::run(args),
            Self::Schema => {
                output::print(SCHEMA);
                Ok(Ending::Done)
            }
        }
    }
}

/// A program of these commands, which is called by `name`.
pub fn main(name: &'static str) -> ExitCode {
    run::<Cli>(name, |cli| cli.command.run(name))
}

/// A program of commands of its own, which is called by `name`: reads the command line, does `work`, and says how it ended.
pub fn run<T: CommandFactory + FromArgMatches>(
    name: &'static str,
    work: impl FnOnce(T) -> Result<Ending, Error>,
) -> ExitCode {
    let command = T::command()
        .name(name)
        .bin_name(name)
        .after_help(EXIT_CODES);
    let parsed = command
        .try_get_matches()
        .and_then(|it| T::from_arg_matches(&it));
    let ending = match parsed.map(work) {
        Ok(Ok(ending)) => ending,
        Ok(Err(error)) => {
            output::fail(&error);
            Ending::Failed
        }
        Err(error) => {
            // There is nobody left to tell if even this cannot be printed.
            let _ = error.print();
            if error.use_stderr() {
                Ending::Usage
            } else {
                Ending::Done
            }
        }
    };
    ExitCode::from(ending as u8)
}

/// A command line as it is shown: called by `name`, and with what the exit codes mean.
pub fn named(command: clap::Command, name: &'static str) -> clap::Command {
    command.name(name).bin_name(name).after_help(EXIT_CODES)
}
