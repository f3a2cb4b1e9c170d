//! Examples: functions in attributes, printed into the documentation around them.

use syn::{AttrStyle, Attribute, File};

/// Puts documentation in the place of each `#[example { … }]`.
pub(super) fn print_examples(attributes: &mut Vec<Attribute>) {
    *attributes = std::mem::take(attributes)
        .into_iter()
        .flat_map(|attribute| {
            if attribute.path().is_ident("example") {
                print_example(&attribute)
            } else {
                vec![attribute]
            }
        })
        .collect();
}

/// The function as a block of code that is compiled and not run; nothing where there is none.
fn print_example(attribute: &Attribute) -> Vec<Attribute> {
    let Ok(file) = attribute.parse_args::<File>() else {
        return Vec::new();
    };
    let code = hide(&file);
    let lines = std::iter::once("```no_run".to_owned()).chain(code);
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
