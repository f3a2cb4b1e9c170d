//! `lint` as a user runs it.

mod support;

use support::{Folder, PETS};

#[test]
fn lint_tells_and_writes_nothing() {
    let warned = PETS.replace("      tags: [pets]", "      retries: 3\n      tags: [pets]");
    let broken = PETS.replace("schemas/Pet\"", "schemas/Pat\"");
    let cases = [
        ("lint-clean", PETS, 0, "api.yaml: 0 warnings", ""),
        (
            "lint-warned",
            warned.as_str(),
            0,
            "api.yaml: 1 warning: 1 unknown-field",
            "warning[unknown-field]: an operation has no field `retries`\n --> api.yaml:8:7\n",
        ),
        (
            "lint-broken",
            broken.as_str(),
            2,
            "api.yaml: 1 error",
            "error[unresolved-reference]: there is no `Pat` under `components.schemas`\n  --> api.yaml:15:55\n",
        ),
        (
            "lint-no-yaml",
            "openapi: [\n",
            2,
            "api.yaml: 1 error",
            "error[invalid-yaml]: ",
        ),
    ];
    for (name, text, code, line, start) in cases {
        let folder = Folder::with(name, text);
        let before = folder.snapshot();
        let ended = folder.run("lint api.yaml");
        assert_eq!(ended.with_code(code), line);
        assert!(ended.err.starts_with(start), "{}", ended.err);
        assert_eq!(ended.err.is_empty(), start.is_empty(), "{}", ended.err);
        assert_eq!(folder.snapshot(), before);
    }
}

#[test]
fn the_configuration_beside_the_description_counts() {
    let folder = Folder::with("lint-config", PETS);
    folder.write("codegen.toml", "[operations.get-pet]\nmethods = \"get\"\n");
    let ended = folder.run("lint api.yaml");
    ended.with_code(2);
    assert!(
        ended.err.contains("--> codegen.toml:2:1\n"),
        "{}",
        ended.err
    );
}
