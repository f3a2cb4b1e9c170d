//! The client that is made from the server's description, and the program that calls it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use conformance::{BASE, DESCRIPTION, SERVER};

use crate::setup::Setup;
use crate::{command, folder, tell};

/// Generates the crate `client` in a folder.
pub(crate) fn generate(
    setup: &Setup,
    xtask: &Path,
    folder: &Path,
    description: &Path,
) -> Result<(), String> {
    tell("  generating");
    let client = folder.join("client");
    // A name that an earlier run has given would stay.
    let _ = fs::remove_file(client.join("names.lock"));
    let mut generate = Command::new(xtask);
    generate
        .args([
            "codegen",
            "--no-cache",
            "--force",
            "--name",
            "client",
            "--spec",
        ])
        .arg(description);
    generate.arg("--out").arg(client);
    let config = setup.folder.join("codegen.toml");
    if config.is_file() {
        generate.arg("--config").arg(config);
    }
    command::run(&mut generate, &folder.join("codegen.log"))
}

/// Compiles the client and its calls, and runs them: what they say.
pub(crate) fn call(
    setup: &Setup,
    out: &Path,
    folder: &Path,
    server: &str,
    description: &Path,
) -> Result<String, String> {
    tell("  calling");
    let package = format!("calls-{}", setup.folder_name);
    write_workspace(setup, folder, &package)?;
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let mut build = Command::new(&cargo);
    build
        .args(["build", "--quiet", "--package", &package])
        .current_dir(folder);
    let target = out.join("target");
    build.env("CARGO_TARGET_DIR", &target);
    command::run(&mut build, &folder.join("build.log"))?;
    let program = target
        .join("debug")
        .join(format!("{package}{}", std::env::consts::EXE_SUFFIX));
    let ended = Command::new(program)
        .env(SERVER, server)
        .env(BASE, &setup.base)
        .env(DESCRIPTION, description)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot call: {error}"))?;
    Ok(String::from_utf8_lossy(&ended.stdout).into_owned())
}

/// A workspace of the client and the program; the versions that this workspace is built with are on this machine.
fn write_workspace(setup: &Setup, folder: &Path, package: &str) -> Result<(), String> {
    let harness = Path::new(env!("CARGO_MANIFEST_DIR"));
    let calls = folder.join("calls");
    let modules = setup.folder.join("calls");
    if modules.is_dir() {
        folder::copy(&modules, &calls)?;
    }
    folder::make(&calls)?;
    folder::write(
        &folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"client\", \"calls\"]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
    )?;
    let path = toml::Value::from(harness.to_string_lossy().into_owned());
    let manifest = format!(
        r#"[package]
name = "{package}"
version = "0.0.0"
edition = "2024"

[[bin]]
name = "{package}"
path = "main.rs"

[dependencies]
client = {{ path = "../client" }}
conformance = {{ path = {path}, package = "openapi-client-conformance" }}
futures-util = {{ version = "0.3", default-features = false }}
serde_json = "1"
tokio = {{ version = "1", features = ["macros", "rt-multi-thread", "time"] }}
"#
    );
    folder::write(&calls.join("Cargo.toml"), manifest)?;
    let lock = harness.join("../../Cargo.lock");
    for (from, to) in [
        (setup.folder.join("calls.rs"), calls.join("main.rs")),
        (lock, folder.join("Cargo.lock")),
    ] {
        fs::copy(&from, &to).map_err(|error| format!("cannot copy {}: {error}", from.display()))?;
    }
    Ok(())
}
