//! Comments: an attribute each while they are tokens, and lines in the text that is printed.

use std::borrow::Cow;

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

/// Printed code with a line for each line of a comment, and blank lines. A list that was told to have a line for each item is held by the
/// brackets of the call that it is the only argument of.
///
/// `docs_of` has the comments that are only numbers in the code.
pub(super) fn with_lines<'d>(text: &str, docs_of: impl Fn(&str) -> Option<Cow<'d, str>>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    // The end of a list that is held so, and whether it has been reached.
    let mut list: Option<String> = None;
    let mut is_closed = false;
    for line in text.lines() {
        let line = match &list {
            Some(_) if is_closed => {
                let end = line.trim_start();
                let margin = line.split_at(line.len() - end.len()).0;
                out.extend([margin, "]", end, "\n"]);
                (list, is_closed) = (None, false);
                continue;
            }
            Some(end) if line == end => {
                is_closed = true;
                continue;
            }
            Some(_) => line.strip_prefix(STEP).unwrap_or(line),
            None => line,
        };
        let code = line.trim_start();
        let margin = line.split_at(line.len() - code.len()).0;
        let signs = ["///", "//!"].into_iter();
        let comment = signs.filter_map(|it| Some((it, code.strip_prefix(it)?)));
        match comment.last() {
            Some(("///", LINE_BREAK)) => list = list.or_else(|| held(&mut out)),
            Some(("///", BLANK)) => out.push('\n'),
            Some((sign, words)) if words.starts_with(LINE) => {
                let words = words.strip_prefix(LINE).unwrap_or(words);
                let docs = docs_of(words);
                for line in docs.iter().flat_map(|it| it.lines()) {
                    let line = line.trim_end_matches(' ');
                    let blank = if line.is_empty() { "" } else { " " };
                    out.extend([margin, sign, blank, line, "\n"]);
                }
                if docs.is_none() {
                    for words in words.split(LINE) {
                        out.extend([margin, sign, words.trim_end_matches(' '), "\n"]);
                    }
                }
            }
            _ => out.extend([line, "\n"]),
        }
    }
    out
}

/// One level of indentation.
const STEP: &str = "    ";

/// Puts the beginning of a list behind the bracket that it is the first in, and returns the line that ends it.
fn held(out: &mut String) -> Option<String> {
    let before = out.strip_suffix("&[\n")?;
    let call = before.trim_end_matches(' ');
    let margin = before.split_at(call.len()).1.to_owned();
    let length = call.strip_suffix("(\n")?.len();
    out.truncate(length);
    out.push_str("(&[\n");
    Some(margin + "],")
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
                #[doc = "\u{1}7"]
                const D: E = d.f(&[#[doc = "==="] 1, g(2)]).h(3, &[4, 5]).i(6);
            }
        };
        let expected = "//! In\nmod a {\n    /// One\n    ///\n    /// Two\n    ///\n    fn b() {\n        f(\n            \"///\\u{1}x\",\n            1,\n        );\n    }\n\n    /// Plain\n    struct C;\n    /// Seven\n    ///\n    /// Eight\n    const D: E = d\n        .f(&[\n            1,\n            g(2),\n        ])\n        .h(3, &[4, 5])\n        .i(6);\n}\n";
        let docs_of = |number: &str| (number == "7").then_some("Seven\n\nEight ".into());
        assert_eq!(with_lines(&prettyplease::unparse(&file), docs_of), expected);
    }
}
