//! The words of a description that become documentation.

use openapiv3::SchemaData;

/// What a schema says about itself: its description, or else its title.
pub(super) fn of_schema(data: &SchemaData) -> Option<String> {
    text(data.description.as_deref()).or_else(|| text(data.title.as_deref()))
}

/// A text without the blanks around it; `None` where nothing is left.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
