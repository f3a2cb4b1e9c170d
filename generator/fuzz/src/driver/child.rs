//! Processes of this program that run inputs, so that no input can end more than one of them.

use std::path::Path;
use std::process::{Command, Output};

use openapi_fuzz::Target;

use super::attempt::Fault;
use super::watch::TOO_LONG;
use crate::Work;

/// Runs the worker of a target to its end.
pub(crate) fn work(target: &Target, work: &Work) -> Result<Output, String> {
    let mut command = this_program()?;
    command
        .args(["--work", target.name, "--current"])
        .arg(&work.current);
    for (option, number) in [
        ("--time", work.limit.time),
        ("--runs", work.limit.runs),
        ("--seed", Some(work.seed)),
        ("--finds", Some(work.finds as u64)),
    ] {
        let number = number.map(|it| it.to_string());
        command.args(number.iter().flat_map(|it| [option, it]));
    }
    command
        .output()
        .map_err(|error| format!("cannot run {command:?}: {error}"))
}

/// Runs the input in a file.
pub(crate) fn replay(target: &Target, file: &Path) -> Result<Option<Fault>, String> {
    let mut command = this_program()?;
    command.arg(target.name).arg("--input").arg(file);
    let output = command
        .output()
        .map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if output.status.success() {
        return Ok(None);
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let fault = said.split_once('\n').map(|(kind, message)| Fault {
        kind: kind.to_owned(),
        message: message.trim_end().to_owned(),
    });
    Ok(Some(fault.unwrap_or_else(|| ended(&output))))
}

/// Why a process has ended that was not meant to.
pub(crate) fn ended(output: &Output) -> Fault {
    let said = String::from_utf8_lossy(&output.stderr);
    let known = [
        (TOO_LONG, TOO_LONG),
        ("memory allocation of", "the input takes too much memory"),
        ("overflowed its stack", "the input overflows the stack"),
    ];
    let known = known.iter().find(|(sign, _)| said.contains(sign));
    let kind = known.map_or("the process ends", |(_, kind)| kind);
    Fault {
        kind: kind.to_owned(),
        message: format!("{kind} ({})\n{}", output.status, said.trim_end()),
    }
}

fn this_program() -> Result<Command, String> {
    let path =
        std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    Ok(Command::new(path))
}
