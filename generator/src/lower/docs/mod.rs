//! The words of a description that become documentation.
//!
//! In come schemas, out go texts in Markdown and example values. The functions here read descriptions and titles;
//! [`constraints`] puts validation keywords into words, [`nested`] finds what is said about items, values and branches that
//! have no type of their own, [`example`] finds what a value looks like.

pub(in crate::lower) mod constraints;
pub(in crate::lower) mod example;
pub(in crate::lower) mod nested;

use openapiv3::SchemaData;

/// What a schema says about itself: its description, or else its title.
pub(in crate::lower) fn of_schema(data: &SchemaData) -> Option<String> {
    text(data.description.as_deref()).or_else(|| text(data.title.as_deref()))
}

/// A text without the blanks around it; `None` where nothing is left.
pub(in crate::lower) fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
