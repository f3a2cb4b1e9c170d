//! Whether crates compile: all of them as one workspace, so that what they depend on is compiled once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use openapi_engine::output::with_progress;
use openapi_engine::read;
use openapi_engine::write::cannot;

use crate::workspace;

/// What the compiler said of a crate.
#[derive(Default)]
pub(super) struct Compiled {
    pub(super) compiles: bool,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The first of its errors or warnings.
    pub(super) first: Option<String>,
}

/// Compiles the packages below `out`, given with the names of their descriptions, which the answers have as well.
pub(super) fn check<'a>(
    out: &Path,
    packages: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<String, Compiled>, String> {
    let packages: Vec<(&str, &str)> = packages.collect();
    write_workspace(out, &packages)?;
    let said = with_progress(&format!("Compiling {} crates", packages.len()), || {
        cargo_check(out)
    })?;
    let of = |(name, package): &(&str, &str)| ((*name).to_owned(), compiled(package, &said));
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

/// What `cargo check` says, a line for each error and warning. The network is used only where a crate is missing.
fn cargo_check(out: &Path) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = |more: &[&str]| {
        let mut command = Command::new(&cargo);
        command
            .args([
                "check",
                "--workspace",
                "--keep-going",
                "--message-format",
                "short",
            ])
            .args(more)
            .current_dir(out)
            .env("CARGO_TARGET_DIR", out.join("target"));
        let output = command
            .output()
            .map_err(|error| format!("cannot run {command:?}: {error}"))?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Ok::<_, String>((output.status.success(), said))
    };
    let (mut done, mut said) = run(&["--offline"])?;
    if said.contains("--offline") {
        (done, said) = run(&[])?;
    }
    let is_about_crates = said.contains("could not compile");
    if done || is_about_crates {
        Ok(said)
    } else {
        Err(format!("cargo cannot compile the crates:\n{said}"))
    }
}

/// What is said of one package. In lines such as `crates/a/src/lib.rs:1:2: warning: …`, and in one that ends it all.
fn compiled(package: &str, said: &str) -> Compiled {
    let folder = format!("crates/{package}/");
    let failed = format!("could not compile `{package}`");
    let mut compiled = Compiled {
        compiles: !said.contains(&failed),
        ..Compiled::default()
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
    use super::compiled;

    #[test]
    fn each_crate_answers_for_itself() {
        let said = "crates/a/src/lib.rs:1:2: warning: unused\ncrates/ab/src/lib.rs:1:2: warning: unused\n\
                    crates/a/src/b.rs:3:4: error[E0425]: no such thing\nwarning: `a` (lib) generated 1 warning\n\
                    error: could not compile `a` (lib) due to 1 previous error; 1 warning emitted\n";
        let a = compiled("a", said);
        assert_eq!((a.compiles, a.errors, a.warnings), (false, 1, 1));
        assert_eq!(
            a.first.as_deref(),
            Some("src/b.rs:3:4: error[E0425]: no such thing")
        );
        let ab = compiled("ab", said);
        assert_eq!((ab.compiles, ab.errors, ab.warnings), (true, 0, 1));
        let c = compiled("c", said);
        assert!(c.compiles && c.first.is_none());
    }
}
