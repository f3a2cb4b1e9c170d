//! The words of a line of Markdown, as they are read.

use super::link::{is_allowed, next_url, normal};
use super::tree::{Inline, Mark, text_of};
use super::visible::visible;

/// How many marks and links may be inside each other. Those deeper down count as nothing around their words.
const MAX_DEPTH: usize = 8;

/// How much of the address of a link is shown that is none.
const MAX_SHOWN: usize = 80;

/// A line that is being read: a paragraph, a heading, or a cell of a table.
#[derive(Default)]
pub(super) struct Line {
    words: Vec<Inline>,
    open: Vec<(OpenInline, Vec<Inline>)>,
    passed_over: usize,
}

/// What has begun in a line, and not ended.
enum OpenInline {
    Mark(Mark),
    Link {
        url: String,
        title: String,
    },
    /// What counts as nothing around its words.
    Nothing,
}

impl Line {
    pub(super) fn text(&mut self, text: &str) {
        self.innermost().push(Inline::Text(text.to_owned()));
    }

    pub(super) fn code(&mut self, text: &str) {
        let text = visible(text).replace('\n', " ");
        let is_blank = text.trim().is_empty();
        self.innermost().push(if is_blank {
            Inline::Text(text)
        } else {
            Inline::Code(text)
        });
    }

    pub(super) fn hard_break(&mut self) {
        self.innermost().push(Inline::Break);
    }

    pub(super) fn start_mark(&mut self, mark: Mark) {
        let is_same = |open: &(OpenInline, _)| matches!(open.0, OpenInline::Mark(it) if it == mark);
        let is_open = self.open.iter().any(is_same);
        self.push(if is_open {
            OpenInline::Nothing
        } else {
            OpenInline::Mark(mark)
        });
    }

    pub(super) fn start_link(&mut self, url: &str, title: &str) {
        let is_link = |open: &(OpenInline, _)| matches!(open.0, OpenInline::Link { .. });
        let is_open = self.open.iter().any(is_link);
        self.push(if is_open {
            OpenInline::Nothing
        } else {
            OpenInline::Link {
                url: visible(url).trim().to_owned(),
                title: one_line(title).trim().to_owned(),
            }
        });
    }

    /// Ends what has begun last.
    pub(super) fn end(&mut self) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
        } else if let Some((open, words)) = self.open.pop() {
            let ended = match open {
                OpenInline::Mark(mark) if !text_of(&words).trim().is_empty() => {
                    vec![Inline::Marked(mark, words)]
                }
                OpenInline::Mark(_) | OpenInline::Nothing => words,
                OpenInline::Link { url, title } => {
                    let mut words = linked(words, &url);
                    if !title.is_empty() {
                        words.push(Inline::Text(format!(" ({title})")));
                    }
                    words
                }
            };
            self.innermost().extend(ended);
        }
    }

    /// The words as they are printed: single blanks between them, and URLs as links. Only a paragraph has breaks.
    pub(super) fn finish(mut self, has_breaks: bool) -> Vec<Inline> {
        self.passed_over = 0;
        while !self.open.is_empty() {
            self.end();
        }
        let mut words = finished(self.words, true, has_breaks);
        trim(&mut words);
        words
    }

    fn push(&mut self, open: OpenInline) {
        if self.passed_over > 0 || self.open.len() >= MAX_DEPTH {
            self.passed_over += 1;
        } else {
            self.open.push((open, Vec::new()));
        }
    }

    fn innermost(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some((_, words)) => words,
            None => &mut self.words,
        }
    }
}

/// A link with these words; where it must not lead there, the words and its address.
fn linked(words: Vec<Inline>, url: &str) -> Vec<Inline> {
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

fn finished(words: Vec<Inline>, has_links: bool, has_breaks: bool) -> Vec<Inline> {
    let mut done = Vec::new();
    let mut text = String::new();
    for word in joined(words) {
        let word = match word {
            Inline::Text(more) => {
                text.push_str(&more);
                continue;
            }
            Inline::Break if !has_breaks => {
                text.push(' ');
                continue;
            }
            Inline::Marked(mark, words) => {
                let words = finished(words, has_links, has_breaks);
                // Signs around nothing would be other signs.
                if words.is_empty() {
                    continue;
                }
                Inline::Marked(mark, words)
            }
            Inline::Link { words, url } => {
                let words = finished(words, false, has_breaks);
                Inline::Link { words, url }
            }
            word => word,
        };
        push_text(&mut done, &std::mem::take(&mut text), has_links);
        done.push(word);
    }
    push_text(&mut done, &text, has_links);
    done
}

/// Words without two of a kind directly beside each other, where their signs would be one.
fn joined(words: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(words.len());
    for word in words {
        match (joined.last_mut(), word) {
            // Nothing is seen of it, and so what stands around it is side by side.
            (_, Inline::Text(text)) if visible(&text).is_empty() => {}
            (Some(Inline::Code(before)), Inline::Code(code)) => before.push_str(&code),
            (Some(Inline::Marked(mark, before)), Inline::Marked(same, inner)) if *mark == same => {
                before.extend(inner);
            }
            (_, word) => joined.push(word),
        }
    }
    joined
}

/// Adds a text, with a link for each URL in it.
fn push_text(words: &mut Vec<Inline>, text: &str, has_links: bool) {
    let text = one_line(text);
    let mut rest = text.as_str();
    while let Some(range) = next_url(rest).filter(|_| has_links) {
        let before = rest.get(..range.start).unwrap_or_default();
        words.extend((!before.is_empty()).then(|| Inline::Text(before.to_owned())));
        let url = rest.get(range.clone()).unwrap_or_default();
        words.push(Inline::Url(url.to_owned()));
        rest = rest.get(range.end..).unwrap_or_default();
    }
    words.extend((!rest.is_empty()).then(|| Inline::Text(rest.to_owned())));
}

/// A text on one line, with single blanks of one kind.
pub(super) fn one_line(text: &str) -> String {
    let text = visible(text);
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if !letter.is_whitespace() => line.push(letter),
            _ if line.ends_with(' ') => {}
            _ => line.push(' '),
        }
    }
    line
}

/// Takes away blanks and breaks at the ends of a line, and blanks beside the breaks in it.
fn trim(words: &mut Vec<Inline>) {
    let mut is_start = true;
    for index in 0..words.len() {
        let is_end = matches!(words.get(index + 1), None | Some(Inline::Break));
        match words.get_mut(index) {
            Some(Inline::Text(text)) => {
                if is_start {
                    *text = text.trim_start_matches(' ').to_owned();
                }
                if is_end {
                    text.truncate(text.trim_end_matches(' ').len());
                }
                is_start = is_start && text.is_empty();
            }
            Some(Inline::Break) => is_start = true,
            _ => is_start = false,
        }
    }
    words.retain(|it| !matches!(it, Inline::Text(text) if text.is_empty()));
    let mut before = Some(Inline::Break);
    words.retain(|it| {
        let is_again = *it == Inline::Break && before == Some(Inline::Break);
        before = Some(it.clone());
        !is_again
    });
    while words.last() == Some(&Inline::Break) {
        words.pop();
    }
}
