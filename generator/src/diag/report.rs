//! The report: all diagnostics in the order of the text, each with lines of the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::position::{Lines, Position, Positions, positions};
use super::shown::{shown, shown_source};
use super::toml_position::toml_positions;
use super::{Diagnostic, Severity};

/// The texts that diagnostics are about, by the name of their file.
pub type Sources = BTreeMap<Arc<str>, String>;

/// All diagnostics of a run, sorted by place. `Display` shows them as plain text.
#[derive(Debug)]
pub struct Report {
    entries: Vec<Entry>,
    /// What would accept all errors.
    way_out: Option<String>,
    sources: Sources,
}

/// A diagnostic, and where it is in the text.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) diagnostic: Diagnostic,
    pub(super) position: Option<Position>,
}

/// How many lines are shown before and after the one that a diagnostic is about.
const CONTEXT: usize = 1;

impl Report {
    pub(super) fn new(
        diagnostics: Vec<Diagnostic>,
        way_out: Option<String>,
        sources: Sources,
    ) -> Self {
        let mut found: BTreeMap<Arc<str>, Positions> = BTreeMap::new();
        for (file, text) in &sources {
            let pointers: BTreeSet<&str> = diagnostics
                .iter()
                .filter(|it| it.origin.file == *file)
                .flat_map(|it| ancestors(&it.origin.pointer))
                .collect();
            if !pointers.is_empty() {
                let read = if is_toml(file) {
                    toml_positions
                } else {
                    positions
                };
                found.insert(Arc::clone(file), read(text, &pointers));
            }
        }
        let mut lines: BTreeMap<Arc<str>, Lines<'_>> = BTreeMap::new();
        let mut entries: Vec<Entry> = diagnostics
            .into_iter()
            .map(|diagnostic| {
                let position = position(&diagnostic, &found, &sources, &mut lines);
                Entry {
                    diagnostic,
                    position,
                }
            })
            .collect();
        drop(lines);
        entries.sort_by_cached_key(Entry::key);
        entries.dedup_by(|one, other| one.diagnostic == other.diagnostic);
        Self {
            entries,
            way_out,
            sources,
        }
    }

    /// The one that these entries were taken from.
    pub(super) fn restored(entries: Vec<Entry>, way_out: Option<String>, sources: Sources) -> Self {
        Self {
            entries,
            way_out,
            sources,
        }
    }

    /// The diagnostics, sorted by file and place.
    pub fn diagnostics(&self) -> impl ExactSizeIterator<Item = &Diagnostic> {
        self.entries.iter().map(|entry| &entry.diagnostic)
    }

    /// The same with their line and column, counted from 1 in characters, where they are known.
    pub fn located(&self) -> impl Iterator<Item = (&Diagnostic, Option<(usize, usize)>)> {
        self.entries.iter().map(|entry| {
            let position = entry.position.as_ref();
            (&entry.diagnostic, position.map(|at| (at.line, at.column)))
        })
    }

