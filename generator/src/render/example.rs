//! Examples: functions in attributes, printed into the documentation around them.

use proc_macro2::TokenStream;
use syn::{Attribute, File, Item};

use super::comment::documentation;
use crate::emit::comment;

/// Puts documentation in the place of each `#[example { … }]`.
pub(super) fn print_examples(attributes: &mut Vec<Attribute>, fence: &str) {
    attributes.retain_mut(|attribute| {
        if !attribute.path().is_ident("example") {
            return true;
        }
        let printed = print_example(attribute, fence);
        let is_printed = printed.is_some();
        if let Some(text) = printed {
            *attribute = documentation(attribute.style, &text);
        }
        is_printed
    });
}

/// The function as a block of code, with a word that says what cargo does with it; nothing where there is none.
fn print_example(attribute: &Attribute, fence: &str) -> Option<String> {
    let file = attribute.parse_args::<File>().ok()?;
    let begin = [format!("```{fence}")].into_iter();
    Some(comment(begin.chain(hide(&file)).chain(["```".to_owned()])))
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

    let head = lines.iter().take(head);
    let is_function = |line: &&str| line.starts_with("async fn ") || line.starts_with("fn ");
    let start = head.clone().position(is_function).unwrap_or(0);
    let mut all: Vec<String> = head.clone().take(start).map(hidden).collect();
    all.push(in_a_line(head.skip(start)));
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
    all.push(in_a_line(lines.iter().skip(tail)));
    all
}

/// Lines that are hidden, as one: nobody sees how long it is.
fn in_a_line<'a>(lines: impl Iterator<Item = &'a &'a str>) -> String {
    let mut text = "#".to_owned();
    for line in lines {
        let words = line.trim();
        if words.starts_with(')') && text.ends_with(',') {
            text.pop();
        } else if !text.ends_with('(') {
            text.push(' ');
        }
        text.push_str(words);
    }
    text
}

#[cfg(test)]
mod tests;
