//! What was seen, as a table, and what was promised.

use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use bytes::Bytes;
use openapi_runtime::runtime::Response;

use crate::calls::Ends;
use crate::plan::{Kind, Plan};
use crate::sample::{Range, Samples};
use crate::{ACCEPTED, EARLY, MOST_OPEN, Settings, UNKNOWN};

/// How much more memory the client may hold at the end than at the beginning, in KiB: what an allocator keeps back varies.
const SLACK_KIB: usize = 4096;

/// What a run has brought about.
#[derive(Debug)]
pub(crate) struct Report {
    settings: Settings,
    time: Duration,
    ends: [[usize; 3]; 3],
    wrong: usize,
    server: [Seen; 3],
    accepted: usize,
    most_open: usize,
    unknown: usize,
    early: usize,
    samples: Samples,
}

/// What the server has seen of the calls of one kind.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    calls: usize,
    requests: usize,
    /// Calls with fewer requests than planned, or that were acted upon fewer times.
    lost: usize,
    /// Calls with more requests than planned, or that were acted upon more times.
    surplus: usize,
    executions: usize,
    /// Calls that were acted upon more than once.
    repeated: usize,
}

impl Report {
    pub(crate) fn new(
        settings: Settings,
        time: Duration,
        ends: &Ends,
        samples: Samples,
        tally: &Response<Bytes>,
    ) -> Result<Self, String> {
        let number = |name: &str| {
            let number = tally.header(name).and_then(|it| it.parse().ok());
            number.ok_or_else(|| format!("the server does not say {name}"))
        };
        Ok(Self {
            settings,
            time,
            ends: ends
                .counts
                .each_ref()
                .map(|of| of.each_ref().map(|count| count.load(Relaxed))),
            wrong: ends.wrong.load(Relaxed),
            server: seen(settings.plan, tally.body()),
            accepted: number(ACCEPTED)?,
            most_open: number(MOST_OPEN)?,
            unknown: number(UNKNOWN)?,
            early: number(EARLY)?,
            samples,
        })
    }

    /// The table, in Markdown.
    pub(crate) fn table(&self) -> String {
        let Settings {
            calls,
            in_flight,
            plan,
        } = self.settings;
        let seconds = self.time.as_secs();
        let mut lines = vec![
            format!(
                "{calls} calls, {in_flight} in flight, seed {}: {seconds} s",
                plan.seed
            ),
            String::new(),
            row("", &Kind::ALL.map(|kind| kind.name().to_owned())),
            "| --- | ---: | ---: | ---: |".to_owned(),
        ];
        let by_kind = |what: &str, of: fn(&Seen) -> usize| {
            row(
                what,
                &self.server.each_ref().map(|seen| of(seen).to_string()),
            )
        };
        let ended = |what: &str, end: usize| {
            let count = |of: &[usize; 3]| of.get(end).copied().unwrap_or(0).to_string();
            row(what, &self.ends.each_ref().map(count))
        };
        lines.extend([
            by_kind("calls", |seen| seen.calls),
            ended("answered", 0),
            ended("ended with a broken connection", 1),
            ended("ended with 429", 2),
            by_kind("requests that reached the server", |seen| seen.requests),
            by_kind("acted upon", |seen| seen.executions),
            by_kind("calls acted upon more than once", |seen| seen.repeated),
            by_kind("calls with something lost", |seen| seen.lost),
            by_kind("calls with something too much", |seen| seen.surplus),
        ]);
        lines.join("\n")
    }

    /// What was promised, with what came of it, and whether it was kept.
    pub(crate) fn promises(&self) -> Vec<(bool, String)> {
        let Settings {
            calls, in_flight, ..
        } = self.settings;
        let sum = |of: fn(&Seen) -> usize| self.server.iter().map(of).sum::<usize>();
        let none = |count: usize, what: &str| (count == 0, format!("{what}: {count}"));
        let [.., create] = &self.server;
        let ended: usize = self.ends.iter().flatten().sum();
        // A call that finds no connection begins one, and takes what is there first: that, or one that another call has
        // finished with. So there are more than calls, but none is begun while one is idle.
        let most = 3 * in_flight;
        let accepted = most + self.broken_connections();
        let mut promises = vec![
            none(
                calls - ended.min(calls),
                "calls that ended in no planned way",
            ),
            none(self.wrong, "calls that ended otherwise than planned"),
            none(sum(|seen| seen.lost), "calls with something lost"),
            none(sum(|seen| seen.surplus), "calls with something too much"),
            none(create.repeated, "POSTs acted upon more than once"),
            none(self.unknown, "requests of no call"),
            none(self.early, "requests before the end of a Retry-After"),
            bound(self.accepted, accepted, "connections accepted"),
            bound(self.most_open, most, "connections open at once"),
        ];
        let (early, late) = (self.samples.memory(1, 2), self.samples.memory(5, 10));
        if let (Some(early), Some(late)) = (early, late) {
            let most = early.most + SLACK_KIB;
            let Range { least, .. } = early;
            let what = format!(
                "KiB of memory in the second half, after {least} to {}",
                early.most
            );
            promises.push(bound(late.most, most, &what));
        }
        if let Some(sockets) = self.samples.sockets(1, 10) {
            promises.push(bound(sockets.most, most, "sockets the client held at once"));
        }
        promises
    }

    /// How many connections the plan has broken off.
    fn broken_connections(&self) -> usize {
        use crate::plan::Fault;
        let Settings { calls, plan, .. } = self.settings;
        let faults = (0..calls).flat_map(|call| {
            let arrivals = plan.expected(call).arrivals;
            (0..arrivals).filter_map(move |earlier| plan.fault(call, earlier))
        });
        faults
            .filter(|fault| !matches!(fault, Fault::TooMany(_)))
            .count()
    }
}

fn bound(count: usize, most: usize, what: &str) -> (bool, String) {
    (count <= most, format!("{what}: {count}, at most {most}"))
}

fn row(what: &str, cells: &[String; 3]) -> String {
    format!("| {what} | {} |", cells.join(" | "))
}

/// What the server has seen, compared with the plan call by call.
fn seen(plan: Plan, tally: &[u8]) -> [Seen; 3] {
    let mut all = [Seen::default(); 3];
    for (call, counts) in tally.chunks_exact(2).enumerate() {
        let (Some(seen), &[arrivals, executions]) = (all.get_mut(Kind::of(call) as usize), counts)
        else {
            continue;
        };
        let expected = plan.expected(call);
        seen.calls += 1;
        seen.requests += usize::from(arrivals);
        seen.executions += usize::from(executions);
        seen.repeated += usize::from(executions > 1);
        seen.lost += usize::from(arrivals < expected.arrivals || executions < expected.executions);
        seen.surplus +=
            usize::from(arrivals > expected.arrivals || executions > expected.executions);
    }
    all
}
