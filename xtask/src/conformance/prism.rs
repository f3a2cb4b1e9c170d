//! The calls of the client, judged by a proxy of other makers.
//!
//! Prism stands between the client and a server that answers with the examples of the description, both of them in the
//! test `conformance`, and tells of every request and response that the description does not allow.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use openapi_engine::{Ending, output, read};

use crate::{cargo, workspace};

const PRISM: &str = "@stoplight/prism-cli@5";

/// How long Prism may take to start: it is slow on a machine with other work.
const PATIENCE: Duration = Duration::from_mins(2);

/// Installs and starts Prism, and runs the test against it.
pub(super) fn run() -> Result<Ending, String> {
    let root = workspace::root()?;
    let folder = root.join("target/conformance/prism");
    let program = install(&folder)?;
    let (port, upstream) = (free_port()?, free_port()?);
    let spec = root.join("spec/realtime-kit.yaml");
    let _prism = Prism::start(&program, &folder, &spec, port, upstream)?;
    let test = cargo::command()?
        .args(["test", "--package", "cloudflare-realtime-kit"])
        .args(["--test", "conformance", "--locked"])
        .env("CONFORMANCE_URL", url(port))
        .env("CONFORMANCE_UPSTREAM_PORT", upstream.to_string())
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    Ok(if test.success() {
        Ending::Done
    } else {
        Ending::Stale
    })
}

/// Prism's program in `folder`, where it is installed if it is not there yet.
fn install(folder: &Path) -> Result<PathBuf, String> {
    let program = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
    if program.is_file() {
        return Ok(program);
    }
    output::tell(&format!("installing {PRISM} in {}", read::shown(folder)));
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make {}: {error}", read::shown(folder)))?;
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(npm)
        .args(["install", "--no-audit", "--no-fund", "--prefix"])
        .args([folder.as_os_str(), OsStr::new(PRISM)])
        .stdout(Stdio::null())
        .status()
        .map_err(|error| missing(npm, &error))?;
    if !status.success() || !program.is_file() {
        return Err(format!("npm could not install {PRISM}"));
    }
    Ok(program)
}

/// Why a program of Node.js could not be run.
pub(super) fn missing(program: &str, error: &io::Error) -> String {
    if error.kind() == ErrorKind::NotFound {
        format!("there is no {program}: what judges the calls and the pages needs Node.js with npm")
    } else {
        format!("cannot run {program}: {error}")
    }
}

/// A port that nobody listens on.
fn free_port() -> Result<u16, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("there is no free port: {error}"))
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// A running Prism, which ends with this value.
struct Prism(Child);

impl Prism {
    fn start(
        program: &Path,
        folder: &Path,
        spec: &Path,
        port: u16,
        upstream: u16,
    ) -> Result<Self, String> {
        let log = folder.join("prism.log");
        let file = File::create(&log)
            .map_err(|error| format!("cannot write {}: {error}", read::shown(&log)))?;
        let child = Command::new("node")
            .arg(program)
            .args(["proxy", "--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(spec)
            .arg(url(upstream))
            .stdin(Stdio::null())
            .stdout(file.try_clone().map_err(|error| error.to_string())?)
            .stderr(file)
            .spawn()
            .map_err(|error| missing("node", &error))?;
        let mut prism = Self(child);
        prism.wait(port, &log)?;
        Ok(prism)
    }

    /// Waits until it takes connections.
    fn wait(&mut self, port: u16, log: &Path) -> Result<(), String> {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = self.0.try_wait().ok().flatten();
            if ended.is_some() || start.elapsed() > PATIENCE {
                return Err(format!("Prism did not start; see {}", read::shown(log)));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
