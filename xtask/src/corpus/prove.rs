//! Whether each client reads and writes what its description says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::{Figures, figures, process};
use crate::output;
use crate::prove::Judge;
use crate::write::cannot;

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
pub(super) struct Made<'a> {
    pub(super) name: &'a str,
    pub(super) spec: &'a PathBuf,
    pub(super) package: &'a str,
}

/// Has the judge try all clients, one by one, as cargo itself uses all processors. What it says of each is kept in a file.
pub(super) fn prove(
    judge: &Judge,
    made: &[Made<'_>],
    limit: Duration,
) -> Result<BTreeMap<String, Proof>, String> {
    let mut proofs = BTreeMap::new();
    for (
        index,
        Made {
            name,
            spec,
            package,
        },
    ) in made.iter().enumerate()
    {
        output::step("proven", index, made.len());
        let mut command = judge.command(spec, package);
        command.arg("--verbose");
        let ended = process::run(&mut command, limit)?;
        let report = judge.manifest(package).with_extension("txt");
        fs::write(&report, &ended.out).map_err(|error| cannot("write", &report, &error))?;
        let last = ended.out.lines().last().unwrap_or_default();
        let proof = match ended.code {
            _ if ended.timed_out => Proof::TimedOut,
            Some(code @ (0 | 1)) => Proof::Tried {
                is_proven: code == 0,
                figures: figures(last),
            },
            _ => Proof::Failed(
                ended
                    .out
                    .lines()
                    .find(|it| it.contains("error"))
                    .unwrap_or(last)
                    .to_owned(),
            ),
        };
        proofs.insert((*name).to_owned(), proof);
    }
    Ok(proofs)
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
            Proof::Tried { figures, .. } => writeln!(lines, "  {name}: {}", listed(figures)),
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
        "\n{lines}{all} of {} clients proven wholly; {}",
        proofs.len(),
        listed(&sums)
    )
}

fn listed(figures: &Figures) -> String {
    let figures = figures
        .iter()
        .map(|(what, count)| format!("{count} {what}"));
    figures.collect::<Vec<_>>().join(", ")
}
