//! What a description says about the values of an enum in a list, as `drf-spectacular` writes it.

use std::collections::HashMap;

use serde_json::Value;

/// What stands between a value and what it means.
const SEPARATORS: [&str; 5] = [" - ", " – ", " — ", ": ", " = "];

/// A list of values in a text.
#[derive(Debug, PartialEq)]
pub(super) struct Labels {
    /// What each value means, in their order.
    pub(super) texts: Vec<Option<String>>,
    /// The text without the list.
    pub(super) rest: String,
}

/// The list of what all values mean, each an item on one line that begins with the value: ``* `a` - Active``.
pub(super) fn labels(text: &str, values: &[Value]) -> Option<Labels> {
    let mut texts: Vec<Option<String>> = vec![None; values.len()];
    let places: HashMap<String, usize> = values.iter().map(written).zip(0..).collect();
    let mut rest: Vec<&str> = Vec::new();
    let mut is_behind_item = false;
    for line in text.lines() {
        let Some((value, meaning)) = item(line) else {
            // What goes on is more than a label.
            if is_behind_item && !line.trim().is_empty() {
                return None;
            }
            is_behind_item = false;
            let is_blank_again =
                line.trim().is_empty() && rest.last().is_none_or(|it| it.is_empty());
            rest.extend((!is_blank_again).then(|| line.trim_end()));
            continue;
        };
        is_behind_item = true;
        let text = texts.get_mut(*places.get(value)?)?;
        if text.replace(meaning.to_owned()).is_some() {
            return None;
        }
    }
    let mut all = values.iter().zip(&texts);
    let is_whole = all.all(|(value, text)| value.is_null() || text.is_some());
    let rest = rest.join("\n").trim().to_owned();
    is_whole.then_some(Labels { texts, rest })
}

/// The value and the meaning in an item.
fn item(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let line = line
        .strip_prefix("* ")
        .or_else(|| line.strip_prefix("- "))?;
    let (value, behind) = line.trim_start().strip_prefix('`')?.split_once('`')?;
    let meaning = SEPARATORS.iter().find_map(|it| behind.strip_prefix(it))?;
    Some((value, meaning.trim())).filter(|(_, meaning)| !meaning.is_empty())
}

fn written(value: &Value) -> String {
    match value {
        Value::String(value) => value.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::labels;
    use serde_json::json;

    #[test]
    fn a_list_says_what_all_values_mean_or_nothing() {
        let values = [json!("a"), json!(1), json!(null)];
        let found = labels(
            "Which.\n\n* `a` - An *A*\n* `1` - One: it\n\nMore.",
            &values,
        )
        .unwrap();
        let texts = [Some("An *A*".to_owned()), Some("One: it".to_owned()), None];
        assert_eq!(found.texts, texts);
        assert_eq!(found.rest, "Which.\n\nMore.");
        for text in [
            "* `a` - A",
            "* `a` - A\n* `1` - One\n* `2` - Two",
            "* `a` - A\n* `1` - One\n* `a` - Again",
            "* `a` - A\n  and more\n* `1` - One",
            "* a - A\n* 1 - One",
            "",
        ] {
            assert_eq!(labels(text, &values), None, "{text}");
        }
    }
}
