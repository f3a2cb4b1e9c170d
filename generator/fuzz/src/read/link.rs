//! The header `Link`, as its grammar has it (RFC 8288, 3).

/// A link: where it leads, and its parameters.
#[derive(Debug, Default)]
pub(crate) struct Link {
    pub(crate) target: String,
    pub(crate) parameters: Vec<(String, String)>,
}

/// The links of a header; `None` where it does not follow the grammar.
pub(crate) fn links(mut text: &str) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    loop {
        let (target, rest) = text
            .trim_start_matches([' ', '\t'])
            .strip_prefix('<')?
            .split_once('>')?;
        let (parameters, rest) = parameters(rest)?;
        links.push(Link {
            target: target.to_owned(),
            parameters,
        });
        match rest.strip_prefix(',') {
            Some(rest) => text = rest,
            None => return rest.is_empty().then_some(links),
        }
    }
}

/// The parameters of a link, and what is behind them.
fn parameters(mut text: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut found = Vec::new();
    loop {
        text = text.trim_start_matches([' ', '\t']);
        let Some(rest) = text.strip_prefix(';') else {
            return Some((found, text));
        };
        let (name, rest) = token(rest.trim_start_matches([' ', '\t']))?;
        let rest = rest.trim_start_matches([' ', '\t']);
        let Some(rest) = rest.strip_prefix('=') else {
            found.push((name.to_owned(), String::new()));
            text = rest;
            continue;
        };
        let rest = rest.trim_start_matches([' ', '\t']);
        let (value, rest) = match rest.strip_prefix('"') {
            Some(rest) => quoted(rest)?,
            None => token(rest).map(|(value, rest)| (value.to_owned(), rest))?,
        };
        found.push((name.to_owned(), value));
        text = rest;
    }
}

fn token(text: &str) -> Option<(&str, &str)> {
    let is_outside = |c: char| !(c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c));
    let end = text.find(is_outside).unwrap_or(text.len());
    let (token, rest) = text.split_at_checked(end)?;
    (!token.is_empty()).then_some((token, rest))
}

/// A text up to its closing quote, and what is behind that.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = text.chars();
    loop {
        match characters.next()? {
            '"' => return Some((value, characters.as_str())),
            '\\' => value.push(characters.next()?),
            c => value.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn links_have_targets_and_parameters() {
        let found = links(r#"</a,b>; rel="next last"; title="a\"b,c", <x>;rel=prev ; y"#).unwrap();
        assert_eq!(found[0].target, "/a,b");
        assert_eq!(found[0].parameters[1].1, "a\"b,c");
        assert_eq!(found[1].parameters[1].0, "y");
        for text in [
            "",
            "a",
            "<a",
            "<a>;",
            "<a> b",
            "<a>;=b",
            "<a>;b=\"c",
            "<a>,",
        ] {
            assert!(links(text).is_none(), "{text}");
        }
    }
}
