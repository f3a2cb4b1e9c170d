//! The header `Link`.

use http::HeaderValue;

use crate::runtime::paging::link::next;

#[test]
fn the_first_link_to_the_next_page_is_found() {
    let found = |text: &str| next(&HeaderValue::from_bytes(text.as_bytes()).unwrap());
    for (text, target) in [
        ("<a>; rel=next", Some("a")),
        ("<a>; rel=last, <b>; rel=\"NEXT\", <c>; rel=next", Some("b")),
        ("<a>; rel=\"prev next\"", Some("a")),
        ("<a,b;c>;rel = next", Some("a,b;c")),
        ("<a>; title=\"a, \\\"b\\\"; é\"; rel=next", Some("a")),
        ("<>; rel=next", Some("")),
        // What stands in quotes says nothing.
        ("<a>; title=\"; rel=next\", <b>; rel=last", None),
        ("<a>; title=\"\\\"; rel=next\"", None),
        ("<a>; title=\"\\\\\"; rel=next", Some("a")),
        // A quote or a backslash that is escaped is a part of a relation.
        ("<a>; rel=\"\\\\next\", <b>; rel=\"n\\e\\xt\"", Some("b")),
        ("<a>; rel=\"\\\"next\\\"\"", None),
        ("<a>; rel=\" next\"", Some("a")),
        // The first relation counts.
        ("<a>; rel=last; rel=next", None),
        ("<a>; rel=nexto; x-rel=next; rel*=next", None),
        ("<a>; rel", None),
        ("a; rel=next", None),
        ("<a", None),
        ("", None),
    ] {
        assert_eq!(found(text).as_deref(), target, "{text}");
    }
}
