//! Whether each client reads and writes what its description says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use openapi_engine::output;
use openapi_engine::write::cannot;

use super::{Figures, figures, process};
use crate::prove::Judge;

/// What came of the proof of a client.
pub(super) enum Proof {
    /// Everything was tried, and this was counted.
    Tried {
        /// Whether all is proven.
        is_proven: bool,
        /// What was counted.
        figures: Figures,
    },
    /// It could not be tried: why.
    Failed(String),
    /// It took longer than it may.
    TimedOut,
}

/// A description, and the package of its client.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) name: &'a str,
    pub(super) spec: &'a PathBuf,
    pub(super) package: &'a str,
}

/// How many clients one program tries, and how many bytes of source they have together: a larger one is tried by itself.
const CLIENTS: usize = 20;
const BYTES: u64 = 1_200_000;

/// Has the judge try all clients, the smallest first: several by one program, and one program at a time, as cargo itself uses all
/// processors. What it says of each is kept in a file beside its manifest.
pub(super) fn prove(
    judge: &Judge,
    made: &[Made<'_>],
    limit: Duration,
) -> Result<BTreeMap<String, Proof>, String> {
    let mut proofs = BTreeMap::new();
    let sized = made.iter().map(|it| {
        let sources = judge.client(it.package).join("src");
        Ok((size(&sources)?, *it))
    });
    let mut waiting = batches(sized.collect::<Result<_, String>>()?);
    waiting.reverse();
    while let Some(mut batch) = waiting.pop() {
        output::step("proven", proofs.len(), made.len());
        if let Some(found) = try_all(judge, &batch, limit)? {
            proofs.extend(found);
        } else {
            // One of them spoils it for the others.
            waiting.push(batch.split_off(batch.len() / 2));
            waiting.push(batch);
        }
    }
    output::step("proven", made.len(), made.len());
    Ok(proofs)
}

/// The clients, given with their sizes, that are tried by one program, the smallest first.
fn batches(mut sized: Vec<(u64, Made<'_>)>) -> Vec<Vec<Made<'_>>> {
    sized.sort_by_key(|(size, it)| (*size, it.name));
    let mut batches: Vec<Vec<Made<'_>>> = Vec::new();
    let mut room = 0;
    for (size, it) in sized {
        match batches.last_mut() {
            Some(batch) if size <= room && batch.len() < CLIENTS => {
                batch.push(it);
                room -= size;
            }
            _ => {
                batches.push(vec![it]);
                room = BYTES.saturating_sub(size);
            }
        }
    }
    batches
}

/// How many bytes of source there are below a folder, without those of the runtime, which is the same for all.
fn size(folder: &Path) -> Result<u64, String> {
    let failed = |error: &std::io::Error| cannot("read", folder, error);
    let mut bytes = 0;
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
        let about = entry.metadata().map_err(|error| failed(&error))?;
        bytes += match about.is_dir() {
            true if entry.file_name() == "runtime" => 0,
            true => size(&entry.path())?,
            false => about.len(),
        };
    }
    Ok(bytes)
}

/// Has one program try these clients; `None` where it cannot try all of them, and there are several.
fn try_all(
    judge: &Judge,
    batch: &[Made<'_>],
    limit: Duration,
) -> Result<Option<BTreeMap<String, Proof>>, String> {
    let report = |it: &Made<'_>| judge.manifest(it.package).with_extension("txt");
    for it in batch {
        let path = report(it);
        if path.exists() {
            fs::remove_file(&path).map_err(|error| cannot("remove", &path, &error))?;
        }
    }
    let clients = batch.iter().map(|it| (it.spec.as_path(), it.package));
    let mut command = judge.command(clients);
    command.args(["--verbose", "--reports"]);
    let count = u32::try_from(batch.len()).unwrap_or(u32::MAX);
    let ended = process::run(&mut command, limit.saturating_mul(count))?;
    let reports: Vec<Option<String>> = batch
        .iter()
        .map(|it| fs::read_to_string(report(it)).ok())
        .collect();
    if batch.len() > 1 && reports.iter().any(Option::is_none) {
        return Ok(None);
    }
    let proofs = batch.iter().zip(reports).map(|(it, report)| {
        let proof = match report {
            Some(report) => proof(&report),
            None if ended.timed_out => Proof::TimedOut,
            None => Proof::Failed(first_error(&ended.out)),
        };
        (it.name.to_owned(), proof)
    });
    Ok(Some(proofs.collect()))
}

/// What a report says in its last line.
fn proof(report: &str) -> Proof {
    if report.starts_with("error") {
        return Proof::Failed(first_error(report));
    }
    let figures = figures(report.lines().last().unwrap_or_default());
    let count = |what: &str| figures.get(what).copied().unwrap_or_default();
    let pairs = [
        ("instances", "proven"),
        ("later values", "kept"),
        ("requests", "read back"),
    ];
    Proof::Tried {
        is_proven: pairs.into_iter().all(|(all, of)| count(all) == count(of)),
        figures,
    }
}

fn first_error(said: &str) -> String {
    let mut lines = said.lines();
    let error = lines.clone().find(|it| it.contains("error"));
    error.or(lines.next()).unwrap_or_default().to_owned()
}

/// What came of all of them.
pub(super) fn table(proofs: &BTreeMap<String, Proof>) -> String {
    let mut sums = Figures::new();
    let (mut all, mut lines) = (0, String::new());
    // Writing to a text does not fail.
    for (name, proof) in proofs {
        let _ = match proof {
            Proof::Tried {
                is_proven: true, ..
            } => {
                all += 1;
                Ok(())
            }
            Proof::Tried { figures, .. } => {
                writeln!(lines, "  {} {name}: {}", share(figures), listed(figures))
            }
            Proof::Failed(why) => writeln!(lines, "  {name}: not tried: {why}"),
            Proof::TimedOut => writeln!(lines, "  {name}: took longer than it may"),
        };
        if let Proof::Tried { figures, .. } = proof {
            for (what, count) in figures {
                *sums.entry(what.clone()).or_default() += count;
            }
        }
    }
    format!(
        "\n{lines}{all} of {} clients proven wholly; {} of all: {}",
        proofs.len(),
        share(&sums),
        listed(&sums)
    )
}

/// The share that is proven, rounded down, so that only all is 100 %.
fn share(figures: &Figures) -> String {
    let sum = |names: [&str; 2]| {
        names
            .iter()
            .filter_map(|it| figures.get(*it))
            .sum::<usize>()
    };
    let (part, whole) = (sum(["proven", "read back"]), sum(["instances", "requests"]));
    let of = (part * 100_000).checked_div(whole).unwrap_or(100_000);
    format!("{}.{:03} %", of / 1000, of % 1000)
}

fn listed(figures: &Figures) -> String {
    let figures = figures
        .iter()
        .map(|(what, count)| format!("{count} {what}"));
    figures.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{BYTES, CLIENTS, Made, Proof, batches, proof, share};

    #[test]
    fn small_clients_are_tried_together_and_large_ones_alone() {
        let spec = PathBuf::new();
        let names: Vec<String> = (10..50).map(|it| it.to_string()).collect();
        let small = names.iter().map(|name| (100, name.as_str()));
        let large = [(BYTES * 2, "b"), (BYTES - 1, "a"), (BYTES / 2, "c")];
        let sized = large.into_iter().chain(small).map(|(size, name)| {
            let made = Made {
                name,
                spec: &spec,
                package: name,
            };
            (size, made)
        });
        let found = batches(sized.collect());
        let found: Vec<Vec<&str>> = found
            .iter()
            .map(|batch| batch.iter().map(|it| it.name).collect())
            .collect();
        assert_eq!((found[0].len(), found[1].len()), (CLIENTS, CLIENTS));
        assert_eq!(found[0][..2], ["10", "11"]);
        assert_eq!(found[2..], [["c"], ["a"], ["b"]]);
    }

    #[test]
    fn what_is_proven_is_read_from_the_last_line() {
        let line = |read_back: usize| {
            format!(
                "refused: …\n99.900 % proven: 2 types, 3 instances, 3 proven, 1 later values, 1 kept, 9 requests, {read_back} read back; 0 contradictions"
            )
        };
        let is_proven = |read_back| match proof(&line(read_back)) {
            Proof::Tried { is_proven, figures } => {
                assert_eq!(figures["instances"], 3);
                assert_eq!(
                    share(&figures),
                    if is_proven { "100.000 %" } else { "91.666 %" }
                );
                is_proven
            }
            Proof::Failed(_) | Proof::TimedOut => panic!("it was tried"),
        };
        assert!(is_proven(9) && !is_proven(8));
        assert!(matches!(proof("error: no"), Proof::Failed(why) if why == "error: no"));
    }
}
