//! What is committed is what the generator writes, and it has nothing to warn of.

#[path = "../../generator/cli/tests/support/mod.rs"]
mod support;

use support::Folder;

#[test]
fn the_generated_client_is_up_to_date() {
    let ended = Folder::new("fresh").run("codegen --check --deny-warnings");
    assert_eq!(
        ended.code, 0,
        "run `cargo xtask codegen`\n{}{}",
        ended.out, ended.err
    );
}
