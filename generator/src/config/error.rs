//! Texts that are no configuration.

use std::fmt;

use crate::diag::{shown, shown_lines};

/// How many bytes a line may have that is shown.
const LONGEST_LINE: usize = 1000;

/// Why a configuration cannot be used, with the place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(String);

impl ConfigError {
    pub(super) fn new(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map_or(0, |span| span.start);
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
            "error[invalid-config]: {}\n{margin}--> {}:{line}:{column}",
            shown(error.message()),
            shown(file)
        );
        // What cannot be shown as it is says nothing above a caret.
        if source.len() <= LONGEST_LINE && shown_lines(source) == source {
            let caret = " ".repeat(column - 1);
            shown_error += &format!("\n{margin} |\n{line} | {source}\n{margin} | {caret}^");
        }
        Self(shown_error)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}
