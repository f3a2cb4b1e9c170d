//! The page about each diagnostic: what is wrong, an example, and the way out.

use crate::suggestions::nearest;

/// The guide's chapter about diagnostics, which has a section for each code.
pub const GUIDE: &str = include_str!("../../guide/diagnostics.md");

/// What a heading of a page begins with.
const HEADING: &str = "\n## ";

/// The codes that have a page, in the order of the chapter, which is that of the alphabet.
pub fn codes() -> impl Iterator<Item = &'static str> {
    sections().map(|(code, _)| code)
}

/// The page about a code, in Markdown, without its heading.
pub fn page(code: &str) -> Option<&'static str> {
    let mut sections = sections();
    sections.find(|(of, _)| *of == code).map(|(_, page)| page)
}

/// The code that comes nearest to one that is none.
pub fn nearest_code(wrong: &str) -> Option<&'static str> {
    nearest(wrong, codes())
}

fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = GUIDE.split(HEADING).skip(1);
    sections
        .filter_map(|it| it.split_once('\n'))
        .map(|(code, page)| (code.trim(), page.trim()))
}
