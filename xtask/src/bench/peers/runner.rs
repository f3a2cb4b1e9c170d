//! Runs what is measured: user CPU is what `times` of the shell says, as [`measure`](super::super::measure) explains; peak memory is
//! what Linux says of the process (`VmHWM`) as long as it is there, and nothing elsewhere.
//!
//! Of what cargo does, the processes of `rustc` count that compile the client or the program with its calls. So dependencies may
//! be compiled in the same run, and nothing has to be warm.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::super::measure::{make_executable, seconds};
use super::super::write as write_file;
use super::cause;
use super::generator::CLIENT;
use super::project::CONSUMER;
use crate::cargo;

/// Runs a command, and notes its process as soon as it is there, and at its end the times of the shell's children.
const TIMED: &str = "#!/bin/sh\n\"$@\" &\necho $! >>\"$BENCH_PIDS\"\nwait $!\ncode=$?\ntimes >>\"$BENCH_TIMES\"\nexit $code\n";

/// How much longer a run may last than it may have of the CPU, which it need not have for itself.
const PATIENCE: u32 = 6;

/// How many ticks of the clock Linux counts in a second.
const TICKS: u64 = 100;

/// How often it is looked how much memory a process has.
const GLANCE: Duration = Duration::from_millis(5);

/// What one run took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    /// User CPU.
    pub(super) seconds: f64,
    /// The peak of any one process, in megabytes.
    pub(super) megabytes: Option<u64>,
}

/// Runs commands within bounds, one after the other.
pub(super) struct Runner {
    folder: PathBuf,
    /// What a command says and notes, apart from that of other runs.
    notes: PathBuf,
    limit: Duration,
    megabytes: u64,
}

impl Runner {
    /// A runner with its scripts in `folder`.
    pub(super) fn new(folder: &Path, seconds: u64, megabytes: u64) -> Result<Self, String> {
        let runner = Self {
            folder: folder.to_path_buf(),
            notes: folder.join(format!("notes/{}", std::process::id())),
            limit: Duration::from_secs(seconds),
            megabytes,
        };
        write_file(&runner.wrapper(), &wrapper())?;
        write_file(&runner.timed(), TIMED)?;
        make_executable(&runner.wrapper())?;
        fs::create_dir_all(&runner.notes)
            .map_err(|error| openapi_engine::write::cannot("write", &runner.notes, &error))?;
        Ok(runner)
    }

    /// Removes the notes.
    pub(super) fn end(self) {
        // What is left is a few lines.
        let _ = fs::remove_dir_all(&self.notes);
    }

    /// What a program takes with these arguments, or why it fails. What it remembers of earlier runs is in the folder of the project.
    pub(super) fn program(
        &self,
        project: &Path,
        program: &Path,
        arguments: &[String],
    ) -> Result<Cost, String> {
        let mut shell = Command::new("sh");
        shell.arg(self.timed()).arg(program).args(arguments);
        shell.env("OPENAPI_CLIENT_CACHE", project.join("cache"));
        self.run(shell.env_remove("CI"))
    }

    /// What cargo takes for the client and the program with its calls, or why it fails.
    pub(super) fn cargo(&self, folder: &Path, arguments: &[&str]) -> Result<Cost, String> {
        let mut cargo = self.command(folder, arguments);
        self.run(cargo.env("RUSTC_WRAPPER", self.wrapper()))
    }

    /// Removes what cargo has compiled of the clients, so that the folder of dependencies does not grow with them.
    pub(super) fn clean(&self, folder: &Path) {
        for profile in ["dev", "release"] {
            let arguments = [
                "clean",
                "--quiet",
                "--package",
                CLIENT,
                "--package",
                CONSUMER,
                "--profile",
                profile,
            ];
            // What is left only takes room.
            let _ = self.command(folder, &arguments).output();
        }
    }

