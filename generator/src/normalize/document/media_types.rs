//! Media types that are spelled wrong, where only one can be meant.

/// The names that people write, in lower case, by the media type that they mean.
const MEANT: [(&str, &[&str]); 14] = [
    (
        "multipart/form-data",
        &[
            "form-data",
            "formdata",
            "multipart",
            "multipart-form-data",
            "multipart form-data",
            "multipart/form",
            "multipart/formdata",
            "multipart/form_data",
            "multipart/form data",
            "multipart/data-form",
            "form/multipart",
            "form-data/multipart",
            "application/form-data",
            "application/formdata",
            "application/multipart",
            "application/multipart-form-data",
            "application/multipart/form-data",
        ],
    ),
    (
        "application/x-www-form-urlencoded",
        &[
            "form",
            "urlencoded",
            "url-encoded",
            "form-urlencoded",
            "x-www-form-urlencoded",
            "x-www-urlencoded",
            "x-form-urlencoded",
            "www-form-urlencoded",
            "application/form",
            "application/x-form",
            "application/urlencoded",
            "application/form-urlencoded",
            "application/www-form-urlencoded",
            "application/x-form-urlencoded",
            "application/x-www-urlencoded",
            "application/x-www-form",
            "application/x-www-form-urlencode",
            "application/x-www-form-url-encoded",
            "application/x-www-form-url-encode",
            "application/x-url-encoded",
            "application/x-urlencoded",
            "multipart/x-www-form-urlencoded",
            "text/x-www-form-urlencoded",
        ],
    ),
    (
        "application/json",
        &[
            "json",
            ".json",
            "json/application",
            "application-json",
            "application.json",
            "application_json",
            "application json",
            "application:json",
            "application\\json",
            "application/.json",
            "application//json",
            "applications/json",
            "aplication/json",
            "appplication/json",
            "applicaton/json",
            "application/jason",
        ],
    ),
    (
        "application/xml",
        &[
            "xml",
            "application-xml",
            "application.xml",
            "applications/xml",
        ],
    ),
    (
        "application/octet-stream",
        &[
            "octet-stream",
            "octetstream",
            "binary",
            "application/octetstream",
            "application/octet",
        ],
    ),
    ("application/pdf", &["pdf"]),
    ("application/zip", &["zip"]),
    (
        "text/plain",
        &[
            "text",
            "txt",
            "plain",
            "text-plain",
            "plain/text",
            "text/text",
            "plaintext",
            "text.plain",
        ],
    ),
    ("text/html", &["html", "html/text"]),
    ("text/csv", &["csv", "csv/text"]),
    ("application/yaml", &["yaml", "yml"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpeg", "jpg"]),
    ("*/*", &["*"]),
];

/// The media type that somebody means who writes `name`, which is none or not the one that it looks like; with the
/// parameters of `name`. `None` where `name` is right, or nobody knows.
pub(in crate::normalize) fn meant(name: &str) -> Option<String> {
    let trimmed = name.trim();
    let (essence, parameters) = match trimmed.split_once(';') {
        Some((essence, parameters)) => (essence.trim_end(), Some(parameters)),
        None => (trimmed, None),
    };
    let lower = essence.to_ascii_lowercase();
    let known = MEANT
        .iter()
        .find(|(_, names)| names.contains(&lower.as_str()));
    let meant = match known {
        Some((meant, _)) => (*meant).to_owned(),
        None if lower.contains('/') || !lower.ends_with("+json") => return None,
        None => format!("application/{essence}"),
    };
    Some(match parameters {
        Some(parameters) => format!("{meant};{parameters}"),
        None => meant,
    })
}

/// The names of several media types that are written as one.
pub(super) fn several(name: &str) -> Option<Vec<&str>> {
    /// More than anybody writes in one name.
    const MOST: usize = 8;
    let names: Vec<&str> = name.split(',').map(str::trim).collect();
    let is_quoted = name.contains('"');
    let are_all = (2..=MOST).contains(&names.len()) && names.iter().all(|it| it.contains('/'));
    (are_all && !is_quoted).then_some(names)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MEANT, meant, several};
    use crate::wire::is_media_type;

    #[test]
    fn what_is_meant_is_a_media_type_that_means_itself() {
        let mut seen = BTreeSet::new();
        for (media_type, names) in MEANT {
            assert!(is_media_type(media_type) && media_type.contains('/'));
            assert_eq!(meant(media_type), None, "{media_type}");
            for name in names {
                assert_eq!(*name, name.to_ascii_lowercase());
                assert_eq!(meant(name).as_deref(), Some(media_type));
                assert!(seen.insert(*name), "{name} twice");
            }
        }
    }

    #[test]
    fn what_is_right_or_unknown_stays() {
        for name in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "text/json",
            "application/x-json",
            "multipart/mixed",
            "application/vnd.a+json",
            "image/*",
            "foo",
            "",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn parameters_and_suffixes_are_kept() {
        for (name, expected) in [
            ("JSON; charset=utf-8", "application/json; charset=utf-8"),
            (" Form-Data ", "multipart/form-data"),
            ("problem+json", "application/problem+json"),
            ("vnd.Acme+json;v=1", "application/vnd.Acme+json;v=1"),
        ] {
            assert_eq!(meant(name).as_deref(), Some(expected));
        }
    }

    #[test]
    fn lists_are_taken_apart() {
        assert_eq!(several("a/b, c/d;e=f"), Some(vec!["a/b", "c/d;e=f"]));
        for name in [
            "a/b",
            "a/b, c",
            "a/b;c=\"d,e/f\"",
            ",",
            "a/b,c/d,e/f,g/h,i/j,k/l,m/n,o/p,q/r",
        ] {
            assert_eq!(several(name), None, "{name}");
        }
    }
}
