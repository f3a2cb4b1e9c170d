//! Arrays whose places differ.

use crate::runtime::data::{equal, from_json};

type Pair = (String, i64);
type Loose = (String, Option<i64>, Option<bool>);

fn text(value: &dyn crate::runtime::data::Encode) -> String {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut out);
    crate::runtime::data::encode(value, &mut serializer).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn places_are_read_and_written() {
    let pair: Pair = from_json(r#"["a", 1]"#).unwrap();
    assert_eq!(pair, ("a".to_owned(), 1));
    assert_eq!(text(&pair), r#"["a",1]"#);
    let pairs: Vec<Pair> = from_json(r#"[["a", 1], ["b", 2]]"#).unwrap();
    assert_eq!(text(&pairs), r#"[["a",1],["b",2]]"#);
    assert!(equal(&pair, &pairs[0]) && !equal(&pair, &pairs[1]));
}

#[test]
fn empty_places_need_not_be_there() {
    for (json, value) in [
        (r#"["a"]"#, ("a".to_owned(), None, None)),
        (r#"["a",1]"#, ("a".to_owned(), Some(1), None)),
        (r#"["a",null,true]"#, ("a".to_owned(), None, Some(true))),
    ] {
        assert_eq!(from_json::<Loose>(json).unwrap(), value);
        assert_eq!(text(&value), json);
    }
    let none: (Option<bool>, Option<bool>) = from_json("[]").unwrap();
    assert_eq!((none, text(&none)), ((None, None), "[]".to_owned()));
}

#[test]
fn what_is_behind_the_last_place_is_skipped() {
    let pair: Pair = from_json(r#"["a", 1, {"more": []}, 2]"#).unwrap();
    assert_eq!(pair, ("a".to_owned(), 1));
}

#[test]
fn errors_name_the_place() {
    let error = |json| from_json::<Vec<Pair>>(json).unwrap_err().to_string();
    assert!(error(r#"[["a"]]"#).starts_with("[0]: invalid length 1, expected an array of 2"));
    assert!(error(r#"[["a", []]]"#).starts_with("[0][1]: invalid type: sequence"));
    assert!(error("[{}]").starts_with("[0]: invalid type: map, expected an array of 2"));
}
