//! Whether a text says anything new to its reader.

use std::collections::BTreeSet;

/// Words of stock descriptions of responses, such as `Successful operation`.
const STOCK: &[&str] = &[
    "a",
    "accepted",
    "action",
    "all",
    "an",
    "and",
    "answer",
    "any",
    "are",
    "as",
    "be",
    "been",
    "body",
    "by",
    "call",
    "code",
    "complete",
    "completed",
    "content",
    "correct",
    "correctly",
    "created",
    "creation",
    "data",
    "default",
    "deleted",
    "deletion",
    "description",
    "done",
    "each",
    "empty",
    "entities",
    "entity",
    "error",
    "errors",
    "example",
    "executed",
    "expected",
    "fetched",
    "fine",
    "for",
    "found",
    "from",
    "good",
    "has",
    "have",
    "http",
    "in",
    "is",
    "it",
    "item",
    "items",
    "json",
    "no",
    "none",
    "null",
    "object",
    "of",
    "ok",
    "okay",
    "on",
    "operation",
    "output",
    "payload",
    "performed",
    "permanently",
    "processed",
    "moved",
    "query",
    "redirect",
    "redirects",
    "removed",
    "reply",
    "request",
    "requested",
    "resource",
    "resources",
    "response",
    "responses",
    "result",
    "results",
    "retrieved",
    "return",
    "returned",
    "returning",
    "returns",
    "s",
    "sent",
    "server",
    "status",
    "succeeded",
    "success",
    "successful",
    "successfully",
    "that",
    "the",
    "this",
    "to",
    "update",
    "updated",
    "valid",
    "value",
    "void",
    "was",
    "were",
    "will",
    "with",
];

/// Words that change the meaning of a text whose other words are known.
const TURNING: &[&str] = &["empty", "error", "errors", "no", "none", "null", "void"];

/// How long a text may be that is searched for another one.
const MAX_SEARCHED: usize = 16_384;

/// Whether a text contains another one. A very long text is not searched.
pub(crate) fn says(text: &str, other: &str) -> bool {
    text.len() <= MAX_SEARCHED && text.contains(other)
}

/// What a reader knows.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Texts beside the one in question.
    texts: Vec<String>,
    /// Their words, and those of names, by their stems.
    stems: BTreeSet<String>,
}

impl Known {
    /// Adds a text. The words of its first sentence count as known.
    pub(crate) fn text(&mut self, text: &str) {
        self.texts.push(text.to_owned());
        let first = text.split(['.', '\n']).next().unwrap_or_default();
        self.stems.extend(words(first).map(|word| stem(&word)));
    }

    /// Adds an identifier, or any other name.
    pub(crate) fn name(&mut self, name: &str) {
        self.stems.extend(words(name).map(|word| stem(&word)));
    }
}

/// Whether a text is more than a stock phrase, and more than the words that are `known`.
pub(crate) fn says_more(text: &str, known: &Known) -> bool {
    if known.texts.iter().any(|it| it.contains(text.trim())) {
        return false;
    }
    let is_turned = words(text).any(|word| TURNING.contains(&word.as_str()));
    words(text).any(|word| {
        let is_status = word.len() == 3 && word.starts_with('2') && word.parse::<u16>().is_ok();
        let is_stock = is_status || STOCK.contains(&word.as_str());
        !is_stock && (is_turned || !known.stems.contains(&stem(&word)))
    })
}

/// The words of a text, in small letters. A capital letter behind a small one begins a word, as it does in names.
fn words(text: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::new();
    let mut before = ' ';
    for letter in text.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
        before = letter;
    }
    let words = spaced.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// The stem of an English word: `deleted` and `deletes` have that of `delete`.
fn stem(word: &str) -> String {
    let word = word.strip_suffix('s').unwrap_or(word);
    let endings = ["ing", "ed", "e"];
    let mut short = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending));
    let short = short.find(|it| it.len() > 2);
    short.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Known, says_more};

    #[test]
    fn stock_phrases_say_nothing() {
        let mut known = Known::default();
        known.text("Deletes a user. All that is theirs goes with it.");
        known.name("delete_user");
        known.name("UserGroupResponse");
        let cases = [
            ("OK", false),
            ("Success.", false),
            ("200 OK", false),
            ("No content", false),
            ("The request was successful.", false),
            ("The user was deleted.", false),
            ("The user group", false),
            ("All that is theirs goes with it.", false),
            ("No user", true),
            ("The user that was deleted before", true),
            ("What is left of the user", true),
            ("Успешно", true),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(says_more(text, &known), expected, "for {text:?}");
        }
    }
}
