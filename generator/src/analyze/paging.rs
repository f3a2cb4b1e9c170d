//! Paged operations: found by the usual names of parameters and properties, corrected by the configuration.

use std::collections::BTreeMap;

use super::page_fields::{self, FoundField};
use super::page_names::{
    CURSORS, FLAGS, NEXT_CURSORS, NEXT_URLS, OFFSETS, PAGE_TOTALS, PAGES, SIZES, TOTALS, letters,
};
use crate::config::{Config, PagingConfig, PagingKind, PagingStyle};
use crate::diag::Diagnostics;
use crate::ir::{
    Api, Field, Format, ItemsAt, Location, NextPage, Operation, OperationId, Paging, Parameter,
    Style, StyleKind, Type, TypeId,
};

/// The paged operations.
pub(super) fn find(
    api: &Api,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<OperationId, Paging> {
    let mut found = BTreeMap::new();
    let mut items_of: BTreeMap<TypeId, ItemsAt> = BTreeMap::new();
    for (id, operation) in api.operations() {
        let method = operation.method.as_str();
        let configured = config.operation(Some(&operation.id), method, &operation.path);
        let configured = configured.map(|(_, it)| it);
        let style = match configured.and_then(|it| it.paging.as_ref()) {
            Some(PagingConfig::Is(false)) => continue,
            Some(PagingConfig::As(style)) => Some(style),
            Some(PagingConfig::Is(true)) | None => None,
        };
        let Some(paging) = of_operation(api, operation, style) else {
            if configured.is_some_and(|it| it.paging.is_some()) {
                let message = format!(
                    "no way from page to page is to be found in `{}`",
                    operation.id
                );
                diagnostics
                    .error("unknown-paging", &operation.origin, message)
                    .hint("say `style`, `parameter`, `items` and the like under `paging` in codegen.toml");
            }
            continue;
        };
        // A type that is the page of two operations has its items in one place.
        if let Some(Type::Named(answer)) = operation.success.page()
            && *items_of.entry(*answer).or_insert(paging.items.clone()) != paging.items
        {
            let message = "another operation finds the items of this answer elsewhere in it";
            diagnostics.warning("conflicting-paging", &operation.origin, message);
            continue;
        }
        found.insert(id, paging);
    }
    found
}

fn of_operation(api: &Api, operation: &Operation, style: Option<&PagingStyle>) -> Option<Paging> {
    let unset = PagingStyle::default();
    let is_configured = style.is_some();
    let style = style.unwrap_or(&unset);
    let answer = operation.success.page()?;
    let look = Look {
        api,
        operation,
        answer,
        fields: page_fields::fields(api, answer),
        style,
    };
    // Unless the configuration says so, only an operation that reads is taken for a list.
    let asks = operation.method == crate::ir::Method::Get || operation.method.is_query();
    if !is_configured && !asks {
        return None;
    }
    let next = look.next()?;
    Some(Paging {
        next,
        items: look.items()?,
        total: look.property(style.total.as_deref(), &TOTALS),
        pages: look.property(style.pages.as_deref(), &PAGE_TOTALS),
        more: look.property(style.more.as_deref(), &FLAGS),
    })
}

/// The operation that is examined.
struct Look<'a> {
    api: &'a Api,
    operation: &'a Operation,
    answer: &'a Type,
    fields: Vec<FoundField<'a>>,
    style: &'a PagingStyle,
}

/// A pair of the query.
struct Pair<'a> {
    wire: String,
    field: &'a Field,
    /// The number that it is by default, or at least.
    least: Option<u64>,
}

impl<'a> Pair<'a> {
    /// What a parameter is that becomes one.
    fn of(parameter: &'a Parameter) -> Self {
        let field = &parameter.field;
        Self {
            wire: field.wire.clone(),
            field,
            least: parameter.least.get(&field.wire).copied(),
        }
    }
}

impl Look<'_> {
    fn next(&self) -> Option<NextPage> {
        if let Some(kind) = self.style.style {
            return self.of_kind(kind);
        }
        [
            PagingKind::Cursor,
            PagingKind::Url,
            PagingKind::Link,
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
            PagingKind::Cursor => {
                let parameter = self.parameter(self.style.parameter.as_deref(), &CURSORS)?;
                let wire = parameter.wire;
                // That is what dropshot calls it.
                let is_token = letters(&wire) == "pagetoken";
                let token = || is_token.then(|| self.property(None, &["nextpage"]))?;
                NextPage::Cursor {
                    parameter: wire,
                    from: self.property(from, &NEXT_CURSORS).or_else(token)?,
                }
            }
            PagingKind::Url => {
                let configured = self.style.parameter.as_deref();
                let varies = [&CURSORS[..], &OFFSETS, &PAGES];
                let varies = varies.iter().find_map(|it| self.parameter(configured, it));
                let next = || self.find(|it| is_next_url(it) && is_text(it));
                NextPage::Url {
                    from: self.property(from, &NEXT_URLS).or_else(next)?,
                    parameter: varies.map(|it| it.wire),
                }
            }
            PagingKind::Link => {
                let described = self
                    .operation
                    .response_headers
                    .iter()
                    .any(|header| header.name.eq_ignore_ascii_case("link"));
                if !described && self.style.style.is_none() {
                    return None;
                }
                NextPage::Link
            }
        })
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
            .filter(|it| self.can_lead_on(it.field) && named(it).is_some())
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
    fn property(&self, configured: Option<&str>, names: &[&str]) -> Option<Vec<String>> {
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

    fn items(&self) -> Option<ItemsAt> {
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
        page_fields::items(&self.fields).map(FoundField::into_items)
    }
}

/// Whether a property is the URL of the next page: one that says so, or that is among links.
fn is_next_url(found: &FoundField<'_>) -> bool {
    let names: Vec<String> = found.wires.iter().map(|it| letters(it)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [.., "links", "next"] | [.., "links", "next", "href"] => true,
        [.., "next" | "nextpage"] => found.field.format == Some(Format::Url),
        _ => false,
    }
}

fn is_text(found: &FoundField<'_>) -> bool {
    matches!(found.field.ty, Type::String | Type::Foreign(_))
}
