//! How one of several types is told from the others.

use std::collections::BTreeMap;

use crate::runtime::data::{Decode, Extra, Json, from_json, record, union};

#[derive(Clone)]
pub struct Circle {
    pub kind: String,
    pub radius: f64,
}

record! { Circle { kind: required(String) = "kind", radius: required(f64) = "radius", } }

#[derive(Clone)]
pub struct Group {
    pub members: Vec<Shape>,
}

record! { Group { members: required(Vec<Shape>) = "members", } }

#[derive(Clone)]
pub enum Shape {
    Circle(Circle),
    Group(Box<Group>),
    Unknown(Json),
}

union! { Shape {
    Circle(Circle): Object("kind" = "circle", "kind" = "disc"),
    Group(Box<Group>): Object("kind" = "group"),
    ..Unknown
} }

#[derive(Clone)]
pub enum Loose {
    Flag(bool),
    Count(i64),
    Ratio(f64),
    Name(String),
    List(Vec<String>),
    Circle(Circle),
    Group(Group),
    Unknown(Json),
}

union! { Loose {
    Flag(bool): Bool(),
    Count(i64): Integer(),
    Ratio(f64): Number(),
    Name(String): String(),
    List(Vec<String>): Array(),
    Circle(Circle): Object("radius"),
    Group(Group): Object("members"),
    ..Unknown
} }

pub(super) fn circle(radius: f64) -> Circle {
    Circle::blank().kind("circle").radius(radius)
}

