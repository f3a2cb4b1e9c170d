//! What can go wrong, and the exit code that says so.

use std::fmt::Write as _;
use std::process::ExitCode;

use client::runtime::Error;

use super::output;
use super::table::{Credential, Tool};

/// The service was asked, and said no.
pub(super) const REFUSED: u8 = 1;
/// The command line or a setting is wrong. Nothing was sent.
pub(super) const USAGE: u8 = 2;
/// There was no answer, or none that can be used.
pub(super) const NO_ANSWER: u8 = 3;
/// A file could not be read or written.
pub(super) const FILE: u8 = 4;

/// What the help says about exit codes.
pub(super) const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the service said no
  2  the command line or a setting is wrong; nothing was sent
  3  there was no answer, or none that can be used
  4  a file could not be read or written";

/// Why a command did not succeed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command line or a setting is wrong.
    Usage(String),
    /// A file could not be read or written.
    File(String),
    /// The answer is not what was asked for.
    Answer(String),
    /// Whoever reads the output has gone away, which is no fault.
    Closed,
    /// The call failed; whether the body of a refusal is shown.
    Call(Box<Error>, bool),
}

impl Failure {
    /// Says what went wrong.
    pub(super) fn end(self, tool: &Tool) -> ExitCode {
        let (message, code) = match self {
            Self::Closed => return ExitCode::SUCCESS,
            Self::Usage(message) => (message, USAGE),
            Self::File(message) => (message, FILE),
            Self::Answer(message) => (message, NO_ANSWER),
            Self::Call(error, shows_body) => (said(tool, &error, shows_body), code(&error)),
        };
        output::tell(&format!("error: {message}"));
        ExitCode::from(code)
    }
}

fn code(error: &Error) -> u8 {
    match error {
        Error::Status(_) | Error::Refused(_) => REFUSED,
        Error::Config { .. }
        | Error::MissingCredentials { .. }
        | Error::MissingParameter { .. }
        | Error::InvalidParameter { .. }
        | Error::InvalidRequest { .. } => USAGE,
        Error::Upload { .. } => FILE,
        _ => NO_ANSWER,
    }
}

/// What the error says and its reasons; of a refusal also the body, if it is wanted; of missing credentials, how to give them.
fn said(tool: &Tool, error: &Error, shows_body: bool) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(reason) = next {
        let reason_text = reason.to_string();
        if !text.ends_with(&reason_text) {
            text.push_str(": ");
            text.push_str(&reason_text);
        }
        next = reason.source();
    }
    match error {
        Error::Status(refusal) | Error::Refused(refusal) if shows_body => {
            let body = String::from_utf8_lossy(refusal.body());
            if !body.trim().is_empty() {
                text.push('\n');
                text.push_str(body.trim_end());
            }
        }
        Error::MissingCredentials { needs, .. } => {
            let is_needed = |it: &&Credential| needs.iter().any(|all| all.contains(&it.scheme));
            for credential in tool.credentials.iter().filter(is_needed) {
                let Credential {
                    scheme, flag, env, ..
                } = credential;
                let _ = write!(text, "\n  {scheme}: set {env}, or give --{flag} FILE");
            }
        }
        _ => {}
    }
    text
}
