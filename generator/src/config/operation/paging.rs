//! How the pages of an operation follow each other.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

/// What the configuration says about the pages of an operation.
#[derive(Clone, Debug)]
pub enum PagingConfig {
    /// `false`: there are no pages, whatever the description looks like.
    Is(bool),
    /// What the description does not tell, or tells wrongly.
    As(PagingStyle),
}

/// The parts of a way from page to page. Names of properties are given from the outside in, as `paging.total_count`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PagingStyle {
    /// What the request for the next page says.
    pub style: Option<PagingKind>,
    /// The query parameter that says it.
    pub parameter: Option<String>,
    /// The query parameter for how many items a page has.
    pub size: Option<String>,
    /// The number of the first page.
    pub first: Option<u64>,
    /// The property that holds the cursor or the URL of the next page, or by which an item is known.
    pub from: Option<String>,
    /// The property that holds the items.
    pub items: Option<String>,
    /// The property that says how many items there are in all.
    pub total: Option<String>,
    /// The property that says how many pages there are.
    pub pages: Option<String>,
    /// The property that says whether there is another page.
    pub more: Option<String>,
}

/// The ways from page to page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PagingKind {
    /// By the number of the page.
    Page,
    /// By the number of items before it.
    Offset,
    /// By what the page before says of where it ends.
    Cursor,
    /// By a property of the last item, its `id` unless `from` names another.
    Item,
    /// By a URL in the page before.
    Url,
    /// By the header `Link`.
    Link,
}

impl<'de> Deserialize<'de> for PagingConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FlagOrStyle)
    }
}

struct FlagOrStyle;

impl<'de> Visitor<'de> for FlagOrStyle {
    type Value = PagingConfig;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`false`, or a table that says how pages follow each other")
    }

    fn visit_bool<E>(self, is: bool) -> Result<PagingConfig, E> {
        Ok(PagingConfig::Is(is))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PagingConfig, A::Error> {
        let style = PagingStyle::deserialize(MapAccessDeserializer::new(map))?;
        Ok(PagingConfig::As(style))
    }
}
