//! Parameters: the call that puts each into a request, and its style.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Location, Parameter, Style, StyleKind};

/// The call that puts a parameter into the request.
pub(super) fn emit_parameter(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let Parameter {
        location,
        style,
        field,
        client_wide,
        least: _,
        constraints: _,
    } = parameter;
    let wire = &field.wire;
    let style_tokens = emit_style(*style);
    match location {
        Location::Path if *style == Style::default_of(Location::Path) => {
            quote!(.path_parameter(#wire, #value))
        }
        Location::Path => quote!(.styled_path_parameter(#wire, #value, #style_tokens)),
        Location::Query if *client_wide => {
            quote!(.client_query(#wire, #value, #style_tokens))
        }
        Location::Query => quote!(.query_parameter(#wire, #value, #style_tokens)),
        Location::WholeQuery => quote!(.whole_query(#wire, #value, #style_tokens)),
        Location::Header if *client_wide => {
            quote!(.client_header(#wire, #value, #style_tokens))
        }
        Location::Header => quote!(.header_parameter(#wire, #value, #style_tokens)),
        Location::Cookie => quote!(.cookie_parameter(#wire, #value, #style_tokens)),
    }
}

/// The style of a parameter, or of a field of a form.
pub(in crate::emit) fn emit_style(style: Style) -> TokenStream {
    let Style {
        kind,
        explode,
        allow_reserved,
    } = style;
    let plain = match (kind, explode) {
        (StyleKind::Simple, false) => quote!(Style::SIMPLE),
        (StyleKind::Form, true) => quote!(Style::FORM),
        (StyleKind::Field, true) => quote!(Style::FIELD),
        _ => {
            let kind = match kind {
                StyleKind::Simple => quote!(Simple),
                StyleKind::Segments => quote!(Segments),
                StyleKind::Label => quote!(Label),
                StyleKind::Matrix => quote!(Matrix),
                StyleKind::Form => quote!(Form),
                StyleKind::SpaceDelimited => quote!(SpaceDelimited),
                StyleKind::PipeDelimited => quote!(PipeDelimited),
                StyleKind::TabDelimited => quote!(TabDelimited),
                StyleKind::DeepObject => quote!(DeepObject),
                StyleKind::Cookie => quote!(Cookie),
                StyleKind::Json => quote!(Json),
                StyleKind::Field => quote!(Field),
            };
            quote!(Style::new(StyleKind::#kind, #explode))
        }
    };
    if allow_reserved {
        quote!(#plain.allow_reserved())
    } else {
        plain
    }
}
