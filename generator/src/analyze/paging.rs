//! Paged operations: found by the usual names of parameters and properties, corrected by the configuration.

use std::collections::BTreeMap;

use super::page_fields::{self, FoundField};
use crate::config::{Config, PagingConfig, PagingKind, PagingStyle};
use crate::diag::Diagnostics;
use crate::ir::{
    Api, ItemsAt, Location, NextPage, Operation, OperationId, Paging, Parameter, Type, TypeId,
};

const PAGES: [&str; 5] = ["page", "pageno", "pagenumber", "pagenum", "pageindex"];
const OFFSETS: [&str; 3] = ["offset", "skip", "startindex"];
const CURSORS: [&str; 9] = [
    "cursor",
    "pagecursor",
    "pagetoken",
    "nexttoken",
    "continuationtoken",
    "nextpagetoken",
    "after",
    "startingafter",
    "startafter",
];
const SIZES: [&str; 9] = [
    "perpage",
    "pagesize",
    "limit",
    "pagelimit",
    "size",
    "count",
    "maxresults",
    "maxitems",
    "rowsperpage",
];
const NEXT_CURSORS: [&str; 9] = [
    "nextcursor",
    "nextpagecursor",
    "nextpagetoken",
    "nexttoken",
    "continuationtoken",
    "nextcontinuationtoken",
    "endcursor",
    "cursor",
    "after",
];
const NEXT_URLS: [&str; 6] = [
    "nextpageurl",
    "nextpageuri",
    "nexturl",
    "nexturi",
    "nextlink",
    "odatanextlink",
];
const TOTALS: [&str; 8] = [
    "totalcount",
    "total",
    "totalitems",
    "totalresults",
    "totalsize",
    "totalrecords",
    "totalelements",
    "totalentries",
];
const FLAGS: [&str; 3] = ["hasmore", "hasnextpage", "hasnext"];

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
        if let Some(Type::Named(answer)) = operation.success.json()
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
    let answer = operation.success.json()?;
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
                    parameter: parameter.field.wire.clone(),
                    size: size.map(|size| size.field.wire.clone()),
                    first: self.style.first.or(parameter.least).unwrap_or(1),
                }
            }
            PagingKind::Offset => {
                let parameter = self.parameter(self.style.parameter.as_deref(), &OFFSETS)?;
                NextPage::Offset {
                    parameter: parameter.field.wire.clone(),
                }
            }
            PagingKind::Cursor => {
                let parameter = self.parameter(self.style.parameter.as_deref(), &CURSORS)?;
                NextPage::Cursor {
                    parameter: parameter.field.wire.clone(),
                    from: self.property(from, &NEXT_CURSORS)?,
                }
            }
            PagingKind::Url => NextPage::Url {
                from: self.property(from, &NEXT_URLS)?,
            },
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

    /// The query parameter that the configuration names, or that has one of these names.
    fn parameter(&self, configured: Option<&str>, names: &[&str]) -> Option<&Parameter> {
        let in_query = |it: &&Parameter| it.location == Location::Query;
        let mut parameters = self.operation.parameters.iter().filter(in_query);
        match configured {
            Some(name) => parameters.find(|it| it.field.wire == name),
            None => parameters.find(|it| is_one_of(&it.field.wire, names)),
        }
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
                    | Type::F32
                    | Type::F64
            )
        };
        if let Some(path) = configured {
            return page_fields::at(self.api, self.answer, path).map(|found| found.wires);
        }
        let named = |found: &&FoundField<'_>| {
            is_plain(&found.field.ty) && is_one_of(&found.field.wire, names)
        };
        self.fields
            .iter()
            .find(named)
            .map(|found| found.wires.clone())
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

/// Whether a name is one of these, regardless of case and of separators.
fn is_one_of(name: &str, names: &[&str]) -> bool {
    let letters: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    names.contains(&letters.as_str())
}
