//! Every golden case compiles without a warning, passes its own lints, and has documentation without one. Its examples
//! compile as well.
//!
//! All is written below `target/golden`, as one workspace with the versions of the repository. Files that have not
//! changed stay untouched, so that a second run checks only what is new.

#![allow(
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

pub(crate) mod crates;
mod resources;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use openapi_prove::driver::{self, Dependency};

/// All resources and what the server sends, and no transport, which would take minutes.
const FEATURES: [&str; 3] = [
    "--no-default-features",
    "--features",
    "resources,webhooks,webhooks_types,webhook-signatures,oauth2-pkce",
];

/// The features of the clients that programs are built with.
pub(crate) const BUILT: [&str; 4] = ["mock", "resources", "webhooks", "webhooks_types"];

/// The program that has the clients of shared crates read and write. Its sources come from the test `prove`.
pub(crate) const DRIVER: &str = "golden-driver";

/// The workspace of all cases.
pub(crate) struct Golden {
    /// Where it is.
    pub(crate) folder: PathBuf,
    /// The crates of the cases that share one.
    pub(crate) sharing: BTreeMap<String, String>,
}

/// Written once for all tests.
pub(crate) static GOLDEN: LazyLock<Golden> = LazyLock::new(|| {
    let folder = target().join("golden");
    let driver = format!("drivers/{DRIVER}");
    let lock = repository().join("Cargo.lock");
    let sharing = crates::write_crates(&folder, &lock, &[&driver]);
    let golden = Golden { folder, sharing };
    let driver = golden.folder.join(driver);
    driver::write_manifest(&driver, DRIVER, &golden.dependencies()).unwrap();
    let main = driver.join("src/main.rs");
    if !main.exists() {
        crate::support::write(&main, "fn main() {}\n");
    }
    golden
});

impl Golden {
    /// The crates that cases share, as a program depends on them.
    pub(crate) fn dependencies(&self) -> Vec<Dependency> {
        let dependency = |package: &&String| Dependency {
            package: (*package).clone(),
            path: format!("../../crates/{package}"),
            features: BUILT.map(str::to_owned).to_vec(),
        };
        self.packages().iter().map(dependency).collect()
    }

    fn packages(&self) -> Vec<&String> {
        let mut packages: Vec<&String> = self.sharing.values().collect();
        packages.sort();
        packages.dedup();
        packages
    }

    /// Runs a command of cargo over the tests of what callers write, and more targets of the program and the crates of its clients. The
    /// tests are always there, as their dependencies have a say in features: without them, all would be built once more.
    pub(crate) fn build(&self, command: &str, targets: &[&str]) -> String {
        let features = BUILT.join(",");
        let mut arguments = vec![command, "--package", DRIVER];
        for package in self.packages() {
            arguments.extend(["--package", package]);
        }
        arguments.extend(["--no-default-features", "--features", &features]);
        arguments.extend(["--test", "runs"]);
        arguments.extend(targets);
        self.cargo(&arguments)
    }

    /// Runs cargo without the network, and with it only where a crate is missing. It has to succeed, and what it prints is returned.
    fn cargo(&self, arguments: &[&str]) -> String {
        let run = |more: &[&str]| {
            Command::new(env!("CARGO"))
                .args(arguments)
                .args(more)
                .current_dir(&self.folder)
                .env("CARGO_TARGET_DIR", self.folder.join("target"))
                .env("RUSTFLAGS", "-Dwarnings")
                .env("RUSTDOCFLAGS", "-Dwarnings")
                .output()
                .unwrap()
        };
        let mut output = run(&["--offline"]);
        if String::from_utf8_lossy(&output.stderr).contains("--offline") {
            output = run(&[]);
        }
        assert!(
            output.status.success(),
            "cargo {} fails:\n{}{}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

#[test]
fn every_case_compiles_without_a_warning() {
    let features = format!("{},{}", FEATURES[2], resources::FEATURE);
    let features = [FEATURES[0], FEATURES[1], &features];
    // The lints are behind all that the compiler itself checks.
    for command in [&["clippy"][..], &["doc", "--no-deps"]] {
        GOLDEN.cargo(&[command, &features].concat());
        // A crate without any of its resources.
        let none = ["--package", "examples", FEATURES[0]];
        GOLDEN.cargo(&[command, &none].concat());
    }
}

#[test]
fn documentation_and_tests_of_clients_pass() {
    // Every kind of value is in the examples of the one case, and the other has texts that would be tests; those of all cases would
    // take minutes.
    // With the mock, the code of the front page is among them.
    for (package, features) in [("examples", "mock,resources"), ("docs-hostile", "mock")] {
        let arguments = ["test", "--doc", "--package", package];
        let features = ["--no-default-features", "--features", features];
        let said = GOLDEN.cargo(&[&arguments[..], &features].concat());
        let tests: Vec<&str> = said
            .lines()
            .filter(|it| it.starts_with("test crates/") && !it.contains("/src/runtime/"))
            .collect();
        let is_example = |line: &&str| line.ends_with("- compile ... ok");
        assert!(!tests.is_empty() && tests.iter().all(is_example), "{said}");
    }
    // The tests that clients carry, of which each has to pass.
    for (package, features) in [("tests", "mock,resources"), ("tests-of-examples", "mock")] {
        let features = ["--no-default-features", "--features", features];
        let target = ["--test", "generated", "--package", package];
        GOLDEN.cargo(&[&["clippy"], &target[..], &features].concat());
        let said = GOLDEN.cargo(&[&["test"], &target[..], &features].concat());
        let passed = said
            .lines()
            .filter(|it| it.starts_with("test ") && it.ends_with(" ... ok"));
        assert!(passed.count() > 3, "{said}");
    }
}

#[test]
fn what_callers_write_does_what_they_mean() {
    let said = GOLDEN.build("test", &[]);
    for (case, least) in [
        ("callers", 4),
        ("former_names", 3),
        ("xml", 3),
        ("xml_arrays", 1),
    ] {
        let passed = said
            .lines()
            .filter(|it| it.starts_with(&format!("test {case}::")) && it.ends_with(" ... ok"));
        assert!(passed.count() >= least, "{case}: {said}");
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from)
}
