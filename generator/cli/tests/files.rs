//! Which files a description may have read, and what is said where it asks for others.

mod support;

use std::fs;

use support::Folder;

/// What must never be seen.
const SECRET: &str = "sekrit: [of nobody's business";

/// A description that refers to `reference`.
fn description(reference: &str) -> String {
    let reference = reference.replace('\\', "\\\\");
    format!(
        r#"openapi: 3.0.3
info: {{title: Files, version: "1"}}
servers: [{{url: "https://files.example"}}]
paths:
  /a:
    get:
      responses:
        "200":
          description: It.
          content: {{application/json: {{schema: {{$ref: "{reference}"}}}}}}
"#
    )
}

const SHARED: &str = "type: object\nproperties: {id: {type: string}}\n";

/// A folder with a description in `api/`, and files beside that.
fn folder(name: &str, reference: &str) -> Folder {
    let folder = Folder::new(&format!("files-{name}"));
    folder.write("api/api.yaml", &description(reference));
    folder.write("shared/thing.yaml", SHARED);
    folder.write("secret.yaml", SECRET);
    folder
}

const CODEGEN: &str = "codegen --spec api/api.yaml --out out";

/// What is said where the only reference is refused.
fn refused(name: &str, reference: &str) -> String {
    let folder = folder(name, reference);
    let ended = folder.run(CODEGEN);
    ended.with_code(2);
    assert!(!ended.err.contains("sekrit"), "{}", ended.err);
    assert!(!folder.path("out").exists());
    ended.err
}

#[test]
fn what_lies_outside_is_refused_whether_it_is_there_or_not() {
    let there = refused("outside", "../shared/thing.yaml");
    assert_eq!(
        there,
        r#"error[forbidden-file]: `shared/thing.yaml` is not read, as references stay within the folder of the description
  --> api/api.yaml:10:55
   |
 9 |           description: It.
10 |           content: {application/json: {schema: {$ref: "../shared/thing.yaml"}}}
   |                                                       ^^^^^^^^^^^^^^^^^^^^^^
   |
   = note: at /paths/~1a/get/responses/200/content/application~1json/schema/$ref
   = help: `roots = ["../shared"]` under `[files]` in api/codegen.toml lets the description read what is there

help: `--allow forbidden-file`, or `[allow]` in codegen.toml, generates the rest of the client, without what is broken

"#
    );
    let not_there = refused("nowhere", "../shared/nothing.yaml");
    assert_eq!(
        not_there
            .replace("nothing.yaml", "thing.yaml")
            .lines()
            .next(),
        there.lines().next()
    );
    for reference in [
        "../secret.yaml",
        "./x/../../secret.yaml",
        "..%2fsecret.yaml",
        "%2e%2e/secret.yaml",
        "../../../../../../../../../../../etc/passwd",
    ] {
        let said = refused("escapes", reference);
        assert!(
            said.starts_with("error[forbidden-file]: "),
            "{reference}: {said}"
        );
    }
}

#[test]
fn what_is_no_relative_path_is_not_read() {
    let here = fs::canonicalize(folder("absolute", "").path("secret.yaml")).unwrap();
    let here = here.display().to_string();
    for reference in [
        here.as_str(),
        &format!("file://{here}"),
        "file:///etc/passwd",
        "//etc/passwd",
        "C:\\Windows\\win.ini",
        "c:/Windows/win.ini",
        "\\\\server\\share\\a.yaml",
    ] {
        let folder = folder("absolute", reference);
        let ended = folder.run(CODEGEN);
        ended.with_code(0);
        assert!(
            ended.err.starts_with("warning[remote-reference]: "),
            "{reference}: {}",
            ended.err
        );
        assert!(!ended.err.contains("sekrit"), "{}", ended.err);
    }
    for reference in ["a%00.yaml", "%2fetc%2fpasswd", "."] {
        let folder = folder("absolute", reference);
        let ended = folder.run(CODEGEN);
        ended.with_code(2);
        assert!(
            ended.err.starts_with("error[unreadable-file]: "),
            "{reference}: {}",
            ended.err
        );
        assert!(!ended.err.contains('\0'), "{}", ended.err);
    }
}

