//! The part of the command line that is the same for every client.
//!
//! What differs is in tables: a [`Tool`] with a [`Command`] for each operation. A command line is parsed by what the tables say, the
//! call is made from its arguments, and the answer is printed as the server sent it.

// A run goes through the files in this order:
//   table     what a command line is made from
//   parser    tables become the parser of arguments
//   settings  the client: its server, its limits, its credentials
//   given, input   values of arguments, and where they are read from
//   call, body     the arguments of a command become a request
//   answer    the request is sent, and what comes is printed: at once, page by page, item by item, or as a file
//   json, columns, output   how it is printed
//   failure   what can go wrong, and the exit code

mod answer;
mod body;
mod call;
mod columns;
mod failure;
mod given;
mod input;
mod json;
mod output;
mod parser;
mod settings;
mod table;

use std::ffi::OsString;
use std::process::ExitCode;

use clap_complete::Shell;

pub use client::runtime::event_stream::Framing;
pub use client::runtime::{ClientBuilder, Next, Paging, Style, StyleKind};
pub use parser::parser;
pub use table::{Answer, Argument, Body, Command, Credential, Format, Group, Place, Tool, Value};

use failure::Failure;

/// Runs the command line of this process.
pub fn run(tool: &'static Tool) -> ExitCode {
    run_with(tool, std::env::args_os())
}

/// Runs a command line, of which the first argument is the name of the program. The exit code is one of those that the help lists.
pub fn run_with(tool: &'static Tool, arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Messages name the program as the help does, whatever its file is called.
    let arguments = arguments.into_iter().skip(1);
    let matches = match parser(tool).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            // Help is asked for, and goes to standard output; who reads it may have gone away.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() {
                failure::USAGE
            } else {
                0
            });
        }
    };
    if let Some(shell) = matches.get_one::<Shell>("completions") {
        let mut parser = parser(tool);
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut parser, tool.name, &mut script);
        return end(tool, output::write_all(&script));
    }
    let Some((command, arguments)) = chosen(tool.root, &matches) else {
        let mut parser = parser(tool);
        output::tell(&parser.render_help().to_string());
        return ExitCode::from(failure::USAGE);
    };
    end(tool, call(tool, command, arguments))
}

/// The command that is asked for, with its arguments.
fn chosen<'m>(
    group: &'static Group,
    matches: &'m clap::ArgMatches,
) -> Option<(&'static Command, &'m clap::ArgMatches)> {
    let (name, matches) = matches.subcommand()?;
    if let Some(command) = group.commands.iter().find(|it| it.name == name) {
        return Some((command, matches));
    }
    let group = group.groups.iter().find(|it| it.name == name)?;
    chosen(group, matches)
}

fn call(
    tool: &'static Tool,
    command: &'static Command,
    arguments: &clap::ArgMatches,
) -> Result<(), Failure> {
    if command.deprecated {
        output::tell(&format!("note: {} is deprecated", command.name));
    }
    let mut input = input::Input::default();
    let client = settings::client(tool, arguments, &mut input)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::File(format!("the program cannot wait for answers: {error}")))?;
    let request = call::Call::new(command, arguments, &mut input)?;
    runtime.block_on(answer::answer(&client, command, arguments, request))
}

fn end(tool: &Tool, result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.end(tool),
    }
}
