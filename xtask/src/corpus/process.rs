//! Programs that are given so much time and no more.

use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How a program ended, and what it said.
pub(super) struct Ended {
    /// Its exit code; `None` where a signal or the end of its time stopped it.
    pub(super) code: Option<i32>,
    /// Whether it took too long.
    pub(super) timed_out: bool,
    /// What it printed.
    pub(super) out: String,
    /// What it said beside that.
    pub(super) err: String,
    /// How long it took.
    pub(super) time: Duration,
}

/// How often it is looked whether a program has ended.
const GLANCE: Duration = Duration::from_millis(5);

/// Runs a program for at most `limit`.
pub(super) fn run(command: &mut Command, limit: Duration) -> Result<Ended, String> {
    let what = format!("{command:?}");
    let failed = |error| format!("cannot run {what}: {error}");
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = match child.spawn() {
        Ok(child) => child,
        Err(error) => return Err(failed(error)),
    };
    let (out, err) = (read(child.stdout.take()), read(child.stderr.take()));
    let mut killed = false;
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if !killed && start.elapsed() > limit => {
                killed = true;
                // It may have ended just now.
                let _ = child.kill();
            }
            Ok(None) => thread::sleep(GLANCE),
            Err(error) => return Err(failed(error)),
        }
    };
    let time = start.elapsed();
    Ok(Ended {
        code: status.code(),
        // One that ended late by itself took too long as well.
        timed_out: time > limit,
        out: out.join().unwrap_or_default(),
        err: err.join().unwrap_or_default(),
        time,
    })
}

/// Reads all there is, so that no program waits for its reader.
fn read(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read until a failure is all there is to show.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::run;
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn a_program_ends_with_its_time() {
        let limit = Duration::from_secs(20);
        let ended = run(Command::new("sh").args(["-c", "echo a; exit 3"]), limit).unwrap();
        assert_eq!((ended.code, ended.out.as_str()), (Some(3), "a\n"));
        let ended = run(Command::new("sleep").arg("60"), Duration::from_millis(20)).unwrap();
        assert!(ended.timed_out && ended.code.is_none() && ended.time < limit);
        let ended = run(&mut Command::new("true"), Duration::ZERO).unwrap();
        assert!(ended.timed_out, "however soon it ends");
    }
}
