//! What cargo says of crates: all of them as one workspace, so that what they depend on is compiled once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use openapi_engine::output::with_progress;
use openapi_engine::read;
use openapi_engine::write::cannot;

use crate::workspace;

/// Who says something of crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Compiler,
    Rustfmt,
    Clippy,
    Rustdoc,
}

impl Tool {
    /// What `cargo` is asked for, and what is left to its tool.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Compiler => &[
                "check",
                "--workspace",
                "--keep-going",
                "--message-format",
                "short",
            ],
            Self::Rustfmt => &["fmt", "--all", "--", "--check", "-l"],
            Self::Clippy => &[
                "clippy",
                "--workspace",
                "--keep-going",
                "--message-format",
                "short",
            ],
            Self::Rustdoc => &[
                "doc",
                "--no-deps",
                "--keep-going",
                "--message-format",
                "short",
            ],
        }
    }

    /// What it does, as a line of progress.
    fn deed(self) -> &'static str {
        match self {
            Self::Compiler => "Compiling",
            Self::Rustfmt => "Formatting",
            Self::Clippy => "Linting",
            Self::Rustdoc => "Documenting",
        }
    }
}

/// What was said of a crate.
#[derive(Default)]
pub(super) struct Judged {
    pub(super) compiles: bool,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The first of its errors or warnings.
    pub(super) first: Option<String>,
}

/// Has a tool look at the packages below `out`, given with the names of their descriptions, which the answers have as well.
pub(super) fn judge<'a>(
    tool: Tool,
    out: &Path,
    packages: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<String, Judged>, String> {
    let packages: Vec<(&str, &str)> = packages.collect();
    write_workspace(out, &packages)?;
    let deed = format!("{} {} crates", tool.deed(), packages.len());
    let said = with_progress(&deed, || match tool {
        Tool::Rustdoc => document(out, &packages),
        Tool::Compiler | Tool::Rustfmt | Tool::Clippy => ask(tool, out, &[]),
    })?;
    let of = |(name, package): &(&str, &str)| ((*name).to_owned(), judged(package, &said));
    Ok(packages.iter().map(of).collect())
}

fn write_workspace(out: &Path, packages: &[(&str, &str)]) -> Result<(), String> {
    let members: Vec<String> = packages
        .iter()
        .map(|(_, package)| format!("    \"crates/{package}\",\n"))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n",
        members.concat()
    );
    let write = |name: &str, text: &str| {
        let path = out.join(name);
        fs::write(&path, text).map_err(|error| cannot("write", &path, &error))
    };
    write("Cargo.toml", &manifest)?;
    // The versions that the generator itself is built with are on this machine.
    write(
        "Cargo.lock",
        &read::text(&workspace::root()?.join("Cargo.lock"))?,
    )
}

/// What rustdoc says. With each crate, it reads and writes again what it has written of all others, which therefore are few.
fn document(out: &Path, packages: &[(&str, &str)]) -> Result<String, String> {
    let mut said = String::new();
    for few in packages.chunks(10) {
        let written = out.join("target/doc");
        if written.exists() {
            fs::remove_dir_all(&written).map_err(|error| cannot("remove", &written, &error))?;
        }
        let few: Vec<&str> = few
            .iter()
            .flat_map(|(_, package)| ["--package", package])
            .collect();
        said.push_str(&ask(Tool::Rustdoc, out, &few)?);
    }
    Ok(said)
}

/// What a tool says of these packages, a line for each error and warning. The network is used only where a crate is missing.
fn ask(tool: Tool, out: &Path, packages: &[&str]) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = |offline: &str| {
        let mut command = Command::new(&cargo);
        command
            .args(tool.arguments())
            .args(packages)
            .current_dir(out)
            .env("CARGO_NET_OFFLINE", offline)
            .env("CARGO_TARGET_DIR", out.join("target"));
        let output = command
            .output()
            .map_err(|error| format!("cannot run {command:?}: {error}"))?;
        let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
        if tool == Tool::Rustfmt {
            said.extend(unformatted(&String::from_utf8_lossy(&output.stdout)));
        }
        Ok::<_, String>((output.status.success(), said))
    };
    let (mut done, mut said) = run("true")?;
    if said.contains("offline") {
        (done, said) = run("false")?;
    }
    let is_about_crates = said.contains("could not compile")
        || said.contains("could not document")
        || tool == Tool::Rustfmt;
    if done || is_about_crates {
        Ok(said)
    } else {
        Err(format!("cargo cannot look at the crates:\n{said}"))
    }
}

/// The files that rustfmt would change, as warnings.
fn unformatted(listed: &str) -> impl Iterator<Item = String> {
    let files = listed
        .lines()
        .filter_map(|file| file.rsplit_once("/crates/"));
    files.map(|(_, file)| format!("crates/{file}: warning: not formatted\n"))
}

/// What is said of one package. In lines such as `crates/a/src/lib.rs:1:2: warning: …`, and in one that ends it all.
fn judged(package: &str, said: &str) -> Judged {
    let folder = format!("crates/{package}/");
    let failed = ["compile", "document"].map(|it| format!("could not {it} `{package}`"));
    let mut compiled = Judged {
        compiles: !failed.iter().any(|it| said.contains(it)),
        ..Judged::default()
    };
    for line in said.lines().filter(|line| line.starts_with(&folder)) {
        let is_error = line.contains(": error");
        if is_error {
            compiled.errors += 1;
        } else if line.contains(": warning") {
            compiled.warnings += 1;
        } else {
            continue;
        }
        let is_worse = is_error && compiled.errors == 1;
        if compiled.first.is_none() || is_worse {
            compiled.first = line.strip_prefix(&folder).map(str::to_owned);
        }
    }
    compiled
}

#[cfg(test)]
mod tests {
    use super::{judged, unformatted};

    #[test]
    fn what_is_not_formatted_is_a_warning() {
        let said: String = unformatted("/a/b/crates/c/src/lib.rs\nelsewhere\n").collect();
        assert_eq!(
            judged("c", &said).first.as_deref(),
            Some("src/lib.rs: warning: not formatted")
        );
        assert_eq!(said.lines().count(), 1);
    }

    #[test]
    fn each_crate_answers_for_itself() {
        let said = "crates/a/src/lib.rs:1:2: warning: unused\ncrates/ab/src/lib.rs:1:2: warning: unused\n\
                    crates/a/src/b.rs:3:4: error[E0425]: no such thing\nwarning: `a` (lib) generated 1 warning\n\
                    error: could not compile `a` (lib) due to 1 previous error; 1 warning emitted\n";
        let a = judged("a", said);
        assert_eq!((a.compiles, a.errors, a.warnings), (false, 1, 1));
        assert_eq!(
            a.first.as_deref(),
            Some("src/b.rs:3:4: error[E0425]: no such thing")
        );
        let ab = judged("ab", said);
        assert_eq!((ab.compiles, ab.errors, ab.warnings), (true, 0, 1));
        let c = judged("c", said);
        assert!(c.compiles && c.first.is_none());
    }
}
