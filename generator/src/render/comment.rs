//! Comments: an attribute each while they are tokens, and lines in the text that is printed.

use proc_macro2::Span;
use syn::{AttrStyle, Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, MetaNameValue};

use crate::emit::{LINE, LINE_BREAK};

/// Stands for a blank line until the code is printed. No documentation looks like it, as its lines start with a blank.
pub(super) const BLANK: &str = "---";

/// A comment of this text, made without parsing one.
pub(super) fn documentation(style: AttrStyle, text: &str) -> Attribute {
    let lit = Lit::Str(LitStr::new(text, Span::call_site()));
    Attribute {
        pound_token: <syn::Token![#]>::default(),
        style,
        bracket_token: syn::token::Bracket::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: Ident::new("doc", Span::call_site()).into(),
            eq_token: <syn::Token![=]>::default(),
            value: Expr::Lit(ExprLit {
                attrs: Vec::new(),
                lit,
            }),
        }),
    }
}

/// Printed code with a line for each line of a comment, blank lines, and without what only broke lines.
pub(super) fn with_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for line in text.lines() {
        let code = line.trim_start();
        let signs = ["///", "//!"].into_iter();
        let comment = signs.filter_map(|it| Some((it, code.strip_prefix(it)?)));
        match comment.last() {
            Some(("///", LINE_BREAK)) => {}
            Some(("///", BLANK)) => out.push('\n'),
            Some((sign, words)) if words.starts_with(LINE) => {
                let margin = line.split_at(line.len() - code.len()).0;
                for words in words.split(LINE).skip(1) {
                    out.extend([margin, sign, words.trim_end_matches(' '), "\n"]);
                }
            }
            _ => out.extend([line, "\n"]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use syn::{AttrStyle, parse_quote};

    use super::{documentation, with_lines};

    #[test]
    fn a_comment_has_its_lines_and_nothing_else_changes() {
        let outer = documentation(AttrStyle::Outer, "\u{1} One\u{1}\u{1} Two \u{1}");
        let inner = documentation(AttrStyle::Inner(Default::default()), "\u{1} In");
        let plain = documentation(AttrStyle::Outer, " Plain");
        let file: syn::File = parse_quote! {
            #inner
            mod a {
                #outer
                fn b() {
                    f("///\u{1}x", #[doc = "==="] 1);
                }
                #[doc = "---"]
                #plain
                struct C;
            }
        };
        let expected = "//! In\nmod a {\n    /// One\n    ///\n    /// Two\n    ///\n    fn b() {\n        f(\n            \"///\\u{1}x\",\n            1,\n        );\n    }\n\n    /// Plain\n    struct C;\n}\n";
        assert_eq!(with_lines(&prettyplease::unparse(&file)), expected);
    }
}
