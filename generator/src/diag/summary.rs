//! The report in short: a line for each kind of warning that there are several of.

use std::collections::BTreeMap;

use super::report::Entry;
use super::{Diagnostic, Report, Severity, shown};
use crate::broken::LEFT_OUT;

/// How many places of a kind are named.
const NAMED: usize = 3;

impl Report {
    /// The text of the report, in which warnings of one code share a line: how many there are, the first places, and what the
    /// first of them says. Errors, what was left out, and the only warning of a code are shown as by [`Report::render`].
    pub fn summary(&self, colour: bool) -> String {
        let mut kinds: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in self.entries() {
            let Diagnostic { severity, code, .. } = &entry.diagnostic;
            if *severity == Severity::Warning && *code != LEFT_OUT {
                kinds.entry(code).or_default().push(entry);
            }
        }
        kinds.retain(|_, entries| entries.len() > 1);
        let mut text = self.render_if(colour, |it| {
            it.severity == Severity::Error || !kinds.contains_key(it.code)
        });
        for (code, entries) in &kinds {
            if let Some(first) = entries.first() {
                let places: Vec<String> = entries.iter().take(NAMED).map(|it| it.place()).collect();
                let more = if entries.len() > NAMED { ", …" } else { "" };
                let (count, places) = (entries.len(), places.join(", "));
                let message = &first.diagnostic.message;
                let line =
                    format!("warning[{code}] at {count} places ({places}{more}): {message}\n");
                text.push_str(&line);
            }
        }
        if !kinds.is_empty() {
            text.push_str("`--verbose` shows each with its lines\n");
        }
        text
    }
}

impl Entry {
    /// The file, line and column.
    fn place(&self) -> String {
        let file = shown(&self.diagnostic.origin.file);
        match &self.position {
            Some(position) => format!("{file}:{}:{}", position.line, position.column),
            None => file.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diag::{Diagnostics, Report};
    use crate::origin::Origin;

    #[test]
    fn warnings_of_a_kind_are_one_line_and_others_are_shown_whole() {
        let text = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n";
        let file: Arc<str> = Arc::from("a.yaml");
        let at = |key: &str| Origin::root(Arc::clone(&file)).key(key);
        let mut diagnostics = Diagnostics::new();
        for key in ["a", "b", "c", "d"] {
            diagnostics.warning("many", &at(key), format!("`{key}` is one of many"));
        }
        diagnostics.warning("alone", &at("e"), "this is alone");
        for key in ["a", "b"] {
            diagnostics.warning("left-out", &at(key), "it is lost");
        }
        diagnostics.error("wrong", &at("a"), "this is wrong");
        diagnostics.error("wrong", &at("b"), "this is wrong as well");
        let report: Report = diagnostics.into_report([(file, text.to_owned())].into());
        let summary = report.summary(false);
        for shown in [
            "error[wrong]: this is wrong\n --> a.yaml:1:",
            "error[wrong]: this is wrong as well\n --> a.yaml:2:",
            "warning[alone]: this is alone\n --> a.yaml:5:",
            "\nwarning[many] at 4 places (a.yaml:1:4, a.yaml:2:4, a.yaml:3:4, …): `a` is one of many\n",
            "\n`--verbose` shows each with its lines\n",
        ] {
            assert!(summary.contains(shown), "{shown}\nin\n{summary}");
        }
        assert_eq!(summary.matches("[left-out]: it is lost").count(), 2);
        assert_eq!(summary.matches("[many]").count(), 1);
        assert_eq!(report.render(false).matches("[many]").count(), 4);
    }
}
