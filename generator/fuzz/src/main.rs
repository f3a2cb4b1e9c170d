//! `cargo xtask fuzz`: feeds the targets.
//!
//! A process for each target runs its inputs, for an input may end more than a thread: it may overflow the stack, take all
//! memory, or never end. Inputs are made from those in `seeds` and from those that did something new. Which random numbers
//! make them is told by the seed; what is found is kept as a file, which can be run by itself.

mod driver;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Parser;
use openapi_fuzz::{Target, target, targets};

/// Feeds hostile input to the generator and to what its clients do at run time.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask fuzz", bin_name = "cargo xtask fuzz")]
struct Args {
    /// The part of the project; without one, all of them.
    target: Option<String>,
    /// For how many seconds each is fed; without it, 60, or as long as `--runs` takes.
    #[arg(long, value_name = "SECONDS")]
    time: Option<u64>,
    /// How many inputs each is fed beside its seeds. They are the same on every machine for the same `--seed`, as chance decides which are
    /// changed further, and not what they do.
    #[arg(long, value_name = "NUMBER")]
    runs: Option<u64>,
    /// What the random numbers start from; without one, the time of day.
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// How many processes run at a time.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    jobs: usize,
    /// After how many finds a target is left.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    finds: usize,
    /// Runs the input in this file, and nothing else.
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Runs the inputs of the target in this process.
    #[arg(long, hide = true, requires = "current")]
    work: bool,
    /// The file for the input at hand.
    #[arg(long, hide = true)]
    current: Option<PathBuf>,
}

/// When enough inputs have been fed: after the first of these that there is.
#[derive(Clone, Copy, Debug)]
struct Limit {
    /// In seconds.
    time: Option<u64>,
    runs: Option<u64>,
}

/// What a worker is asked for.
#[derive(Debug)]
struct Work {
    current: PathBuf,
    limit: Limit,
    seed: u64,
    /// How many finds are enough.
    finds: usize,
}

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { 64 } else { 0 };
            // There is nobody left to tell if even this cannot be printed.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match run(args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            driver::tell(&format!("error: {message}"));
            ExitCode::from(2)
        }
    }
}

/// Whether there was nothing to find.
fn run(args: Args) -> Result<bool, String> {
    let one = args.target.as_deref().map(known).transpose()?;
    let seed = args.seed.unwrap_or_else(time_of_day);
    let limit = Limit {
        time: args.time.or(args.runs.is_none().then_some(60)),
        runs: args.runs,
    };
    if let (Some(target), Some(current)) = (one, args.current) {
        let work = Work {
            current,
            limit,
            seed,
            finds: args.finds,
        };
        return driver::work(target, &work).map(|()| true);
    }
    if let Some(file) = args.input {
        let target = one.ok_or("--input needs the name of a target")?;
        let input = std::fs::read(&file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let fault = driver::replay(target, &input);
        if let Some(fault) = &fault {
            driver::say(&format!("{}\n{}", fault.kind, fault.message));
        }
        return Ok(fault.is_none());
    }
    let campaign = driver::Campaign {
        targets: one.map_or_else(|| targets::ALL.iter().collect(), |target| vec![target]),
        limit,
        seed,
        jobs: args.jobs.max(1),
        finds: args.finds,
        folder: PathBuf::from("target/fuzz"),
    };
    driver::tell(&format!("seed {seed}"));
    let rows = campaign.run()?;
    driver::say(&driver::table(&rows));
    Ok(rows.iter().all(|row| row.finds == 0))
}

fn known(name: &str) -> Result<&'static Target, String> {
    let names: Vec<&str> = targets::ALL.iter().map(|target| target.name).collect();
    target(name).ok_or_else(|| format!("there is no target {name}, but: {}", names.join(", ")))
}

fn time_of_day() -> u64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::from(now.subsec_nanos())
}
