//! Why something failed, in one line for a cell of a table.

/// How many characters of a cause are shown.
const LONGEST: usize = 110;

/// The cause, from what a program said: the message of a panic, the first error, or else the last line.
pub(super) fn of(said: &str) -> String {
    let said = without_colours(said);
    let lines: Vec<&str> = said
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let cause = panic(&lines).or_else(|| error(&lines));
    let last = || lines.last().map(|it| (*it).to_owned());
    line(
        &cause
            .or_else(last)
            .unwrap_or_else(|| "it says nothing".to_owned()),
    )
}

/// The text without what sets colours of a terminal, as in `ESC[39m`.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|it| it.split_once('m').map_or(it, |(_, rest)| rest));
    std::iter::once(first).chain(rest).collect()
}

/// The message of a panic, which stands in the line after its place.
fn panic(lines: &[&str]) -> Option<String> {
    let at = lines.iter().position(|it| it.contains("panicked at"))?;
    let message = lines.get(at + 1).copied().unwrap_or_default();
    Some(format!("panic: {message}"))
}

/// The first error, with what is said to have caused it; of several of the compiler, with their number.
fn error(lines: &[&str]) -> Option<String> {
    let is_error = |it: &str| it.to_lowercase().starts_with("error");
    let is_sum =
        |it: &str| it.starts_with("error: could not compile") || it.starts_with("error: aborting");
    let at = lines.iter().position(|it| is_error(it) && !is_sum(it))?;
    let first = lines.get(at)?.split_whitespace().filter(|it| *it != "×");
    let first = first.collect::<Vec<_>>().join(" ");
    let sum = lines
        .iter()
        .filter(|it| is_sum(it))
        .find_map(|it| errors(it));
    Some(match (sum, reason(lines.get(at + 1..)?)) {
        (Some(count), _) if count > 1 => format!("{count} errors, the first: {first}"),
        (_, Some(reason)) => format!("{first}: {reason}"),
        _ => first,
    })
}

/// What an error is said to come from, in the ways of two common crates.
fn reason<'a>(after: &[&'a str]) -> Option<&'a str> {
    match after {
        [caused, reason, ..] if *caused == "Caused by:" => Some(reason.trim_start_matches("0: ")),
        [first, ..] => Some(first.strip_prefix("╰─▶")?.trim()),
        [] => None,
    }
}

/// How many errors a line counts, as in `due to 12 previous errors; 3 warnings emitted`.
fn errors(line: &str) -> Option<usize> {
    let (_, rest) = line.split_once("due to ")?;
    rest.split(' ').next()?.parse().ok()
}

/// What fits into a cell, and is no command to a terminal.
fn line(text: &str) -> String {
    let text: String = text.chars().filter(|it| !it.is_control()).collect();
    let text = text.replace('|', "\\|");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_cause_is_one_line() {
        let cases = [
            ("", "it says nothing"),
            ("reading\nno `openapi` field\n\n", "no `openapi` field"),
            (
                "thread 'main' panicked at a.rs:1:2:\nnot yet implemented\nnote: run with",
                "panic: not yet implemented",
            ),
            (
                "warning: x\nerror: cannot read a|b\n",
                "error: cannot read a\\|b",
            ),
            (
                "error[E0425]: cannot find a\n --> b\nerror[E0425]: c\nerror: could not compile `client` (lib) due to 2 previous errors; 1 warning emitted",
                "2 errors, the first: error[E0425]: cannot find a",
            ),
            (
                "Error:   × it failed\n  ╰─▶ error: line 1\n   x",
                "Error: it failed: error: line 1",
            ),
            (
                "Error: it failed\n\nCaused by:\n    0: line 1",
                "Error: it failed: line 1",
            ),
            (
                "error[E1]: a\nerror: could not compile `client` (lib) due to 1 previous error",
                "error[E1]: a",
            ),
            (
                "\u{1b}[39mreading\u{1b}[0m\n\u{1b}[31mError: bad\n\n   0: main",
                "Error: bad",
            ),
        ];
        for (said, cause) in cases {
            assert_eq!(of(said), cause);
        }
        let long = of(&"é".repeat(200));
        assert!(long.chars().count() == 111 && long.ends_with('…'));
    }
}
