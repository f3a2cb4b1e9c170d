//! What a server needs: packages of Python, of Node.js, or crates.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup::Setup;
use crate::{command, folder, tell};

/// Where a server is installed.
#[derive(Debug)]
pub(crate) struct Place {
    /// The folder with its files.
    pub(crate) server: PathBuf,
    /// What its programs are looked for in.
    path: OsString,
    /// What it says.
    pub(crate) log: PathBuf,
}

impl Place {
    /// A program of the installation, in its folder.
    pub(crate) fn command(&self, words: &[String], port: u16) -> Result<Command, String> {
        let mut words = words
            .iter()
            .map(|word| word.replace("{port}", &port.to_string()));
        let program = words.next().ok_or("a command without words")?;
        // Where a program is looked for is decided by the environment of this process, not by that of the program.
        let found = std::env::split_paths(&self.path).map(|it| it.join(&program));
        let program = found
            .into_iter()
            .find(|it| it.is_file())
            .unwrap_or(program.into());
        let mut command = Command::new(program);
        command.args(words).current_dir(&self.server);
        command
            .env("PATH", &self.path)
            .env("PORT", port.to_string());
        Ok(command)
    }
}

/// Copies the server to `server` in a folder, and installs what it needs, unless that is there.
pub(crate) fn install(setup: &Setup, folder: &Path, out: &Path) -> Result<Place, String> {
    let server = folder.join("server");
    folder::copy(&setup.folder, &server)?;
    let log = folder.join("install.log");
    let venv = folder.join("venv");
    let (needs, programs, commands) = if server.join("requirements.txt").is_file() {
        let programs = venv.join(if cfg!(windows) { "Scripts" } else { "bin" });
        let mut make = Command::new(if cfg!(windows) { "python" } else { "python3" });
        make.args(["-m", "venv"]).arg(&venv);
        let mut install = Command::new(programs.join("python"));
        install.args(["-m", "pip", "install", "--disable-pip-version-check"]);
        install.args(["--requirement", "requirements.txt"]);
        ("requirements.txt", programs, vec![make, install])
    } else if server.join("package.json").is_file() {
        let mut install = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        install.args(["install", "--no-audit", "--no-fund"]);
        (
            "package.json",
            server.join("node_modules/.bin"),
            vec![install],
        )
    } else if server.join("Cargo.toml").is_file() {
        let target = out.join("rust");
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        build.arg("build").env("CARGO_TARGET_DIR", &target);
        // Cargo itself knows what has changed.
        ("", target.join("debug"), vec![build])
    } else {
        return Err(format!(
            "{}: nothing says what it needs",
            setup.folder.display()
        ));
    };
    let stamp = folder.join("installed");
    let needed = fs::read_to_string(server.join(needs)).unwrap_or_default();
    if needs.is_empty() || fs::read_to_string(&stamp).ok() != Some(needed.clone()) {
        tell("  installing");
        for mut it in commands {
            command::run(it.current_dir(&server), &log)?;
        }
        folder::write(&stamp, needed)?;
    }
    let before = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(programs).chain(std::env::split_paths(&before));
    let path = std::env::join_paths(path).map_err(|error| error.to_string())?;
    Ok(Place {
        server,
        path,
        log: folder.join("server.log"),
    })
}
