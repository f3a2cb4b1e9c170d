//! `codegen --watch` as a user has it running beside an editor.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

mod support;

use std::cell::RefCell;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use support::{Folder, PETS};

/// How long a run may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program while it runs, with the lines that it prints.
struct Running {
    child: Child,
    lines: Receiver<String>,
    kept: RefCell<Vec<String>>,
}

impl Running {
    fn start(folder: &Folder, line: &str) -> Self {
        let mut child = folder.start(line);
        let (sender, lines) = channel();
        let out: Box<dyn Read + Send> = Box::new(child.stdout.take().unwrap());
        let err: Box<dyn Read + Send> = Box::new(child.stderr.take().unwrap());
        for stream in [out, err] {
            let sender = sender.clone();
            thread::spawn(move || {
                let mut lines = BufReader::new(stream).lines();
                lines.all(|line| line.is_ok_and(|it| sender.send(it).is_ok()))
            });
        }
        let kept = RefCell::default();
        Self { child, lines, kept }
    }

    /// A line that has these words. The others are kept, as the order of the two streams is that of two threads.
    fn line(&self, words: &str) -> String {
        let mut kept = self.kept.borrow_mut();
        if let Some(at) = kept.iter().position(|it| it.contains(words)) {
            return kept.remove(at);
        }
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => kept.push(line),
                Err(why) => panic!("no `{words}` in {kept:#?}: {why}"),
            }
        }
    }

    /// How many runs end before there is none for a while.
    fn runs_until_quiet(&self) -> usize {
        let lines = std::iter::from_fn(|| self.lines.recv_timeout(Duration::from_secs(2)).ok());
        lines.filter(|it| it.starts_with("out: ")).count()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn a_change_of_any_file_writes_the_client_once() {
    let shared = "Pet: {type: object, properties: {id: {type: string}}}\n";
    let text = PETS.replace("#/components/schemas/Pet", "pets.yaml#/Pet");
    let folder = Folder::with("watch", &text);
    let running = Running::start(&folder, "codegen --spec api.yaml --out out --watch");
    // What is not there yet is waited for as well.
    running.line("error[unreadable-file]");
    running.line("nothing was written; 1 error");
    running.line("Ctrl-C ends it");
    folder.write("pets.yaml", shared);
    let line = running.line("out: 1 operation, 2 types, ");
    assert!(line.contains(" files written; 0 warnings; "), "{line}");
    assert!(line.ends_with(" s"), "{line}");
    // The lock has been written just now, which is no change.
    assert_eq!(running.runs_until_quiet(), 0);

    // A burst of saves is one run, or a few where the machine is busy, also where the editor puts another file in the place of the old.
    let names = (0..20)
        .map(|number| format!("name{number}"))
        .chain(["nickname".to_owned()]);
    for name in names {
        let text = shared.replace("{id:", &format!("{{{name}: {{type: string}}, id:"));
        folder.write("pets.yaml~", &text);
        fs::rename(folder.path("pets.yaml~"), folder.path("pets.yaml")).unwrap();
        thread::sleep(Duration::from_millis(10));
    }
    let runs = running.runs_until_quiet();
    assert!((1..10).contains(&runs), "{runs} runs");
    let written = folder.snapshot();
    let mut types = written
        .iter()
        .filter(|(path, _)| path.starts_with("out/src/types/"));
    assert!(types.any(|(_, (text, _))| text.contains("nickname")));

    // A save that changes nothing is none.
    folder.write("pets.yaml", &folder.read("pets.yaml"));
    assert_eq!(running.runs_until_quiet(), 0);

    folder.write("codegen.toml", "client_parameters = 1\n");
    running.line("error[invalid-config]");
    running.line("nothing was written; ");
    folder.write("codegen.toml", "package = \"zoo\"\n");
    running.line(" written; 0 warnings; ");
    assert!(folder.read("out/Cargo.toml").contains("name = \"zoo\""));

    let lock = folder.read("out/names.lock");
    folder.write("out/names.lock", &lock.replace("\"get\"", "\"fetch\""));
    running.line(" written; 0 warnings; ");
    assert!(folder.read("out/src/pets.rs").contains("pub fn fetch"));
    assert_eq!(running.runs_until_quiet(), 0);
}

#[cfg(unix)]
#[test]
fn an_interrupt_is_a_good_end() {
    let folder = Folder::with("watch-interrupt", PETS);
    let mut running = Running::start(&folder, "codegen --spec api.yaml --out out --watch");
    running.line("Ctrl-C ends it");
    let mut kill = std::process::Command::new("kill");
    let kill = kill.args(["-INT", &running.child.id().to_string()]);
    assert!(kill.status().unwrap().success());
    assert_eq!(running.child.wait().unwrap().code(), Some(0));
    assert!(!folder.path("out/.codegen").exists());
}

#[test]
fn what_has_an_end_is_not_watched() {
    let folder = Folder::with("watch-refused", PETS);
    for options in ["--watch --format json", "--spec - --watch"] {
        let ended = folder.run(&format!("codegen --out out {options}"));
        assert_eq!(ended.code, 2, "{options}: {}", ended.out);
        assert!(ended.err.contains("goes on and on"), "{}", ended.err);
    }
    assert_eq!(folder.codegen("--watch --check").code, 64);
}
