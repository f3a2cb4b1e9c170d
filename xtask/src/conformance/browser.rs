//! A client in a browser: the example of the guide, compiled to WebAssembly and run in Chromium against a local server.
//!
//! `browser.mjs` is the server, and says what came of the calls. The program that makes a module of a browser out of WebAssembly has to be of the version that
//! the example asks for, and is installed for that.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use openapi_engine::{Ending, output, read};

use super::pages;
use crate::{cargo, workspace};

/// The example, and the target that it is for.
const EXAMPLE: &str = "generator/guide/examples/browser/Cargo.toml";
const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the example and runs it, where the target is installed.
pub(super) fn run() -> Result<Ending, String> {
    let root = workspace::root()?;
    let folder = root.join("target/conformance/browser");
    if !has_target()? {
        output::tell(&format!(
            "skipped: `rustup target add {TARGET}` has not been run"
        ));
        return Ok(Ending::Done);
    }
    let pages = pages::install_at(&root)?;
    let manifest = root.join(EXAMPLE);
    let built = folder.join("target");
    let mut build = cargo::command()?;
    build.args(["build", "--quiet", "--target", TARGET, "--manifest-path"]);
    succeed(
        build.arg(&manifest).arg("--target-dir").arg(&built),
        "cargo",
    )?;
    let bindgen = install(&manifest, &folder)?;
    let module = built.join(TARGET).join("debug/browser.wasm");
    let out = folder.join("module");
    let mut bind = Command::new(bindgen);
    bind.args(["--target", "web", "--no-typescript", "--out-dir"]);
    succeed(bind.arg(&out).arg(&module), "wasm-bindgen")?;
    let status = Command::new("node")
        .arg("browser.mjs")
        .arg(&out)
        .current_dir(&pages)
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("cannot run node: {error}"))?;
    Ok(if status.success() {
        Ending::Done
    } else {
        Ending::Stale
    })
}

/// Whether the standard library is there for the target.
fn has_target() -> Result<bool, String> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| format!("cannot run rustc: {error}"))?;
    let path = String::from_utf8_lossy(&output.stdout);
    Ok(output.status.success() && Path::new(path.trim()).is_dir())
}

/// Installs `wasm-bindgen` in the version that the example asks for, unless it is there.
fn install(manifest: &Path, folder: &Path) -> Result<std::path::PathBuf, String> {
    let text = fs::read_to_string(manifest)
        .map_err(|error| format!("cannot read {}: {error}", read::shown(manifest)))?;
    let line = text
        .lines()
        .find_map(|it| it.strip_prefix("wasm-bindgen = \"="));
    let version = line.map(|it| it.trim_end_matches('"'));
    let version = version.ok_or("the example does not say which wasm-bindgen it needs")?;
    let place = folder.join(format!("wasm-bindgen-{version}"));
    let program = place.join("bin").join(if cfg!(windows) {
        "wasm-bindgen.exe"
    } else {
        "wasm-bindgen"
    });
    if !program.is_file() {
        output::tell(&format!(
            "installing wasm-bindgen {version} in {}",
            read::shown(&place)
        ));
        let mut install = cargo::command()?;
        install.args(["install", "--quiet", "--debug", "wasm-bindgen-cli"]);
        succeed(
            install.args(["--version", version, "--root"]).arg(&place),
            "cargo",
        )?;
    }
    Ok(program)
}

fn succeed(command: &mut Command, name: &str) -> Result<(), String> {
    let status = command.status();
    match status.map_err(|error| format!("cannot run {name}: {error}"))? {
        status if status.success() => Ok(()),
        _ => Err(format!("{name} failed")),
    }
}
