//! Identifiers without breaks between their words: `Createanapikey`.

use std::collections::BTreeSet;

use super::name_words::Words;
use super::path_words::segments;
use super::vocabulary::{is_article, is_preposition, words};
use crate::ir::Operation;

/// From this number of letters on, a word may be several.
const LONG: usize = 15;

/// How many letters an identifier has that is looked at.
const LONGEST: usize = 200;

/// The words of an identifier. One that is unbroken is cut with the words of its operation, if these are all that there is to it.
pub(super) fn whole_words(id: &str, operation: &Operation) -> Words {
    let plain = Words::of(id);
    let is_long = plain.as_slice().iter().any(|it| it.len() >= LONG);
    let is_unbroken = id.len() <= LONGEST && id.chars().all(|c| c.is_ascii_alphabetic());
    if !is_long || !is_unbroken {
        return plain;
    }
    let mut known: BTreeSet<String> = words().map(str::to_owned).collect();
    let texts = [operation.summary.as_deref(), operation.docs.as_deref()];
    let said = texts.into_iter().flatten().flat_map(|text| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    });
    known.extend(said.filter(|it| it.len() > 1 || is_article(it)));
    for segment in segments(&operation.path) {
        known.extend(segment.words().as_slice().iter().cloned());
        known.extend(segment.words().singular().as_slice().iter().cloned());
    }
    cut(&id.to_ascii_lowercase(), &known).map_or(plain, |words| Words::from_slice(&words))
}

/// The fewest words that a text consists of.
fn cut<'t>(text: &'t str, known: &BTreeSet<String>) -> Option<Vec<&'t str>> {
    // For each length, the fewest words that the text of that length consists of.
    let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
    for end in 1..=text.len() {
        let last = (0..end).filter_map(|start| {
            let word = text.get(start..end).filter(|it| known.contains(*it))?;
            let mut words = best.get(start)?.clone()?;
            words.push(word);
            Some(words)
        });
        let fewest = last.min_by_key(Vec::len);
        best.push(fewest);
    }
    let words = best.pop().flatten()?;
    let is_end = words.last().is_some_and(|it| !is_preposition(it));
    is_end.then_some(words)
}
