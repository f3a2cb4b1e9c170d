//! `cargo xtask bench`: what a client costs to compile and to run, against serde's derives.
//!
//! One synthetic API of 300 structs and 75 enums is written down three times below `target/bench`: as a description, as
//! the crate the generator makes of it (its data types and the part of the runtime they need), and as a crate of serde
//! derives with the same types. Then it measures:
//!
//! - compiling: the user CPU of `rustc` on each crate alone, its dependencies being there, without incremental
//!   compilation; the best of three. [`measure`] says how it is taken.
//! - reading and writing: the median time for two JSON documents through each crate, run by turns in one program; and the
//!   least time of many for documents of [every shape](shapes), with types that are declared by hand.
//! - calling: the CPU time of [`calls`] over loopback, against bare reqwest.
//! - generating: the user CPU of `cargo xtask codegen` on the description.
//!
//! With `--peers`, it is this generator and [others](peers) that are compared, on descriptions.
//!
//! Nothing is judged: a machine that is busy with other things must not fail a build.

mod calls;
mod crates;
mod documents;
mod measure;
mod model;
mod peers;
mod shapes;

use std::path::Path;

use openapi_engine::{Ending, output};

use crate::workspace;
use measure::{Bench, Speed};
use model::Model;
use peers::PeersArgs;

/// What is measured.
#[derive(Debug, clap::Args)]
pub(crate) struct BenchArgs {
    /// Only reading and writing, of documents of every shape.
    #[arg(long, conflicts_with = "peers")]
    shapes: bool,
    /// Other generators and this one, side by side; they are installed below `target/bench/peers`.
    #[arg(long)]
    peers: bool,
    /// How they are measured.
    #[command(flatten)]
    against: PeersArgs,
}

/// Measures, and prints tables in Markdown.
pub(crate) fn run(args: &BenchArgs) -> Result<Ending, String> {
    if args.peers {
        return peers::run(&args.against);
    }
    let root = workspace::root()?;
    let folder = root.join("target/bench");
    let model = Model::synthetic();
    crates::write(&model, &root, &folder)?;
    documents::write(&model, &folder)?;
    let bench = Bench::new(&folder)?;
    let mut table = if args.shapes {
        Vec::new()
    } else {
        compare(&bench)?
    };
    output::tell("measuring shapes");
    table.extend(shapes::measure(&bench)?);
    if !args.shapes {
        output::tell("measuring calls");
        table.push(String::new());
        table.extend(calls::measure()?);
    }
    output::say(&table.join("\n"));
    Ok(Ending::Done)
}

/// The table of what is compared with derives as a whole.
fn compare(bench: &Bench) -> Result<Vec<String>, String> {
    let mut table = vec![
        row(&["", "tables", "derives", "ratio"].map(str::to_owned)),
        "| --- | ---: | ---: | ---: |".to_owned(),
    ];
    for (what, command) in [
        ("`cargo check`, user CPU of rustc", "check"),
        ("`cargo build --release`, user CPU of rustc", "build"),
    ] {
        output::tell(&format!("measuring {what}"));
        let ours = bench.rustc(command, "tables")?;
        let derived = bench.rustc(command, "derives")?;
        table.push(compared(what, ours, derived, "s"));
    }
    output::tell("measuring reading and writing");
    for Speed {
        what,
        ours,
        derived,
    } in bench.speeds()?
    {
        table.push(compared(&what, ours, derived, "µs"));
    }
    let seconds = bench.generation()?;
    table.push(row(&[
        format!("generating, user CPU ({} build)", profile()),
        format!("{seconds:.2} s"),
        String::new(),
        String::new(),
    ]));
    table.push(String::new());
    Ok(table)
}

fn compared(what: &str, ours: f64, derived: f64, unit: &str) -> String {
    let digits = if unit == "s" { 2 } else { 0 };
    row(&[
        what.to_owned(),
        format!("{ours:.digits$} {unit}"),
        format!("{derived:.digits$} {unit}"),
        format!("{:.2}", ours / derived),
    ])
}

fn row(cells: &[String; 4]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// The build of this program, which is that of the generator.
fn profile() -> &'static str {
    if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    }
}

/// Writes a file, and the folders to it, if it does not hold that text already.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if std::fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| openapi_engine::write::cannot("write", path, &error))
}
