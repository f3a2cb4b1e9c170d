//! Numbers that exceed the range of the JSON reader. Descriptions have them as bounds that mean no bound.

/// The message of the JSON reader about such a number.
pub(super) const TOO_LARGE: &str = "number out of range";

/// The JSON text with the largest finite number in place of each such number; all else keeps its position. With it, the lines
/// and columns of the replaced numbers, counted from 1.
pub(super) fn without_huge_numbers(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut finite = String::with_capacity(text.len());
    let (mut places, mut here) = (Vec::new(), (1, 1));
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        finite.push_str(before);
        here = behind(here, before);
        let is_string = from.starts_with('"');
        let end = if is_string {
            end_of_string(from)
        } else {
            let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
            from.find(|c| !is_part(c)).unwrap_or(from.len())
        };
        let (token, after) = from.split_at(end);
        match token.parse::<f64>() {
            Ok(number) if !is_string && number.is_infinite() => {
                places.push(here);
                let largest = if number < 0.0 { "-1e308" } else { "1e308" };
                // Blanks, as the width of a format is limited to 65,535.
                let blanks = " ".repeat(token.len().saturating_sub(largest.len()));
                finite.extend([largest, &blanks]);
            }
            _ => finite.push_str(token),
        }
        here = behind(here, token);
        rest = after;
    }
    finite.push_str(rest);
    (finite, places)
}

/// The line and column of the end of a `text` that starts at this position.
fn behind((line, column): (usize, usize), text: &str) -> (usize, usize) {
    let letters = |text: &str| text.chars().count();
    match text.rsplit_once('\n') {
        Some((lines, last)) => (line + 1 + lines.matches('\n').count(), 1 + letters(last)),
        None => (line, column + letters(text)),
    }
}

/// The end, in bytes, of the string that `text` starts with, including the quote.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::without_huge_numbers;
    use crate::diag::Diagnostics;
    use crate::source::{Input, Library, Node};

    #[test]
    fn a_huge_bound_costs_no_description() {
        let input = Input::new(
            "a.json",
            "{\n\"maximum\": 1e400, \"emoji\": \"\\ud83d\\udc1f\"}",
        );
        let (mut library, mut diagnostics) = (Library::new(&input), Diagnostics::new());
        let file = library.root(&mut diagnostics).unwrap();
        let root = library.get(&file).unwrap();
        assert_eq!(root.get("maximum"), Some(&Node::Float(1e308)));
        assert_eq!(root.get("emoji"), Some(&Node::text("🐟")));
        let report = diagnostics.into_report(library.into_texts());
        let told: Vec<_> = report
            .diagnostics()
            .map(|it| (it.code, it.position))
            .collect();
        assert_eq!(told, [("number-too-large", Some((2, 12)))]);
    }

    #[test]
    fn only_numbers_without_an_end_change() {
        for (text, finite) in [
            (
                r#"{"a": 1e400, "b": [-1e9999,2]}"#,
                r#"{"a": 1e308, "b": [-1e308 ,2]}"#,
            ),
            (
                r#"["1e400", "\"1e400", "\\", 1e4]"#,
                r#"["1e400", "\"1e400", "\\", 1e4]"#,
            ),
            (r#"["1e400"#, r#"["1e400"#),
            ("ü-1e", "ü-1e"),
        ] {
            assert_eq!(without_huge_numbers(text).0, finite);
        }
        let digits = "1".repeat(100_000);
        let (finite, _) = without_huge_numbers(&digits);
        assert_eq!(finite.len(), digits.len());
        assert_eq!(finite.trim_end(), "1e308");
    }
}