#[test]
fn roots_of_the_configuration_may_be_read() {
    let folder = folder("roots", "../shared/thing.yaml");
    folder.write("api/codegen.toml", "[files]\nroots = [\"../shared\"]\n");
    folder.run(CODEGEN).with_code(0);
    assert!(folder.path("out/src/types/thing.rs").exists());

    // They are named from where the configuration lies, and the help is as well.
    folder.write("api/codegen.toml", "");
    folder.write("conf/codegen.toml", "[files]\nroots = [\"../other\"]\n");
    fs::create_dir(folder.path("other")).unwrap();
    let ended = folder.run(&format!("{CODEGEN} --config conf/codegen.toml"));
    ended.with_code(2);
    let help = "`roots = [\"../other\", \"../shared\"]` under `[files]` in conf/codegen.toml";
    assert!(ended.err.contains(help), "{}", ended.err);
    folder.write(
        "conf/codegen.toml",
        "[files]\nroots = [\"../other\", \"../shared\"]\n",
    );
    folder
        .run(&format!("{CODEGEN} --config conf/codegen.toml"))
        .with_code(0);
}

#[test]
fn a_root_that_is_no_folder_is_shown() {
    let folder = folder("no-root", "../shared/thing.yaml");
    folder.write(
        "api/codegen.toml",
        "[files]\nroots = [\"../shared\", \"../sharde\"]\n",
    );
    let ended = folder.run(CODEGEN);
    ended.with_code(2);
    assert_eq!(
        ended.err.trim_end(),
        r#"error[missing-folder]: there is no folder `../sharde` beside this file
 --> api/codegen.toml:2:23
  |
1 | [files]
2 | roots = ["../shared", "../sharde"]
  |                       ^^^^^^^^^^^"#
    );
}