    /// Where cargo leaves what it builds.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    fn command(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(cargo::program());
        cargo
            .args(arguments)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_INCREMENTAL", "0");
        cargo
    }

    fn run(&self, command: &mut Command) -> Result<Cost, String> {
        let [pids, times, said] =
            ["pids.txt", "times.txt", "said.txt"].map(|it| self.notes.join(it));
        for path in [&pids, &times] {
            let _ = fs::remove_file(path);
        }
        let failed = |error: std::io::Error| format!("cannot run it: {error}");
        let out = File::create(&said).map_err(failed)?;
        command
            .env("BENCH_PIDS", &pids)
            .env("BENCH_TIMES", &times)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stderr(out.try_clone().map_err(failed)?)
            .stdout(out);
        let mut child = in_a_group(command).spawn().map_err(failed)?;
        let (status, megabytes) = self.watch(&mut child, &pids)?;
        if status.success() {
            let text = fs::read_to_string(&times).unwrap_or_default();
            let seconds = total(&text).ok_or("nothing was compiled")?;
            return Ok(Cost { seconds, megabytes });
        }
        let said = fs::read(&said).map_err(failed)?;
        // Where this workspace is, is nobody's concern.
        let folder = format!("{}/", self.folder.display());
        let said = String::from_utf8_lossy(&said).replace(&folder, "");
        Err(cause::of(&said))
    }

    /// Waits for the end, with an eye on the bounds. The limit is one of CPU, as far as Linux tells it: another machine, or a busier
    /// one, shall not decide what fails.
    fn watch(&self, child: &mut Child, pids: &Path) -> Result<(ExitStatus, Option<u64>), String> {
        let start = Instant::now();
        let mut most = None;
        loop {
            let ended = child
                .try_wait()
                .map_err(|error| format!("cannot wait for it: {error}"))?;
            if let Some(status) = ended {
                return Ok((status, most));
            }
            let noted = fs::read_to_string(pids).unwrap_or_default();
            most = noted.lines().filter_map(megabytes).max().max(most);
            let seconds = noted.lines().filter_map(cpu).max().unwrap_or_default();
            let limit = self.limit.as_secs();
            let excess = if most.is_some_and(|it| it > self.megabytes) {
                Some(format!("needs more than {} MB", self.megabytes))
            } else if seconds > limit {
                Some(format!("takes more than {limit} s"))
            } else if start.elapsed() > self.limit * PATIENCE {
                Some(format!(
                    "has not ended after {} s",
                    limit * u64::from(PATIENCE)
                ))
            } else {
                None
            };
            if let Some(excess) = excess {
                end_group(child);
                return Err(excess);
            }
            thread::sleep(GLANCE);
        }
    }

    fn wrapper(&self) -> PathBuf {
        self.folder.join("rustc.sh")
    }

    fn timed(&self) -> PathBuf {
        self.folder.join("rustc.sh.timed")
    }
}

/// What stands in for `rustc`: it measures the client and the program, and nothing else.
fn wrapper() -> String {
    format!(
        "#!/bin/sh\ncase \" $* \" in\n*\" --crate-name {CLIENT} \"* | *\" --crate-name {CONSUMER} \"*)\n    exec sh \"$0.timed\" \"$@\" ;;\nesac\nexec \"$@\"\n"
    )
}

/// The user time of all children, in seconds: the first word of every second line.
fn total(times: &str) -> Option<f64> {
    let children = times.lines().skip(1).step_by(2);
    let words = children.map(|it| it.split(' ').next().and_then(seconds));
    let each: Vec<f64> = words.collect::<Option<_>>()?;
    (!each.is_empty()).then(|| each.iter().sum())
}

/// The peak memory of a process that is still there.
fn megabytes(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    peak(&status)
}

/// The CPU that a process has used which is still there, in seconds.
fn cpu(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    used(&status)
}

/// The user and system time in the figures of a process, the 14th and the 15th; the second, its name, may have spaces.
fn used(figures: &str) -> Option<u64> {
    let (_, rest) = figures.rsplit_once(')')?;
    let mut rest = rest.split_whitespace().skip(11);
    let mut ticks = || rest.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) / TICKS)
}

/// The peak memory in the status of a process, rounded up.
fn peak(status: &str) -> Option<u64> {
    let rest = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = rest.trim().strip_suffix(" kB")?.parse().ok()?;
    Some((kilobytes * 1024).div_ceil(1_000_000))
}

/// The command, in a group of processes of its own, so that all of them can be ended.
fn in_a_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// Ends a process, and all that it has started.
fn end_group(child: &mut Child) {
    let group = format!("-{}", child.id());
    // Each may have ended by itself just now.
    let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::{peak, total, used};

    #[test]
    fn the_times_of_all_processes_count() {
        let one = "0m0.00s 0m0.00s\n0m1.25s 0m0.10s\n";
        assert_eq!(total(one), Some(1.25));
        assert_eq!(total(&one.repeat(2)), Some(2.5));
        assert_eq!(total(""), None);
        assert_eq!(total("a\nb\n"), None);
    }

    #[test]
    fn the_peak_is_read_in_megabytes() {
        assert_eq!(
            peak("Name:\tsh\nVmHWM:\t    1500 kB\nVmRSS:\t 3 kB\n"),
            Some(2)
        );
        assert_eq!(peak("Name:\tkthread\n"), None);
    }

    #[test]
    fn the_cpu_of_a_process_is_read() {
        let figures = "7 (a b) c) R 1 7 7 0 -1 4194304 100 0 0 0 150 70 3 4 20 0 1 0";
        assert_eq!(used(figures), Some(2));
        assert_eq!(used("7 (a"), None);
    }
}
