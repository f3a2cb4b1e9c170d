//! Types of other crates: how each is read and written.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::docs::{docs, emit_inner_docs};
use crate::emit::{Context, Piece, SourceFile, Table};
use crate::ir::{Foreign, ForeignId};
use crate::names::ForeignNames;

/// The file with a table for each of them; nothing where there are none.
pub(in crate::emit) fn emit_foreign_types<'a>(cx: &'a Context<'a>) -> Option<SourceFile<'a>> {
    let names = |id| cx.names.foreign(id);
    has_foreign_types(cx)
        .then(|| SourceFile::new(FOREIGN, move || emit_tables(&cx.api.foreign, &names)))
}

/// Whether the client has that file. What a shared runtime reads and writes is told there.
pub(in crate::emit) fn has_foreign_types(cx: &Context<'_>) -> bool {
    !cx.api.foreign.is_empty() && cx.config.runtime.is_none()
}

/// The file of the tables of types of other crates.
pub(in crate::emit) const FOREIGN: &str = "src/foreign.rs";

/// A table for each of these types.
pub(in crate::emit) fn emit_tables<'n>(
    types: &[Foreign],
    names: &dyn Fn(ForeignId) -> Option<&'n ForeignNames>,
) -> Vec<Piece> {
    let mut tables = Vec::new();
    for (index, foreign) in types.iter().enumerate() {
        if let Some(names) = names(ForeignId(index)) {
            tables.push((names.ty.text(), emit_table(foreign, names)));
        }
    }
    tables.sort_by(|(one, _), (other, _)| one.cmp(other));
    let docs = emit_inner_docs(&docs![
        "How the types of other crates are read and written."
    ]);
    let mut macros: Vec<&str> = tables.iter().map(|(_, table)| table.name).collect();
    macros.sort_unstable();
    macros.dedup();
    let macros = macros.iter().filter_map(|name| name.parse().ok());
    let macros: Vec<TokenStream> = macros.collect();
    let uses = crate::emit::uses::emit_use(&quote!(crate::runtime::data), &macros);
    let mut pieces = vec![Piece::Code(quote!(#docs)), Piece::Code(quote!(#uses))];
    pieces.extend(tables.into_iter().map(|(_, table)| Piece::Table(table)));
    pieces
}

fn emit_table(foreign: &Foreign, names: &ForeignNames) -> Table {
    let Foreign {
        path: _,
        is_json,
        blank: _,
        origin: _,
    } = foreign;
    let ForeignNames { ty, blank } = names;
    let known = known(&ty.text());
    let blank = match (blank, &known) {
        (Some(blank), _) => blank.to_token_stream(),
        (None, Some(KnownCrateType { blank, .. })) => blank.clone(),
        (None, None) => quote!(Default::default()),
    };
    let mut lines = vec![quote!(blank: #blank)];
    let text = known.filter(|_| !is_json).and_then(|it| it.text);
    lines.extend(text.into_iter().flatten());
    Table {
        name: if *is_json {
            "foreign_json"
        } else {
            "foreign_text"
        },
        ty: quote!(#ty),
        lines: lines.into_iter().map(Into::into).collect(),
        last: Vec::new(),
    }
}

/// A text that a common type can be read from.
pub(in crate::emit) fn sample(ty: &str) -> Option<&'static str> {
    let ty = ty.trim_start_matches("::");
    Some(match ty {
        "std::net::Ipv4Addr" | "std::net::IpAddr" => "192.0.2.1",
        "std::net::Ipv6Addr" => "2001:db8::1",
        "url::Url" => "https://example.com/",
        "uuid::Uuid" => "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "time::OffsetDateTime" | "jiff::Timestamp" => "2026-01-01T00:00:00Z",
        "time::Date" | "chrono::NaiveDate" | "jiff::civil::Date" => "2026-01-01",
        _ if ty.starts_with("chrono::DateTime<") => "2026-01-01T00:00:00Z",
        _ => return None,
    })
}

/// What is known about a common type that has no `Default`, or whose `Display` is not the form on the wire.
struct KnownCrateType {
    blank: TokenStream,
    /// How it is read from a text and written as one.
    text: Option<[TokenStream; 2]>,
}

fn known(ty: &str) -> Option<KnownCrateType> {
    let blank = |blank| Some(KnownCrateType { blank, text: None });
    let date_time = quote!(&time::format_description::well_known::Rfc3339);
    let date = quote!(&time::format_description::well_known::Iso8601::DATE);
    match ty.trim_start_matches("::") {
        "std::net::Ipv4Addr" => blank(quote!(std::net::Ipv4Addr::UNSPECIFIED)),
        "std::net::Ipv6Addr" => blank(quote!(std::net::Ipv6Addr::UNSPECIFIED)),
        "std::net::IpAddr" => blank(quote!(std::net::Ipv4Addr::UNSPECIFIED.into())),
        "url::Url" => blank(quote! {
            url::Url::parse("data:,").unwrap_or_else(|_| unreachable!("this is a URL"))
        }),
        "chrono::DateTime<chrono::Utc>" | "chrono::DateTime<chrono::FixedOffset>" => {
            Some(KnownCrateType {
                blank: quote!(Default::default()),
                text: Some([
                    quote!(read: |text| text.parse().ok()),
                    quote!(write: |value| value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)),
                ]),
            })
        }
        "time::OffsetDateTime" => Some(KnownCrateType {
            blank: quote!(time::OffsetDateTime::UNIX_EPOCH),
            text: Some([
                quote!(read: |text| time::OffsetDateTime::parse(text, #date_time).ok()),
                quote!(write: |value| value.format(#date_time).unwrap_or_default()),
            ]),
        }),
        "time::Date" => Some(KnownCrateType {
            blank: quote!(time::Date::MIN),
            text: Some([
                quote!(read: |text| time::Date::parse(text, #date).ok()),
                quote!(write: |value| value.format(#date).unwrap_or_default()),
            ]),
        }),
        _ => None,
    }
}
