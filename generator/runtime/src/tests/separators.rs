//! Values of every shape in every style: a reader of the styles gets the same items, or the value is refused.
//!
//! The reader works as `OpenAPI` 3.0.4, 4.8.12.6, has the styles: it splits what is written, and decodes the pieces. It splits
//! at encoded separators too, since they are the same to many.

use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::runtime::data::{Encode, Json, View};
use crate::runtime::request::parameter::{cookie, header, multipart, path, query};
use crate::runtime::{Style, StyleKind};

use StyleKind::{
    Cookie, DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited, TabDelimited,
};

const STYLES: [StyleKind; 7] = [
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    Simple,
    Label,
    Matrix,
];

/// Texts with every separator, and with what one looks like when it is encoded.
const ITEMS: [&str; 16] = [
    "a", "b,c", "d|e", "f g", "h\ti", "j.k", "l;m", "n=o", "p&q", "%2C", "%7c", "%20", "%2e",
    "r+s", "é/?#", "",
];

fn lists() -> Vec<Vec<String>> {
    let item = |text: &str| text.to_owned();
    let pairs = ITEMS
        .iter()
        .flat_map(|one| ITEMS.map(|other| vec![item(one), item(other)]));
    pairs.chain(ITEMS.map(|one| vec![item(one)])).collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn styles() -> impl Iterator<Item = Style> {
    STYLES.into_iter().flat_map(|kind| {
        [false, true].into_iter().flat_map(move |explode| {
            let style = Style::new(kind, explode);
            [style, style.allow_reserved()]
        })
    })
}

/// The pieces between the separators of a style.
fn split(text: &str, kind: StyleKind) -> Vec<String> {
    let signs: &[&str] = match kind {
        SpaceDelimited => &[" ", "%20"],
        PipeDelimited => &["|", "%7C", "%7c"],
        TabDelimited => &["\t", "%09"],
        _ => &[","],
    };
    let mut text = text.to_owned();
    for sign in signs {
        text = text.replace(sign, "\0");
    }
    text.split('\0').map(str::to_owned).collect()
}

/// The items of a list in a query or a form.
fn read_query(text: &str, style: Style) -> Vec<String> {
    let values = text.split('&').map(|pair| pair.split_once('=').unwrap().1);
    let pieces: Vec<String> = if style.explode {
        values.map(str::to_owned).collect()
    } else {
        values.flat_map(|value| split(value, style.kind)).collect()
    };
    pieces.iter().map(|piece| decoded(piece)).collect()
}

/// The items of a list in a segment of a path.
fn read_path(text: &str, style: Style) -> Vec<String> {
    let pieces: Vec<String> = match (style.kind, style.explode) {
        (Label, true) => text.split('.').skip(1).map(str::to_owned).collect(),
        (Label, false) => split(text.strip_prefix('.').unwrap(), style.kind),
        (Matrix, explode) => {
            let pairs = text.split(';').skip(1);
            let values = pairs.map(|pair| pair.split_once('=').map_or("", |(_, value)| value));
            values
                .flat_map(|value| {
                    if explode {
                        vec![value.to_owned()]
                    } else {
                        split(value, Matrix)
                    }
                })
                .collect()
        }
        (kind, _) => split(text, kind),
    };
    pieces.iter().map(|piece| decoded(piece)).collect()
}

/// What an item becomes that has encoded characters already, where those are left as they are.
fn meant(items: &[String], style: Style) -> Vec<String> {
    let meant = |item: &String| {
        if style.allow_reserved {
            decoded(item)
        } else {
            item.clone()
        }
    };
    items.iter().map(meant).collect()
}

#[test]
fn lists_in_queries_are_read_as_they_were_given() {
    let mut sent = 0;
    for style in styles().filter(|it| !matches!(it.kind, Simple | Label | Matrix)) {
        for items in lists() {
            if let Ok(text) = query("q", items.view(), style) {
                let text = text.unwrap();
                assert_eq!(
                    read_query(&text, style),
                    meant(&items, style),
                    "{text} {style:?}"
                );
                sent += 1;
            } else {
                assert!(!style.explode && style.kind != Form, "{items:?} {style:?}");
            }
        }
    }
    assert!(sent > 3000, "{sent}");
}

#[test]
fn lists_in_paths_are_read_as_they_were_given() {
    let mut sent = 0;
    for style in styles() {
        for items in lists() {
            match path("p", items.view(), style) {
                Ok(text) => {
                    let text = text.unwrap();
                    assert_eq!(
                        read_path(&text, style),
                        meant(&items, style),
                        "{text} {style:?}"
                    );
                    sent += 1;
                }
                Err(reason) => assert!(
                    matches!(style.kind, SpaceDelimited | PipeDelimited | TabDelimited)
                        || items.concat().is_empty()
                        || reason.contains('.'),
                    "{items:?} {style:?}: {reason}"
                ),
            }
        }
    }
    assert!(sent > 4000, "{sent}");
}

/// Nothing is encoded in a header, a part or a cookie of the style `cookie`.
#[test]
fn lists_that_nothing_encodes_are_read_as_they_were_given() {
    let joined = |kind| Style::new(kind, false);
    for items in lists() {
        let is_told = |sign: &str| !items.concat().contains(sign);
        let written = header(items.view(), Style::SIMPLE);
        assert_eq!(written.is_ok(), is_told(","), "{items:?}");
        if let Ok(text) = written {
            assert_eq!(split(&text.unwrap(), Simple), items);
        }
        let written = cookie("c", items.view(), joined(Cookie));
        assert_eq!(
            written.is_ok(),
            is_told(",") && is_told(";") && is_told("\t"),
            "{items:?}"
        );
        for (kind, sign) in [(Form, ","), (PipeDelimited, "|"), (SpaceDelimited, " ")] {
            let written = multipart("m", items.view(), joined(kind));
            assert_eq!(written.is_ok(), is_told(sign), "{items:?} {kind:?}");
            let exploded = multipart("m", items.view(), Style::new(kind, true)).unwrap();
            let texts: Vec<String> = exploded.into_iter().map(|(_, text)| text).collect();
            assert_eq!(texts, items);
        }
    }
    assert_eq!(header(Vec::<String>::new().view(), Style::SIMPLE), Ok(None));
}

/// Spring's `Pageable`, and what else is inside of an object.
#[test]
fn objects_that_are_exploded_repeat_the_name_of_a_list() {
    let value = json!({
        "last": true,
        "nested": {"gte": 1},
        "none": [],
        "nothing": null,
        "page": 0,
        "sort": ["amount,desc", null, "name,asc"],
    });
    let exploded = |kind| Style::new(kind, true);
    let json = "nested=%7B%22gte%22%3A1%7D";
    let sorted = "page=0&sort=amount%2Cdesc&sort=name%2Casc";
    for kind in [Form, SpaceDelimited, PipeDelimited] {
        let written = query("q", value.view(), exploded(kind)).unwrap().unwrap();
        assert_eq!(written, format!("last=true&{json}&{sorted}"));
    }
    let written = cookie("c", value.view(), exploded(Form)).unwrap().unwrap();
    assert_eq!(
        written,
        format!("last=true&{json}&{sorted}").replace('&', "; ")
    );
    let written = path("p", value.view(), exploded(Simple)).unwrap().unwrap();
    assert_eq!(
        written,
        format!("last=true&{json}&{sorted}").replace('&', ",")
    );
    let written = path("p", value.view(), exploded(Matrix)).unwrap().unwrap();
    assert_eq!(
        written,
        format!(";last=true&{json}&{sorted}").replace('&', ";")
    );
    let written = path("p", value.view(), exploded(Label)).unwrap().unwrap();
    assert_eq!(
        written,
        format!(".last=true&{json}&{sorted}").replace('&', ".")
    );

    let plain = json!({"sort": ["a", "b"]});
    assert_eq!(
        header(plain.view(), exploded(Simple)),
        Ok(Some("sort=a,sort=b".into()))
    );
    let written = multipart("m", plain.view(), exploded(Form)).unwrap();
    let parts = [
        ("sort".to_owned(), "a".to_owned()),
        ("sort".to_owned(), "b".to_owned()),
    ];
    assert_eq!(written, parts);
    let deep = query("q", value.view(), exploded(DeepObject))
        .unwrap()
        .unwrap();
    let expected = "q%5Blast%5D=true&q%5Bnested%5D%5Bgte%5D=1&q%5Bpage%5D=0&q%5Bsort%5D=amount%2Cdesc&q%5Bsort%5D=name%2Casc";
    assert_eq!(deep, expected);
}

/// A name ends where a reader thinks that it does.
#[test]
fn names_of_fields_that_end_too_early_are_refused() {
    let odd = |name: &str| Json::Object([(name.to_owned(), 1.into())].into_iter().collect());
    let exploded = |kind| Style::new(kind, true);
    header(odd("a=b").view(), exploded(Simple)).unwrap_err();
    header(odd("a,b").view(), Style::SIMPLE).unwrap_err();
    assert_eq!(
        header(odd("a=b").view(), Style::SIMPLE),
        Ok(Some("a=b,1".into()))
    );
    cookie("c", odd("a=b").view(), exploded(Cookie)).unwrap_err();
    cookie("c=d", View::Str("a"), exploded(Cookie)).unwrap_err();
    assert_eq!(
        cookie("c=d", View::Str("a"), exploded(Form)),
        Ok(Some("c%3Dd=a".into()))
    );
    for name in ["a[b", "a]"] {
        query("q", odd(name).view(), exploded(DeepObject)).unwrap_err();
    }
    query("q", odd("a|b").view(), Style::new(PipeDelimited, false)).unwrap_err();
    let written = query("q", odd("a,b=c&d").view(), Style::new(Form, false));
    assert_eq!(written, Ok(Some("q=a%2Cb%3Dc%26d,1".into())));
    assert_eq!(
        path("p", odd("a.b").view(), exploded(Label)),
        Ok(Some(".a%2Eb=1".into()))
    );
    assert_eq!(
        path("p", View::Str("a.b"), Style::new(Label, false)),
        Ok(Some(".a.b".into()))
    );
}
