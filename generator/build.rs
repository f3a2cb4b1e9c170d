//! Finds the sources of the runtime and of the driver of command lines, which are compiled into the generator.
//!
//! In the workspace they are those of the crates beside this file. A package holds no files of another one: what is published has them
//! below `embedded`, where links lead to them. The links are not looked at here, as not every system checks them out.

use std::path::Path;

fn main() {
    for (name, folder, sources, manifest) in [
        ("RUNTIME", "runtime", "src", "runtime.toml"),
        (
            "COMMAND_LINE",
            "command-line",
            "command-line",
            "command-line.toml",
        ),
    ] {
        let (sources, manifest) = if Path::new(folder).join("Cargo.toml").is_file() {
            (format!("{folder}/src"), format!("{folder}/Cargo.toml"))
        } else {
            (
                format!("embedded/{sources}"),
                format!("embedded/{manifest}"),
            )
        };
        say(&format!("cargo::rustc-env={name}_SOURCES=/{sources}"));
        say(&format!("cargo::rustc-env={name}_MANIFEST=/{manifest}"));
    }
    say("cargo::rerun-if-changed=build.rs");
}

#[allow(
    clippy::print_stdout,
    reason = "this is how a build script speaks to cargo"
)]
fn say(line: &str) {
    println!("{line}");
}
