//! Lines of prose: where they are broken, and how they begin.

/// Breaks prose between words into lines of a width. No line begins with a word that means something there.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut current = String::new();
        let mut length = 0;
        for word in words(line) {
            let letters = word.chars().count();
            if !current.is_empty() && length + 1 + letters > width {
                lines.push(std::mem::take(&mut current));
            }
            if current.is_empty() {
                current = at_start(word);
                length = letters;
            } else {
                current.extend([" ", word]);
                length += 1 + letters;
            }
        }
        lines.extend(Some(current).filter(|it| !it.is_empty()));
    }
    lines
}

/// The words of a line. Code is a word, whatever is in it, and so is a link that shows where it leads, which may have backticks.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut at) = (0, 0);
    let rest = |at: usize| line.get(at..).unwrap_or_default();
    while let Some(letter) = rest(at).chars().next() {
        match letter {
            ' ' => {
                words.extend(line.get(start..at));
                start = at + 1;
                at += 1;
            }
            '\\' => at += 1 + rest(at + 1).chars().next().map_or(0, char::len_utf8),
            '`' => at += code_length(rest(at)),
            '<' => at += link_length(rest(at)),
            letter => at += letter.len_utf8(),
        }
    }
    words.extend(line.get(start..));
    words.retain(|word| !word.is_empty());
    words
}

/// How long the code is at the start of a text; its fence alone, if nothing closes it.
fn code_length(text: &str) -> usize {
    let fence = text.len() - text.trim_start_matches('`').len();
    let mut at = fence;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('`')) {
        let rest = text.get(at + start..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('`').len();
        at += start + length;
        if length == fence {
            return at;
        }
    }
    fence
}

/// How long the link is at the start of a text; its first sign alone, if there is none.
fn link_length(text: &str) -> usize {
    let end = text.find(['>', ' ']);
    let end = end.filter(|end| text.get(*end..).is_some_and(|it| it.starts_with('>')));
    end.map_or(1, |end| end + 1)
}

/// Whether a text begins with a word, as the next in a line could.
pub(super) fn begins_prose(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let is_fence = word.starts_with("```") || word.starts_with("~~~");
    !text.starts_with(' ') && !is_fence && at_start(word) == word
}

/// A word as the first of its line.
fn at_start(word: &str) -> String {
    let is_all = |sign: char| word.chars().all(|it| it == sign);
    let is_marker = match word.chars().next() {
        Some('#') => is_all('#'),
        Some('=') => is_all('='),
        Some('+') => word == "+",
        Some('*') => is_all('*'),
        Some('>' | '|') => true,
        Some('~') => !word.starts_with("~~"),
        Some('-' | ':') => word.chars().all(|it| ":-|".contains(it)),
        _ => false,
    };
    if is_marker {
        return format!("\\{word}");
    }
    let number = word.strip_suffix(['.', ')']);
    let number = number.filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    match (number, word.chars().next_back()) {
        (Some(number), Some(sign)) => format!("{number}\\{sign}"),
        _ => word.to_owned(),
    }
}
