//! Types of all kinds that a description can ask for, as a client has them.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the tables write what a client's users may call"
)]

use std::collections::BTreeMap;

use crate::runtime::data::{
    Base64, Date, DateTime, Extra, Json, Patch, Secret, Unrecognized, integer_enum, number_enum,
    record, scalar_enum, text_enum, union,
};

#[derive(Clone)]
pub(super) struct Inner {
    pub(super) name: String,
    pub(super) ratio: Option<f64>,
    pub(super) extra: Extra,
}

record! { Inner {
    name: required(String) = "name",
    ratio: optional(f64) = "ratio",
    => extra(unknown)
} }

#[derive(Clone)]
pub(super) struct Outer {
    pub(super) id: i64,
    pub(super) small: Option<i32>,
    pub(super) unsigned: Option<u32>,
    pub(super) large: Option<u64>,
    pub(super) single: Option<f32>,
    pub(super) on: bool,
    pub(super) inner: Option<Box<Outer>>,
    pub(super) many: Vec<Inner>,
    pub(super) names: Option<BTreeMap<String, u32>>,
    pub(super) nested: Vec<Vec<Option<String>>>,
    pub(super) any: Json,
}

record! { Outer {
    id: required(i64) = "id",
    small: optional(i32) = "small",
    unsigned: optional(u32) = "unsigned",
    large: optional(u64) = "large",
    single: optional(f32) = "single",
    on: required(bool) = "on",
    inner: optional(Box<Outer>) = "inner",
    many: required(Vec<Inner>) = "many",
    names: optional(BTreeMap<String, u32>) = "names",
    nested: required(Vec<Vec<Option<String>>>) = "nested",
    any: required(Json) = "any",
} }

#[derive(Clone)]
pub(super) struct Change {
    pub(super) note: Patch<String>,
    pub(super) parent: Option<i32>,
    pub(super) extra: BTreeMap<String, Json>,
}

record! { Change {
    note: patch(String) = "note",
    parent: nullable(i32) = "parent",
    ..extra(Json)
} }

#[derive(Clone)]
pub(super) struct Texts {
    at: Option<DateTime>,
    day: Option<Date>,
    bytes: Option<Base64>,
    secret: Option<Secret<String>>,
    status: Option<Status>,
    closed: Option<Closed>,
    level: Option<Level>,
    ratio: Option<Ratio>,
    size: Option<Size>,
    pair: Option<(String, Option<i64>, Option<Status>)>,
}

record! { Texts {
    at: optional(DateTime) = "at",
    day: optional(Date) = "day",
    bytes: optional(Base64) = "bytes",
    secret: optional(Secret<String>) = "secret",
    status: optional(Status) = "status",
    closed: optional(Closed) = "closed",
    level: optional(Level) = "level",
    ratio: optional(Ratio) = "ratio",
    size: optional(Size) = "size",
    pair: optional((String, Option<i64>, Option<Status>)) = "pair",
} }

#[derive(Clone)]
pub(super) enum Status {
    Live,
    Ended,
    Unknown(Unrecognized),
}

text_enum! { Status { Live = "LIVE", Ended = "ended at", ..Unknown } }

#[derive(Clone, Copy)]
pub(super) enum Closed {
    On,
    Off,
}

text_enum! { Closed { On = "on", Off = "off", } }

#[derive(Clone)]
pub(super) enum Level {
    Below,
    One,
    Unknown(Unrecognized<i64>),
}

integer_enum! { Level { Below = -1, One = 1, ..Unknown } }

#[derive(Clone)]
pub(super) enum Ratio {
    Half,
    One,
    Unknown(Unrecognized<f64>),
}

number_enum! { Ratio { Half = 0.5, One = 1.0, ..Unknown } }

#[derive(Clone)]
pub(super) enum Size {
    Auto,
    One,
    Half,
    On,
    Unknown(Unrecognized<Json>),
}

scalar_enum! { Size { Auto = "auto", One = 1, Half = 0.5, On = true, ..Unknown } }

#[derive(Clone)]
pub(super) struct Circle {
    kind: String,
    radius: f64,
}

record! { Circle { kind: required(String) = "kind", radius: required(f64) = "radius", } }

#[derive(Clone)]
pub(super) struct Group {
    members: Vec<Shape>,
    others: BTreeMap<String, Loose>,
}

record! { Group { members: required(Vec<Shape>) = "members", ..others(Loose) } }

#[derive(Clone)]
pub(super) enum Shape {
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
pub(super) struct Point {
    x: f64,
    y: f64,
}

record! { Point { x: required(f64) = "x", y: required(f64) = "y", } }

#[derive(Clone)]
pub(super) enum Loose {
    Flag(bool),
    Count(i64),
    Ratio(f64),
    Name(String),
    List(Vec<String>),
    Point(Point),
    Circle(Circle),
    Group(Box<Group>),
    Unknown(Json),
}

union! { Loose {
    Flag(bool): Bool(),
    Count(i64): Integer(),
    Ratio(f64): Number(),
    Name(String): String(),
    List(Vec<String>): Array(),
    Point(Point): Object(("x", "y")),
    Circle(Circle): Object("radius"),
    Group(Box<Group>): Object("ok" is true, "code" is 0),
    ..Unknown
} }
