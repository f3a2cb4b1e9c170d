//! Servers of real frameworks, and what the clients that are made from their own descriptions do with them.
//!
//! Each folder of `servers/` is a set-up: a server, written as a team would that uses the framework, and a program `calls.rs` that calls
//! all its operations. For each, the server is installed and started, asked for its description, and called by the client that comes of
//! it. Of a framework that cannot run here, the folder has a description and recorded answers instead of a server. The table of what came
//! of all is the output. It ends with 1 where an operation did not work, and with 2 where a set-up could not be tried. `cargo xtask
//! conformance` builds and runs it.

mod client;
mod command;
mod folder;
mod install;
mod recorded;
mod server;
mod setup;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use recorded::Recorded;
use setup::Setup;
use table::Row;

/// Calls the servers of real frameworks.
#[derive(Debug, Parser)]
struct Arguments {
    /// The program of `cargo xtask`, which makes the clients.
    #[arg(long)]
    xtask: PathBuf,
    /// Where everything is installed, generated and compiled.
    #[arg(long)]
    out: PathBuf,
    /// The names of set-ups; without them, all.
    setups: Vec<String>,
}

fn main() -> ExitCode {
    let mut arguments = Arguments::parse();
    // Programs are run in other folders.
    for path in [&mut arguments.xtask, &mut arguments.out] {
        *path = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
    }
    let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers");
    let setups = match setup::read(&servers, &arguments.setups) {
        Ok(setups) => setups,
        Err(error) => {
            tell(&format!("error: {error}"));
            return ExitCode::from(2);
        }
    };
    let mut rows = Vec::new();
    let mut ending = 0;
    for setup in &setups {
        tell(&format!("{}:", setup.name));
        match run(setup, &arguments) {
            Ok(row) => {
                ending = ending.max(u8::from(!row.is_whole));
                rows.push(row);
            }
            Err(error) => {
                tell(&format!("error: {error}"));
                ending = 2;
            }
        }
    }
    print(&table::markdown(&rows));
    ExitCode::from(ending)
}

/// What came of one set-up.
fn run(setup: &Setup, arguments: &Arguments) -> Result<Row, String> {
    let folder = arguments.out.join(&setup.folder_name);
    if Recorded::is_for(setup) {
        folder::make(&folder)?;
        let server = Recorded::start(setup)?;
        let description = Recorded::description(setup)?;
        return call(setup, arguments, &server.url(), &description);
    }
    let place = install::install(setup, &folder, &arguments.out)?;
    let mut server = server::Server::start(setup, &place)?;
    let description = folder.join("description.json");
    server.describe(&setup.description, &description)?;
    call(setup, arguments, &server.url(), &description)
}

/// Makes the client of a server that runs, and calls it.
fn call(
    setup: &Setup,
    arguments: &Arguments,
    server: &str,
    description: &Path,
) -> Result<Row, String> {
    let folder = arguments.out.join(&setup.folder_name);
    client::generate(setup, &arguments.xtask, &folder, description)?;
    let said = client::call(setup, &arguments.out, &folder, server, description)?;
    table::row(&setup.name, &said)
}

#[expect(
    clippy::print_stderr,
    reason = "progress of a program for the terminal"
)]
fn tell(line: &str) {
    eprintln!("{line}");
}

#[expect(clippy::print_stdout, reason = "the table is the output")]
fn print(text: &str) {
    print!("{text}");
}
