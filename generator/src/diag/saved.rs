//! A report that is put by, so that a later run can tell the same.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::position::Position;
use super::report::Entry;
use super::{Diagnostic, Report, Severity, Sources, pages};
use crate::origin::Origin;

/// A [`Report`] without the texts that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedReport {
    entries: Vec<SavedEntry>,
    way_out: Option<String>,
    /// The files whose lines it shows.
    sources: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SavedEntry {
    severity: Severity,
    code: String,
    file: String,
    pointer: String,
    given: Option<(usize, usize)>,
    about_key: bool,
    message: String,
    hint: Option<String>,
    /// Line, column, and what it covers of the line.
    position: Option<(usize, usize, Range<usize>)>,
}

impl SavedReport {
    /// Takes down a report.
    pub fn of(report: &Report) -> Self {
        let entries: Vec<SavedEntry> = report.entries().iter().map(saved).collect();
        let files = entries.iter().map(|it| it.file.as_str());
        let shown = files.filter(|it| report.sources().contains_key(*it));
        Self {
            sources: shown.map(str::to_owned).collect(),
            way_out: report.way_out().map(str::to_owned),
            entries,
        }
    }

    /// The report again, with the `text` of each file that it is about. `None` where one of these is not there, or a diagnostic has a code
    /// that there is no more.
    pub fn report(self, text: impl Fn(&str) -> Option<String>) -> Option<Report> {
        let mut sources = Sources::new();
        for file in self.sources {
            let text = text(&file)?;
            sources.insert(Arc::from(file), text);
        }
        let codes: BTreeSet<&'static str> = pages::codes().collect();
        let entries = self.entries.into_iter().map(|it| restored(it, &codes));
        let entries = entries.collect::<Option<_>>()?;
        Some(Report::restored(entries, self.way_out, sources))
    }
}

fn saved(entry: &Entry) -> SavedEntry {
    let Entry {
        diagnostic,
        position,
    } = entry;
    let Diagnostic {
        severity,
        code,
        origin: Origin { file, pointer },
        position: given,
        about_key,
        message,
        hint,
    } = diagnostic.clone();
    let position = position.clone();
    SavedEntry {
        severity,
        code: code.to_owned(),
        file: file.to_string(),
        pointer,
        given,
        about_key,
        message,
        hint,
        position: position.map(|Position { line, column, span }| (line, column, span)),
    }
}

fn restored(entry: SavedEntry, codes: &BTreeSet<&'static str>) -> Option<Entry> {
    let SavedEntry {
        severity,
        code,
        file,
        pointer,
        given,
        about_key,
        message,
        hint,
        position,
    } = entry;
    Some(Entry {
        diagnostic: Diagnostic {
            severity,
            code: codes.get(code.as_str())?,
            origin: Origin {
                file: Arc::from(file),
                pointer,
            },
            position: given,
            about_key,
            message,
            hint,
        },
        position: position.map(|(line, column, span)| Position { line, column, span }),
    })
}

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::sync::Arc;

    use super::SavedReport;
    use crate::diag::{Diagnostics, Report};
    use crate::origin::Origin;

    const TEXT: &str = "a: 1\nb: 2\nlänger: 3\n";

    fn report() -> Report {
        let file: Arc<str> = Arc::from("a.yaml");
        let at = |key: &str| Origin::root(Arc::clone(&file)).key(key);
        let mut diagnostics = Diagnostics::new();
        diagnostics.warning("not-carried", &at("a"), "it is lost");
        diagnostics
            .note("unused-schemas", &at("länger"), "it is not used")
            .about_key()
            .hint("use it");
        diagnostics.warning("not-carried", &Origin::root("else.yaml"), "it is elsewhere");
        let mut wrong = diagnostics.error("invalid-yaml", &at("b"), "it is wrong");
        wrong.position = Some((2, 4));
        wrong = diagnostics.error("invalid-yaml", &at("b"), "it is wrong behind the end");
        wrong.position = Some((9, 9));
        let other = (Arc::from("other.yaml"), "x: 1\n".to_owned());
        diagnostics.into_report([(file, TEXT.to_owned()), other].into())
    }

    fn text(file: &str) -> Option<String> {
        (file == "a.yaml").then(|| TEXT.to_owned())
    }

    #[test]
    fn a_report_is_told_again_as_it_was() {
        let report = report();
        let again = SavedReport::of(&report).report(text).unwrap();
        for colour in [false, true] {
            assert_eq!(again.render(colour), report.render(colour));
            assert_eq!(again.summary(colour), report.summary(colour));
        }
        assert!(again.located().eq(report.located()));
        assert!(report.render(false).contains("länger"));
    }

    #[test]
    fn there_is_none_without_its_texts_or_with_an_unknown_code() {
        let saved = SavedReport::of(&report());
        assert!(saved.clone().report(|_| None).is_none());
        let mut other = saved;
        other.entries.last_mut().unwrap().code = "no-such-code".to_owned();
        assert!(other.report(text).is_none());
    }

    #[test]
    fn positions_that_no_text_has_are_shown_without_lines() {
        let backwards = Range { start: 2, end: 1 };
        for position in [(0, 0, 0..0), (1, 1, 0..99), (3, 2, backwards), (3, 1, 0..2)] {
            let mut saved = SavedReport::of(&report());
            saved
                .entries
                .iter_mut()
                .for_each(|it| it.position = Some(position.clone()));
            assert!(
                saved
                    .report(text)
                    .unwrap()
                    .render(false)
                    .contains("it is lost")
            );
        }
        let mut saved = SavedReport::of(&report());
        let last = Some((usize::MAX, usize::MAX, 0..usize::MAX));
        saved
            .entries
            .iter_mut()
            .for_each(|it| it.position.clone_from(&last));
        assert!(
            saved
                .report(text)
                .unwrap()
                .summary(true)
                .contains("it is lost")
        );
    }
}
