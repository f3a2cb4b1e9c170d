//! How long an example gets.

use proc_macro2::{TokenStream, TokenTree};

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
