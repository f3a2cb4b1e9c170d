//! Values of enums that are sentences or addresses, as the words that a person would call them by.

/// How many words a value may have before it is a sentence.
const MOST_WORDS: usize = 5;

/// How many ends of an address are looked at.
const MOST_ENDS: usize = 4;

/// Words that carry nothing.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Words that a clause begins with which says more of what is said already.
const CLAUSES: [&str; 14] = [
    "and", "as", "because", "by", "due", "for", "if", "or", "since", "so", "that", "when", "which",
    "while",
];

/// Shorter texts for a value, the shortest first; none for most values.
pub(in crate::names) fn shortened(value: &str) -> Vec<String> {
    let words: Vec<&str> = value.split_whitespace().collect();
    match words.as_slice() {
        [address] => ends(address),
        words if words.len() > MOST_WORDS => sentence(words).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What a sentence begins with: `authentication failed` of `Authentication failed due to a missing header.`
fn sentence(words: &[&str]) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        let plain = word.to_lowercase();
        let ends_clause = kept.len() > 1 && CLAUSES.contains(&plain.as_str());
        if ends_clause || kept.len() == MOST_WORDS {
            break;
        }
        if !ARTICLES.contains(&plain.as_str()) {
            kept.push(word);
        }
        if word.ends_with([',', '.', ';', ':', '!', '?']) && kept.len() > 1 {
            break;
        }
    }
    (kept.len() > 1).then(|| kept.join(" "))
}

/// The last parts of the name of a resource: `jwt` of `urn:ietf:params:oauth:token-type:jwt`, `token-type:jwt`, and so on.
fn ends(address: &str) -> Vec<String> {
    let (name, separator) = match address.split_once("://") {
        Some(("http" | "https", path)) => (path.trim_end_matches('/'), '/'),
        _ => match address.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("urn:") => (address, ':'),
            _ => return Vec::new(),
        },
    };
    let starts = name.rmatch_indices(separator).take(MOST_ENDS);
    let ends = starts.filter_map(|(at, _)| name.get(at + 1..));
    let ends = ends.filter(|end| end.starts_with(char::is_alphabetic));
    ends.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn most_values_are_their_own_names() {
        for value in [
            "active",
            "a:b:c",
            "not so many words",
            "urn:",
            "https://1.example",
            "",
        ] {
            assert_eq!(shortened(value), [""; 0], "{value}");
        }
    }

    #[test]
    fn an_address_is_called_by_its_end() {
        assert_eq!(
            shortened("urn:x:kind:a-b"),
            ["a-b", "kind:a-b", "x:kind:a-b"]
        );
        assert_eq!(
            shortened("https://a.example/grants/oob/"),
            ["oob", "grants/oob"]
        );
    }
}
