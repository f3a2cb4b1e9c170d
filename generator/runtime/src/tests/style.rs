//! Parameters against the expansions of RFC 6570, 3.2, and the table of styles in `OpenAPI` 3.0.4, 4.8.12.6.

use std::collections::BTreeMap;

use serde_json::json;

use crate::runtime::data::{Encode, Json, Patch, View};
use crate::runtime::request::parameter::{cookie, header, path, query, whole_query};
use crate::runtime::{Style, StyleKind};

use StyleKind::{
    DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited, TabDelimited,
};

const PLAIN: bool = false;
const EXPLODED: bool = true;

fn in_path(name: &str, value: &dyn Encode, kind: StyleKind, explode: bool) -> String {
    path(name, value.view(), Style::new(kind, explode))
        .unwrap()
        .unwrap()
}

fn in_query(name: &str, value: &dyn Encode, kind: StyleKind, explode: bool) -> String {
    query(name, value.view(), Style::new(kind, explode))
        .unwrap()
        .unwrap()
}

/// The values RFC 6570 expands. Its `keys` are written in the order of their names here.
fn list() -> Json {
    json!(["red", "green", "blue"])
}

fn keys() -> Json {
    json!({"comma": ",", "dot": ".", "semi": ";"})
}

#[test]
fn paths_as_in_rfc_6570() {
    let cases: [(&dyn Encode, StyleKind, bool, &str); 20] = [
        (&"value", Simple, PLAIN, "value"),
        (&"Hello World!", Simple, PLAIN, "Hello%20World%21"),
        (&"50%", Simple, PLAIN, "50%25"),
        (&list(), Simple, PLAIN, "red,green,blue"),
        (&list(), Simple, EXPLODED, "red,green,blue"),
        (&keys(), Simple, PLAIN, "comma,%2C,dot,.,semi,%3B"),
        (&keys(), Simple, EXPLODED, "comma=%2C,dot=.,semi=%3B"),
        (&"value", Label, PLAIN, ".value"),
        (&"50%", Label, PLAIN, ".50%25"),
        (&list(), Label, PLAIN, ".red,green,blue"),
        (&list(), Label, EXPLODED, ".red.green.blue"),
        (&keys(), Label, PLAIN, ".comma,%2C,dot,.,semi,%3B"),
        // The dot of the value is encoded, other than there: it would be read as the next separator.
        (&keys(), Label, EXPLODED, ".comma=%2C.dot=%2E.semi=%3B"),
        (&1024, Matrix, PLAIN, ";x=1024"),
        (&"", Matrix, PLAIN, ";x"),
        (&list(), Matrix, PLAIN, ";x=red,green,blue"),
        (&list(), Matrix, EXPLODED, ";x=red;x=green;x=blue"),
        (&keys(), Matrix, PLAIN, ";x=comma,%2C,dot,.,semi,%3B"),
        (&keys(), Matrix, EXPLODED, ";comma=%2C;dot=.;semi=%3B"),
        (&"é/~", Simple, PLAIN, "%C3%A9%2F~"),
    ];
    for (value, kind, explode, expected) in cases {
        assert_eq!(
            in_path("x", value, kind, explode),
            expected,
            "{kind:?} {explode}"
        );
    }
}

#[test]
fn queries_as_in_the_table() {
    let color = json!(["blue", "black", "brown"]);
    let rgb = json!({"B": 150, "G": 200, "R": 100});
    let cases: [(&dyn Encode, StyleKind, bool, &str); 14] = [
        (&"", Form, PLAIN, "color="),
        (&"blue", Form, EXPLODED, "color=blue"),
        (&color, Form, PLAIN, "color=blue,black,brown"),
        (&color, Form, EXPLODED, "color=blue&color=black&color=brown"),
        (&rgb, Form, PLAIN, "color=B,150,G,200,R,100"),
        (&rgb, Form, EXPLODED, "B=150&G=200&R=100"),
        (&color, SpaceDelimited, PLAIN, "color=blue%20black%20brown"),
        (
            &rgb,
            SpaceDelimited,
            PLAIN,
            "color=B%20150%20G%20200%20R%20100",
        ),
        (
            &color,
            SpaceDelimited,
            EXPLODED,
            "color=blue&color=black&color=brown",
        ),
        (&color, PipeDelimited, PLAIN, "color=blue%7Cblack%7Cbrown"),
        (
            &rgb,
            PipeDelimited,
            PLAIN,
            "color=B%7C150%7CG%7C200%7CR%7C100",
        ),
        (
            &rgb,
            DeepObject,
            EXPLODED,
            "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
        ),
        (
            &rgb,
            StyleKind::Json,
            PLAIN,
            "color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D",
        ),
        (&"a,b&c=d", Form, PLAIN, "color=a%2Cb%26c%3Dd"),
    ];
    for (value, kind, explode, expected) in cases {
        assert_eq!(
            in_query("color", value, kind, explode),
            expected,
            "{kind:?} {explode}"
        );
    }
    assert_eq!(in_query("a b[]", &1, Form, PLAIN), "a%20b%5B%5D=1");
}

