//! What a client sends, and what it makes of answers.

pub(super) mod answer;
pub(super) mod form;
mod given;
pub(super) mod header;
mod memory;
pub(super) mod multipart;
mod pairs;
pub(super) mod stream;
pub(super) mod url;

use fastrand::Rng;

/// Inputs whose bytes decide: what they are does not matter.
fn seeds() -> Vec<Vec<u8>> {
    let mut numbers = Rng::with_seed(1);
    let mut bytes = |length: usize| (0..length).map(|_| numbers.u8(..)).collect();
    (0..30).map(|number| bytes(16 + 4 * number)).collect()
}

/// JSON as text, in a form that a header can have as well: without DEL.
fn json_text(json: &serde_json::Value) -> String {
    json.to_string().replace('\u{7f}', "\\u007f")
}
