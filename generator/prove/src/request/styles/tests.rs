use super::{Read, ValueShape, read_parameter};
use crate::document::Place;
use crate::request::{Message, Parameter, Style};

fn read(location: &str, style: Style, explode: bool, shape: &ValueShape, wire: &str) -> Read {
    let parameter = Parameter {
        name: "color".to_owned(),
        location: location.to_owned(),
        style,
        explode,
        allow_reserved: false,
        required: true,
        schema: Place::named("none", ""),
    };
    let mut message = Message::default();
    match location {
        "path" => message.path = format!("/a/{wire}"),
        "header" => message.headers.push(("Color".to_owned(), wire.to_owned())),
        "cookie" => message
            .headers
            .push(("cookie".to_owned(), format!("x=1; {wire}"))),
        _ => message.query = format!("x=1&{wire}"),
    }
    read_parameter(&parameter, shape, "/a/{color}", &message)
}

/// The table of `OpenAPI 3.0.4, 4.8.12.8`, with the array and the object of its examples.
#[test]
#[allow(clippy::too_many_lines, reason = "it is a table")]
fn the_table_of_the_specification_is_read() {
    let texts = |all: &[&str]| {
        all.iter()
            .map(|it| (*it).to_owned())
            .collect::<Vec<String>>()
    };
    let array = Read::List(texts(&["blue", "black", "brown"]));
    let pairs = [("R", "100"), ("G", "200"), ("B", "150")];
    let object = Read::Pairs(
        pairs
            .map(|(key, it)| (key.to_owned(), it.to_owned()))
            .to_vec(),
    );
    let of_object = ValueShape::Object(texts(&["x", "color"]));
    for (location, style, explode, string, list, pairs) in [
        (
            "path",
            Style::Matrix,
            false,
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ),
        (
            "path",
            Style::Matrix,
            true,
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        (
            "path",
            Style::Label,
            false,
            ".blue",
            ".blue,black,brown",
            ".R,100,G,200,B,150",
        ),
        (
            "path",
            Style::Label,
            false,
            ".blue",
            ".blue.black.brown",
            ".R.100.G.200.B.150",
        ),
        (
            "path",
            Style::Label,
            true,
            ".blue",
            ".blue.black.brown",
            ".R=100.G=200.B=150",
        ),
        (
            "path",
            Style::Simple,
            false,
            "blue",
            "blue,black,brown",
            "R,100,G,200,B,150",
        ),
        (
            "path",
            Style::Simple,
            true,
            "blue",
            "blue,black,brown",
            "R=100,G=200,B=150",
        ),
        (
            "header",
            Style::Simple,
            false,
            "blue",
            "blue,black,brown",
            "R,100,G,200,B,150",
        ),
        (
            "header",
            Style::Simple,
            true,
            "blue",
            "blue,black,brown",
            "R=100,G=200,B=150",
        ),
        (
            "query",
            Style::Form,
            false,
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ),
        (
            "query",
            Style::Form,
            true,
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ),
        (
            "query",
            Style::SpaceDelimited,
            false,
            "",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        (
            "query",
            Style::PipeDelimited,
            false,
            "",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ),
        (
            "query",
            Style::DeepObject,
            true,
            "",
            "",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
        (
            "cookie",
            Style::Form,
            false,
            "color=blue",
            "color=blue,black,brown",
            "",
        ),
    ] {
        let is_read = |shape: &ValueShape, wire: &str, expected: &Read| {
            if !wire.is_empty() {
                let found = read(location, style, explode, shape, wire);
                assert_eq!(found, *expected, "{location} {style:?} {explode} {wire}");
            }
        };
        is_read(
            &ValueShape::Primitive,
            string,
            &Read::Text("blue".to_owned()),
        );
        is_read(&ValueShape::Array, list, &array);
        is_read(&of_object, pairs, &object);
    }
}

#[test]
fn what_is_encoded_is_no_delimiter() {
    let list = Read::List(vec!["a,b".to_owned(), "c&d".to_owned()]);
    assert_eq!(
        read(
            "query",
            Style::Form,
            false,
            &ValueShape::Array,
            "color=a%2Cb,c%26d"
        ),
        list
    );
    assert_eq!(
        read(
            "path",
            Style::Simple,
            false,
            &ValueShape::Array,
            "a%2Cb,c%26d"
        ),
        list
    );
    let json = read(
        "query",
        Style::Json,
        false,
        &ValueShape::Primitive,
        "color=%7B%22a%22%3A1%7D",
    );
    assert!(matches!(json, Read::Json(_)));
    assert_eq!(
        read(
            "query",
            Style::Form,
            true,
            &ValueShape::Primitive,
            "other=1"
        ),
        Read::Absent
    );
}