    /// The texts that it is about.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What would accept all errors, where all of them can be accepted.
    pub fn way_out(&self) -> Option<&str> {
        self.way_out.as_deref()
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// The text of the report, with ANSI colours on request.
    pub fn render(&self, colour: bool) -> String {
        self.render_if(colour, |_| true)
    }

    /// The same for some of the diagnostics.
    pub(super) fn render_if(
        &self,
        colour: bool,
        is_wanted: impl Fn(&Diagnostic) -> bool,
    ) -> String {
        let starts = line_starts(&self.sources);
        let mut text = String::new();
        let wanted = self.entries.iter();
        for entry in wanted.filter(|it| is_wanted(&it.diagnostic)) {
            text.push_str(&entry.render(&self.sources, &starts, colour));
            text.push_str("\n\n");
        }
        if let Some(way_out) = &self.way_out {
            let help = Group::with_title(Level::HELP.primary_title(way_out));
            text.push_str(&renderer(colour).render(&[help]));
            text.push_str("\n\n");
        }
        text
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics()
            .filter(|it| it.severity == severity)
            .count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl Entry {
    fn key(&self) -> (Arc<str>, usize, usize, Severity, &'static str, String) {
        let Diagnostic {
            severity,
            code,
            origin,
            message,
            ..
        } = &self.diagnostic;
        let (line, column) = self
            .position
            .as_ref()
            .map_or((0, 0), |at| (at.line, at.column));
        (
            Arc::clone(&origin.file),
            line,
            column,
            *severity,
            code,
            message.clone(),
        )
    }

    fn render(&self, sources: &Sources, starts: &LineStarts, colour: bool) -> String {
        let Diagnostic {
            severity,
            code,
            origin,
            message,
            hint,
            ..
        } = &self.diagnostic;
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = Group::with_title(level.primary_title(message).id(*code));
        let file = shown(&origin.file);
        let file = file.as_ref();
        let excerpt = self.position.as_ref().and_then(|position| {
            let text = sources.get(&origin.file)?;
            snippet(file, text, starts.get(&origin.file)?, position)
        });
        group = match (excerpt, &self.position) {
            (Some(snippet), _) => group.element(snippet),
            (None, Some(Position { line, column, .. })) => group.element(
                annotate_snippets::Origin::path(file)
                    .line(*line)
                    .char_column(*column),
            ),
            (None, None) => group.element(annotate_snippets::Origin::path(file)),
        };
        // The pointer into a configuration is not shown: the line with the key suffices.
        if !origin.pointer.is_empty() && !is_toml(&origin.file) {
            group = group.element(Level::NOTE.message(format!("at {}", shown(&origin.pointer))));
        }
        if let Some(hint) = hint {
            group = group.element(Level::HELP.message(hint));
        }
        renderer(colour).render(&[group])
    }
}

fn renderer(colour: bool) -> Renderer {
    if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
}

fn is_toml(file: &str) -> bool {
    std::path::Path::new(file)
        .extension()
        .is_some_and(|it| it == "toml" || it == "lock")
}

/// How many bytes a shown line may have. Files in one long line are not shown.
const LONGEST_LINE: usize = 2000;

/// The starts of the lines of each file.
type LineStarts = BTreeMap<Arc<str>, Vec<usize>>;

fn line_starts(sources: &Sources) -> LineStarts {
    let starts = |text: &str| {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        std::iter::once(0).chain(after).collect()
    };
    sources
        .iter()
        .map(|(file, text)| (Arc::clone(file), starts(text)))
        .collect()
}

/// The lines around a position, unless they are too long, or the text has no such position. The printer gets only these lines, so that its
/// time does not depend on the length of the text.
fn snippet<'a>(
    file: &'a str,
    text: &'a str,
    starts: &[usize],
    position: &Position,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let start_of = |line: usize| starts.get(line).copied().unwrap_or(text.len());
    let first = position.line.saturating_sub(CONTEXT + 1);
    let (start, last) = (start_of(first), position.line.checked_add(CONTEXT)?);
    let is_long = |line: usize| start_of(line + 1) - start_of(line) > LONGEST_LINE;
    if (first..last).any(is_long) {
        return None;
    }
    let window = text.get(start..start_of(last))?;
    let before = start_of(position.line.checked_sub(1)?) - start;
    let place = |at: usize| before.checked_add(at);
    let span = place(position.span.start)?..place(position.span.end)?;
    window.get(span.clone())?;
    Some(
        Snippet::source(shown_source(window))
            .path(file)
            .line_start(first + 1)
            .fold(false)
            .annotation(AnnotationKind::Primary.span(span)),
    )
}

fn position<'s>(
    diagnostic: &Diagnostic,
    found: &BTreeMap<Arc<str>, Positions>,
    sources: &'s Sources,
    lines: &mut BTreeMap<Arc<str>, Lines<'s>>,
) -> Option<Position> {
    let file = &diagnostic.origin.file;
    if let Some((line, column)) = diagnostic.position {
        let text = sources.get(file)?;
        let lines = lines.entry(Arc::clone(file));
        let lines = lines.or_insert_with(|| Lines::of(text));
        return lines.character(line, column);
    }
    let found = found.get(file)?;
    if diagnostic.about_key
        && let Some(position) = found.keys.get(&diagnostic.origin.pointer)
    {
        return Some(position.clone());
    }
    ancestors(&diagnostic.origin.pointer)
        .find_map(|pointer| found.values.get(pointer))
        .cloned()
}

/// A pointer and its ancestors, the longest first. What came in by a merge key of YAML has no position, but its ancestors have.
fn ancestors(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |pointer| {
        pointer.rfind('/').and_then(|end| pointer.get(..end))
    })
}