fn read<T: Decode>(text: &str) -> T {
    from_json(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn the_tag_decides_wherever_it_stands() {
    for text in [
        r#"{"kind":"circle","radius":1.5}"#,
        r#"{"radius":1.5,"kind":"circle"}"#,
        r#"{"x":{"y":[]},"radius":1.5,"kind":"circle","z":1}"#,
    ] {
        assert_eq!(read::<Shape>(text), Shape::Circle(circle(1.5)));
    }
    assert_eq!(
        read::<Shape>(r#"{"kind":"disc","radius":1}"#),
        Shape::Circle(circle(1.0).kind("disc"))
    );
}

#[test]
fn the_tag_is_written_first_and_once() {
    let group = Shape::from(Box::new(
        Group::blank().members([Shape::Circle(circle(1.0).kind("disc"))]),
    ));
    let text = serde_json::to_string(&group).unwrap();
    assert_eq!(
        text,
        r#"{"kind":"group","members":[{"kind":"disc","radius":1.0}]}"#
    );
    assert_eq!(
        format!("{group:?}"),
        r#"Group(Group { members: [Circle(Circle { kind: "disc", radius: 1.0 })] })"#
    );
}

#[test]
fn the_tag_that_the_value_has_is_written() {
    for text in [
        r#"{"kind":"circle","radius":1.5}"#,
        r#"{"kind":"disc","radius":1.5}"#,
    ] {
        assert_eq!(serde_json::to_string(&read::<Shape>(text)).unwrap(), text);
    }
    // A newer server may know other tags.
    for (own, written) in [("ellipse", "ellipse"), ("", "circle")] {
        let shape = Shape::Circle(circle(1.0).kind(own));
        let text = format!(r#"{{"kind":"{written}","radius":1.0}}"#);
        assert_eq!(serde_json::to_string(&shape).unwrap(), text);
    }
}

#[derive(Clone)]
pub struct Loop {
    pub others: BTreeMap<String, Json>,
}

record! { Loop { ..others(Json) } }

#[derive(Clone)]
pub enum Knot {
    Loop(Loop),
    Unknown(Json),
}

union! { Knot {
    Loop(Loop): Object("kind" = "loop", "kind" = "noose"),
    ..Unknown
} }

/// A property that has no field is one of the others, and is there once all the same.
#[test]
fn a_tag_among_other_properties_is_written_once_and_as_it_was() {
    for text in [r#"{"kind":"loop","a":1}"#, r#"{"kind":"noose","a":1}"#] {
        let knot = read::<Knot>(text);
        assert_eq!(serde_json::to_string(&knot).unwrap(), text);
    }
    let knot = Knot::from(Loop::blank().with_property("kind", "other"));
    assert_eq!(serde_json::to_string(&knot).unwrap(), r#"{"kind":"other"}"#);
    let knot = Knot::from(Loop::blank().with_property("kind", 1));
    assert_eq!(serde_json::to_string(&knot).unwrap(), r#"{"kind":"loop"}"#);
}

#[test]
fn a_union_in_a_union_is_written_with_the_tags_of_both() {
    for (text, written) in [
        // The inner union knows the tag as well, and says which of the two it is.
        (
            r#"{"kind":"disc","radius":1.0}"#,
            r#"{"kind":"disc","radius":1.0}"#,
        ),
        (
            r#"{"sort":"shape","kind":"disc","radius":1.0}"#,
            r#"{"kind":"disc","sort":"shape","radius":1.0}"#,
        ),
    ] {
        let nested = read::<Nested>(text);
        assert_eq!(serde_json::to_string(&nested).unwrap(), written);
    }
}

#[derive(Clone)]
pub enum Nested {
    Round(Shape),
    Sorted(Box<Shape>),
    Unknown(Json),
}

union! { Nested {
    Round(Shape): Object("kind" = "circle", "kind" = "disc"),
    Sorted(Box<Shape>): Object("sort" = "shape"),
    ..Unknown
} }

#[test]
fn an_unknown_tag_keeps_the_value() {
    for text in [
        r#"{"kind":"square","side":[1,{"a":null}]}"#,
        "{}",
        "7",
        "\"x\"",
        "null",
        "[1,true]",
        "-1.5",
    ] {
        let shape = read::<Shape>(text);
        assert_eq!(shape, Shape::Unknown(serde_json::from_str(text).unwrap()));
        assert_eq!(serde_json::to_string(&shape).unwrap(), text);
    }
}

#[test]
fn the_json_type_or_a_property_decides_without_a_tag() {
    assert_eq!(read::<Loose>("true"), Loose::Flag(true));
    assert_eq!(read::<Loose>("-7"), Loose::Count(-7));
    assert_eq!(read::<Loose>("1.5"), Loose::Ratio(1.5));
    assert_eq!(read::<Loose>("\"n\""), Loose::Name("n".to_owned()));
    assert_eq!(read::<Loose>("[\"a\"]"), Loose::List(vec!["a".to_owned()]));
    assert_eq!(
        read::<Loose>(r#"{"kind":"circle","radius":2}"#),
        Loose::Circle(circle(2.0))
    );
    assert_eq!(
        read::<Loose>(r#"{"members":[]}"#),
        Loose::Group(Group::blank())
    );
    assert_eq!(
        read::<Loose>(r#"{"kind":"x"}"#),
        Loose::Unknown(serde_json::json!({"kind": "x"}))
    );
}

#[test]
fn an_error_inside_a_branch_has_its_path() {
    let error =
        from_json::<Shape>(r#"{"kind":"group","members":[{"kind":"circle","radius":"wide"}]}"#)
            .unwrap_err();
    assert_eq!(error.path().to_string(), "members[0].radius");
    let error = from_json::<Shape>(r#"{"radius":"wide","kind":"circle"}"#).unwrap_err();
    assert_eq!(error.path().to_string(), "radius");
    let error = from_json::<Loose>("[1]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "[0]: invalid type: integer `1`, expected a string at line 1 column 2"
    );
}

#[test]
fn numbers_in_the_disguise_of_arbitrary_precision_are_numbers() {
    let disguised = |digits: &str| format!(r#"{{"$serde_json::private::Number":"{digits}"}}"#);
    assert_eq!(read::<Loose>(&disguised("7")), Loose::Count(7));
    assert_eq!(read::<Loose>(&disguised("-7")), Loose::Count(-7));
    assert_eq!(read::<Loose>(&disguised("1.5")), Loose::Ratio(1.5));
    assert!(from_json::<Loose>(&disguised("x")).is_err());
    // The only object that a union has is not taken for one of these, nor is a map.
    assert!(matches!(read(&disguised("7")), Length::Meters(7)));
    assert!(matches!(
        read(&disguised("1.5")),
        Length::Unknown(Json::Number(_))
    ));
    assert!(matches!(
        read(r#"{"feet":3}"#),
        Length::Other(Mixed { feet: Some(3) })
    ));
    assert!(from_json::<BTreeMap<String, Json>>(&disguised("7")).is_err());
    assert_eq!(read::<BTreeMap<String, i64>>(r#"{"a":1,"b":2}"#).len(), 2);
    assert!(read::<BTreeMap<String, i64>>("{}").is_empty());
}

#[derive(Clone)]
pub struct Mixed {
    pub feet: Option<i64>,
}

record! { Mixed { feet: optional(i64) = "feet", } }

#[derive(Clone)]
pub enum Length {
    Meters(i64),
    Other(Mixed),
    Unknown(Json),
}

union! { Length {
    Meters(i64): Integer(),
    Other(Mixed): Object(),
    ..Unknown
} }

#[derive(Clone)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

record! { Point { x: required(f64) = "x", y: required(f64) = "y", } }

#[derive(Clone)]
pub struct Mark {
    pub x: f64,
}

record! { Mark { x: required(f64) = "x", } }

#[derive(Clone)]
pub enum Position {
    Point(Point),
    Mark(Mark),
    Unknown(Json),
}

union! { Position {
    Point(Point): Object(("x", "y")),
    Mark(Mark): Object(("x")),
    ..Unknown
} }

#[test]
fn several_properties_together_tell_an_object() {
    let point: Position = read(r#"{"x": 1, "z": 0, "y": 2}"#);
    assert!(matches!(point, Position::Point(Point { x: 1.0, y: 2.0 })));
    let mark: Position = read(r#"{"x": 1, "z": 0}"#);
    assert!(matches!(mark, Position::Mark(Mark { x: 1.0 })));
    let other: Position = read(r#"{"y": 2}"#);
    assert!(matches!(other, Position::Unknown(Json::Object(_))));
}

#[derive(Clone)]
pub enum Answer {
    Done(Mark),
    Failed(Point),
    Unknown(Json),
}

union! { Answer {
    Done(Mark): Object("ok" is true, "code" is 0),
    Failed(Point): Object("ok" is false, "code" is -1),
    ..Unknown
} }

#[test]
fn a_boolean_or_an_integer_tells_an_object() {
    for text in [r#"{"ok":true,"x":1}"#, r#"{"x":1,"code":0}"#] {
        assert!(matches!(read(text), Answer::Done(Mark { x: 1.0 })));
    }
    for text in [r#"{"x":1,"y":2,"ok":false}"#, r#"{"code":-1,"y":2,"x":1}"#] {
        assert!(matches!(
            read(text),
            Answer::Failed(Point { x: 1.0, y: 2.0 })
        ));
    }
    for text in [
        r#"{"ok":"true","x":1}"#,
        r#"{"ok":null,"x":1}"#,
        r#"{"code":1,"x":1}"#,
        r#"{"code":[0],"x":1}"#,
    ] {
        assert!(matches!(read(text), Answer::Unknown(Json::Object(_))));
    }
    // The branch has the property itself, or leaves it out.
    let text = serde_json::to_string(&Answer::from(Mark::blank())).unwrap();
    assert_eq!(text, r#"{"x":0.0}"#);
}

#[derive(Clone)]
struct Bank {
    iban: String,
    extra: Extra,
}

record! { Bank {
    iban: required(String) = "iban",
    => extra(unknown)
} }

#[derive(Clone)]
enum Source {
    Company(Bank),
    Individual(Bank),
    Unknown(Json),
}

union! { Source {
    Company(Bank) shared: Object("kind" = "company"),
    Individual(Bank) shared: Object("kind" = "individual"),
    ..Unknown
} }

#[test]
fn a_tag_without_a_field_is_that_of_its_variant() {
    for text in [
        r#"{"kind":"company","iban":"1"}"#,
        r#"{"kind":"individual","iban":"1"}"#,
        r#"{"kind":"other","iban":"1"}"#,
    ] {
        let source: Source = from_json(text).unwrap();
        let written = serde_json::to_value(&source).unwrap();
        assert_eq!(written, text.parse::<Json>().unwrap());
    }
    let (one, other) = (Bank::blank().iban("1"), Bank::blank().iban("1"));
    let (company, individual) = (Source::Company(one), Source::Individual(other));
    assert_ne!(company, individual);
    // What is read equals what is made, and keeps what has no field.
    let read: Source = from_json(r#"{"iban":"1","kind":"company"}"#).unwrap();
    assert_eq!(read, company);
    let text = r#"{"kind":"company","iban":"1","x":[1]}"#;
    let read: Source = from_json(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
}

#[derive(Clone)]
enum Event {
    Opened(BTreeMap<String, Json>),
    Closed(BTreeMap<String, Json>),
    Unknown(Json),
}

union! { Event {
    Opened(BTreeMap<String, Json>) shared: Object(("event", "about", "type") = "opened"),
    Closed(BTreeMap<String, Json>) shared: Object(("event", "about", "type") = "closed"),
    ..Unknown
} }

#[test]
fn a_tag_can_be_further_inside() {
    let read = |text: &str| from_json::<Event>(text).unwrap();
    let opened = r#"{"a":1,"event":{"about":{"type":"opened"},"type":"closed"}}"#;
    assert!(matches!(read(opened), Event::Opened(_)));
    assert_eq!(serde_json::to_string(&read(opened)).unwrap(), opened);
    let closed = r#"{"event":{"about":{"type":"closed"}}}"#;
    assert!(matches!(read(closed), Event::Closed(_)));
    for other in [
        r#"{"event":{"about":{"type":1}}}"#,
        r#"{"event":{"about":"type"}}"#,
        r#"{"event":null}"#,
        r#"{"type":"opened"}"#,
        "{}",
    ] {
        assert!(matches!(read(other), Event::Unknown(_)), "{other}");
    }
}
