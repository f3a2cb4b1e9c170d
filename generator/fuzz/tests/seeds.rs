//! Every seed, and a few inputs made of random bytes, hold in every target: what `cargo xtask fuzz` does for much longer.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::fs;
use std::path::Path;

use fastrand::Rng;
use openapi_fuzz::{assert, targets};

/// How many inputs are made for each target.
const MADE: u64 = 200;

#[test]
fn every_seed_holds() {
    for target in targets::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("seeds")
            .join(target.name);
        let files = fs::read_dir(folder).into_iter().flatten();
        let files = files.map(|file| fs::read(file.unwrap().path()).unwrap());
        let seeds: Vec<Vec<u8>> = files.chain((target.seeds)()).collect();
        assert!(!seeds.is_empty(), "{} has no seeds", target.name);
        for seed in seeds {
            assert(target.name, &seed);
        }
    }
}

#[test]
fn whatever_is_decided_at_random_holds() {
    for target in targets::ALL {
        for number in 0..MADE {
            let mut rng = Rng::with_seed(number);
            let length = rng.usize(0..600);
            // What the first byte chooses, it chooses in turn.
            let first = u8::try_from(number % 8).unwrap();
            let rest = std::iter::repeat_with(|| rng.u8(..)).take(length);
            let input: Vec<u8> = std::iter::once(first).chain(rest).collect();
            assert(target.name, &input);
        }
    }
}
