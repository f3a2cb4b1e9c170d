//! What came of it all, as a table.

use std::time::Duration;

/// What came of one target.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) target: &'static str,
    pub(crate) executions: u64,
    pub(crate) time: Duration,
    pub(crate) corpus: u64,
    pub(crate) edges: u64,
    /// The time of the slowest input, in milliseconds.
    pub(crate) slowest: u64,
    pub(crate) finds: usize,
}

impl Row {
    pub(crate) fn new(target: &'static str) -> Self {
        Self {
            target,
            executions: 0,
            time: Duration::ZERO,
            corpus: 0,
            edges: 0,
            slowest: 0,
            finds: 0,
        }
    }

    /// Adds the numbers that a worker has said.
    pub(crate) fn add(&mut self, said: &str) {
        let mut numbers = said
            .split_whitespace()
            .map(|number| number.parse().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        self.executions += next();
        self.corpus = self.corpus.max(next());
        self.edges = self.edges.max(next());
        self.slowest = self.slowest.max(next());
    }
}

/// The rows as a table in Markdown, with their sum.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut lines = vec![
        "| target | executions | seconds | executions/s | corpus | edges | slowest | finds |"
            .to_owned(),
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |".to_owned(),
    ];
    lines.extend(rows.iter().map(|row| {
        let seconds = row.time.as_secs_f64();
        #[allow(clippy::cast_precision_loss, reason = "shown without a fraction")]
        let rate = row.executions as f64 / seconds.max(0.001);
        format!(
            "| `{}` | {} | {seconds:.0} | {rate:.0} | {} | {} | {} ms | {} |",
            row.target, row.executions, row.corpus, row.edges, row.slowest, row.finds
        )
    }));
    let executions: u64 = rows.iter().map(|row| row.executions).sum();
    let seconds: f64 = rows.iter().map(|row| row.time.as_secs_f64()).sum();
    let finds: usize = rows.iter().map(|row| row.finds).sum();
    lines.push(format!(
        "| all | {executions} | {seconds:.0} | | | | | {finds} |"
    ));
    lines.join("\n")
}
