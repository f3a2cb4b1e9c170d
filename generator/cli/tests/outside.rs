//! The doors that people build themselves: the examples of the guide, copied out of this workspace, built there and run.
//!
//! They are built from the packages as they are published, which are members of the workspace of one example, as cargo compiles a package
//! again for each workspace. So the generator is compiled once for programs and once for a build script. Files that are as they were are
//! not written again, so that a second run compiles only what has changed.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A client without a transport, which is quick to compile.
const LIGHT: &str = "--no-default-features";

/// The packages that the program is made of, in the order of who depends on whom.
const PACKAGES: [&str; 3] = [
    "openapi-client-generator",
    "openapi-client-engine",
    "openapi-client-cli",
];

/// The crate of the workspace that keeps itself up to date.
const KEPT: &str = "crates/kept";

/// The workspace is there once.
static WORKSPACE: Mutex<()> = Mutex::new(());

/// The workspace with an xtask of its own, a client with a build script, and the packages.
struct Workspace {
    folder: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

impl Workspace {
    fn new() -> Self {
        let alone = WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside");
        let workspace = Self {
            folder,
            _alone: alone,
        };
        workspace.unpack();
        let examples = generator().join("guide/examples");
        let mut patch = "[patch.crates-io]\n".to_owned();
        for name in PACKAGES {
            patch.extend([format!("{name} = {{ path = \"package/{name}\" }}\n")]);
        }
        let own = workspace.folder.clone();
        copy(
            &examples.join("own-xtask"),
            &own,
            &|path, text| match path {
                "Cargo.toml" => {
                    let members = "members = [\"crates/*\"";
                    assert!(text.contains(members), "{text}");
                    text.replace(members, &format!("{members}, \"package/*\"")) + &patch
                }
                _ => text.replace(
                    "../../../../../engine",
                    "../../package/openapi-client-engine",
                ),
            },
        );
        let kept = own.join(KEPT);
        copy(&examples.join("build-script"), &kept, &|path, text| {
            match path {
                // Another client of the workspace has the name of the description.
                "codegen.toml" => format!("package = \"kept\"\n{text}"),
                _ => text,
            }
            .replace("../../../engine", "../../package/openapi-client-engine")
        });
        // The versions that the workspace of the generator is built with are on this machine.
        let lock = own.join("Cargo.lock");
        fs::copy(generator().join("../Cargo.lock"), lock).unwrap();
        done(&codegen(&kept));
        workspace
    }

