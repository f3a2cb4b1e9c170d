//! The doors that people build themselves: the examples of the guide, copied out of this workspace, built there and run.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A client without a transport, which is quick to compile.
const LIGHT: &str = "--no-default-features";

/// A copy of an example in a folder that no workspace is around.
struct Outside(PathBuf);

impl Outside {
    fn copy(name: &str, test: &str) -> Self {
        let folder = env::temp_dir().join(format!("openapi-client-{test}-{}", std::process::id()));
        let generator = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        copy(
            &generator.join("guide/examples").join(name),
            &folder,
            generator,
        );
        // The versions that this workspace is built with are on this machine.
        fs::copy(generator.join("../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Self(folder)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs cargo in a folder of it: without the network, and with it only where a crate is missing.
    fn cargo(&self, folder: &str, arguments: &[&str]) -> Output {
        let run = |is_offline: &str| {
            let mut command = Command::new(env!("CARGO"));
            command.args(arguments).current_dir(self.0.join(folder));
            command.env("CARGO_TARGET_DIR", target());
            command.env("CARGO_PROFILE_DEV_DEBUG", "false");
            command.env("CARGO_NET_OFFLINE", is_offline);
            command.output().unwrap()
        };
        let output = run("true");
        if String::from_utf8_lossy(&output.stderr).contains("--offline") {
            return run("false");
        }
        output
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        // What is left of a failed test is of use to whoever looks for the reason.
        if !std::thread::panicking() {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }
}

/// Copies a folder. The engine is named by its path from there, which becomes one from anywhere.
fn copy(from: &Path, to: &Path, generator: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied, generator);
            continue;
        }
        let mut text = fs::read_to_string(&path).unwrap();
        for up in ["../../../../../engine", "../../../engine"] {
            let engine = generator
                .join("engine")
                .display()
                .to_string()
                .replace('\\', "/");
            text = text.replace(&format!("\"{up}\""), &format!("\"{engine}\""));
        }
        fs::write(copied, text).unwrap();
    }
}

/// What is built outside is kept, so that it is not built twice.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside_target")
}

fn done(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}{said}",
        String::from_utf8_lossy(&output.stdout)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The packages that the program is made of, in the order of who depends on whom.
const PACKAGES: [&str; 3] = [
    "openapi-client-generator",
    "openapi-client-engine",
    "openapi-client-cli",
];

#[test]
fn the_program_is_built_from_its_packages_alone() {
    let folder = Outside::copy("own-xtask", "packages");
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let of = PACKAGES.iter().flat_map(|it| ["--package", it]);
    let package = [
        "package",
        "--no-verify",
        "--allow-dirty",
        "--exclude-lockfile",
    ];
    let package: Vec<&str> = package.into_iter().chain(of).collect();
    done(&folder.cargo(&generator.display().to_string(), &package));
    let mut workspace =
        "[workspace]\nresolver = \"3\"\nmembers = [\"package/*\"]\n[patch.crates-io]\n".to_owned();
    fs::create_dir(folder.0.join("package")).unwrap();
    for name in PACKAGES {
        let file = format!("{name}-{}", env!("CARGO_PKG_VERSION"));
        let unpacked = Command::new("tar")
            .arg("-xzf")
            .arg(target().join(format!("package/{file}.crate")))
            .current_dir(folder.0.join("package"))
            .output();
        done(&unpacked.unwrap());
        workspace.extend([format!("{name} = {{ path = \"package/{file}\" }}\n")]);
    }
    fs::write(folder.0.join("Cargo.toml"), workspace).unwrap();
    let run = ["run", "--quiet", "--package", "openapi-client-cli", "--"];
    let said = done(&folder.cargo("", &[&run[..], &["codegen", "pets.yaml"]].concat()));
    assert!(said.starts_with("crates/pets: 1 operation, "), "{said}");
    // The sources of the runtime came with it.
    assert!(
        folder
            .read("crates/pets/src/runtime/mod.rs")
            .contains("mod client;")
    );
}