#[test]
fn deep_objects_go_deep() {
    let value = json!({"a": {"b c": [1, null, 2], "d": null}, "e": true});
    let expected = "f%5Ba%5D%5Bb%20c%5D=1&f%5Ba%5D%5Bb%20c%5D=2&f%5Be%5D=true";
    assert_eq!(in_query("f", &value, DeepObject, EXPLODED), expected);

    let value = json!([{"price": "a", "tags": ["x", "y"]}, null, {"price": "b"}]);
    let expected =
        "i%5B0%5D%5Bprice%5D=a&i%5B0%5D%5Btags%5D=x&i%5B0%5D%5Btags%5D=y&i%5B1%5D%5Bprice%5D=b";
    assert_eq!(in_query("i", &value, DeepObject, EXPLODED), expected);

    let mut shallow = json!(1);
    for _ in 0..20 {
        shallow = json!({ "k": shallow });
    }
    let text = in_query("f", &shallow, DeepObject, EXPLODED);
    assert_eq!(text.matches("%5Bk%5D").count(), 16);
    assert!(text.ends_with("=%7B%22k%22%3A%7B%22k%22%3A%7B%22k%22%3A%7B%22k%22%3A1%7D%7D%7D%7D"));
}

#[test]
fn reserved_characters_stay_where_they_may() {
    let style = Style {
        allow_reserved: true,
        ..Style::FORM
    };
    let written = |value: &str| query("q", View::Str(value), style).unwrap().unwrap();
    assert_eq!(
        written("http://a.b/c?d=e@f!$'()*,;:"),
        "q=http://a.b/c?d=e@f!$'()*,;:"
    );
    assert_eq!(written("a&b#c+d[e] f"), "q=a%26b%23c%2Bd%5Be%5D%20f");
    assert_eq!(written("100%"), "q=100%25");
    assert_eq!(written("%2F%zz%é"), "q=%2F%25zz%25%C3%A9");
}

#[test]
fn what_is_not_set_is_not_written() {
    let absent: [&dyn Encode; 6] = [
        &None::<String>,
        &Json::Null,
        &Patch::<i64>::Absent,
        &Vec::<i64>::new(),
        &json!([null]),
        &BTreeMap::<String, i64>::new(),
    ];
    for value in absent {
        for kind in [Form, SpaceDelimited, PipeDelimited, DeepObject] {
            for explode in [PLAIN, EXPLODED] {
                let written = query("q", value.view(), Style::new(kind, explode));
                assert_eq!(written, Ok(None), "{:?} {kind:?} {explode}", value.view());
            }
        }
    }
    // What a caller makes `null` is not lost in silence.
    for kind in [Form, SpaceDelimited, PipeDelimited, DeepObject] {
        query("q", Patch::<i64>::Null.view(), Style::new(kind, EXPLODED)).unwrap_err();
    }
    assert_eq!(path("p", View::None, Style::SIMPLE), Ok(None));
    assert_eq!(in_query("q", &json!(["a", null, ""]), Form, PLAIN), "q=a,");
}

#[test]
fn what_would_change_the_path_is_refused() {
    for value in ["", ".", ".."] {
        path("p", View::Str(value), Style::SIMPLE).unwrap_err();
    }
    path("p", Vec::<i64>::new().view(), Style::SIMPLE).unwrap_err();
    path("p", View::Str("."), Style::new(Label, PLAIN)).unwrap_err();
    path("p", View::Str(""), Style::new(Label, PLAIN)).unwrap_err();
    for (value, expected) in [
        ("...", "..."),
        ("%2e", "%252e"),
        ("a/../b", "a%2F..%2Fb"),
        ("\\", "%5C"),
    ] {
        assert_eq!(in_path("p", &value, Simple, PLAIN), expected);
    }
}

