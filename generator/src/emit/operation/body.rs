//! Request bodies: the call that writes one into the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameter::emit_style;
use crate::emit::Context;
use crate::emit::docs::emit_line_break;
use crate::emit::xml::emit_root;
use crate::ir::{Body, BodyField, BodyFormat, BodyShape, Flag, Presence, Type};
use crate::names::Member;

/// The call for a body whose fields of the params are `members`.
pub(in crate::emit) fn emit_body<'n>(
    cx: &Context<'_>,
    body: &Body,
    members: impl Iterator<Item = &'n Member>,
) -> TokenStream {
    let Body {
        media_type,
        format,
        shape,
        required,
        flag,
        constraints: _,
        example: _,
        docs: _,
        origin: _,
    } = body;
    let content_type = emit_content_type(*format, media_type);
    match shape {
        BodyShape::Whole(ty) => {
            let names = members.map(|member| &member.name);
            let value = quote!(params #(.#names)*);
            let is_null = *required && matches!(ty, Type::Nullable(_));
            match format {
                BodyFormat::Json if is_null => quote!(.json_or_null(&#value) #content_type),
                BodyFormat::Json => {
                    let flag = flag.as_ref().map(emit_json_flag);
                    quote!(.json_body(&#value) #flag #content_type)
                }
                BodyFormat::Form => quote!(.form_body(&#value)),
                BodyFormat::Multipart if *ty == Type::Parts => {
                    quote!(.multipart_parts(#value) #content_type)
                }
                BodyFormat::Multipart => quote!(.multipart_body(&#value) #content_type),
                BodyFormat::Xml(id) => {
                    let root = emit_root(cx, *id);
                    quote!(.xml_body(#media_type, &#root, &#value))
                }
                BodyFormat::Text => {
                    let media_type = exact(media_type, "text/plain");
                    quote!(.text_body(#media_type, #value))
                }
                BodyFormat::Bytes => {
                    let media_type = exact(media_type, "application/octet-stream");
                    quote!(.file_body(#media_type, #value))
                }
            }
        }
        BodyShape::Fields(fields) => {
            let entries: Vec<TokenStream> = fields
                .iter()
                .zip(members)
                .map(|(field, member)| emit_entry(*format, field, member))
                .chain(flag.as_ref().and_then(|flag| emit_flag(*format, flag)))
                .collect();
            // Where there are several, one more is one more line, whether or not all of them have room in one.
            let broken = (entries.len() > 1).then(emit_line_break);
            let call = match format {
                BodyFormat::Xml(id) => {
                    let root = emit_root(cx, *id);
                    let call = if *required {
                        quote!(xml_fields)
                    } else {
                        quote!(xml_fields_if_any)
                    };
                    return quote!(.#call(#media_type, &#root, &[#broken #(#entries),*]));
                }
                BodyFormat::Form => quote!(form_fields),
                BodyFormat::Multipart => quote!(multipart),
                // Texts and bytes are given as a whole.
                BodyFormat::Json | BodyFormat::Text | BodyFormat::Bytes if *required => {
                    quote!(json_fields)
                }
                BodyFormat::Json | BodyFormat::Text | BodyFormat::Bytes => {
                    quote!(json_fields_if_any)
                }
            };
            quote!(.#call(&[#broken #(#entries),*]) #content_type)
        }
    }
}

/// A media type as it goes on the wire. For a range such as `text/*`, the most general one is sent.
pub(in crate::emit) fn exact<'m>(media_type: &'m str, plain: &'m str) -> &'m str {
    if media_type.contains('*') {
        plain
    } else {
        media_type
    }
}

/// The call that names the media type of a body of JSON or of parts, where that is not the usual one.
fn emit_content_type(format: BodyFormat, media_type: &str) -> Option<TokenStream> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_usual = |usual: &str| media_type.contains('*') || essence.eq_ignore_ascii_case(usual);
    match format {
        BodyFormat::Json if media_type.contains('*') => None,
        BodyFormat::Json if media_type.eq_ignore_ascii_case("application/json") => None,
        BodyFormat::Json => Some(quote!(.content_type(#media_type))),
        BodyFormat::Multipart if !is_usual("multipart/form-data") => {
            Some(quote!(.multipart_type(#essence)))
        }
        BodyFormat::Multipart
        | BodyFormat::Form
        | BodyFormat::Xml(_)
        | BodyFormat::Text
        | BodyFormat::Bytes => None,
    }
}

/// The call that sets a property of a body that is given as a whole.
fn emit_json_flag(flag: &Flag) -> TokenStream {
    let Flag {
        wire,
        value,
        always: _,
    } = flag;
    quote!(.json_flag(#wire, #value))
}

/// The entry of a property that the method sets.
fn emit_flag(format: BodyFormat, flag: &Flag) -> Option<TokenStream> {
    let Flag {
        wire,
        value,
        always,
    } = flag;
    always.then(|| match format {
        BodyFormat::Form => quote!((#wire, &#value, Style::FORM)),
        BodyFormat::Multipart => quote!(multipart::Part::value(#wire, &#value, None)),
        BodyFormat::Json | BodyFormat::Xml(_) | BodyFormat::Text | BodyFormat::Bytes => {
            quote!((#wire, &#value))
        }
    })
}

fn emit_entry(format: BodyFormat, field: &BodyField, member: &Member) -> TokenStream {
    let BodyField {
        field,
        style,
        is_styled,
        media_type,
    } = field;
    let (wire, name) = (&field.wire, &member.name);
    match format {
        BodyFormat::Form => {
            let style = emit_style(*style);
            quote!((#wire, &params.#name, #style))
        }
        BodyFormat::Multipart if *is_styled && !is_file(&field.ty) => {
            let style = emit_style(*style);
            quote!(multipart::Part::styled(#wire, &params.#name, #style))
        }
        BodyFormat::Multipart => {
            let media_type = media_type
                .as_ref()
                .map_or_else(|| quote!(None), |media_type| quote!(Some(#media_type)));
            let kind = if is_file(&field.ty) {
                quote!(files)
            } else {
                quote!(value)
            };
            quote!(multipart::Part::#kind(#wire, &params.#name, #media_type))
        }
        BodyFormat::Json | BodyFormat::Xml(_) if field.presence == Presence::Nullable => {
            quote!((#wire, &OrNull(&params.#name)))
        }
        BodyFormat::Json | BodyFormat::Xml(_) | BodyFormat::Text | BodyFormat::Bytes => {
            quote!((#wire, &params.#name))
        }
    }
}

pub(in crate::emit) fn is_file(ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(item) | Type::Nullable(item) => is_file(item),
        _ => false,
    }
}
