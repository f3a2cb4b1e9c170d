//! The edges of what the reader promises: depth, numbers of fields, half a text, no buffer.

use std::collections::BTreeMap;

use serde::de::value::{Error as ValueError, MapDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::union::Shape;
use crate::runtime::data::{Decode, Json, from_json, record, union};

#[derive(Clone)]
pub struct Tree {
    pub root: Shape,
    pub left: Option<Box<Tree>>,
    pub others: Vec<Tree>,
    pub named: BTreeMap<String, Tree>,
}

record! { Tree {
    root: required(Shape) = "root",
    left: nullable(Box<Tree>) = "left",
    others: required(Vec<Tree>) = "others",
    ..named(Tree)
} }

const TREE: &str = r#"{"root":{"kind":"circle","radius":1.5},"left":{"root":"r","left":null,"others":[]},"others":[],
    "more":{"root":[{"x":"\u00e9"}],"left":null,"others":[{"root":1,"left":null,"others":[]}]}}"#;

#[test]
fn a_blank_value_of_a_recursive_type_is_finite() {
    let blank = Tree::blank();
    assert!(blank.left.is_none() && blank.others.is_empty() && blank.named.is_empty());
    assert_eq!(blank.root, Shape::Unknown(Json::Null));
}

#[test]
fn nothing_is_seen_of_a_value_that_ends_early() {
    assert!(from_json::<Tree>(TREE).is_ok());
    for (end, _) in TREE.char_indices() {
        let (text, _) = TREE.split_at(end);
        assert!(from_json::<Tree>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<Tree>(text).is_err(), "{text}");
    }
}

