//! Strings that match a pattern.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How often something is repeated that may be repeated.
const REPEATED: u32 = 2;

/// A short and a longer string that match; none where the pattern is not understood.
pub(super) fn matching(pattern: &str) -> Vec<String> {
    let Ok(hir) = regex_syntax::parse(pattern) else {
        return Vec::new();
    };
    let of = |choice: u32| {
        let mut text = String::new();
        write(&hir, choice, &mut text).then_some(text)
    };
    let mut found: Vec<String> = (0..4).filter_map(of).collect();
    found.dedup();
    found
}

/// Adds what matches to `text`; says whether there is anything that does. Another `choice` takes other branches, characters and
/// numbers of repetitions.
fn write(hir: &Hir, choice: u32, text: &mut String) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(literal) => {
                text.push_str(literal);
                true
            }
            Err(_) => false,
        },
        HirKind::Class(class) => match character(class, choice) {
            Some(c) => {
                text.push(c);
                true
            }
            None => false,
        },
        HirKind::Repetition(repetition) => {
            let least = repetition.min;
            let most = repetition.max.unwrap_or(u32::MAX);
            let count = match choice {
                0 => least.max(1).min(most),
                1 => least,
                _ => least.saturating_add(REPEATED).min(most),
            };
            count <= 10_000 && (0..count).all(|_| write(&repetition.sub, choice, text))
        }
        HirKind::Capture(capture) => write(&capture.sub, choice, text),
        HirKind::Concat(parts) => parts.iter().all(|it| write(it, choice, text)),
        HirKind::Alternation(branches) => {
            let index = usize::try_from(choice).unwrap_or(0) % branches.len().max(1);
            branches
                .get(index)
                .is_some_and(|it| write(it, choice, text))
        }
    }
}

/// A letter or digit of the class, if it has one.
fn character(class: &Class, choice: u32) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .ranges()
            .iter()
            .map(|it| (it.start(), it.end()))
            .collect(),
        Class::Bytes(class) => class
            .ranges()
            .iter()
            .map(|it| (char::from(it.start()), char::from(it.end())))
            .collect(),
    };
    let has = |c: &char| ranges.iter().any(|(start, end)| start <= c && c <= end);
    let ordinary = ["aA1", "b2B", "zZ9", "xX0"];
    let ordinary = ordinary.get(usize::try_from(choice).ok()? % ordinary.len())?;
    let found = ordinary.chars().find(has).or_else(|| ('!'..='~').find(has));
    found.or_else(|| ranges.first().map(|(start, _)| *start))
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn what_is_made_matches() {
        for pattern in [
            "^[a-z]{3}-\\d+$",
            "^(GET|POST)$",
            "^\\S+@\\S+$",
            "^#?[0-9A-F]{6}$",
            "x.y",
        ] {
            let schema = serde_json::json!({ "pattern": pattern });
            let made = matching(pattern);
            assert!(!made.is_empty(), "{pattern}");
            for text in made {
                assert!(
                    jsonschema::is_valid(&schema, &text.clone().into()),
                    "{pattern} {text}"
                );
            }
        }
        assert!(matching("(?<!a)b").is_empty());
    }
}
