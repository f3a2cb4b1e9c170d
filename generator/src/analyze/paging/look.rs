//! One operation: which of its parameters and properties lead from page to page.

use super::clues;
use super::page_fields::{self, FoundField};
use super::page_names::{CURSORS, FLAGS, NEXT_CURSORS, NEXT_URLS, OFFSETS, PAGES, SIZES, letters};
use crate::config::{PagingKind, PagingStyle};
use crate::ir::{
    Api, Field, Format, ItemsAt, Location, NextPage, Operation, Parameter, Style, StyleKind, Type,
};

/// The operation that is examined.
pub(super) struct Look<'a> {
    pub(super) api: &'a Api,
    pub(super) operation: &'a Operation,
    pub(super) answer: &'a Type,
    /// The properties of the answer.
    pub(super) fields: Vec<FoundField<'a>>,
    pub(super) style: &'a PagingStyle,
}

/// A pair of the query.
struct Pair<'a> {
    wire: String,
    field: &'a Field,
    /// The number that it is by default, or at least.
    least: Option<u64>,
    is_deprecated: bool,
}

impl<'a> Pair<'a> {
    /// What a parameter is that becomes one.
    fn of(parameter: &'a Parameter) -> Self {
        let field = &parameter.field;
        Self {
            wire: field.wire.clone(),
            field,
            least: parameter.least.get(&field.wire).copied(),
            is_deprecated: clues::is_deprecated(field),
        }
    }
}

