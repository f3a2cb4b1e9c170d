//! `codegen --watch` as a user has it running beside an editor.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use support::{Folder, PETS};

/// How long a run may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program while it runs, with the lines that it prints.
struct Running {
    child: Child,
    lines: Receiver<String>,
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
        Self { child, lines }
    }

    /// The next line that has these words; those before it go by.
    fn line(&self, words: &str) -> String {
        let mut passed = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => passed.push(line),
                Err(_) => panic!("no `{words}` in {passed:#?}"),
            }
        }
    }

    /// Asserts that nothing is said for a while.
    fn assert_quiet(&self) {
        let line = self.lines.recv_timeout(Duration::from_secs(1));
        assert!(line.is_err(), "{line:?}");
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
    running.assert_quiet();

    // A burst of saves is one run, also where the editor puts another file in the place of the old.
    for name in ["name", "names", "nickname"] {
        folder.write(
            "pets.yaml~",
            &shared.replace("{id:", &format!("{{{name}: {{type: string}}, id:")),
        );
        fs::rename(folder.path("pets.yaml~"), folder.path("pets.yaml")).unwrap();
    }
    running.line("out: 1 operation, 2 types, ");
    running.assert_quiet();
    let written = folder.read("out/src/pets.rs") + &folder.read("out/src/types/pet.rs");
    assert!(written.contains("nickname"), "{written}");

    // A save that changes nothing is none.
    folder.write("pets.yaml", &folder.read("pets.yaml"));
    running.assert_quiet();

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
    running.assert_quiet();
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
