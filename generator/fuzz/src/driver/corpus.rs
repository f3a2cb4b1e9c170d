//! The inputs that others are made from.

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use openapi_fuzz::Target;

/// How many bytes are kept at most.
const LARGEST: usize = 64 << 20;

/// Inputs that did something new, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    inputs: Vec<Vec<u8>>,
    bytes: usize,
}

impl Corpus {
    /// Keeps an input, as long as there is room.
    pub(crate) fn add(&mut self, input: &[u8]) {
        if self.bytes + input.len() <= LARGEST {
            self.bytes += input.len();
            self.inputs.push(input.to_vec());
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.inputs.len()
    }

    /// One of them: every other time one of the newest, which lead further.
    pub(crate) fn choose(&self, rng: &mut Rng) -> &[u8] {
        let count = self.inputs.len();
        let from = if rng.bool() { 0 } else { count - count / 4 };
        let index = if from < count {
            rng.usize(from..count)
        } else {
            0
        };
        self.inputs.get(index).map_or(&[], Vec::as_slice)
    }
}

/// What a target starts from: what it says itself, and the files in its folder.
pub(crate) fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("seeds")
        .join(target.name);
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let texts = files.iter().filter_map(|file| fs::read(file).ok());
    let mut seeds: Vec<Vec<u8>> = (target.seeds)().into_iter().chain(texts).collect();
    for seed in &mut seeds {
        seed.truncate(target.longest);
    }
    seeds
}
