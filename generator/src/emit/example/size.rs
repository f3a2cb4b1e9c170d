//! How much an example shows, and how long it gets.

use proc_macro2::{TokenStream, TokenTree};

/// How many optional things an example shows.
#[derive(Clone, Copy, Debug)]
pub(in crate::emit) struct Detail {
    /// Optional fields of the params.
    pub(super) optional: usize,
    /// Optional fields of an object inside the params.
    pub(super) inner: usize,
    /// Items of a list, and entries of a map.
    pub(super) items: usize,
    /// How many characters a text has at most; a longer one is not shown.
    pub(super) text: usize,
    /// How many values a value of JSON consists of at most.
    pub(super) json: usize,
    /// Whether it is about what the server sends, which is no code and can be deeper.
    pub(super) is_received: bool,
    /// Whether it is run, and not only compiled.
    pub(super) is_run: bool,
    /// Whether optional fields are shown of which there is no example.
    pub(super) is_full: bool,
}

/// The details that are tried, in this order, until an example is short enough.
pub(super) const DETAILS: [Detail; 5] = [
    detail(3, 3, 2),
    detail(3, 1, 1),
    detail(2, 1, 1),
    detail(1, 0, 1),
    detail(0, 0, 1),
];

impl Detail {
    /// What is passed in a test, which is run.
    pub(in crate::emit) const fn run(optional: usize, inner: usize, items: usize) -> Self {
        Self {
            is_run: true,
            ..detail(optional, inner, items)
        }
    }

    /// The same, with fields of which there is no example.
    pub(in crate::emit) const fn full(self) -> Self {
        Self {
            is_full: true,
            inner: 8,
            ..self
        }
    }

    /// What the server sends in a test.
    pub(in crate::emit) const fn received(inner: usize, items: usize) -> Self {
        Self {
            text: 120,
            json: 24,
            is_received: true,
            ..Self::run(0, inner, items)
        }
    }
}

pub(super) const fn detail(optional: usize, inner: usize, items: usize) -> Detail {
    Detail {
        optional,
        inner,
        items,
        text: 60,
        json: 6,
        is_received: false,
        is_run: false,
        is_full: false,
    }
}

/// How wide a line of an example may be.
const WIDTH: usize = 75;

/// About how many lines an expression takes: it is one if it fits, or else one for each call of a chain and each argument.
pub(super) fn lines(tokens: &TokenStream) -> usize {
    lines_within(tokens, WIDTH)
}

fn lines_within(tokens: &TokenStream, width: usize) -> usize {
    if tokens.to_string().len() <= width {
        return 1;
    }
    let inner = width.saturating_sub(8);
    let more: usize = tokens
        .clone()
        .into_iter()
        .map(|token| match token {
            TokenTree::Punct(punct) => usize::from(punct.as_char() == '.'),
            TokenTree::Group(group) if group.stream().to_string().len() > inner => {
                1 + lines_of_list(group.stream(), inner)
            }
            _ => 0,
        })
        .sum();
    1 + more
}

/// The lines of what stands between commas.
fn lines_of_list(tokens: TokenStream, width: usize) -> usize {
    let mut lines = 0;
    let mut item = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                lines += lines_within(&std::mem::take(&mut item), width);
            }
            token => item.extend([token]),
        }
    }
    lines + usize::from(!item.is_empty()) * lines_within(&item, width)
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_line_is_one_until_it_is_too_long() {
        let cases = [
            ("client.list().await", 1),
            (
                "client.pets().list(ListParams::new().limit(10).after(\"0123456789\")).items()",
                4,
            ),
            (
                "Book::new(BookRequired { title: \"0123456789\".to_owned(), isbn: \"0123456789\".to_owned() })",
                6,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(lines(&text.parse().unwrap()), expected, "for {text}");
        }
    }
}
