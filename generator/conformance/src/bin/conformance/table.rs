//! What came of all set-ups, as Markdown.

use std::fmt::Write as _;

use crate::tell;

/// What came of a set-up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    name: String,
    operations: usize,
    worked: usize,
    servers_own: usize,
    /// Whether each operation worked, or shows a fault of the server's own.
    pub(crate) is_whole: bool,
}

/// Reads what the program of a set-up says, and tells all but its last line.
pub(crate) fn row(name: &str, said: &str) -> Result<Row, String> {
    let (lines, last) = match said.trim_end().rsplit_once('\n') {
        Some((lines, last)) => (lines, last),
        None => ("", said.trim_end()),
    };
    for line in lines.lines() {
        tell(&format!("  {line}"));
    }
    tell(&format!("  {last}"));
    let numbers: Vec<usize> = last
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    let [operations, worked, servers_own] = numbers[..] else {
        return Err(format!("the calls of {name} ended early: {last}"));
    };
    let is_whole = operations == worked + servers_own
        && !lines.lines().any(|line| line.starts_with("failed: "));
    Ok(Row {
        name: name.to_owned(),
        operations,
        worked,
        servers_own,
        is_whole,
    })
}

/// The table.
pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut text = "| framework | operations | worked | fault of the server's own |\n| --- | ---: | ---: | ---: |\n".to_owned();
    for row in rows {
        let Row {
            name,
            operations,
            worked,
            servers_own,
            ..
        } = row;
        // Writing to a text does not fail.
        let _ = writeln!(text, "| {name} | {operations} | {worked} | {servers_own} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{markdown, row};

    #[test]
    fn what_is_said_last_counts() {
        let whole = row(
            "Flask",
            "the server's own: x: y\n4 operations, 3 worked, 1 the server's own\n",
        )
        .unwrap();
        assert!(whole.is_whole);
        assert!(markdown(&[whole]).ends_with("\n| Flask | 4 | 3 | 1 |\n"));
        let failed = "failed: a book is made: no\n4 operations, 4 worked, 0 the server's own";
        assert!(!row("Flask", failed).unwrap().is_whole);
        assert!(
            !row("Flask", "4 operations, 3 worked, 0 the server's own")
                .unwrap()
                .is_whole
        );
        assert!(row("Flask", "failed: no").is_err());
        assert!(row("Flask", "").is_err());
    }
}
