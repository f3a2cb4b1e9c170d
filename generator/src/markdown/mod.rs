//! Texts of a description as Markdown for rustdoc.
//!
//! A description is somebody else's text, and its Markdown joins documentation that is rendered by rustdoc and searched for
//! tests by `cargo test`. Whatever it is, it has to stay text there. It is read into a small tree ([`tree`]) in which nothing
//! but text is left, the tree is printed, and what was printed is looked at once more.

mod danger;
mod escape;
mod line;
mod link;
mod print;
mod read;
mod tree;
mod visible;
mod wrap;

pub use danger::{Danger, dangers};

use escape::{Escape, escaped_all};
use print::print;
use read::read;
use visible::visible;
use wrap::wrap;

/// How long a line of documentation gets before it is broken.
const WIDTH: usize = 100;

/// Markdown of a description as Markdown that rustdoc takes for nothing but text: [`dangers`] finds none in it. It can stand
/// beside any other, as everything that it opens is closed at its end.
pub fn for_rustdoc(text: &str) -> String {
    if is_prose(text) {
        return wrap(text, WIDTH).join("\n");
    }
    let text = visible(text);
    let blocks = read(&text);
    let printed = print(&blocks, WIDTH, Escape::Needed).join("\n");
    if read(&printed) == blocks && dangers(&printed).is_empty() {
        return printed;
    }
    let printed = print(&blocks, WIDTH, Escape::All).join("\n");
    if dangers(&printed).is_empty() {
        return printed;
    }
    plain(&text)
}

/// Whether a text is a line without any sign that could mean something, as most are.
fn is_prose(text: &str) -> bool {
    let is_plain =
        |letter: char| letter.is_alphanumeric() || " .,;'\"()/-?!%{}@=+".contains(letter);
    text.starts_with(char::is_alphabetic) && text.chars().all(is_plain)
}

/// The words of a text alone, in paragraphs.
fn plain(text: &str) -> String {
    let paragraphs = text
        .split("\n\n")
        .map(|it| escaped_all(&it.replace('\n', " ")));
    let paragraphs = paragraphs.map(|it| wrap(&it, WIDTH).join("\n"));
    let paragraphs: Vec<String> = paragraphs.filter(|it| !it.is_empty()).collect();
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::{dangers, for_rustdoc};

    #[test]
    fn text_is_never_more_than_text() {
        let cases = [
            ("plain *text* and `Vec<T>`", "plain *text* and `Vec<T>`"),
            ("see [Foo] and <b>", "see \\[Foo\\] and \\<b>"),
        ];
        for (text, expected) in cases {
            assert_eq!(for_rustdoc(text), expected, "for {text:?}");
            assert_eq!(dangers(expected), [], "for {text:?}");
        }
    }
}
