//! The pages for people, opened in Chromium as their readers do.
//!
//! `pages.mjs` judges them with axe, on a phone and on a desktop, light and dark, with and without scripts. The browser comes with an npm package,
//! so that nothing but npm has to be there.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use openapi_engine::{Ending, output, read};

use crate::workspace;

/// Where the descriptions and the programs that open pages are.
const SOURCE: &str = "generator/conformance/pages";

/// What is beside the programs in the folder where its packages are installed.
const FILES: [&str; 3] = ["package.json", "pages.mjs", "browser.mjs"];

/// Writes a page of each kind, and opens them. The pictures of them stay in `target/conformance/pages/pictures`.
pub(super) fn run() -> Result<Ending, String> {
    let root = workspace::root()?;
    let source = root.join(SOURCE);
    let folder = install_at(&root)?;
    let (old, new) = (source.join("old.yaml"), source.join("new.yaml"));
    let client = folder.join("client.html");
    this(&[
        OsStr::new("docs"),
        new.as_os_str(),
        OsStr::new("--out"),
        client.as_os_str(),
    ])?;
    let changes = folder.join("changes.html");
    let diff = ["diff", "--format", "html"].map(OsStr::new);
    let text = this(&[&diff[..], &[old.as_os_str(), new.as_os_str()]].concat())?;
    fs::write(&changes, text)
        .map_err(|error| format!("cannot write {}: {error}", read::shown(&changes)))?;
    let status = Command::new("node")
        .args(["pages.mjs", "pictures", "client.html", "changes.html"])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("cannot run node: {error}"))?;
    Ok(if status.success() {
        Ending::Done
    } else {
        Ending::Stale
    })
}

/// The folder with the browser, which is installed unless it is there.
pub(super) fn install_at(root: &Path) -> Result<PathBuf, String> {
    let folder = root.join("target/conformance/pages");
    install(&root.join(SOURCE), &folder)?;
    Ok(folder)
}

/// What this program prints when it is called so.
fn this(arguments: &[&OsStr]) -> Result<Vec<u8>, String> {
    let this =
        std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let output = Command::new(this)
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot run this program: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err("a page could not be made".to_owned())
    }
}

/// Installs the packages in `folder`, unless those that are asked for are there.
fn install(source: &Path, folder: &Path) -> Result<(), String> {
    let manifest = folder.join(FILES[0]);
    let is_there = folder.join("node_modules").is_dir()
        && fs::read(&manifest).ok() == fs::read(source.join(FILES[0])).ok();
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make {}: {error}", read::shown(folder)))?;
    for file in FILES {
        let path: PathBuf = folder.join(file);
        fs::copy(source.join(file), &path)
            .map_err(|error| format!("cannot write {}: {error}", read::shown(&path)))?;
    }
    if is_there {
        return Ok(());
    }
    output::tell(&format!("installing a browser in {}", read::shown(folder)));
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(npm)
        .args(["install", "--no-audit", "--no-fund"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()
        .map_err(|error| super::prism::missing(npm, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err("npm could not install the browser".to_owned())
    }
}
