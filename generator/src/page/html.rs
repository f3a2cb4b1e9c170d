//! HTML, put together of fixed markup and of texts, which cannot become markup here.

use std::ops::Add;

use crate::markdown::visible;

/// A piece of HTML. A text can become part of it only through the functions here, which escape it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Html(String);

/// HTML put together of string literals, which are markup, and of other HTML.
macro_rules! html {
    ($($part:expr),* $(,)?) => { $crate::page::Html::default() $(+ $part)* };
}
pub(crate) use html;

impl Add<&'static str> for Html {
    type Output = Self;

    fn add(mut self, markup: &'static str) -> Self {
        self.0.push_str(markup);
        self
    }
}

impl Add for Html {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        if self.0.is_empty() {
            return other;
        }
        self.0.push_str(&other.0);
        self
    }
}

impl Add<Option<Self>> for Html {
    type Output = Self;

    fn add(self, other: Option<Self>) -> Self {
        match other {
            Some(other) => self + other,
            None => self,
        }
    }
}

impl FromIterator<Self> for Html {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        parts.into_iter().fold(Self::default(), Add::add)
    }
}

impl Html {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// Itself, unless there is nothing in it.
    pub(crate) fn some(self) -> Option<Self> {
        (!self.is_empty()).then_some(self)
    }
}

/// A text, as the content of an element or the value of an attribute in double quotes. What cannot be seen is shown.
pub(crate) fn text(text: &str) -> Html {
    let text = visible(text);
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    Html(escaped)
}

/// A number.
pub(crate) fn number(number: usize) -> Html {
    Html(number.to_string())
}

/// A text in the letters of code.
pub(crate) fn code(shown: &str) -> Html {
    html!["<code>", text(shown), "</code>"]
}

/// Pieces with others between them.
pub(crate) fn joined(parts: impl IntoIterator<Item = Html>, between: &'static str) -> Html {
    let mut all = Html::default();
    for part in parts.into_iter().filter(|it| !it.is_empty()) {
        if !all.is_empty() {
            all = all + between;
        }
        all = all + part;
    }
    all
}

/// A list of these items, if there are any; `class` is what the list is.
pub(crate) fn list(class: &'static str, items: impl IntoIterator<Item = Html>) -> Option<Html> {
    let items: Html = items
        .into_iter()
        .map(|it| html!["<li>", it, "</li>\n"])
        .collect();
    let list = |items| html!["<ul class=\"", class, "\">\n", items, "</ul>\n"];
    items.some().map(list)
}

#[cfg(test)]
mod tests {
    use super::{joined, text};

    #[test]
    fn no_text_is_markup() {
        let made = text("<a href=\"x\" b='y'>&amp;\u{202e}\0</a>").into_text();
        let expected =
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;\\u{202e}\\u{0}&lt;/a&gt;";
        assert_eq!(made, expected);
    }

    #[test]
    fn nothing_is_joined_to_nothing() {
        let parts = ["a", "", "b"].map(text);
        assert_eq!(joined(parts, ", ").into_text(), "a, b");
    }
}