#[test]
fn an_error_has_a_path_through_maps_and_the_properties_beside_fields() {
    let path = |from: &str, to: &str| {
        let text = TREE.replace(from, to);
        assert_ne!(text, TREE);
        let error = from_json::<Tree>(&text).unwrap_err();
        let public = serde_json::from_str::<Tree>(&text).unwrap_err();
        assert_eq!(error.to_string(), public.to_string());
        error.path().to_string()
    };
    assert_eq!(path("1.5", "[]"), "root.radius");
    assert_eq!(path(r#""root":1,"#, ""), "more.others[0]");
    assert_eq!(
        path(r#""root":"r","left":null"#, r#""root":"r","left":7"#),
        "left.left"
    );
    let error = from_json::<BTreeMap<String, Vec<i32>>>("{\"a\":[],\n\"b\":[1,true]}").unwrap_err();
    assert_eq!(error.path().to_string(), "b[1]");
    assert_eq!((error.line(), error.column()), (2, 11));
}

#[test]
fn a_field_is_a_duplicate_wherever_it_was_read_first() {
    for text in [
        r#"{"kind":"circle","radius":1,"kind":"circle"}"#,
        r#"{"radius":1,"kind":"circle","radius":1}"#,
        r#"{"radius":1,"radius":1,"kind":"circle"}"#,
    ] {
        let error = from_json::<Shape>(text).unwrap_err().to_string();
        assert!(error.contains("duplicate field `"), "{text}: {error}");
    }
}

#[test]
fn depth_is_bounded_in_arrays_maps_and_unions() {
    fn nested(levels: usize, around: impl Fn(Json) -> Json, core: Json) -> Json {
        (0..levels).fold(core, |inner, _| around(inner))
    }
    type Deep<T> = Result<T, serde_json::Error>;
    let limit = "more than 128 levels deep";

    let group = |inner| serde_json::json!({"kind": "group", "members": [inner]});
    let circle = serde_json::json!({"kind": "circle", "radius": 1});
    let shape =
        |levels| -> Deep<Shape> { serde_json::from_value(nested(levels, group, circle.clone())) };
    assert!(shape(30).is_ok());
    assert!(shape(130).unwrap_err().to_string().ends_with(limit));

    let more = |inner| serde_json::json!({"root": 1, "left": null, "others": [], "more": inner});
    let leaf = serde_json::json!({"root": 1, "left": null, "others": []});
    let tree =
        |levels| -> Deep<Tree> { serde_json::from_value(nested(levels, more, leaf.clone())) };
    assert!(tree(60).is_ok());
    assert!(tree(130).unwrap_err().to_string().ends_with(limit));

    let text = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(from_json::<Json>(&text).is_err());
    assert!(from_json::<Shape>(&text).is_err());
}

#[test]
fn more_fields_than_two_words_have_bits() {
    macro_rules! wide {
        ($($name:ident)*) => {
            #[derive(Clone)]
            pub struct Wide { $(pub $name: Option<i64>,)* }
            record! { Wide { $($name: nullable(i64) = (stringify!($name)),)* } }
            const NAMES: &[&str] = &[$(stringify!($name)),*];
        };
    }
    wide! {
        a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9
        d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9
        g0 g1 g2 g3 g4 g5 g6 g7 g8 g9 h0 h1 h2 h3 h4 h5 h6 h7 h8 h9 i0 i1 i2 i3 i4 i5 i6 i7 i8 i9
        j0 j1 j2 j3 j4 j5 j6 j7 j8 j9 k0 k1 k2 k3 k4 k5 k6 k7 k8 k9 l0 l1 l2 l3 l4 l5 l6 l7 l8 l9
        m0 m1 m2 m3 m4 m5 m6 m7 m8 m9 n0 n1 n2 n3 n4 n5 n6 n7 n8 n9
    }
    assert_eq!(NAMES.len(), 140);
    let property = |(index, name): (usize, &&str)| format!("\"{name}\":{index}");
    let forwards: Vec<String> = NAMES.iter().enumerate().map(property).collect();
    let backwards: Vec<String> = forwards.iter().rev().cloned().collect();
    let text = format!("{{{}}}", forwards.join(","));
    let wide = from_json::<Wide>(&text).unwrap();
    assert_eq!((wide.a0, wide.g4, wide.n9), (Some(0), Some(64), Some(139)));
    assert_eq!(
        from_json::<Wide>(&format!("{{{}}}", backwards.join(","))).unwrap(),
        wide
    );
    assert_eq!(serde_json::to_string(&wide).unwrap(), text);
    // By the reader of all formats, in an order in which no name is where it is expected.
    let (even, odd): (Vec<_>, Vec<_>) = forwards.iter().enumerate().partition(|it| it.0 % 3 == 0);
    let mixed: Vec<&str> = odd.iter().chain(&even).map(|it| it.1.as_str()).collect();
    let mixed = format!("{{\"no field\":1,{},\"\":2}}", mixed.join(","));
    assert_eq!(serde_json::from_str::<Wide>(&mixed).unwrap(), wide);
    assert_eq!(from_json::<Wide>(&mixed).unwrap(), wide);
    for (index, name) in NAMES.iter().enumerate() {
        let property = &forwards[index];
        let others: Vec<&str> = forwards
            .iter()
            .map(String::as_str)
            .filter(|it| it != property)
            .collect();
        let without = format!("{{{}}}", others.join(","));
        let error = from_json::<Wide>(&without).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("missing field `{name}`")),
            "{error}"
        );
        let twice = text.replace('}', &format!(",{property}}}"));
        let error = from_json::<Wide>(&twice).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("duplicate field `{name}`")),
            "{error}"
        );
    }
}

/// A value that can only be read by those who know its type: whoever puts it into a buffer has to ask for any.
#[derive(Clone, Copy)]
enum Probe {
    Tag(&'static str),
    Name(&'static str),
}

impl IntoDeserializer<'_, ValueError> for Probe {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Probe {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Self::Tag(tag) => visitor.visit_str(tag),
            Self::Name(_) => Err(ValueError::custom("put into a buffer")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Self::Tag(text) | Self::Name(text) => visitor.visit_str(text),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// An object whose properties are probes.
struct Probes(Vec<(&'static str, Probe)>);

impl<'de> Deserializer<'de> for Probes {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_map(MapDeserializer::new(self.0.into_iter()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[derive(Clone)]
pub struct Cat {
    pub kind: String,
    pub name: String,
}

record! { Cat { kind: required(String) = "kind", name: required(String) = "name", } }

#[derive(Clone)]
pub enum Pet {
    Cat(Cat),
    Other(Json),
}

union! { Pet { Cat(Cat): Object("kind" = "cat"), ..Other } }

#[test]
fn a_union_whose_tag_comes_first_buffers_nothing() {
    let tag = ("kind", Probe::Tag("cat"));
    let name = ("name", Probe::Name("Kit"));
    let cat = Cat::blank().kind("cat").name("Kit");
    assert_eq!(
        Pet::deserialize(Probes(vec![tag, name])).unwrap(),
        Pet::Cat(cat)
    );
    let error = Pet::deserialize(Probes(vec![name, tag])).unwrap_err();
    assert_eq!(error.to_string(), "put into a buffer");
}
