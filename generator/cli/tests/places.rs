//! Odd places: names that are no words, folders that cannot be written, disks that are full.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use support::{Folder, NO_CACHE, PETS};

/// Runs the program with arguments that are not separated by blanks.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openapi-client"));
    command.args(arguments).current_dir(folder);
    command.env(NO_CACHE.0, NO_CACHE.1);
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_path_with_blanks_is_a_path() {
    let folder = Folder::new("places blanks");
    folder.write("the api/the pets.yaml", PETS);
    folder.write(
        "codegen.toml",
        "spec = \"the api/the pets.yaml\"\nout = \"the client\"\n",
    );
    folder.run("codegen").with_code(0);
    folder.run("codegen --check").with_code(0);
    assert!(folder.path("the client/src/lib.rs").exists());
    let init = Folder::new("places init");
    init.write("the api/the pets.yaml", PETS);
    assert_eq!(
        code(&run(&init.path(""), &["init", "the api/the pets.yaml"])),
        0
    );
    init.run("codegen").with_code(0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_whose_name_is_no_unicode_is_a_folder() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = Folder::new("places-unicode");
    let odd = folder.path("").join(OsStr::from_bytes(b"p\xff"));
    fs::create_dir_all(odd.join("api")).unwrap();
    let text = PETS.replace("#/components/schemas/Pet", "./pet.yaml");
    fs::write(odd.join("api/pets.yaml"), text).unwrap();
    fs::write(
        odd.join("api/pet.yaml"),
        "type: object\nproperties: {id: {type: string}}\n",
    )
    .unwrap();
    fs::write(
        odd.join("codegen.toml"),
        "spec = \"api/pets.yaml\"\nout = \"client\"\n",
    )
    .unwrap();
    // From inside, from a folder below, and from outside.
    let inside = run(&odd, &["codegen"]);
    assert_eq!(code(&inside), 0, "{}", said(&inside));
    assert!(odd.join("client/src/types/pet.rs").exists());
    let below = run(&odd.join("api"), &["codegen", "--check"]);
    assert_eq!(code(&below), 0, "{}", said(&below));
    let mut command = Command::new(env!("CARGO_BIN_EXE_openapi-client"));
    command.arg("codegen").arg(odd.join("api/pets.yaml"));
    command.arg("--out").arg(odd.join("client")).arg("--check");
    command.env(NO_CACHE.0, NO_CACHE.1);
    let outside = command.current_dir(folder.path("")).output().unwrap();
    assert_eq!(code(&outside), 0, "{}", said(&outside));
}

/// Whether this user may not be what a permission keeps out.
#[cfg(unix)]
fn is_kept_out(folder: &Path) -> bool {
    fs::write(folder.join("probe"), "")
        .map(|()| fs::remove_file(folder.join("probe")))
        .is_err()
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with("places-read-only", PETS);
    folder.codegen("").with_code(0);
    folder.write("api.yaml", &PETS.replace("title: Pets", "title: Animals"));
    let out = folder.path("out");
    let set = |mode| fs::set_permissions(&out, fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    if is_kept_out(&out) {
        let before = folder.snapshot();
        let ended = folder.codegen("");
        ended.with_code(2);
        assert_eq!(
            ended.err,
            "error: cannot make out/.codegen: Permission denied (os error 13)\n"
        );
        assert_eq!(folder.snapshot(), before);
    } else {
        println!("skipped: permissions mean nothing to this user");
    }
    set(0o755);
}

/// What a shell does in a name space of its own, where it may mount a disk of 256 KiB and one that is read-only. The client needs more.
const DISKS: &str = r#"
set -e
mkdir small fixed
mount -t tmpfs -o size=256k none small
echo kept > small/notes
status=0; "$PROGRAM" codegen api.yaml --out small/out 2> full.txt || status=$?
echo "full $status $(ls -A small | tr '\n' ' ')" > result.txt
mount -t tmpfs -o size=16m none fixed
"$PROGRAM" codegen api.yaml --out fixed/out > /dev/null 2>&1
sed -i 's/title: Pets/title: Animals/' api.yaml
mount -o remount,ro fixed
find fixed -type f -exec cksum {} + | sort > before.txt
status=0; "$PROGRAM" codegen api.yaml --out fixed/out 2> fixed.txt || status=$?
find fixed -type f -exec cksum {} + | sort > after.txt
echo "fixed $status $(cmp before.txt after.txt && echo same)" >> result.txt
# Room for the files that are there, and not for those that change beside them.
mount -o remount,rw fixed
used=$(df -k fixed | tail -1 | awk '{print $3}')
mount -o remount,size=$((used + 8))k fixed
sed -i 's/operationId: get-pet/operationId: fetch-one-pet/; s/\[pets\]/[zoo]/' api.yaml
status=0; "$PROGRAM" codegen api.yaml --out fixed/out --tests 2> tight.txt || status=$?
find fixed -type f -exec cksum {} + | sort > after.txt
echo "tight $status $(cmp before.txt after.txt && echo same)" >> result.txt
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_or_read_only_stays_as_it_was() {
    let folder = Folder::with("places-disks", PETS);
    let mut shell = Command::new("unshare");
    shell.args(["--user", "--map-root-user", "--mount", "sh", "-c", DISKS]);
    shell.env("PROGRAM", env!("CARGO_BIN_EXE_openapi-client"));
    shell.env(NO_CACHE.0, NO_CACHE.1);
    let output = shell.current_dir(folder.path("")).output();
    let is_allowed = output.as_ref().is_ok_and(|it| it.status.success());
    if !is_allowed {
        println!("skipped: no disk can be mounted here: {output:?}");
        return;
    }
    assert_eq!(
        folder.read("result.txt"),
        "full 2 notes \nfixed 2 same\ntight 2 same\n"
    );
    let full = folder.read("full.txt");
    assert!(
        full.starts_with("error: cannot write small/out/")
            && full.ends_with(": No space left on device (os error 28)\n"),
        "{full}"
    );
    assert!(
        folder
            .read("tight.txt")
            .ends_with(": No space left on device (os error 28)\n")
    );
    assert_eq!(
        folder.read("fixed.txt"),
        "error: cannot make fixed/out/.codegen: Read-only file system (os error 30)\n"
    );
}
