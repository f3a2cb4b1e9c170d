//! A client under load, against a server that fails on purpose.
//!
//! `load [CALLS [IN_FLIGHT [SEED]]]` starts itself a second time as the server, makes all calls over one client, compares
//! what came of each with what had to come of it on both sides, and prints a table. It ends with 1 where a promise is
//! broken, and with 2 where it cannot run. `cargo xtask load` builds and runs it.

mod calls;
mod plan;
mod report;
mod sample;
mod server;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Instant;

use openapi_runtime::runtime::ClientBuilder;

use plan::Plan;
use report::Report;

/// The path that the server answers with its account on, and the headers it has numbers in.
const TALLY: &str = "/tally";
const ACCEPTED: &str = "x-accepted";
const MOST_OPEN: &str = "x-most-open";
const UNKNOWN: &str = "x-unknown";
const EARLY: &str = "x-early";

/// The word by which the program starts itself as the server.
const SERVE: &str = "serve";

/// What is to be run.
#[derive(Clone, Copy, Debug)]
struct Settings {
    calls: usize,
    in_flight: usize,
    plan: Plan,
}

impl Settings {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut number = |default: u64| match arguments.next() {
            Some(text) => text.parse().ok(),
            None => Some(default),
        };
        let size = |number: u64| usize::try_from(number).ok().filter(|number| *number > 0);
        let settings = Self {
            calls: size(number(1_000_000)?)?,
            in_flight: size(number(50)?)?,
            plan: Plan { seed: number(1)? },
        };
        arguments.next().is_none().then_some(settings)
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    let serves = arguments.next_if(|word| word == SERVE).is_some();
    let result = match Settings::read(arguments) {
        None => Err(format!("usage: load [{SERVE}] [CALLS [IN_FLIGHT [SEED]]]")),
        Some(settings) if serves => {
            run(server::serve(settings.plan, settings.calls)).map(|()| true)
        }
        Some(settings) => load(settings),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            // There is nobody left to tell if even this cannot be printed.
            let _ = writeln!(std::io::stderr(), "error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Runs `work` to its end.
fn run<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("there is no runtime: {error}"))?;
    runtime.block_on(work)
}

/// Makes the calls, and tells what came of them. `false` where a promise is broken.
fn load(settings: Settings) -> Result<bool, String> {
    let server = Server::start(settings)?;
    let report = run(async {
        let client = ClientBuilder::new(Some(&server.url))
            .build()
            .map_err(|error| error.to_string())?;
        let start = Instant::now();
        let Settings {
            calls,
            in_flight,
            plan,
        } = settings;
        let (ends, samples) = calls::make(&client, plan, calls, in_flight).await?;
        let time = start.elapsed();
        let tally = calls::tally(&client).await?;
        Report::new(settings, time, &ends, samples, &tally)
    })?;
    say(&report.table());
    say("");
    let promises = report.promises();
    for (kept, promise) in &promises {
        let word = if *kept { "kept  " } else { "BROKEN" };
        say(&format!("{word} {promise}"));
    }
    Ok(promises.iter().all(|(kept, _)| *kept))
}

fn say(line: &str) {
    // A reader that has gone away has seen enough.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// The server's process, which ends with this value.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(settings: Settings) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("the server cannot be started: {error}");
        let Settings { calls, plan, .. } = settings;
        let numbers = [calls.to_string(), "1".to_owned(), plan.seed.to_string()];
        let process = Command::new(std::env::current_exe().map_err(failed)?)
            .arg(SERVE)
            .args(numbers)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let mut server = Self {
            process,
            url: String::new(),
        };
        let mut address = String::new();
        if let Some(output) = server.process.stdout.take() {
            BufReader::new(output)
                .read_line(&mut address)
                .map_err(failed)?;
        }
        server.url = format!("http://{}", address.trim());
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
