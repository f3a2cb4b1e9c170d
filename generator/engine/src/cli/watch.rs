//! `codegen --watch`: a run whenever a file changes that the last one was made from.
//!
//! Files are asked for their times ten times a second, and read only where these differ. What matters is what a file says: a save that changes
//! nothing wakes nobody, nor does what a run writes itself. So a file may be replaced, be gone for a while, or lie on a file system that
//! tells nobody about changes, and no event can be missed.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, SystemTime};

use super::args::{CodegenArgs, SpecArgs};
use super::reporter::Format;
use crate::access::absolute;
use crate::error::Error;
use crate::read::{self, CONFIG};
use crate::{Ending, output};

/// How often files are asked for their times, and how long they have to be quiet before a run.
const PAUSE: Duration = Duration::from_millis(100);

/// How often a run waits for files that never are quiet.
const PATIENCE: usize = 20;

/// What a run has to do with.
#[derive(Debug, Default)]
pub(super) struct Involved {
    /// The files that it was made from, also those that were not there.
    pub(super) files: Vec<PathBuf>,
    /// Of these, the texts of those that it has written itself.
    pub(super) written: BTreeMap<PathBuf, String>,
}

/// Does `work` again and again, until the user interrupts it: then the run at hand comes to its end.
///
/// # Errors
///
/// The command line asks for what has an end.
pub(super) fn watch(
    args: &CodegenArgs,
    mut work: impl FnMut(&mut Involved) -> Ending,
) -> Result<Ending, Error> {
    let spec = args.from.place.as_ref().or(args.from.spec.as_ref());
    if args.report.format != Format::Text || spec.is_some_and(|it| crate::description::is_stdin(it))
    {
        let message = "`--watch` goes on and on: it takes a file, and shows what it finds as text";
        return Err(message.to_owned().into());
    }
    let (interrupt, interrupted) = channel();
    let handler = ctrlc::set_handler(move || {
        // Nobody waits any more once the first has ended the wait.
        let _ = interrupt.send(());
    });
    handler.map_err(|error| format!("cannot wait for an interrupt: {error}"))?;
    let mut watched = Watched::default();
    let mut is_first = true;
    loop {
        let started = SystemTime::now();
        let mut involved = Involved {
            files: named(&args.from),
            ..Involved::default()
        };
        watched.look_at(&involved);
        let ending = work(&mut involved);
        watched.follow(involved, started, ending);
        if is_first {
            let count = output::number(watched.seen.len(), "file");
            output::tell(&format!("watching {count}; Ctrl-C ends it"));
            is_first = false;
        }
        if !watched.wait(&interrupted) {
            return Ok(Ending::Done);
        }
        if ending != Ending::Done && std::io::stderr().is_terminal() {
            // What was wrong is shown again if it still is.
            output::clear();
        }
    }
}

/// The files that the command line is about, also where they cannot be read.
fn named(args: &SpecArgs) -> Vec<PathBuf> {
    let spec = args.place.as_ref().or(args.spec.as_ref());
    let beside = spec.map(|it| it.with_file_name(CONFIG));
    let nearest = read::nearest_config().unwrap_or_else(|| PathBuf::from(CONFIG));
    let named = [spec, args.config.as_ref()].into_iter().flatten().cloned();
    named.chain(beside).chain([nearest]).collect()
}

/// Files as a run has seen them.
#[derive(Default)]
struct Watched {
    seen: BTreeMap<PathBuf, Seen>,
}

/// What a file says, and when it was changed.
#[derive(Clone, PartialEq, Eq)]
struct Seen {
    /// Time and length; nothing where there is no file, or where nobody has looked.
    stamp: Option<(SystemTime, u64)>,
    /// What its text comes to.
    text: Option<u64>,
}

impl Seen {
    fn now(path: &Path) -> Self {
        Self {
            stamp: stamp(path),
            text: std::fs::read(path).ok().map(|it| hash(&it)),
        }
    }

    /// Whether the file says something else by now.
    fn has_changed(&mut self, path: &Path) -> bool {
        let stamp = stamp(path);
        if stamp == self.stamp {
            return false;
        }
        let now = Self::now(path);
        let has_changed = now.text != self.text;
        *self = now;
        has_changed
    }
}

impl Watched {
    /// Looks at the files that a run is about to read, so that what changes meanwhile is noticed.
    fn look_at(&mut self, involved: &Involved) {
        for (path, seen) in &mut self.seen {
            // Whatever there is by now, the run reads it.
            seen.has_changed(path);
        }
        for path in involved.files.iter().map(|it| absolute(it)) {
            let now = || Seen::now(&path);
            self.seen.entry(path.clone()).or_insert_with(now);
        }
    }

    /// Takes up the files of a run that has ended. One that has failed may have come to no more than some of its files.
    fn follow(&mut self, involved: Involved, started: SystemTime, ending: Ending) {
        let files = involved.files.iter().map(|it| absolute(it));
        let files: BTreeSet<PathBuf> = files.collect();
        for path in &files {
            self.seen.entry(path.clone()).or_insert_with(|| {
                let now = Seen::now(path);
                let is_newer = now.stamp.is_some_and(|(time, _)| time > started);
                // It may have been read before or after.
                if is_newer { UNKNOWN } else { now }
            });
        }
        for (path, text) in involved.written {
            let text = Some(hash(text.as_bytes()));
            self.seen
                .insert(absolute(&path), Seen { stamp: None, text });
        }
        if ending != Ending::Failed {
            self.seen.retain(|path, _| files.contains(path));
        }
    }

    fn texts(&self) -> Vec<Option<u64>> {
        self.seen.values().map(|it| it.text).collect()
    }

    /// Waits until a file has changed and all are quiet; `false` for an interrupt.
    fn wait(&mut self, interrupted: &Receiver<()>) -> bool {
        let mut is_changed = false;
        let mut left = PATIENCE;
        let before = self.texts();
        while interrupted.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
            let mut is_quiet = true;
            for (path, seen) in &mut self.seen {
                is_quiet &= !seen.has_changed(path);
            }
            if is_changed && (is_quiet || left == 0) {
                if self.texts() != before {
                    return true;
                }
                // What was seen was a save of the same text that had not come to its end.
                (is_changed, left) = (false, PATIENCE);
            }
            if !is_quiet {
                is_changed = true;
                left = left.saturating_sub(1);
            }
        }
        false
    }
}

/// What no file is.
const UNKNOWN: Seen = Seen {
    stamp: Some((SystemTime::UNIX_EPOCH, u64::MAX)),
    text: Some(0),
};

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let meta = std::fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

fn hash(text: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
