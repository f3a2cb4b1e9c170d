//! Where values are read from: files, and standard input, which there is only once.

use std::fs;
use std::io::Read as _;

use client::runtime::File;

use super::failure::Failure;

/// What stands for standard input in place of a path.
const STANDARD: &str = "-";

/// Files and standard input.
#[derive(Debug, Default)]
pub(super) struct Input {
    is_standard_taken: bool,
}

impl Input {
    /// The text of an argument: what follows `@` is the path of a file, and `-` is standard input.
    pub(super) fn text(&mut self, given: &str) -> Result<String, Failure> {
        let path = match given.strip_prefix('@') {
            Some(path) => path,
            None if given == STANDARD => given,
            None => return Ok(given.to_owned()),
        };
        String::from_utf8(self.bytes(path)?)
            .map_err(|_| Failure::File(format!("{path} is not a text in UTF-8")))
    }

    /// The first line of a file, which is a secret.
    pub(super) fn secret(&mut self, path: &str) -> Result<String, Failure> {
        let text = String::from_utf8(self.bytes(path)?)
            .map_err(|_| Failure::File(format!("{path} is not a text in UTF-8")))?;
        match text.lines().next() {
            Some(line) if !line.is_empty() => Ok(line.to_owned()),
            _ => Err(Failure::File(format!("there is no secret in {path}"))),
        }
    }

    /// The bytes of a file.
    pub(super) fn bytes(&mut self, path: &str) -> Result<Vec<u8>, Failure> {
        if path != STANDARD {
            return fs::read(path)
                .map_err(|error| Failure::File(format!("{path} cannot be read: {error}")));
        }
        if std::mem::replace(&mut self.is_standard_taken, true) {
            let message = "standard input can be read once: give `-` to one flag";
            return Err(Failure::Usage(message.to_owned()));
        }
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Failure::File(format!("standard input cannot be read: {error}")))?;
        Ok(bytes)
    }

    /// A file to be sent. One on the disk is read while it is sent.
    pub(super) fn file(&mut self, path: &str) -> Result<File, Failure> {
        if path == STANDARD {
            return Ok(File::new(self.bytes(path)?));
        }
        File::open(path).map_err(|error| Failure::File(format!("{path} cannot be read: {error}")))
    }
}