#[test]
fn an_xtask_of_ones_own_writes_the_clients_of_its_workspace() {
    let folder = Outside::copy("own-xtask", "xtask");
    let said = done(&folder.cargo("", &["xtask", "codegen"]));
    assert!(
        said.starts_with("crates/pets: 1 operation, 1 type, "),
        "{said}"
    );
    // From a folder inside, too: the nearest codegen.toml counts.
    let said = done(&folder.cargo("crates/pets", &["xtask", "codegen", "--check"]));
    assert!(said.contains(", up to date; 0 warnings"), "{said}");
    done(&folder.cargo("", &["check", "--quiet", "--package", "pets", LIGHT]));
}

#[test]
fn a_client_can_be_a_module_of_a_crate() {
    let folder = Outside::copy("module", "module");
    let codegen = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_openapi-client"));
        command.arg("codegen").current_dir(&folder.0);
        command.output().unwrap()
    };
    let manifest = folder.read("Cargo.toml");
    let (package, _) = manifest.split_once("# What the client needs").unwrap();
    let bare = package.replace("2024", "2021");
    fs::write(folder.0.join("Cargo.toml"), bare).unwrap();
    let first = codegen();
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(done(&first).starts_with("src/api: 1 operation, 1 type, "));
    for line in [
        "note: the module needs these lines in Cargo.toml; those of features that you want no part of can stay away:\n\n[package]\n\
         edition = \"2024\" ",
        "\n\n[features]\ndefault = [\"rustls\"]\n",
        "\n\n[dependencies]\nbytes = \"1.9\"\n",
        "\nreqwest = { version = ",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    fs::write(folder.0.join("Cargo.toml"), &manifest).unwrap();
    let main = folder.read("src/main.rs");
    fs::write(folder.0.join("src/main.rs"), main.replace("mod api;", "")).unwrap();
    assert_eq!(
        String::from_utf8_lossy(&codegen().stderr),
        "note: the crate has the module by `#[rustfmt::skip] mod api;` in the file of the module around it\n"
    );
    fs::write(folder.0.join("src/main.rs"), &main).unwrap();
    assert_eq!(String::from_utf8_lossy(&codegen().stderr), "");

    done(&folder.cargo("", &["clippy", "--quiet", LIGHT, "--", "-Dwarnings"]));
    let said = done(&folder.cargo("", &["test", LIGHT, "--features", "mock"]));
    let passed = "test tests::a_pet_has_a_place ... ok";
    assert!(said.contains(passed), "{said}");
    for name in ["src/api/mod.rs", "src/api/names.lock", "src/api/files.lock"] {
        assert!(folder.0.join(name).exists(), "{name}");
    }
    assert!(!folder.0.join("src/api/Cargo.toml").exists());
}

#[test]
fn a_build_script_keeps_a_client_up_to_date() {
    let folder = Outside::copy("build-script", "build-script");
    let first = Command::new(env!("CARGO_BIN_EXE_openapi-client"))
        .arg("codegen")
        .current_dir(&folder.0)
        .output();
    done(&first.unwrap());
    let check = || folder.cargo("", &["check", LIGHT]);
    let change = |from: &str, to: &str| {
        let text = folder.read("pets.yaml").replace(from, to);
        fs::write(folder.0.join("pets.yaml"), text).unwrap();
    };
    done(&check());
    assert!(!folder.read("src/types/pet.rs").contains("nickname"));

    change("name: {type", "nickname: {type");
    done(&check());
    assert!(folder.read("src/types/pet.rs").contains("nickname"));

    change("schemas/Pet\"", "schemas/Pat\"");
    let output = check();
    let said = String::from_utf8_lossy(&output.stderr);
    let error = "error[unresolved-reference]: there is no `Pat`";
    assert!(!output.status.success() && said.contains(error), "{said}");
}
