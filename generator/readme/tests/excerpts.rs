//! Parts of the generated client that the README shows and that are no examples by themselves are in the client as they are shown.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::fs;
use std::path::Path;

const README: &str = include_str!("../../../README.md");

/// What stands for lines that are not shown.
const LEFT_OUT: &str = "…";

#[test]
fn excerpts_are_in_the_client() {
    let mut files = Vec::new();
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated-client");
    for folder in ["src/realtime_kit", "tests/generated/realtime_kit"] {
        for entry in fs::read_dir(client.join(folder)).unwrap() {
            files.push(lines(&fs::read_to_string(entry.unwrap().path()).unwrap()));
        }
    }
    let excerpts: Vec<String> = excerpts(README);
    assert!(excerpts.len() > 2, "{excerpts:?}");
    for excerpt in excerpts {
        let is_there = files.iter().any(|file| file.contains(&excerpt));
        assert!(is_there, "not in the client:\n{excerpt}");
    }
}

/// The lines of blocks that are not compiled, where they are shown without gaps.
fn excerpts(text: &str) -> Vec<String> {
    let blocks = text.split("```rust,ignore\n").skip(1);
    let blocks = blocks.filter_map(|rest| Some(rest.split_once("```")?.0));
    let parts = blocks.flat_map(|block| block.split(LEFT_OUT));
    let parts = parts.map(lines).filter(|it| it != "\n");
    parts.collect()
}

/// The lines of a text without what stands before and behind them.
fn lines(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    let lines: Vec<&str> = lines.collect();
    format!(
        "\n{}",
        lines
            .iter()
            .flat_map(|line| [line, "\n"])
            .collect::<String>()
    )
}
