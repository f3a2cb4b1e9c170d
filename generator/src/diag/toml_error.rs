//! Errors in files of TOML.

use std::fmt;
use std::ops::Range;

use super::toml_words::in_words;
use crate::diag::{shown, shown_lines};

/// How many bytes a line may have that is shown.
const LONGEST_LINE: usize = 1000;

/// Why a file of TOML cannot be used, with the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TomlError(String);

impl TomlError {
    /// An error in a part of the text of a file.
    pub(crate) fn new(
        code: &str,
        file: &str,
        text: &str,
        span: Option<Range<usize>>,
        message: &str,
    ) -> Self {
        let start = span.map_or(0, |span| span.start);
        let before = text.get(..start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        let source = text
            .get(line_start..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        let margin = " ".repeat(line.to_string().len());
        let mut shown_error = format!(
            "error[{code}]: {}\n{margin}--> {}:{line}:{column}",
            shown_lines(&in_words(message)),
            shown(file)
        );
        // A line that had to be changed for the terminal would not fit the caret below it.
        if source.len() <= LONGEST_LINE && shown_lines(source) == source {
            let caret = " ".repeat(column - 1);
            shown_error.extend([
                format!("\n{margin} |\n{line} | {source}"),
                format!("\n{margin} | {caret}^"),
            ]);
        }
        Self(shown_error)
    }

    /// The same, with a way out.
    pub(crate) fn with_hint(self, hint: &str) -> Self {
        Self(format!("{self}\n  = help: {}", shown_lines(hint)))
    }
}

impl fmt::Display for TomlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TomlError {}
