//! Links: where they may lead, and how they are written.

use std::ops::Range;

use super::line::one_line;
use super::tree::{Inline, text_of};

/// How much of the address of a link is shown that is none.
const MAX_SHOWN: usize = 80;

/// Whether a link may lead there: to the web, or to a mail box. An address without a dot could be taken for that of an item
/// of the crate, which rustdoc writes with a colon and an `@` as well.
pub(super) fn is_allowed(url: &str) -> bool {
    let is_scheme = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
    };
    let is_web = is_scheme("https://") || is_scheme("http://");
    is_web || (is_scheme("mailto:") && url.contains('.'))
}

/// A link with these words; where it must not lead there, the words and its address.
pub(super) fn linked(words: Vec<Inline>, url: &str) -> Vec<Inline> {
    let text = text_of(&words);
    let is_url =
        |text: &str| text.is_empty() || text == url || url.strip_prefix("mailto:") == Some(text);
    let is_shown = is_url(text.trim());
    if is_allowed(url) {
        let url = normal(url, is_shown);
        return if is_shown {
            vec![Inline::Url(url)]
        } else {
            vec![Inline::Link { words, url }]
        };
    }
    // What leads to another place of the same page has no page here.
    if url.starts_with('#') && !text.is_empty() {
        return words;
    }
    // A separator of lines in it is no end of a line here.
    let mut shown: String = one_line(url).chars().take(MAX_SHOWN).collect();
    if url.chars().count() > MAX_SHOWN {
        shown.push('…');
    }
    match (is_shown, shown.is_empty()) {
        (_, true) => words,
        (true, false) if text.is_empty() => vec![Inline::Code(shown)],
        (true, false) => vec![Inline::Text(text)],
        (false, false) => {
            let address = [
                Inline::Text(" (".to_owned()),
                Inline::Code(shown),
                Inline::Text(")".to_owned()),
            ];
            words.into_iter().chain(address).collect()
        }
    }
}

/// The first URL in a text, without the punctuation of the sentence around it.
pub(super) fn next_url(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("http")?;
        let rest = text.get(start..)?;
        let before = text.get(..start)?.chars().next_back();
        let schemes = ["https://", "http://"].into_iter();
        let scheme = schemes
            .filter(|it| rest.starts_with(it))
            .map(str::len)
            .next();
        from = start + "http".len();
        let Some(scheme) = scheme.filter(|_| !before.is_some_and(char::is_alphanumeric)) else {
            continue;
        };
        let is_outside = |letter: char| letter.is_whitespace() || "<>[]\"`|\\".contains(letter);
        let end = rest.find(is_outside).unwrap_or(rest.len());
        let url = without_end(rest.get(..end)?);
        let host = url.get(scheme..).unwrap_or_default().chars().next();
        if host.is_some_and(|it| it.is_alphanumeric() || it == '{') {
            return Some(start..start + url.len());
        }
    }
}

/// A URL without the punctuation behind it. A bracket belongs to it that it has opened.
fn without_end(url: &str) -> &str {
    let count = |sign| url.matches(sign).count();
    let mut unopened = count(')').saturating_sub(count('('));
    let is_part = |last: char| last.is_alphanumeric() || "/#=&~+$%@}-".contains(last);
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        match last {
            ')' if unopened > 0 => unopened -= 1,
            ')' => break,
            last if is_part(last) => break,
            _ => {}
        }
        url = url.strip_suffix(last).unwrap_or_default();
    }
    url
}

/// A URL without what would end it where it is written, or mean something there. One that is shown stays as it is otherwise.
pub(super) fn normal(url: &str, is_shown: bool) -> String {
    let is_unfit = |letter: char| {
        if is_shown {
            letter.is_whitespace() || "<>".contains(letter)
        } else {
            letter.is_whitespace() || "<>()[]\"\\^`|;".contains(letter)
        }
    };
    let mut normal = String::with_capacity(url.len());
    for letter in url.chars() {
        if is_unfit(letter) {
            let mut bytes = [0; 4];
            let bytes = letter.encode_utf8(&mut bytes).bytes();
            normal.extend(bytes.map(|byte| format!("%{byte:02X}")));
        } else {
            normal.push(letter);
        }
    }
    normal
}

/// How a URL is written that is shown.
pub(super) fn autolink(url: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-_+@".contains(letter);
    let address = url.strip_prefix("mailto:");
    let address = address.filter(|it| it.chars().all(is_plain) && it.matches('@').count() == 1);
    let address = address.filter(|it| {
        let (name, host) = it.split_once('@').unwrap_or_default();
        let is_label = |label: &str| {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            (1..=63).contains(&label.len())
                && label.chars().all(is_plain)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        !name.is_empty() && host.split('.').all(is_label)
    });
    format!("<{}>", address.unwrap_or(url))
}

#[cfg(test)]
mod tests {
    use super::{is_allowed, next_url};

    #[test]
    fn links_lead_to_the_web_and_to_mail_boxes() {
        for url in ["https://a.b", "HTTP://A", "mailto:a@b.c", "http://[::1]/"] {
            assert!(is_allowed(url), "{url}");
        }
        for url in [
            "",
            "/a",
            "#a",
            "a.md",
            "Vec",
            "crate::Vec",
            "javascript:x",
            "ftp://a",
            "https:x",
            "mailto:struct@Vec",
            "data:text/html,x",
            "//a.b",
            "http:",
        ] {
            assert!(!is_allowed(url), "{url}");
        }
    }

    #[test]
    fn a_url_ends_where_its_sentence_goes_on() {
        let cases = [
            ("go to https://a.b.", Some("https://a.b")),
            ("(see http://a.b/c)", Some("http://a.b/c")),
            ("https://a.b/c_(d), and", Some("https://a.b/c_(d)")),
            ("\"https://a.b/\"", Some("https://a.b/")),
            (
                "https://{region}.a.b/{id}.",
                Some("https://{region}.a.b/{id}"),
            ),
            ("http, https://, http://: http://a", Some("http://a")),
            ("xhttp://a.b and https:a", None),
        ];
        for (text, expected) in cases {
            let found = next_url(text).and_then(|range| text.get(range));
            assert_eq!(found, expected, "for {text:?}");
        }
    }
}
