//! The words of a line of Markdown, as they are read.

use super::html::{Element, HtmlTag};
use super::link::{linked, next_url};
use super::tree::{Inline, Mark, text_of};
use super::visible::visible;

/// How many marks and links may be inside each other. Those deeper down count as nothing around their words.
const MAX_DEPTH: usize = 8;

/// A line that is being read: a paragraph, a heading, or a cell of a table.
#[derive(Default)]
pub(super) struct Line {
    words: Vec<Inline>,
    open: Vec<Open>,
    passed_over: usize,
}

/// What has begun in a line, and not ended, with the words in it so far.
struct Open {
    what: OpenInline,
    words: Vec<Inline>,
    /// The tag that it has begun with, as it is written, if it is HTML.
    tag: Option<(Element, String)>,
}

enum OpenInline {
    Mark(Mark),
    Code,
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

    /// Whether the line has come to a break outside of everything else.
    pub(super) fn is_at_break(&self) -> bool {
        let is_blank = |it: &&Inline| matches!(it, Inline::Text(text) if text.trim().is_empty());
        let last = self.words.iter().rev().find(|it| !is_blank(it));
        self.open.is_empty() && last == Some(&Inline::Break)
    }

    pub(super) fn hard_break(&mut self) {
        self.innermost().push(Inline::Break);
    }

    pub(super) fn start_mark(&mut self, mark: Mark) {
        let mark = self.marked(mark);
        self.push(mark);
    }

    fn marked(&self, mark: Mark) -> OpenInline {
        let is_same = |open: &Open| matches!(open.what, OpenInline::Mark(it) if it == mark);
        if self.open.iter().any(is_same) {
            OpenInline::Nothing
        } else {
            OpenInline::Mark(mark)
        }
    }

    pub(super) fn start_link(&mut self, url: &str, title: &str) {
        let link = self.link(url, title);
        self.push(link);
    }

    fn link(&self, url: &str, title: &str) -> OpenInline {
        let is_link = |open: &Open| matches!(open.what, OpenInline::Link { .. });
        if self.open.iter().any(is_link) {
            return OpenInline::Nothing;
        }
        OpenInline::Link {
            url: visible(url).trim().to_owned(),
            title: one_line(title).trim().to_owned(),
        }
    }

    /// A tag of HTML around words. One without the other is text.
    pub(super) fn tag(&mut self, tag: &HtmlTag<'_>) {
        if tag.is_end {
            return self.end_tag(tag);
        }
        let title = || tag.attribute("title").unwrap_or_default();
        let what = match (tag.element, tag.attribute("href")) {
            _ if self.passed_over > 0 || self.open.len() >= MAX_DEPTH => {
                return self.text(tag.source);
            }
            (Element::Mark(mark), _) => self.marked(mark),
            (Element::Code, _) => OpenInline::Code,
            (Element::Link, Some(url)) => self.link(&url, &title()),
            _ => OpenInline::Nothing,
        };
        self.open.push(Open {
            what,
            words: Vec::new(),
            tag: Some((tag.element, tag.source.to_owned())),
        });
    }

    fn end_tag(&mut self, tag: &HtmlTag<'_>) {
        let inner = self.open.iter().rev();
        let mut inner = inner.map_while(|open| Some(open.tag.as_ref()?.0));
        let depth = inner.position(|it| it == tag.element);
        let Some(depth) = depth.filter(|_| self.passed_over == 0) else {
            return self.text(tag.source);
        };
        (0..depth).for_each(|_| self.leave());
        self.close();
    }

    /// Ends what has begun last with a sign of Markdown.
    pub(super) fn end(&mut self) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        while self.open.last().is_some_and(|it| it.tag.is_some()) {
            self.leave();
        }
        self.close();
    }

    /// Makes a text of the innermost tag, which nothing ends.
    fn leave(&mut self) {
        if let Some(Open { words, tag, .. }) = self.open.pop() {
            let tag = tag.map(|(_, source)| Inline::Text(source));
            self.innermost().extend(tag.into_iter().chain(words));
        }
    }

    fn close(&mut self) {
        if let Some(Open { what, words, .. }) = self.open.pop() {
            let ended = match what {
                OpenInline::Mark(mark) if !text_of(&words).trim().is_empty() => {
                    vec![Inline::Marked(mark, words)]
                }
                OpenInline::Code => coded(words),
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
            self.open.push(Open {
                what: open,
                words: Vec::new(),
                tag: None,
            });
        }
    }

    fn innermost(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some(open) => &mut open.words,
            None => &mut self.words,
        }
    }
}

/// Words as code, unless a link is among them.
fn coded(words: Vec<Inline>) -> Vec<Inline> {
    let is_link = |word: &Inline| matches!(word, Inline::Link { .. } | Inline::Url(_));
    let text = one_line(&text_of(&words));
    if text.trim().is_empty() || words.iter().any(is_link) {
        return words;
    }
    vec![Inline::Code(text.trim().to_owned())]
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
