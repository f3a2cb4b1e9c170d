//! Finds the sources of the runtime, which are compiled into the generator.
//!
//! In the workspace they are those of the crate beside this file. A package holds no files of another one: what is published has them
//! below `embedded`, where links lead to them. The links are not looked at here, as not every system checks them out.

use std::path::Path;

fn main() {
    let (sources, manifest) = if Path::new("runtime/Cargo.toml").is_file() {
        ("runtime/src", "runtime/Cargo.toml")
    } else {
        ("embedded/src", "embedded/runtime.toml")
    };
    for (name, path) in [("RUNTIME_SOURCES", sources), ("RUNTIME_MANIFEST", manifest)] {
        say(&format!("cargo::rustc-env={name}=/{path}"));
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
