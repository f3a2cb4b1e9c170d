//! Texts of a description as Markdown for rustdoc.
//!
//! A description is somebody else's text, and its Markdown joins documentation that is rendered by rustdoc and searched for
//! tests by `cargo test`. Whatever it is, it has to stay text there: text goes in, and text comes out.

mod danger;
mod link;
mod visible;

pub use danger::{Danger, dangers};

/// How long a line of documentation gets before it is broken.
const WIDTH: usize = 100;

/// Markdown of a description as Markdown that rustdoc takes for nothing but text: [`dangers`] finds none in it. It can stand
/// beside any other, as everything that it opens is closed at its end.
pub fn for_rustdoc(text: &str) -> String {
    plain(&visible::visible(text))
}

/// The words of a text alone: whatever could mean anything in Markdown is escaped.
fn plain(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + word.chars().count() > WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for letter in word.chars() {
                if letter.is_ascii_punctuation() {
                    line.push('\\');
                }
                line.push(letter);
            }
        }
        let is_again_blank = line.is_empty() && lines.last().is_none_or(String::is_empty);
        lines.extend(Some(line).filter(|_| !is_again_blank));
    }
    lines.join("\n").trim_end().to_owned()
}