    /// Unpacks the packages.
    fn unpack(&self) {
        let of = PACKAGES.iter().flat_map(|it| ["--package", it]);
        let package = ["package", "--no-verify", "--allow-dirty"];
        let package = package.into_iter().chain(["--exclude-lockfile"]).chain(of);
        let package: Vec<&str> = package.collect();
        done(&cargo(&generator(), &package));
        let unpacked = self.folder.join("target/unpacked");
        if unpacked.exists() {
            fs::remove_dir_all(&unpacked).unwrap();
        }
        fs::create_dir_all(&unpacked).unwrap();
        for name in PACKAGES {
            let file = format!("{name}-{}", env!("CARGO_PKG_VERSION"));
            let tar = Command::new("tar")
                .arg("-xzf")
                .arg(target().join(format!("package/{file}.crate")))
                .current_dir(&unpacked)
                .output();
            done(&tar.unwrap());
            let folder = self.folder.join("package").join(name);
            copy(&unpacked.join(&file), &folder, &|_, text| text);
            remove_others(&folder, &unpacked.join(&file));
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs cargo in a folder of it.
    fn cargo(&self, folder: &str, arguments: &[&str]) -> Output {
        cargo(&self.path(folder), arguments)
    }
}

/// A copy of an example in a folder that no workspace is around.
struct Outside(PathBuf);

impl Outside {
    fn copy(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("openapi-client-{name}-{}", std::process::id()));
        let example = generator().join("guide/examples").join(name);
        copy(&example, &folder, &|_, text| text);
        let lock = folder.join("Cargo.lock");
        fs::copy(generator().join("../Cargo.lock"), lock).unwrap();
        Self(folder)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn cargo(&self, folder: &str, arguments: &[&str]) -> Output {
        cargo(&self.0.join(folder), arguments)
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

fn generator() -> PathBuf {
    let generator = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    generator.unwrap().to_owned()
}

/// Copies a folder; what `change` makes of a path in it and the text there is written.
fn copy(from: &Path, to: &Path, change: &dyn Fn(&str, String) -> String) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let copied = to.join(name);
        if path.is_dir() {
            copy(&path, &copied, &|inner, text| {
                change(&format!("{name}/{inner}"), text)
            });
            continue;
        }
        let text = change(name, fs::read_to_string(&path).unwrap());
        if !fs::read_to_string(&copied).is_ok_and(|it| it == text) {
            fs::write(copied, text).unwrap();
        }
    }
}

/// Removes from `folder` what `like` does not have.
fn remove_others(folder: &Path, like: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let other = like.join(path.file_name().unwrap());
        match (path.is_dir(), other.exists()) {
            (true, true) => remove_others(&path, &other),
            (true, false) => fs::remove_dir_all(path).unwrap(),
            (false, false) => fs::remove_file(path).unwrap(),
            (false, true) => {}
        }
    }
}

/// Runs cargo in a folder: without the network, and with it only where a crate is missing.
fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    let run = |is_offline: &str| {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(folder);
        command.env("CARGO_TARGET_DIR", target());
        command.env("CARGO_INCREMENTAL", "0");
        // The same for programs and build scripts, so that they share what they depend on with the same features.
        command.env("CARGO_PROFILE_DEV_DEBUG", "false");
        command.env("CARGO_PROFILE_DEV_CODEGEN_UNITS", "16");
        command.env("CARGO_PROFILE_DEV_BUILD_OVERRIDE_CODEGEN_UNITS", "16");
        command.env("CARGO_NET_OFFLINE", is_offline);
        command.env("OPENAPI_CLIENT_CACHE", "");
        command.output().unwrap()
    };
    let output = run("true");
    if String::from_utf8_lossy(&output.stderr).contains("--offline") {
        return run("false");
    }
    output
}

/// Runs the program in a folder.
fn codegen(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openapi-client"));
    command.arg("codegen").current_dir(folder);
    command.env("OPENAPI_CLIENT_CACHE", "");
    command.output().unwrap()
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

#[test]
fn the_program_is_built_from_its_packages_alone() {
    let workspace = Workspace::new();
    let client = workspace.path("crates/program");
    if client.exists() {
        fs::remove_dir_all(&client).unwrap();
    }
    let run = ["run", "--quiet", "--package", "openapi-client-cli", "--"];
    let write = [
        "codegen",
        "pets.yaml",
        "--out",
        "crates/program",
        "--name",
        "program",
    ];
    let said = done(&workspace.cargo("", &[&run[..], &write].concat()));
    assert!(said.starts_with("crates/program: 1 operation, "), "{said}");
    // The sources of the runtime came with it.
    assert!(
        workspace
            .read("crates/program/src/runtime/mod.rs")
            .contains("mod client;")
    );
    fs::remove_dir_all(&client).unwrap();
}

#[test]
fn an_xtask_of_ones_own_writes_the_clients_of_its_workspace() {
    let workspace = Workspace::new();
    let client = workspace.path("crates/pets");
    if client.exists() {
        fs::remove_dir_all(&client).unwrap();
    }
    let said = done(&workspace.cargo("", &["xtask", "codegen"]));
    assert!(
        said.starts_with("crates/pets: 1 operation, 1 type, "),
        "{said}"
    );
    // From a folder inside, too: the nearest codegen.toml counts.
    let said = done(&workspace.cargo("crates/pets", &["xtask", "codegen", "--check"]));
    assert!(said.contains(", up to date; 0 warnings"), "{said}");
    done(&workspace.cargo("crates/pets", &["check", "--quiet", LIGHT]));
}

#[test]
fn a_client_can_be_a_module_of_a_crate() {
    let folder = Outside::copy("module");
    let codegen = || codegen(&folder.0);
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
    let workspace = Workspace::new();
    let check = || workspace.cargo(KEPT, &["check", LIGHT]);
    let read = |name: &str| workspace.read(&format!("{KEPT}/{name}"));
    let change = |from: &str, to: &str| {
        let text = read("pets.yaml").replace(from, to);
        fs::write(workspace.path(KEPT).join("pets.yaml"), text).unwrap();
    };
    done(&check());
    assert!(!read("src/types/pet.rs").contains("nickname"));

    change("name: {type", "nickname: {type");
    done(&check());
    assert!(read("src/types/pet.rs").contains("nickname"));

    change("schemas/Pet\"", "schemas/Pat\"");
    let output = check();
    let said = String::from_utf8_lossy(&output.stderr);
    let error = "error[unresolved-reference]: there is no `Pat`";
    assert!(!output.status.success() && said.contains(error), "{said}");
}
