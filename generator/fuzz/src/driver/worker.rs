//! The process that runs the inputs of one target, until there were enough or an input ends it.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cap::Cap;
use fastrand::Rng;
use openapi_fuzz::Target;

use super::attempt::{Fault, attempt, note_panics};
use super::corpus::{Corpus, seeds};
use super::feedback::Feedback;
use super::mutate::mutate;
use super::watch::Watch;
use crate::Work;

/// How many of 256 inputs are changed further where their number is given.
const KEPT: u8 = 16;

/// Who counts the memory in use, and hands out no more than a target may have.
#[global_allocator]
static MEMORY: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

/// Runs inputs, and says in the end what came of them.
pub(crate) fn work(target: &'static Target, work: &Work) -> Result<(), String> {
    note_panics();
    let mut worker = Worker {
        target,
        corpus: Corpus::default(),
        feedback: Feedback::new(),
        keeps_new: work.limit.runs.is_none(),
        current: Current::new(&work.current)?,
        finds: Vec::new(),
        folder: work.current.with_extension("finds"),
        slowest: Duration::ZERO,
        watch: Watch::start(target.patience),
    };
    let time = work.limit.time.map(Duration::from_secs);
    let end = time.map(|time| Instant::now() + time);
    for seed in seeds(target) {
        worker.run(&seed, true)?;
    }
    let mut rng = Rng::with_seed(work.seed);
    let mut input = Vec::new();
    let mut runs = work.limit.runs.map_or(0..u64::MAX, |runs| 0..runs);
    while end.is_none_or(|end| Instant::now() < end)
        && worker.finds.len() < work.finds
        && runs.next().is_some()
    {
        worker.corpus.choose(&mut rng).clone_into(&mut input);
        let other = worker.corpus.choose(&mut rng);
        mutate(&mut input, other, target.words, target.longest, &mut rng);
        // How often an edge is taken depends on threads and hashes. Chance is the same everywhere.
        let is_kept = work.limit.runs.is_some() && rng.u8(..) < KEPT;
        worker.run(&input, is_kept)?;
    }
    worker.tell()
}

/// Runs one input, and nothing else.
pub(crate) fn replay(target: &'static Target, input: &[u8]) -> Option<Fault> {
    note_panics();
    let watch = Watch::start(target.patience);
    limit_memory(target);
    watch.turn();
    attempt(target, input)
}

struct Worker {
    target: &'static Target,
    corpus: Corpus,
    feedback: Feedback,
    /// Whether an input that did something new is changed further.
    keeps_new: bool,
    current: Current,
    /// The kinds of faults found so far.
    finds: Vec<String>,
    /// Where finds are put.
    folder: PathBuf,
    slowest: Duration,
    watch: Watch,
}

impl Worker {
    fn run(&mut self, input: &[u8], keep: bool) -> Result<(), String> {
        self.current.write(input)?;
        limit_memory(self.target);
        self.watch.turn();
        let start = Instant::now();
        let fault = attempt(self.target, input);
        self.slowest = self.slowest.max(start.elapsed());
        self.watch.turn();
        // The worker itself may have what it needs.
        let _ = MEMORY.set_limit(usize::MAX);
        let is_new = self.feedback.is_new() && self.keeps_new;
        if is_new || keep {
            self.corpus.add(input);
        }
        match fault {
            Some(fault) if !self.finds.contains(&fault.kind) => self.find(input, fault),
            _ => Ok(()),
        }
    }

    /// Keeps an input that found something new.
    fn find(&mut self, input: &[u8], fault: Fault) -> Result<(), String> {
        fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(self.folder.join(self.finds.len().to_string()), input))
            .map_err(|error| cannot_write(&self.folder, &error))?;
        self.finds.push(fault.kind);
        Ok(())
    }

    /// Says what came of it all, in a line of numbers.
    fn tell(&self) -> Result<(), String> {
        let numbers = [
            self.current.count,
            self.corpus.len() as u64,
            self.feedback.edges() as u64,
            u64::try_from(self.slowest.as_millis()).unwrap_or(u64::MAX),
        ];
        let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
        writeln!(std::io::stdout(), "{}", numbers.join(" ")).map_err(|error| error.to_string())
    }
}

/// The file that says which input is running, for the case that it ends the process.
struct Current {
    path: PathBuf,
    file: File,
    /// How many have begun.
    count: u64,
    bytes: Vec<u8>,
}

impl Current {
    fn new(path: &Path) -> Result<Self, String> {
        Ok(Self {
            path: path.to_owned(),
            file: File::create(path).map_err(|error| cannot_write(path, &error))?,
            count: 0,
            bytes: Vec::new(),
        })
    }

    /// Writes the number of inputs so far, the length of this one, and this one; what stays of a longer one is ignored.
    fn write(&mut self, input: &[u8]) -> Result<(), String> {
        self.count += 1;
        self.bytes.clear();
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend((input.len() as u64).to_le_bytes());
        self.bytes.extend(input);
        let written = self
            .file
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.file.write_all(&self.bytes));
        written.map_err(|error| cannot_write(&self.path, &error))
    }
}

/// How many inputs there have been, and the last of them, by the file that a worker leaves.
pub(crate) fn last_input(path: &Path) -> Option<(u64, Vec<u8>)> {
    let bytes = fs::read(path).ok()?;
    let (count, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    Some((u64::from_le_bytes(*count), rest.get(..length)?.to_vec()))
}

fn limit_memory(target: &Target) {
    // Fails only where more is in use already, which it is not.
    let _ = MEMORY.set_limit(MEMORY.allocated() + target.memory);
}

fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    format!("cannot write {}: {error}", path.display())
}