impl Look<'_> {
    pub(super) fn next(&self) -> Option<NextPage> {
        if let Some(kind) = self.style.style {
            return self.of_kind(kind);
        }
        [
            PagingKind::Cursor,
            PagingKind::Url,
            PagingKind::Link,
            PagingKind::Item,
            PagingKind::Offset,
            PagingKind::Page,
        ]
        .into_iter()
        .find_map(|kind| self.of_kind(kind))
    }

    fn of_kind(&self, kind: PagingKind) -> Option<NextPage> {
        let from = self.style.from.as_deref();
        Some(match kind {
            PagingKind::Page => {
                let parameter = self.parameter(self.style.parameter.as_deref(), &PAGES)?;
                // A text is a cursor, whatever it is called.
                if self.style.style.is_none() && parameter.field.ty == Type::String {
                    return None;
                }
                let size = self.parameter(self.style.size.as_deref(), &SIZES);
                NextPage::Page {
                    parameter: parameter.wire.clone(),
                    size: size.map(|size| size.wire),
                    first: self.style.first.or(parameter.least).unwrap_or(1),
                }
            }
            PagingKind::Offset => {
                let parameter = self.parameter(self.style.parameter.as_deref(), &OFFSETS)?;
                NextPage::Offset {
                    parameter: parameter.wire,
                }
            }
            PagingKind::Cursor => self.by_cursor(from)?,
            PagingKind::Item => self.by_item(from)?,
            PagingKind::Url => {
                let configured = self.style.parameter.as_deref();
                let varies = [&CURSORS[..], &OFFSETS, &PAGES];
                let varies = varies.iter().find_map(|it| self.parameter(configured, it));
                let next = || self.find(|it| clues::is_next_url(it) && clues::is_text(it));
                NextPage::Url {
                    from: self.property(from, &NEXT_URLS).or_else(next)?,
                    parameter: varies.map(|it| it.wire),
                }
            }
            PagingKind::Link => {
                let mut headers = self.operation.response_headers.iter();
                let described = headers.any(|header| header.name.eq_ignore_ascii_case("link"));
                if !described && !self.names_link() && self.style.style.is_none() {
                    return None;
                }
                NextPage::Link
            }
        })
    }

    /// By a text that the page before gives.
    fn by_cursor(&self, from: Option<&str>) -> Option<NextPage> {
        let configured = self.style.parameter.as_deref();
        let texts = || {
            let text = |it: &Pair<'_>| it.field.ty == Type::String;
            self.parameter(configured, &PAGES).filter(text)
        };
        let cursor = self.parameter(configured, &CURSORS);
        let (parameter, names): (_, &[&str]) = match cursor {
            // That is what dropshot calls it.
            Some(it) if letters(&it.wire) == "pagetoken" => (it, &["nextpage"]),
            Some(it) if clues::is_after(&it.wire) => (it, &["lastid"]),
            Some(it) => (it, &[]),
            None => (texts()?, &["nextpage"]),
        };
        let is_cursor = |it: &FoundField<'_>| clues::is_next_cursor(it) && clues::is_text(it);
        let from = self
            .property(from, &NEXT_CURSORS)
            .or_else(|| self.property(None, names).filter(|_| from.is_none()))
            .or_else(|| self.find(is_cursor).filter(|_| from.is_none()))?;
        Some(NextPage::Cursor {
            parameter: parameter.wire,
            from,
        })
    }

    /// By what the last item is known by, if a page says whether there is another.
    fn by_item(&self, from: Option<&str>) -> Option<NextPage> {
        let parameter = self.parameter(self.style.parameter.as_deref(), &CURSORS)?;
        let is_configured = self.style.style.is_some();
        let ends = || self.property(self.style.more.as_deref(), &FLAGS).is_some();
        if !(is_configured || clues::is_after(&parameter.wire) && ends()) {
            return None;
        }
        let key = from.unwrap_or("id");
        let item = self.item()?;
        clues::has_key(self.api, item, key).then(|| NextPage::Item {
            parameter: parameter.wire,
            key: key.to_owned(),
        })
    }

    /// Whether a parameter that turns pages is said to come from the header `Link`.
    fn names_link(&self) -> bool {
        let names = [&CURSORS[..], &PAGES, &SIZES, &["before"]].concat();
        let parameters = self.operation.parameters.iter();
        let mut turning = parameters.filter(|it| {
            it.location == Location::Query && names.contains(&letters(&it.field.wire).as_str())
        });
        turning.any(|it| clues::names_link(&it.field))
    }

    /// The pair of the query that the configuration names, or that has the first of these names.
    fn parameter(&self, configured: Option<&str>, names: &[&str]) -> Option<Pair<'_>> {
        let in_query = |it: &&Parameter| it.location == Location::Query;
        let parameters = self.operation.parameters.iter().filter(in_query);
        let mut pairs = parameters.flat_map(|it| self.pairs(it));
        if let Some(name) = configured {
            return pairs.find(|it| it.wire == name);
        }
        let named = |it: &Pair<'_>| {
            let letters = letters(&it.wire);
            names.iter().position(|name| *name == letters)
        };
        pairs
            .filter(|it| !it.is_deprecated && self.can_lead_on(it.field) && named(it).is_some())
            .min_by_key(named)
    }

    /// What a parameter becomes in the query. Each property of an object is a pair of its own: Spring's `Pageable`, JSON:API's `page[number]`.
    fn pairs<'p>(&'p self, parameter: &'p Parameter) -> Vec<Pair<'p>> {
        let least = |name: &String| parameter.least.get(name).copied();
        let object = page_fields::structure(self.api, &parameter.field.ty);
        let Style { kind, explode, .. } = parameter.style;
        let name: &dyn Fn(&str) -> String = match kind {
            StyleKind::Form if explode => &str::to_owned,
            StyleKind::DeepObject => &|name| format!("{}[{name}]", parameter.field.wire),
            _ => return vec![Pair::of(parameter)],
        };
        let Some((_, object)) = object else {
            return vec![Pair::of(parameter)];
        };
        let pairs = object.fields.iter().map(|field| Pair {
            wire: name(&field.wire),
            least: least(&field.wire),
            is_deprecated: clues::is_deprecated(field),
            field,
        });
        pairs.collect()
    }

    /// Whether a value can say where a page begins: a time, a list or a flag is a filter.
    fn can_lead_on(&self, field: &Field) -> bool {
        let is_filter = match &field.ty {
            Type::Bool
            | Type::DateTime
            | Type::Date
            | Type::File
            | Type::Parts
            | Type::List(_)
            | Type::Tuple(_)
            | Type::Map(_) => true,
            ty => page_fields::structure(self.api, ty).is_some(),
        };
        !is_filter && field.format != Some(Format::Time)
    }

    /// The property that the configuration names, or that has one of these names, the outermost first.
    pub(super) fn property(&self, configured: Option<&str>, names: &[&str]) -> Option<Vec<String>> {
        let is_plain = |ty: &Type| {
            matches!(
                ty,
                Type::String
                    | Type::Bool
                    | Type::I32
                    | Type::I64
                    | Type::U32
                    | Type::U64
                    | Type::I128
                    | Type::F32
                    | Type::F64
            )
        };
        if let Some(path) = configured {
            return page_fields::at(self.api, self.answer, path).map(|found| found.wires);
        }
        self.find(|found| {
            is_plain(&found.field.ty) && names.contains(&letters(&found.field.wire).as_str())
        })
    }

    fn find(&self, is_it: impl Fn(&FoundField<'_>) -> bool) -> Option<Vec<String>> {
        let found = self.fields.iter().find(|found| is_it(found));
        found.map(|found| found.wires.clone())
    }

    pub(super) fn items(&self) -> Option<ItemsAt> {
        if let Some(path) = self.style.items.as_deref() {
            // A configured path may lead to a single item.
            return page_fields::at(self.api, self.answer, path).map(FoundField::into_items);
        }
        if matches!(self.answer, Type::List(_)) {
            return Some(ItemsAt {
                fields: Vec::new(),
                wires: Vec::new(),
            });
        }
        page_fields::items(self.api, &self.fields).map(FoundField::into_items)
    }

    /// What the list of the answer consists of.
    fn item(&self) -> Option<&Type> {
        let list = match self.style.items.as_deref() {
            Some(path) => &page_fields::at(self.api, self.answer, path)?.field.ty,
            None if matches!(self.answer, Type::List(_)) => self.answer,
            None => &page_fields::items(self.api, &self.fields)?.field.ty,
        };
        match list {
            Type::List(item) => Some(item),
            _ => None,
        }
    }
}
