//! All that is asked for: which targets, with which seeds, how many at a time.

use std::collections::VecDeque;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use openapi_fuzz::Target;

use super::attempt::Fault;
use super::minimise::minimise;
use super::table::Row;
use super::worker::last_input;
use super::{child, tell};
use crate::{Limit, Work};

/// A target, and what its random numbers start from.
#[derive(Clone, Copy)]
struct Job {
    target: &'static Target,
    seed: u64,
}

/// What is asked for.
#[derive(Debug)]
pub(crate) struct Campaign {
    pub(crate) targets: Vec<&'static Target>,
    pub(crate) limit: Limit,
    pub(crate) seed: u64,
    /// How many processes run at a time.
    pub(crate) jobs: usize,
    /// After how many finds a target is left.
    pub(crate) finds: usize,
    /// Where everything is put.
    pub(crate) folder: PathBuf,
}

impl Campaign {
    /// Runs it. A single target has all processes, each with a seed of its own.
    pub(crate) fn run(&self) -> Result<Vec<Row>, String> {
        fs::create_dir_all(self.folder.join("finds"))
            .map_err(|error| format!("cannot make {}: {error}", self.folder.display()))?;
        let lanes = if self.targets.len() == 1 {
            self.jobs
        } else {
            1
        };
        let seeds = || (self.seed..).take(lanes);
        let jobs = self
            .targets
            .iter()
            .flat_map(|target| seeds().map(|seed| Job { target, seed }));
        let queue: Mutex<VecDeque<Job>> = Mutex::new(jobs.collect());
        let rows = Mutex::new(Vec::new());
        let next = || {
            queue
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .pop_front()
        };
        let lane = || {
            while let Some(job) = next() {
                let row = self.fuzz(job);
                rows.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(row);
            }
        };
        thread::scope(|scope| {
            for _ in 0..self.jobs {
                scope.spawn(lane);
            }
        });
        let rows = rows.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut rows = rows.into_iter().collect::<Result<Vec<Row>, String>>()?;
        rows.sort_by_key(|row| {
            self.targets
                .iter()
                .position(|target| target.name == row.target)
        });
        Ok(rows)
    }

    /// Runs a worker until the limit, and another where an input has ended one.
    fn fuzz(&self, job: Job) -> Result<Row, String> {
        let start = Instant::now();
        let mut row = Row::new(job.target.name);
        let mut kinds = Vec::new();
        for kill in 0..self.finds {
            let Some(limit) = self.left(start, row.executions) else {
                break;
            };
            let name = format!("{}-{}-{kill}", job.target.name, job.seed);
            let work = Work {
                current: self.folder.join(name),
                limit,
                // Another worker goes another way.
                seed: job.seed.wrapping_add(1000 * kill as u64),
                finds: self.finds,
            };
            let output = child::work(job.target, &work)?;
            let mut finds = finds_below(&work.current.with_extension("finds"));
            if output.status.success() {
                row.add(&String::from_utf8_lossy(&output.stdout));
            } else {
                let last = last_input(&work.current);
                let (count, input) = last.ok_or_else(|| child::ended(&output).message)?;
                row.executions += count;
                finds.push(input);
            }
            row.time = start.elapsed();
            for input in finds {
                self.find(job, input, &work.current, &mut kinds)?;
            }
            row.finds = kinds.len();
            // What nobody needs any more.
            let _ = fs::remove_file(&work.current);
            if output.status.success() {
                break;
            }
        }
        Ok(row)
    }

    /// What is left of the limit, if anything is.
    fn left(&self, start: Instant, executions: u64) -> Option<Limit> {
        let Limit { time, runs } = self.limit;
        let left = Limit {
            time: time.map(|it| it.saturating_sub(start.elapsed().as_secs())),
            runs: runs.map(|it| it.saturating_sub(executions)),
        };
        (left.time != Some(0) && left.runs != Some(0)).then_some(left)
    }

    /// Makes a find small, keeps it, and says all about it, unless it finds what another does.
    fn find(
        &self,
        job: Job,
        mut input: Vec<u8>,
        file: &Path,
        kinds: &mut Vec<String>,
    ) -> Result<(), String> {
        let length = input.len();
        let Some(fault) = minimise(job.target, &mut input, file)? else {
            tell(&format!(
                "{}: what an input of {length} bytes did, it does not do again",
                job.target.name
            ));
            return Ok(());
        };
        if kinds.contains(&fault.kind) {
            return Ok(());
        }
        let mut hasher = DefaultHasher::new();
        input.hash(&mut hasher);
        let name = format!("{}-{:016x}", job.target.name, hasher.finish());
        let path = self.folder.join("finds").join(name);
        let words = path.with_extension("txt");
        fs::write(&path, &input)
            .and_then(|()| fs::write(&words, &fault.message))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        tell(&told(job, &fault, &input, &path));
        kinds.push(fault.kind);
        Ok(())
    }
}

/// How much of a find is shown; files have all of it.
const SHOWN: usize = 2000;

fn told(job: Job, fault: &Fault, input: &[u8], path: &Path) -> String {
    let name = job.target.name;
    let (path, seed, length) = (path.display(), job.seed, input.len());
    let message: String = fault.message.chars().take(SHOWN).collect();
    let shown = input.get(..SHOWN).unwrap_or(input).escape_ascii();
    format!(
        "find in {name}, seed {seed}: {message}\n  said in full in {path}.txt\n  input, {length} bytes: {shown}\n  \
         cargo xtask fuzz {name} --input {path}\n"
    )
}

/// The inputs that a worker has kept.
fn finds_below(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let finds = files
        .iter()
        .filter_map(|file| fs::read(file).ok())
        .collect();
    // They are kept under other names.
    let _ = fs::remove_dir_all(folder);
    finds
}
