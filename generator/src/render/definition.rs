//! Structs, printed from their parts as prettyplease prints them: a line for each field, where none is too long for that.

use proc_macro2::TokenStream;

use super::table::print_tokens;
use crate::emit::{DefinedField, StructDefinition};

/// How long a line may be, so that it is one in any case. prettyplease breaks lines of 90 characters.
const WIDTH: usize = 85;

/// The text of a struct; `None` where only prettyplease knows how it is laid out.
pub(super) fn print_definition(definition: &StructDefinition) -> Option<String> {
    let StructDefinition {
        docs,
        deprecated,
        derives,
        attributes,
        must_use,
        name,
        fields,
    } = definition;
    if !attributes.is_empty() || fields.is_empty() {
        return None;
    }
    let mut text = String::new();
    comment(&mut text, "", docs.as_str(), *deprecated);
    line(&mut text, &["#[derive(", &printed(derives), ")]"])?;
    if let Some(reason) = must_use {
        line(&mut text, &["#[must_use = \"", reason, "\"]"])?;
    }
    text.push_str("#[non_exhaustive]\n");
    line(&mut text, &["pub struct ", name.as_str(), " {"])?;
    for DefinedField {
        docs,
        deprecated,
        is_public,
        name,
        ty,
    } in fields
    {
        comment(&mut text, "    ", docs.as_str(), *deprecated);
        let public = if *is_public { "pub " } else { "" };
        line(
            &mut text,
            &["    ", public, name.as_str(), ": ", &printed(ty), ","],
        )?;
    }
    text.push_str("}\n");
    Some(text)
}

fn printed(tokens: &TokenStream) -> String {
    print_tokens(tokens.clone())
}

/// Adds a line, unless it is too long.
fn line(text: &mut String, parts: &[&str]) -> Option<()> {
    let length: usize = parts.iter().map(|it| it.len()).sum();
    text.extend(parts.iter().copied().chain(["\n"]));
    (length <= WIDTH).then_some(())
}

/// Adds what stands in front of a struct or a field.
fn comment(text: &mut String, margin: &str, docs: &str, deprecated: bool) {
    for line in docs.lines() {
        let words = line.trim_end_matches(' ');
        let blank = if words.is_empty() { "" } else { " " };
        text.extend([margin, "///", blank, words, "\n"]);
    }
    if deprecated {
        text.extend([margin, "#[deprecated]\n"]);
    }
}