#[test]
fn scalars_of_every_kind() {
    let cases: [(&dyn Encode, &str); 9] = [
        (&true, "q=true"),
        (&-7_i64, "q=-7"),
        (&u64::MAX, "q=18446744073709551615"),
        (&1.5_f32, "q=1.5"),
        (&1.0_f64, "q=1"),
        (&Some("x"), "q=x"),
        (&Patch::Value(3), "q=3"),
        (&json!(1.25), "q=1.25"),
        (
            &json!([["a"], {"b": 1}]),
            "q=%5B%22a%22%5D&q=%7B%22b%22%3A1%7D",
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(in_query("q", value, Form, EXPLODED), expected);
    }
    for value in [f64::NAN, f64::INFINITY] {
        query("q", View::F64(value), Style::FORM).unwrap_err();
    }
}

#[test]
fn headers_and_cookies() {
    assert_eq!(
        header(list().view(), Style::SIMPLE),
        Ok(Some("red,green,blue".into()))
    );
    let exploded = Style::new(Simple, EXPLODED);
    let rgb = json!({"G": "2 0", "R": 1});
    assert_eq!(header(rgb.view(), exploded), Ok(Some("G=2 0,R=1".into())));
    header(View::Str("a\r\nb: c"), Style::SIMPLE).unwrap_err();
    let json = Style::new(StyleKind::Json, PLAIN);
    assert_eq!(
        header(rgb.view(), json),
        Ok(Some(r#"{"G":"2 0","R":1}"#.into()))
    );
    let escaped = header(json!("\n\u{7f}é").view(), json);
    assert_eq!(escaped, Ok(Some(r#""\n\u007fé""#.into())));

    assert_eq!(
        cookie("c", View::Str("a;b"), Style::FORM),
        Ok(Some("c=a%3Bb".into()))
    );
    assert_eq!(
        cookie("c", json!([1, 2]).view(), Style::FORM),
        Ok(Some("c=1; c=2".into()))
    );
    assert_eq!(cookie("c", View::None, Style::FORM), Ok(None));
}

/// The formats of `OpenAPI` 2.0, 4.4.9.1, that later versions have for queries alone.
#[test]
fn lists_joined_by_other_signs() {
    let cases = [
        (SpaceDelimited, "red%20green%20blue", "red green blue"),
        (TabDelimited, "red%09green%09blue", "red\tgreen\tblue"),
        (PipeDelimited, "red%7Cgreen%7Cblue", "red|green|blue"),
    ];
    for (kind, encoded, plain) in cases {
        let style = Style::new(kind, PLAIN);
        assert_eq!(in_path("x", &list(), kind, PLAIN), encoded);
        assert_eq!(in_query("x", &list(), kind, PLAIN), format!("x={encoded}"));
        assert_eq!(header(list().view(), style), Ok(Some(plain.into())));
    }
}

/// `OpenAPI` 3.2.0, 4.12.2.1 and 4.8.2: what would end a segment of a path is encoded all the same.
#[test]
fn reserved_characters_in_a_path() {
    let style = Style::SIMPLE.allow_reserved();
    let cases = [
        ("a:b@c!$&'()*+,;=", "a:b@c!$&'()*+,;="),
        ("a/b?c#d[e] f", "a%2Fb%3Fc%23d%5Be%5D%20f"),
        ("%2F%zz", "%2F%25zz"),
    ];
    for (value, expected) in cases {
        assert_eq!(
            path("p", View::Str(value), style),
            Ok(Some(expected.into()))
        );
    }
    let list = json!(["a/b", "c:d"]);
    assert_eq!(path("p", list.view(), style), Ok(Some("a%2Fb,c:d".into())));
    for value in ["..", ".", "%2e", ".%2E", "%2E%2e"] {
        path("p", View::Str(value), style).unwrap_err();
    }
}

/// Only values may have reserved characters: a name ends at the first sign of equality.
#[test]
fn names_of_fields_have_no_reserved_characters() {
    let style = Style::new(Form, EXPLODED).allow_reserved();
    let fields = json!({"a=b/c": "d=e/f"});
    let written = query("q", fields.view(), style);
    assert_eq!(written, Ok(Some("a%3Db%2Fc=d=e/f".into())));
    let written = path(
        "p",
        fields.view(),
        Style::new(Simple, EXPLODED).allow_reserved(),
    );
    assert_eq!(written, Ok(Some("a%3Db%2Fc=d=e%2Ff".into())));
}

/// The style `cookie` of `OpenAPI` 3.2.0, 4.12.3, encodes nothing, and refuses what would be the end of the cookie.
#[test]
fn cookies_as_they_are() {
    let style = Style::new(StyleKind::Cookie, EXPLODED);
    let written = |value: &dyn Encode| cookie("c", value.view(), style);
    assert_eq!(written(&"a b/ü=%"), Ok(Some("c=a b/ü=%".into())));
    assert_eq!(written(&json!([1, 2])), Ok(Some("c=1; c=2".into())));
    assert_eq!(written(&json!({"R": 1})), Ok(Some("R=1".into())));
    assert_eq!(written(&None::<String>), Ok(None));
    let joined = cookie(
        "c",
        json!([1, 2]).view(),
        Style::new(StyleKind::Cookie, PLAIN),
    );
    assert_eq!(joined, Ok(Some("c=1,2".into())));
    for value in ["a;b", "a\nb"] {
        written(&value).unwrap_err();
    }
}

/// The queries without a name in the examples of `OpenAPI` 3.2.0, 4.12.7.
#[test]
fn queries_that_are_one_value() {
    let json = json!({"numbers": [1, 2]});
    let style = Style::new(StyleKind::Json, PLAIN);
    let expected = "%7B%22numbers%22%3A%5B1%2C2%5D%7D";
    assert_eq!(whole_query(json.view(), style), Ok(Some(expected.into())));
    let path = whole_query(View::Str("$.a.b[1:1]"), Style::SIMPLE);
    assert_eq!(path, Ok(Some("%24.a.b%5B1%3A1%5D".into())));
    assert_eq!(whole_query(View::None, style), Ok(None));
}
