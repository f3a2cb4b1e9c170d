//! What finds nothing but what is put in on purpose, so that it can be seen whether the fuzzer finds.

use std::time::Duration;

use crate::{Stop, Target, Verdict};

/// The target, which is none of those that are run without being named.
pub const OWN: Target = Target {
    name: "own",
    run,
    seeds: || vec![b"nothing to find".to_vec()],
    words: &["a fault"],
    longest: 64,
    memory: 16 << 20,
    patience: Duration::from_millis(500),
};

fn run(input: &[u8]) -> Verdict {
    let has = |word: &str| input.windows(word.len()).any(|it| it == word.as_bytes());
    if has("a fault") {
        return Err(Stop::fault("a fault: it was asked for"));
    }
    if has("a panic") {
        let none: Option<u8> = None;
        assert_eq!(none, Some(1), "a panic was asked for");
    }
    if has("a hang") {
        loop {
            std::hint::spin_loop();
        }
    }
    if has("an overflow") {
        std::hint::black_box(deep(0));
    }
    if has("all memory") {
        std::hint::black_box(vec![1_u8; 32 << 20]);
    }
    Ok(())
}

/// Goes deeper than any stack.
#[allow(unconditional_recursion, reason = "that is what it is for")]
fn deep(level: usize) -> usize {
    std::hint::black_box([level; 64]);
    deep(level + 1) + 1
}
