//! What the body of a failure says, for people.

use crate::runtime::data::Json;

/// How many characters of it are shown.
const SHOWN: usize = 200;

/// What stands for a value that the request had.
const REDACTED: &str = "[redacted]";

/// Names of the property that says in a sentence what is wrong, the most telling first.
const SENTENCES: [&str; 7] = [
    "message",
    "error_description",
    "detail",
    "error_message",
    "msg",
    "title",
    "error",
];

/// The sentence in the JSON body of a failure: `title` and `detail` of a problem (RFC 9457), `message`, or what others call it, also
/// that of the first of several errors. It is one line of at most 200 characters, and repeats nothing of `sent`.
pub(crate) fn message(body: &[u8], sent: &[String]) -> Option<Box<str>> {
    let json: Json = serde_json::from_slice(body).ok()?;
    // What is put in place of a value is shorter than it and part of no other, so that the text does not grow.
    let mut text = sentence(&json, 0)?.replace('\0', " ");
    for value in sent {
        text = text.replace(value.as_str(), "\0");
    }
    let text = text.replace('\0', REDACTED);
    let words: Vec<&str> = text.split(is_blank).filter(|it| !it.is_empty()).collect();
    let line = words.join(" ");
    let shown = match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end)?),
        None => line,
    };
    (!shown.is_empty()).then(|| shown.into())
}

/// Whether a character is a blank, moves what is shown, or is not shown itself.
fn is_blank(c: char) -> bool {
    let moves = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    c.is_whitespace() || c.is_control() || moves
}

fn sentence(json: &Json, depth: u8) -> Option<String> {
    // Errors are in errors, but not without an end.
    if depth > 3 {
        return None;
    }
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Array(errors) => sentence(errors.first()?, depth + 1),
        Json::Object(_) => {
            let texts = ["title", "detail"].map(|name| json.get(name).and_then(Json::as_str));
            if let [Some(title), Some(detail)] = texts {
                return Some(format!("{title}: {detail}"));
            }
            let inside = |name: &&str| sentence(json.get(name)?, depth + 1);
            let text = SENTENCES.iter().find_map(inside);
            let text = text.or_else(|| sentence(json.get("errors")?, depth + 1))?;
            Some(match json.get("loc").and_then(Json::as_array) {
                Some(place) => format!("{}: {text}", written(place)),
                None => text,
            })
        }
        _ => None,
    }
}

/// The way to a value that is wrong, as `body.books.0.title`.
fn written(place: &[Json]) -> String {
    let steps = place.iter().map(|step| match step {
        Json::String(name) => name.clone(),
        other => other.to_string(),
    });
    steps.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn the_sentence_of_every_way_to_say_it() {
        for (body, said) in [
            (
                r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"No such book"}"#,
                "Not Found: No such book",
            ),
            (r#"{"title":"Not Found","status":404}"#, "Not Found"),
            (r#"{"code":7,"message":"No such book"}"#, "No such book"),
            (
                r#"{"message":["title should not be empty","x"],"error":"Bad Request"}"#,
                "title should not be empty",
            ),
            (
                r#"{"error":"invalid_grant","error_description":"The code has expired"}"#,
                "The code has expired",
            ),
            (
                r#"{"error":{"code":1,"message":"No such book"}}"#,
                "No such book",
            ),
            (r#"{"error":"No such book"}"#, "No such book"),
            (
                r#"{"success":false,"errors":[{"code":1,"message":"No such app"}]}"#,
                "No such app",
            ),
            (
                r#"{"errors":[{"status":"422","title":"Invalid","detail":"Too short"}]}"#,
                "Invalid: Too short",
            ),
            (r#"{"detail":"Not found."}"#, "Not found."),
            (
                r#"{"detail":[{"type":"missing","loc":["body","tags",0],"msg":"Field required"}]}"#,
                "body.tags.0: Field required",
            ),
        ] {
            assert_eq!(
                message(body.as_bytes(), &[]).as_deref(),
                Some(said),
                "{body}"
            );
        }
        for body in [
            "",
            "<html>",
            "[]",
            "{}",
            "null",
            r#"{"message":" "}"#,
            r#"{"error":{"error":{"error":{"error":"x"}}}}"#,
        ] {
            assert_eq!(message(body.as_bytes(), &[]), None, "{body}");
        }
    }

    #[test]
    fn it_is_one_line_and_short() {
        let body = r#"{"message":"a\nb\u001b[31m\u202ec \u0000d"}"#;
        assert_eq!(
            message(body.as_bytes(), &[]).as_deref(),
            Some("a b [31m c d")
        );
        let long = format!(r#"{{"message":"{}"}}"#, "é".repeat(1000));
        assert_eq!(message(long.as_bytes(), &[]).unwrap().chars().count(), 201);
    }

    #[test]
    fn it_repeats_nothing_that_was_sent() {
        let sent = ["hunter22".to_owned()];
        let said = message(br#"{"message":"hunter22 is wrong: hunter22"}"#, &sent);
        assert_eq!(said.as_deref(), Some("[redacted] is wrong: [redacted]"));
        let sent = ["[redacted]", "reda", "cted"].map(str::to_owned);
        let said = message(br#"{"message":"reda\u0000cted"}"#, &sent);
        assert_eq!(said.as_deref(), Some("[redacted] [redacted]"));
    }
}
