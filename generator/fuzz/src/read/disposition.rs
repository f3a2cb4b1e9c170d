//! The header `Content-Disposition` of a part, as browsers write it (RFC 7578, 4.2; HTML, 4.10.22.8).

/// The name of a part, and that of its file; `None` where it is anything else. A quote ends a name, whatever stands before it: a
/// backslash is a letter like any other.
pub(crate) fn names(text: &str) -> Option<(String, Option<String>)> {
    let (name, rest) = quoted(text.strip_prefix("form-data; name=")?)?;
    if rest.is_empty() {
        return Some((name, None));
    }
    let (file, rest) = quoted(rest.strip_prefix("; filename=")?)?;
    rest.is_empty().then_some((name, Some(file)))
}

fn quoted(text: &str) -> Option<(String, &str)> {
    let (name, rest) = text.strip_prefix('"')?.split_once('"')?;
    Some((name.to_owned(), rest))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_end_with_their_quotes() {
        let found = |text| names(text).unwrap();
        assert_eq!(found(r#"form-data; name="a; b=\""#).0, r"a; b=\");
        let (name, file) = found(r#"form-data; name="; filename="; filename="""#);
        assert_eq!((name.as_str(), file.as_deref()), ("; filename=", Some("")));
        for text in [
            r#"form-data; name="a"b""#,
            r#"form-data; name="a"; filename="b"c""#,
            r#"form-data; name="a"; filename="b"; filename="c""#,
            r#"form-data; name="a"#,
            "form-data",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
