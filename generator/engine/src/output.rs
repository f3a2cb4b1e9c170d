//! What the user is told.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use openapi_generator::diag::{Report, Severity, shown, shown_lines};

#[cfg(feature = "cli")]
use crate::error::Error;

/// Shows a report, in colours on a terminal; `verbose` for every warning with its lines.
pub fn report(report: &Report, verbose: bool) {
    let colour = has_colour(std::io::stderr().is_terminal());
    let text = if verbose {
        report.render(colour)
    } else {
        report.summary(colour)
    };
    if !text.is_empty() {
        // It is safe to be shown already, and has colours.
        let _ = writeln!(std::io::stderr(), "{}\n", text.trim_end());
    }
}

/// How many errors and warnings a report has, in words; warnings by their code as well, the most frequent first.
pub fn count(report: &Report) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in report
        .diagnostics()
        .filter(|it| it.severity == Severity::Warning)
    {
        *codes.entry(warning.code).or_default() += 1;
    }
    let mut codes: Vec<(&str, usize)> = codes.into_iter().collect();
    codes.sort_by_key(|(code, count)| (Reverse(*count), *code));
    let codes: Vec<String> = codes
        .iter()
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    let mut warnings = number(report.warnings(), "warning");
    if !codes.is_empty() {
        warnings.extend([": ", &codes.join(", ")]);
    }
    match (report.errors(), report.warnings()) {
        (0, _) => warnings,
        (errors, 0) => number(errors, "error"),
        (errors, _) => format!("{}; {warnings}", number(errors, "error")),
    }
}

/// A number of things, in words.
pub fn number(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

/// Says why something could not be done.
#[cfg(feature = "cli")]
pub(crate) fn fail(error: &Error) {
    let message = error.to_string();
    // What has a place in a file comes with it, as a diagnostic.
    let is_diagnostic = message.starts_with("error[");
    let prefix = if is_diagnostic { "" } else { "error: " };
    tell(&format!("{prefix}{message}"));
}

/// Whether a stream is coloured: terminals are, and the variables of the user's environment decide otherwise.
fn has_colour(is_terminal: bool) -> bool {
    chosen_colour(is_terminal, |name| {
        std::env::var_os(name).map(|it| it.to_string_lossy().into_owned())
    })
}

/// The conventions: `NO_COLOR` (no-color.org) comes first, then `CLICOLOR_FORCE` and `CLICOLOR` (bixense.com/clicolors), and a `dumb`
/// terminal knows no colours.
fn chosen_colour(is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_set = |name| variable(name).is_some_and(|it| !it.is_empty());
    let is_zero = |name| variable(name).is_some_and(|it| it == "0");
    if is_set("NO_COLOR") {
        return false;
    }
    if is_set("CLICOLOR_FORCE") && !is_zero("CLICOLOR_FORCE") {
        return true;
    }
    is_terminal && !is_zero("CLICOLOR") && variable("TERM").is_none_or(|it| it != "dumb")
}

/// Whether standard error is a terminal on which a line can be written anew.
fn has_lines_to_rewrite() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|it| it != "dumb")
}

/// Does `work`. On a terminal, a line says `doing` while it takes longer than a second.
pub fn with_progress<T>(doing: &str, work: impl FnOnce() -> T) -> T {
    if has_lines_to_rewrite() {
        show_while(doing, Duration::from_secs(1), std::io::stderr(), work)
    } else {
        work()
    }
}

/// Says on a terminal how far work in many steps has come.
pub fn step(what: &str, done: usize, all: usize) {
    let mut terminal = std::io::stderr();
    if has_lines_to_rewrite() {
        let end = if done == all { "\r\x1b[K" } else { "" };
        let _ = write!(terminal, "\r{what} {done} of {all}{end}");
        let _ = terminal.flush();
    }
}

fn show_while<T>(
    doing: &str,
    patience: Duration,
    mut terminal: impl Write + Send,
    work: impl FnOnce() -> T,
) -> T {
    let (done, waiting) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut seconds = 0;
            // The sender is dropped when the work ends, be it by a panic.
            while waiting.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                seconds += 1;
                let _ = write!(terminal, "\r{} ({seconds} s)", shown(doing));
                let _ = terminal.flush();
            }
            if seconds > 0 {
                let _ = write!(terminal, "\r\x1b[K");
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Clears a terminal.
#[cfg(feature = "cli")]
pub(crate) fn clear() {
    let _ = write!(std::io::stderr(), "\x1b[2J\x1b[3J\x1b[H");
}

/// Prints lines of the result. A reader that has gone away is no fault of the command.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{}", shown_lines(line));
}

/// Prints a unified diff, in colours on a terminal.
#[cfg(feature = "cli")]
pub(crate) fn say_diff(diff: &str) {
    let colour = has_colour(std::io::stdout().is_terminal());
    let lines = shown_lines(diff);
    let coloured = lines.lines().map(|line| match line.get(..1) {
        Some("+") if colour => format!("\x1b[32m{line}\x1b[0m\n"),
        Some("-") if colour => format!("\x1b[31m{line}\x1b[0m\n"),
        _ => format!("{line}\n"),
    });
    let _ = writeln!(std::io::stdout(), "{}", coloured.collect::<String>());
}

/// Prints a document as it is: whoever reads it is no terminal.
#[cfg(feature = "cli")]
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Prints lines about the run.
pub fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", shown_lines(line));
}

#[cfg(test)]
mod tests {
    use super::{chosen_colour, show_while};
    use std::thread::sleep;
    use std::time::Duration;

    #[test]
    fn the_environment_decides_about_colours() {
        for (is_terminal, set, expected) in [
            (true, &[][..], true),
            (false, &[], false),
            (true, &[("NO_COLOR", "1")], false),
            (true, &[("NO_COLOR", "")], true),
            (false, &[("CLICOLOR_FORCE", "1")], true),
            (false, &[("CLICOLOR_FORCE", "0")], false),
            (false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
            (true, &[("CLICOLOR", "0")], false),
            (true, &[("TERM", "dumb")], false),
            (true, &[("TERM", "xterm"), ("CLICOLOR", "1")], true),
        ] {
            let variable = |name: &str| {
                let found = set.iter().find(|(it, _)| *it == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(chosen_colour(is_terminal, variable), expected, "{set:?}");
        }
    }

    #[test]
    fn only_long_work_is_announced_and_the_line_goes_away() {
        let mut short = Vec::new();
        show_while("Working", Duration::MAX, &mut short, || ());
        assert!(short.is_empty());

        let mut long = Vec::new();
        show_while("Working", Duration::from_millis(5), &mut long, || {
            sleep(Duration::from_millis(100));
        });
        let long = String::from_utf8(long).unwrap();
        assert!(long.starts_with("\rWorking (1 s)"), "{long:?}");
        assert!(long.ends_with("\r\x1b[K"), "{long:?}");
    }
}
