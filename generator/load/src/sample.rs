//! What the client's process holds while it runs. Linux only: elsewhere there is nothing to read.

use std::time::Duration;

/// Memory and connections, now and then.
#[derive(Debug)]
pub(crate) struct Samples {
    calls: usize,
    taken: Vec<Sample>,
}

#[derive(Clone, Copy, Debug)]
struct Sample {
    /// How many calls have ended.
    ended: usize,
    kib: usize,
    sockets: usize,
}

/// The least and the most of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) least: usize,
    pub(crate) most: usize,
}

impl Samples {
    pub(crate) const INTERVAL: Duration = Duration::from_millis(200);

    /// Room for all that there will be, so that samples are no growth themselves.
    pub(crate) fn new(calls: usize) -> Self {
        Self {
            calls,
            taken: Vec::with_capacity(100_000),
        }
    }

    pub(crate) fn take(&mut self, ended: usize) {
        if let (Some(kib), Some(sockets)) = (resident_kib(), open_sockets())
            && self.taken.len() < self.taken.capacity()
        {
            self.taken.push(Sample {
                ended,
                kib,
                sockets,
            });
        }
    }

    /// Resident memory in KiB while the calls between these parts of all, in tenths, were made.
    pub(crate) fn memory(&self, from: usize, to: usize) -> Option<Range> {
        range(self.between(from, to).map(|sample| sample.kib))
    }

    /// Open sockets in the same span.
    pub(crate) fn sockets(&self, from: usize, to: usize) -> Option<Range> {
        range(self.between(from, to).map(|sample| sample.sockets))
    }

    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = &Sample> {
        let at = |tenth: usize| self.calls / 10 * tenth;
        let (from, to) = (at(from), at(to));
        let taken = self.taken.iter();
        taken.filter(move |sample| (from..=to).contains(&sample.ended))
    }
}

fn range(values: impl Iterator<Item = usize>) -> Option<Range> {
    values.fold(None, |range, value| {
        let range = range.unwrap_or(Range {
            least: value,
            most: value,
        });
        Some(Range {
            least: range.least.min(value),
            most: range.most.max(value),
        })
    })
}

fn resident_kib() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim_end().parse().ok()
}

fn open_sockets() -> Option<usize> {
    let open = std::fs::read_dir("/proc/self/fd").ok()?;
    let links = open.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
    Some(
        links
            .filter(|link| link.to_string_lossy().starts_with("socket:"))
            .count(),
    )
}