#[test]
fn what_the_configuration_names_is_read_wherever_it_lies() {
    let folder = folder("named", "https://a.test/thing.yaml");
    folder.write(
        "api/codegen.toml",
        "overlays = [\"../fixes.yaml\"]\n[files]\n\"https://a.test/thing.yaml\" = \"../shared/thing.yaml\"\n",
    );
    folder.write(
        "fixes.yaml",
        "overlay: 1.0.0\nactions: [{target: $.info, update: {title: Changed}}]\n",
    );
    folder.run(CODEGEN).with_code(0);
    assert!(folder.read("out/Cargo.toml").contains("name = \"changed\""));

    // What it leads on to is not.
    folder.write("shared/thing.yaml", "$ref: other.yaml\n");
    folder.write("shared/other.yaml", SECRET);
    let ended = folder.run(CODEGEN);
    ended.with_code(2);
    assert!(
        ended.err.starts_with("error[forbidden-file]: "),
        "{}",
        ended.err
    );
    assert!(!ended.err.contains("sekrit"), "{}", ended.err);
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_of_the_folder_and_not_out_of_it() {
    use std::os::unix::fs::symlink;

    let folder = folder("links", "link.yaml");
    let link = folder.path("api/link.yaml");
    folder.write("api/inner/thing.yaml", SHARED);
    symlink("inner/thing.yaml", &link).unwrap();
    folder.run(CODEGEN).with_code(0);

    let mut said = Vec::new();
    for target in ["../secret.yaml", "../nothing.yaml", "inner/nothing.yaml"] {
        fs::remove_file(&link).unwrap();
        symlink(target, &link).unwrap();
        let ended = folder.run(CODEGEN);
        ended.with_code(2);
        assert!(!ended.err.contains("sekrit"), "{}", ended.err);
        said.push(ended.err);
    }
    assert!(
        said[0].starts_with("error[forbidden-file]: "),
        "{}",
        said[0]
    );
    assert!(
        said[0].contains("a symbolic link leads out of the folder"),
        "{}",
        said[0]
    );
    assert!(said.iter().all(|it| *it == said[0]));

    // A link to a folder outside is no other thing, and is allowed by the folder it leads to.
    folder.write("api/api.yaml", &description("way/thing.yaml"));
    symlink("../shared", folder.path("api/way")).unwrap();
    let ended = folder.run(CODEGEN);
    ended.with_code(2);
    assert!(
        ended.err.starts_with("error[forbidden-file]: "),
        "{}",
        ended.err
    );
    folder.write("api/codegen.toml", "[files]\nroots = [\"../shared\"]\n");
    folder.run(CODEGEN).with_code(0);
}

#[cfg(unix)]
#[test]
fn a_description_that_is_a_link_has_the_files_beside_it() {
    use std::os::unix::fs::symlink;

    let folder = folder("linked", "./thing.yaml");
    folder.write("real/api.yaml", &description("./thing.yaml"));
    folder.write("real/thing.yaml", SHARED);
    fs::remove_file(folder.path("api/api.yaml")).unwrap();
    for file in ["api.yaml", "thing.yaml"] {
        symlink(
            folder.path("real").join(file),
            folder.path("api").join(file),
        )
        .unwrap();
    }
    folder.run(CODEGEN).with_code(0);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let pipe = |folder: &Folder, name: &str| {
        let made = Command::new("mkfifo").arg(folder.path(name)).status();
        assert!(made.unwrap().success());
    };
    let kinds = folder("kinds", "pipe.yaml");
    pipe(&kinds, "api/pipe.yaml");
    let ended = kinds.run(CODEGEN);
    ended.with_code(2);
    assert!(
        ended
            .err
            .contains("`api/pipe.yaml` cannot be read: it is no regular file"),
        "{}",
        ended.err
    );

    kinds.write("api/api.yaml", &description("zero.yaml"));
    symlink("/dev/zero", kinds.path("api/zero.yaml")).unwrap();
    kinds.write("api/codegen.toml", "[files]\nroots = [\"/dev\"]\n");
    let ended = kinds.run(CODEGEN);
    ended.with_code(2);
    assert!(ended.err.contains("it is no regular file"), "{}", ended.err);

    kinds.write("api/api.yaml", &description("folder.yaml"));
    fs::create_dir(kinds.path("api/folder.yaml")).unwrap();
    let ended = kinds.run(CODEGEN);
    ended.with_code(2);
    assert!(ended.err.contains("it is a folder"), "{}", ended.err);

    // Nor are files in the way of the client, and a configuration.
    for name in ["out/src/lib.rs", "out/names.lock", "api/codegen.toml"] {
        let folder = folder("pipes", "#/x-a");
        fs::create_dir_all(folder.path("out/src")).unwrap();
        pipe(&folder, name);
        let ended = folder.run(CODEGEN);
        ended.with_code(2);
        assert!(!ended.err.is_empty());
    }
}

#[test]
fn a_file_of_any_length_is_not_read() {
    let folder = folder("long", "long.yaml");
    let file = fs::File::create(folder.path("api/long.yaml")).unwrap();
    file.set_len(300 << 20).unwrap();
    let ended = folder.run(CODEGEN);
    ended.with_code(2);
    assert!(
        ended.err.contains("it has more than 256 MiB"),
        "{}",
        ended.err
    );
}

#[cfg(unix)]
#[test]
fn nothing_of_a_link_in_the_crate_is_shown() {
    let folder = folder("lock", "../secret.yaml");
    fs::create_dir(folder.path("out")).unwrap();
    std::os::unix::fs::symlink("../secret.yaml", folder.path("out/names.lock")).unwrap();
    let ended = folder.run(CODEGEN);
    ended.with_code(2);
    assert_eq!(
        ended.err,
        "error: out/names.lock is a symbolic link, and is in the way of names.lock\n"
    );
}

#[cfg(unix)]
#[test]
fn a_stale_file_behind_a_link_stays() {
    let folder = Folder::with("files-stale", support::PETS);
    let mark = format!("// {}\n", support::MARK);
    folder.write("elsewhere/stale.rs", &mark);
    folder.codegen("").with_code(0);
    folder.write("out/src/stale.rs", &mark);
    for (target, link) in [
        ("elsewhere", "out/src/more"),
        ("elsewhere/stale.rs", "out/src/link.rs"),
    ] {
        std::os::unix::fs::symlink(folder.path(target), folder.path(link)).unwrap();
    }
    folder.codegen("").with_code(0);
    assert!(!folder.path("out/src/stale.rs").exists());
    assert_eq!(folder.read("elsewhere/stale.rs"), mark);
    assert!(folder.path("out/src/link.rs").exists());
}

/// Escape sequences of a description, of a file's name and of a file in the way would move the cursor, or worse.
#[test]
fn a_terminal_is_shown_no_control_characters() {
    let description = description("\\u001b]0;owned\\u0007.yaml#/\\u009b2J")
        .replace("It.", "\\u001b[2J")
        .replace("title: Files", "\"x-\\u001b[31m\": \u{9b}31m");
    let folder = Folder::new("files-control");
    folder.write(
        "api/api.yaml",
        &description.replace("description: \\u001b[2J", "description: \"\\u001b[2J\""),
    );
    let ended = folder.run(CODEGEN);
    ended.with_code(2);
    let is_hostile = |c: char| c.is_control() && c != '\n';
    assert!(
        !ended.err.contains(is_hostile) && !ended.out.contains(is_hostile),
        "{ended:?}"
    );

    let folder = Folder::with("files-control", support::PETS);
    folder.write(
        "out/src/lib.rs",
        &format!("// {}\n\u{1b}[2J\u{9b}31m\n", support::MARK),
    );
    let ended = folder.codegen("--check");
    ended.with_code(1);
    assert!(!ended.out.contains(is_hostile), "{ended:?}");
    assert!(ended.out.contains("-\\u{1b}[2J\\u{9b}31m"), "{ended:?}");
}
