//! From the keys of a configuration, as JSON pointers, to positions in its text.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::position::{Position, Positions};
use crate::origin::push_escaped;

/// The positions of `pointers` in a text of TOML: those of scalars, and of the key for anything else.
pub(super) fn toml_positions(text: &str, pointers: &BTreeSet<&str>) -> Positions {
    let mut reader = TomlPositionFinder {
        text,
        pointers,
        found: Positions::default(),
    };
    if let Ok(table) = DeTable::parse(text) {
        reader.table(table.get_ref(), &mut String::new());
    }
    reader.found
}

struct TomlPositionFinder<'a> {
    text: &'a str,
    pointers: &'a BTreeSet<&'a str>,
    found: Positions,
}

impl TomlPositionFinder<'_> {
    fn table(&mut self, table: &DeTable<'_>, pointer: &mut String) {
        for (key, value) in table {
            let outer = pointer.len();
            pointer.push('/');
            push_escaped(pointer, key.get_ref());
            if self.pointers.contains(pointer.as_str()) {
                let position = self.position(key.span());
                self.found.keys.insert(pointer.clone(), position);
            }
            self.value(value, Some(key.span()), pointer);
            pointer.truncate(outer);
        }
    }

    fn value(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        key: Option<Range<usize>>,
        pointer: &mut String,
    ) {
        let is_one = !matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        if self.pointers.contains(pointer.as_str()) {
            let span = key.filter(|_| !is_one).unwrap_or_else(|| value.span());
            let position = self.position(span);
            self.found.values.insert(pointer.clone(), position);
        }
        match value.get_ref() {
            DeValue::Table(table) => self.table(table, pointer),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let outer = pointer.len();
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                    self.value(item, None, pointer);
                    pointer.truncate(outer);
                }
            }
            _ => {}
        }
    }

    /// The line and the columns of a span, which ends with its line.
    fn position(&self, span: Range<usize>) -> Position {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let start = span.start - line_start;
        Position {
            line: before.matches('\n').count() + 1,
            column: line.get(..start).unwrap_or(line).chars().count() + 1,
            span: start..(span.end - line_start).min(line.len()).max(start),
        }
    }
}
