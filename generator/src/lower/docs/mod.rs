//! Documentation: the words of a description, and the values it gives as examples.
//!
//! In come schemas, out go texts in Markdown and example values. The functions here read descriptions and titles, and put
//! texts together; [`constraints`] puts validation keywords into words, [`nested`] finds what is said about items, values and
//! branches whose types are not documented themselves, [`example`] finds what a value looks like, [`repeated`] takes out words
//! that only repeat a name.

pub(in crate::lower) mod constraints;
pub(in crate::lower) mod example;
pub(in crate::lower) mod nested;
pub(in crate::lower) mod repeated;

use openapiv3::SchemaData;

use crate::markdown::{behind, join, joined};
use crate::words::says;

/// How many words a title may have that is a name.
const MOST_WORDS: usize = 4;

/// Words of titles that say where something is, and not what.
const POSITIONS: [&str; 6] = ["body", "inner", "inline", "param", "params", "schema"];

/// What a schema says about itself: its description, or else its title.
pub(super) fn of_schema(data: &SchemaData) -> Option<String> {
    text(data.description.as_deref()).or_else(|| text(data.title.as_deref()))
}

/// The title of a schema, if it is a name and no sentence. `FastAPI` gives each response a title of its own, which is none.
pub(super) fn name_of_schema(data: &SchemaData) -> Option<String> {
    let title = text(data.title.as_deref())?;
    let is_sign = |c: char| c.is_alphanumeric() || [' ', '-', '_'].contains(&c);
    let is_name = title.starts_with(char::is_alphabetic)
        && title.chars().all(is_sign)
        && title.split_whitespace().count() <= MOST_WORDS
        && !title.starts_with("Response ")
        && title
            .split(|c: char| !c.is_alphanumeric())
            .any(|it| !POSITIONS.contains(&it.to_lowercase().as_str()));
    is_name.then_some(title)
}

/// A text without the blanks around it; `None` where nothing is left.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// A text with another as a further paragraph, unless it says the same.
pub(super) fn with_paragraph(docs: Option<String>, more: Option<&str>) -> Option<String> {
    match (docs, more) {
        (Some(mut docs), Some(more)) if !says(&docs, more) => {
            join(&mut docs, more);
            Some(docs)
        }
        (Some(docs), _) => Some(docs),
        (None, more) => more.map(str::to_owned),
    }
}

/// A text with another as a further sentence, where both are sentences of one paragraph, and else as a further paragraph.
pub(super) fn with_sentence(docs: Option<String>, more: Option<&str>) -> Option<String> {
    match (docs, more) {
        (Some(docs), Some(more))
            if docs.ends_with('.') && !docs.contains("\n\n") && !more.contains("\n\n") =>
        {
            Some(match docs.contains(more) {
                true => docs,
                // Only of one line is it known that it is a sentence.
                false if docs.contains('\n') => joined(&docs, more),
                false => behind(&docs, more),
            })
        }
        (docs, more) => with_paragraph(docs, more),
    }
}
