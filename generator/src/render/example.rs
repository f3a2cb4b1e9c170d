//! Examples: functions in attributes, printed into the documentation around them.

use proc_macro2::TokenStream;
use syn::{AttrStyle, Attribute, File, Item};

/// Puts documentation in the place of each `#[example { … }]`.
pub(super) fn print_examples(attributes: &mut Vec<Attribute>, fence: &str) {
    *attributes = std::mem::take(attributes)
        .into_iter()
        .flat_map(|attribute| {
            if attribute.path().is_ident("example") {
                print_example(&attribute, fence)
            } else {
                vec![attribute]
            }
        })
        .collect();
}

/// The function as a block of code, with a word that says what cargo does with it; nothing where there is none.
fn print_example(attribute: &Attribute, fence: &str) -> Vec<Attribute> {
    let Ok(file) = attribute.parse_args::<File>() else {
        return Vec::new();
    };
    let code = hide(&file);
    let lines = std::iter::once(format!("```{fence}")).chain(code);
    lines
        .chain(["```".to_owned()])
        .map(|line| {
            let line = if line.is_empty() {
                line
            } else {
                format!(" {line}")
            };
            match attribute.style {
                AttrStyle::Outer => syn::parse_quote!(#[doc = #line]),
                AttrStyle::Inner(_) => syn::parse_quote!(#![doc = #line]),
            }
        })
        .collect()
}

/// Code as it stands in a text, with a blank line behind what it uses.
pub(super) fn print_snippet(code: TokenStream) -> syn::Result<String> {
    let mut file = syn::parse2::<File>(code)?;
    let is_use = |item: &Item| matches!(item, Item::Use(_));
    let others = file.items.iter().position(|item| !is_use(item));
    let others = file.items.split_off(others.unwrap_or(file.items.len()));
    let uses = prettyplease::unparse(&file);
    file.items = others;
    let others = prettyplease::unparse(&file);
    let parts = [uses, others].into_iter().filter(|it| !it.is_empty());
    Ok(parts.collect::<Vec<_>>().join("\n"))
}

/// The lines of a function, where those that rustdoc compiles but does not show begin with `#`: all down to its opening
/// brace, its last expression, and its end.
fn hide(file: &File) -> Vec<String> {
    let text = prettyplease::unparse(file);
    let lines: Vec<&str> = text.lines().collect();
    let is_head = |line: &&str| !line.starts_with(' ') && line.ends_with('{');
    let head = lines.iter().rposition(is_head).unwrap_or(0) + 1;
    let tail = lines.len().saturating_sub(2).max(head);
    let hidden = |line: &&str| format!("# {}", line.trim_start());
    let shown = lines.get(head..tail).unwrap_or_default();
    let shown = shown
        .iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));

    let mut all: Vec<String> = lines.iter().take(head).map(hidden).collect();
    let (mut is_use, mut ends) = (false, true);
    for line in shown {
        let was_use = is_use;
        is_use = line.starts_with("use ") || (is_use && !ends);
        ends = line.ends_with(';');
        if was_use && !is_use {
            all.push(String::new());
        }
        all.push(line.to_owned());
    }
    all.extend(lines.iter().skip(tail).map(hidden));
    all
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::{Attribute, parse_quote};

    use super::print_examples;

    fn printed(attribute: Attribute) -> Vec<String> {
        let mut attributes = vec![attribute];
        print_examples(&mut attributes, "no_run");
        let lines = attributes.iter().map(|it| quote!(#it).to_string());
        lines.collect()
    }

    #[test]
    fn what_stands_around_the_body_is_hidden() {
        let lines = printed(parse_quote! {
            #[example {
                use a::Client;
                async fn example(client: Client) -> Result<(), a::Error> {
                    use a::B;
                    client.b(B::new()).await?;
                    Ok(())
                }
            }]
        });
        let expected = [
            " ```no_run",
            " # use a::Client;",
            " # async fn example(client: Client) -> Result<(), a::Error> {",
            " use a::B;",
            "",
            " client.b(B::new()).await?;",
            " # Ok(())",
            " # }",
            " ```",
        ];
        assert_eq!(
            lines,
            expected.map(|line| quote!(#[doc = #line]).to_string())
        );
    }

    #[test]
    fn no_text_ends_the_block() {
        let hostile = "\n```\n# hidden\n*/ \u{202e}\0";
        let lines = printed(parse_quote! {
            #[example { fn example() { f(#hostile, #hostile, #hostile, #hostile, #hostile); } }]
        });
        let fences = lines.iter().filter(|it| it.contains("\" ```"));
        assert_eq!(fences.count(), 2, "{lines:#?}");
        let is_escaped = |it: &String| !it.contains(['\n', '\u{202e}', '\0']);
        assert!(lines.len() > 7 && lines.iter().all(is_escaped));
    }

    #[test]
    fn what_is_no_function_is_left_out() {
        assert!(printed(parse_quote!(#[example { let }])).is_empty());
        assert_eq!(printed(parse_quote!(#[inline])).len(), 1);
    }
}
