//! For the diagnostic about too many repetitions by aliases of YAML: which alias exceeds the limit.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Span};

use super::weight::VALUE;
use crate::yaml::{Events, events};

/// The line and column of the first alias with which the weight of all values exceeds `most`.
pub(super) fn heaviest(text: &str, most: usize) -> Option<(usize, usize)> {
    let (expanded, _) = events(text, || Expanded {
        most,
        ..Expanded::default()
    });
    let place = expanded.too_heavy?;
    Some((place.line(), place.col() + 1))
}

/// The weight of the values so far, including repetitions.
#[derive(Default)]
struct Expanded {
    most: usize,
    weight: usize,
    /// The anchors of the open collections, or 0 for none, each with the weight before it.
    open: Vec<(usize, usize)>,
    /// The weight of each anchored value.
    anchored: BTreeMap<usize, usize>,
    too_heavy: Option<Marker>,
}

impl Events for Expanded {
    fn see(&mut self, event: &Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                self.anchored.insert(*anchor, VALUE + text.len());
                self.weight += VALUE + text.len();
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                self.open.push((*anchor, self.weight));
                self.weight += VALUE;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((anchor, before)) = self.open.pop() {
                    self.anchored.insert(anchor, self.weight - before);
                }
            }
            Event::Alias(anchor) => {
                let repeated = self.anchored.get(anchor).copied().unwrap_or_default();
                self.weight = self.weight.saturating_add(repeated);
                if self.weight > self.most {
                    self.too_heavy = Some(span.start);
                }
            }
            _ => {}
        }
        self.too_heavy.is_none()
    }
}
