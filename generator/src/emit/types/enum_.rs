//! Enums of strings, of numbers, and of other scalars.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::emit::docs::{Docs, code, docs, emit_deprecated, emit_docs, emit_words, paragraphs};
use crate::emit::{Piece, Table, former};
use crate::ir::{
    AboutValue, ScalarEnum, ScalarKind, ScalarValue, TextEnum, TextValue, TypeDef, Value,
};
use crate::names::{Derives, TypeNames};

/// An enum of strings and its table.
pub(in crate::emit) fn emit_enum(
    def: &TypeDef,
    list: &TextEnum,
    names: &TypeNames,
    derives: &Derives,
) -> Vec<Piece> {
    let TextEnum {
        values,
        closed,
        default,
    } = list;
    let unknown = (!closed).then(|| Unknown {
        docs: "Another string, which a newer server may send.",
        holds: quote!(Unrecognized),
    });
    let values = values.iter().map(|value| {
        let TextValue { wire, about } = value;
        let about = emit_about(wire, about);
        let is_default = default.as_ref() == Some(wire);
        let attribute = is_default.then(|| quote!(#[default]));
        (quote!(#about #attribute), quote!(#wire))
    });
    emit(
        def,
        "text_enum",
        &values.collect::<Vec<_>>(),
        unknown,
        default.is_some(),
        (names, derives),
    )
}

/// An enum of numbers or of several kinds of scalars, and its table.
pub(in crate::emit) fn emit_scalar_enum(
    def: &TypeDef,
    list: &ScalarEnum,
    names: &TypeNames,
    derives: &Derives,
) -> Vec<Piece> {
    let ScalarEnum {
        kind,
        values,
        closed,
    } = list;
    let (table, docs, holds) = match kind {
        ScalarKind::Integer => (
            "integer_enum",
            "Another number, which a newer server may send.",
            quote!(Unrecognized<i64>),
        ),
        ScalarKind::Number => (
            "number_enum",
            "Another number, which a newer server may send.",
            quote!(Unrecognized<f64>),
        ),
        ScalarKind::Any => (
            "scalar_enum",
            "Another value, which a newer server may send.",
            quote!(Unrecognized<Json>),
        ),
    };
    let unknown = (!closed).then_some(Unknown { docs, holds });
    let values = values.iter().map(|value| {
        let ScalarValue { wire, about } = value;
        let shown = match wire {
            // In quotes, so that a string of digits differs from a number.
            Value::String(text) if *kind == ScalarKind::Any => format!("{text:?}"),
            other => other.text().unwrap_or_default(),
        };
        (emit_about(&shown, about), emit_literal(wire, *kind))
    });
    emit(
        def,
        table,
        &values.collect::<Vec<_>>(),
        unknown,
        false,
        (names, derives),
    )
}

/// The variant of all other values.
struct Unknown {
    docs: &'static str,
    holds: TokenStream,
}

fn emit(
    def: &TypeDef,
    table: &'static str,
    values: &[(TokenStream, TokenStream)],
    unknown: Option<Unknown>,
    has_default: bool,
    (names, derives): (&TypeNames, &Derives),
) -> Vec<Piece> {
    let TypeDef {
        docs,
        deprecated,
        place: _,
        direction: _,
        kind: _,
        title: _,
        origin: _,
    } = def;
    let TypeNames {
        name,
        key: _,
        home: _,
        members,
        gone,
        rest,
        extra: _,
        constructor: _,
    } = names;
    let docs = docs.as_deref().map(emit_words);
    let deprecated = emit_deprecated(*deprecated);
    let variants = values.iter().zip(members).map(|((about, _), member)| {
        let name = &member.name;
        quote!(#about #name,)
    });
    let kept = gone.iter().map(|(wire, name)| {
        let docs = emit_docs(&docs![code(wire), ", which the description no longer has."]);
        quote!(#docs #[deprecated(note = "the description no longer has it")] #name,)
    });
    // A closed enum has no variant with a text in it: it is `Copy`, and a `match` can be exhaustive.
    let default = has_default.then(|| quote!(, Default));
    let (traits, added) = (derives.traits(), derives.attributes());
    let attributes = if unknown.is_some() {
        quote!(#[derive(Clone #default #traits)] #added #[non_exhaustive])
    } else {
        quote!(#[derive(Clone, Copy #default #traits)] #added)
    };
    let last = Vec::from_iter(unknown.as_ref().map(|_| quote!(..#rest)));
    let unknown = unknown.map(|Unknown { docs, holds }| {
        let docs = emit_docs(&docs![docs]);
        quote!(#docs #rest(#holds),)
    });
    let definition = quote! {
        #docs
        #deprecated
        #attributes
        pub enum #name {
            #(#variants)*
            #(#kept)*
            #unknown
        }
    };
    let lines = values.iter().zip(members).map(|((_, wire), member)| {
        let name = &member.name;
        quote!(#name = #wire).into()
    });
    let lines = lines.chain(gone.iter().map(|(wire, name)| quote!(#name = #wire).into()));
    let table = Table {
        name: table,
        ty: quote!(#name),
        lines: lines.collect(),
        last,
    };
    let former = former::emit_values(name, members);
    let pieces = [Piece::Code(definition), Piece::Table(table)];
    pieces.into_iter().chain(former).collect()
}

/// The value, and what the description says about it.
fn emit_about(wire: &str, about: &AboutValue) -> TokenStream {
    let AboutValue {
        name: _,
        docs,
        deprecated,
    } = about;
    let (lead, rest) = Docs::lead_of(docs.as_deref().unwrap_or_default());
    let line = if lead.is_empty() {
        code(wire)
    } else {
        docs![code(wire), ": ", lead].wrapped()
    };
    let docs = emit_docs(&paragraphs([line, rest]));
    let deprecated = emit_deprecated(*deprecated);
    quote!(#docs #deprecated)
}

/// A scalar as a literal. A number that does not fit the default type of its literals gets a suffix.
fn emit_literal(value: &Value, kind: ScalarKind) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        #[allow(clippy::cast_precision_loss, reason = "the type is a float")]
        Value::Integer(number) if kind == ScalarKind::Number => signed(
            *number < 0,
            Literal::f64_unsuffixed(number.unsigned_abs() as f64),
        ),
        Value::Integer(number) => {
            let digits = number.unsigned_abs();
            let literal = match (kind, i64::try_from(*number)) {
                (ScalarKind::Integer, _) => Literal::u128_unsuffixed(digits),
                (_, Ok(_)) if i32::try_from(*number).is_ok() => Literal::u128_unsuffixed(digits),
                (_, Ok(_)) => return suffixed(*number < 0, digits, "i64"),
                (_, Err(_)) => return suffixed(*number < 0, digits, "u64"),
            };
            signed(*number < 0, literal)
        }
        Value::Number(number) => signed(*number < 0.0, Literal::f64_unsuffixed(number.abs())),
        Value::String(text) => quote!(#text),
        Value::Null | Value::List(_) | Value::Object(_) => TokenStream::new(),
    }
}

fn suffixed(negative: bool, digits: u128, suffix: &str) -> TokenStream {
    let literal = format!("{digits}_{suffix}").parse();
    signed(
        negative,
        literal.unwrap_or_else(|_| Literal::u64_unsuffixed(0)),
    )
}

fn signed(negative: bool, digits: impl ToTokens) -> TokenStream {
    if negative {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}
