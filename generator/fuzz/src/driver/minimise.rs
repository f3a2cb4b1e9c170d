//! Finds, made as small as a minute allows.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use openapi_fuzz::Target;

use super::attempt::Fault;
use super::child::replay;

/// How long is tried.
const PATIENCE: Duration = Duration::from_mins(1);

/// Takes pieces out of `input` for as long as it finds the same; `file` is for the tries. Gives what it finds in the end;
/// `None` where it does not even find that again.
pub(crate) fn minimise(
    target: &Target,
    input: &mut Vec<u8>,
    file: &Path,
) -> Result<Option<Fault>, String> {
    let end = Instant::now() + PATIENCE;
    let run = |input: &[u8]| {
        fs::write(file, input)
            .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        replay(target, file)
    };
    let Some(mut fault) = run(input)? else {
        return Ok(None);
    };
    let mut length = input.len().div_ceil(2);
    while length > 0 {
        let mut at = 0;
        let mut shorter = false;
        while at < input.len() && Instant::now() < end {
            let mut without = input.clone();
            without.drain(at..(at + length).min(input.len()));
            match run(&without)? {
                Some(same) if same.kind == fault.kind => {
                    (*input, fault) = (without, same);
                    shorter = true;
                }
                _ => at += length,
            }
        }
        if !shorter || Instant::now() >= end {
            length /= 2;
        }
    }
    Ok(Some(fault))
}
