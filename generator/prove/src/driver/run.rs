//! Asking the program.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::json::Json;

/// An instance, and the number of the type that is to read and write it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The number of the client.
    pub client: usize,
    /// The number of the function: of a type or an operation.
    pub function: usize,
    /// The instance.
    pub instance: String,
}

/// What became of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was read, and this was written.
    Written(Json),
    /// It was not read, or not written: why.
    Refused(String),
}

/// Has the program answer all questions, in their order.
///
/// # Errors
///
/// Why it cannot be run.
pub fn run(program: &Path, questions: &[Question]) -> Result<Vec<Answer>, String> {
    let mut answers = Vec::new();
    while answers.len() < questions.len() {
        let rest = questions.get(answers.len()..).unwrap_or_default();
        let found = run_once(program, rest)?;
        let is_stuck = found.is_empty();
        answers.extend(found);
        // It stops answering where the stack or the memory ends.
        if answers.len() < questions.len() {
            answers.push(Answer::Refused("the program broke off".to_owned()));
        } else if is_stuck {
            break;
        }
    }
    Ok(answers)
}

fn run_once(program: &Path, questions: &[Question]) -> Result<Vec<Answer>, String> {
    let failed = |error: std::io::Error| format!("cannot run {}: {error}", program.display());
    let child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.map_err(failed)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the program has no input".to_owned());
    };
    let mut answers = Vec::new();
    thread::scope(|scope| {
        scope.spawn(move || {
            for Question {
                client,
                function,
                instance,
            } in questions
            {
                // A program that has ended reads no more; its answers say so.
                if writeln!(input, "{client}\t{function}\t{instance}").is_err() {
                    break;
                }
            }
        });
        for line in BufReader::new(output).lines() {
            let Ok(line) = line else { break };
            answers.push(answer(&line));
        }
    });
    child.wait().map_err(failed)?;
    Ok(answers)
}

fn answer(line: &str) -> Answer {
    match line.split_once('\t') {
        Some(("written", text)) => match Json::parse(text) {
            Ok(value) => Answer::Written(value),
            Err(error) => Answer::Refused(format!("what is written is no JSON: {error}: {text}")),
        },
        Some(("refused", why)) => Answer::Refused(why.to_owned()),
        _ => Answer::Refused("it panicked".to_owned()),
    }
}
