//! Paged operations: found by the usual names of parameters and properties, corrected by the configuration.
//!
//! In come the operations with their answers; out goes how the pages of each lead to the next. [`mod@look`] examines an operation,
//! [`clues`] says what a property or a parameter is taken for, with [`page_names`]; [`page_fields`] walks the properties of an answer.

mod clues;
mod look;
mod page_fields;
mod page_names;

use std::collections::BTreeMap;

use crate::config::{Config, PagingConfig, PagingStyle};
use crate::diag::Diagnostics;
use crate::ir::{Api, ItemsAt, Operation, OperationId, Paging, Type, TypeId};
use look::Look;
use page_names::{FLAGS, PAGE_TOTALS, TOTALS};

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
