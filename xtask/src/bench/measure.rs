//! How CPU time is taken: by `times`, which every POSIX shell has.
//!
//! `rustc` runs through a wrapper, a script of four lines, that notes what `times` says of its children. So what cargo
//! itself does is not counted, threads of the compiler are, and nothing has to be installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::write as write_file;

/// How often each crate is compiled; the least time counts.
const RUNS: usize = 3;

/// Runs a command, then notes the user and system time of the shell and of its children.
const TIMED: &str =
    "#!/bin/sh\n\"$@\"\ncode=$?\n[ -z \"$BENCH_TIMES\" ] || times >\"$BENCH_TIMES\"\nexit $code\n";

/// As [`TIMED`], for the one crate that is measured.
const WRAPPER: &str = "#!/bin/sh\ncase \" $* \" in\n*\" --crate-name $BENCH_CRATE \"*) exec sh \"$0.timed\" \"$@\" ;;\nesac\nexec \"$@\"\n";

/// The folder of the crates, ready to be compiled.
pub(super) struct Bench {
    folder: PathBuf,
}

/// A comparison of the two crates at work.
pub(super) struct Speed {
    /// What is done.
    pub(super) what: String,
    /// In microseconds.
    pub(super) ours: f64,
    /// In microseconds.
    pub(super) derived: f64,
}

impl Bench {
    pub(super) fn new(folder: &Path) -> Result<Self, String> {
        let bench = Self {
            folder: folder.to_path_buf(),
        };
        write_file(&bench.wrapper(), WRAPPER)?;
        write_file(&bench.timed(), TIMED)?;
        make_executable(&bench.wrapper())?;
        Ok(bench)
    }

    /// The user CPU of `rustc` on the library of one crate, in seconds.
    pub(super) fn rustc(&self, command: &str, name: &str) -> Result<f64, String> {
        let mut best = f64::INFINITY;
        let profile: &[&str] = match command {
            "build" => &["--release"],
            _ => &[],
        };
        let source = self.folder.join(name).join("src/lib.rs");
        // Once more than it counts: the first run compiles the dependencies.
        for run in 0..=RUNS {
            touch(&source)?;
            let _ = fs::remove_file(self.times());
            let mut cargo = self.cargo(command);
            cargo
                .args(["--lib", "--package", name])
                .args(profile)
                .env("RUSTC_WRAPPER", self.wrapper())
                .env("BENCH_CRATE", name);
            run_to_end(&mut cargo)?;
            let seconds = self.noted()?;
            if run > 0 {
                best = best.min(seconds);
            }
        }
        Ok(best)
    }

    /// What a program prints that is built with optimizations.
    pub(super) fn run(&self, name: &str) -> Result<String, String> {
        run_to_end(self.cargo("build").args(["--release", "--package", name]))?;
        let program = self.folder.join("build/release").join(name);
        run_to_end(Command::new(program).arg(&self.folder))
    }

    /// The times of reading and writing.
    pub(super) fn speeds(&self) -> Result<Vec<Speed>, String> {
        let printed = self.run("speed")?;
        let speed = |line: &str| {
            let mut parts = line.split('\t');
            let what = parts.next()?.to_owned();
            let mut microseconds = || parts.next()?.parse::<f64>().ok().map(|it| it / 1000.0);
            Some(Speed {
                what,
                ours: microseconds()?,
                derived: microseconds()?,
            })
        };
        Ok(printed.lines().filter_map(speed).collect())
    }

    /// The user CPU of generating the client of the description, in seconds.
    pub(super) fn generation(&self) -> Result<f64, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut best = f64::INFINITY;
        for _ in 0..RUNS {
            let out = self.folder.join("client");
            let _ = fs::remove_dir_all(&out);
            let mut shell = Command::new("sh");
            shell
                .arg(self.timed())
                .arg(&program)
                .args(["codegen", "--no-cache", "--force", "--spec"])
                .arg(self.folder.join("api.json"))
                .arg("--out")
                .arg(out)
                .env("BENCH_TIMES", self.times());
            run_to_end(&mut shell)?;
            best = best.min(self.noted()?);
        }
        Ok(best)
    }

    fn cargo(&self, command: &str) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = Command::new(cargo);
        cargo
            .args([command, "--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("build"))
            .env("CARGO_INCREMENTAL", "0")
            .env("BENCH_TIMES", self.times());
        cargo
    }

    fn wrapper(&self) -> PathBuf {
        self.folder.join("rustc.sh")
    }

    fn timed(&self) -> PathBuf {
        self.folder.join("rustc.sh.timed")
    }

    fn times(&self) -> PathBuf {
        self.folder.join("times.txt")
    }

    /// The user time of the children, in seconds: the first word of the second line, as in `0m1.25s`.
    fn noted(&self) -> Result<f64, String> {
        let text = openapi_engine::read::text(&self.times())?;
        let word = text.lines().nth(1).and_then(|line| line.split(' ').next());
        word.and_then(seconds)
            .ok_or_else(|| format!("`times` of this shell says: {text}"))
    }
}

/// A time as shells write it: `0m1.25s`.
pub(super) fn seconds(word: &str) -> Option<f64> {
    let (minutes, seconds) = word.strip_suffix('s')?.split_once('m')?;
    Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
}

/// Runs a command, and returns what it prints.
fn run_to_end(command: &mut Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("{command:?} failed:\n{said}"))
    }
}

/// Has cargo compile a file again.
pub(super) fn touch(path: &Path) -> Result<(), String> {
    fs::File::options()
        .append(true)
        .open(path)
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(|error| openapi_engine::write::cannot("touch", path, &error))
}

#[cfg(unix)]
pub(super) fn make_executable(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| openapi_engine::write::cannot("make executable", path, &error))
}

#[cfg(not(unix))]
pub(super) fn make_executable(_: &Path) -> Result<(), String> {
    Err("`cargo xtask bench` needs a POSIX shell".to_owned())
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn both_ways_of_shells_to_write_times_are_read() {
        for (word, expected) in [("0m1.25s", 1.25), ("2m0.010000s", 120.01)] {
            assert!((seconds(word).unwrap() - expected).abs() < 1e-9, "{word}");
        }
        assert_eq!(seconds("1.25"), None);
    }
}
